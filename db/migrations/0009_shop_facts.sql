-- What customers ask of a shop beside its goods, by flow: [{"flow": …, "deliveryArea": …, "minimumOrderMinor": …, …}].
ALTER TABLE commerce_settings
  ADD COLUMN facts jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(facts) = 'array');
