-- What comes back, by the shop's rules.
ALTER TABLE commerce_settings
  -- Whether sound goods that come back are in stock again at once; else somebody counts them in.
  ADD COLUMN restock_returns boolean NOT NULL DEFAULT true,
  -- Categories of products that a customer returns without a person's word only where the shop is to blame.
  ADD COLUMN fresh_categories text[] NOT NULL DEFAULT '{}';
