-- Deliveries and invoices by hand: an order may have several delivery orders, each with goods of its own, and what is credited
-- by hand is no longer charged.
SELECT set_config('parley.scope', 'system', true);

ALTER TABLE deliveries DROP CONSTRAINT deliveries_order_id_key;
ALTER TABLE deliveries
  -- Made by a person, for part of an order or as another attempt: it has a slot, a day and an address of its own.
  ADD COLUMN is_by_hand boolean NOT NULL DEFAULT false,
  -- The caller's: the same one is made once.
  ADD COLUMN key text,
  -- Null: the order's.
  ADD COLUMN address_encrypted bytea,
  ADD COLUMN note_encrypted bytea,
  ADD COLUMN cancel_reason text,
  ADD UNIQUE (workspace_id, delivery_id),
  ADD UNIQUE (order_id, key);
-- The one that is made when the order is accepted.
CREATE UNIQUE INDEX deliveries_own ON deliveries (order_id) WHERE NOT is_by_hand;

-- What a delivery order brings, named as the order's line was. Base units.
CREATE TABLE delivery_lines (
  workspace_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  product_id uuid NOT NULL,
  sku text NOT NULL,
  name text NOT NULL,
  base_unit text NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (delivery_id, product_id),
  FOREIGN KEY (workspace_id, delivery_id) REFERENCES deliveries (workspace_id, delivery_id) ON DELETE CASCADE
);
INSERT INTO delivery_lines (workspace_id, delivery_id, product_id, sku, name, base_unit, quantity)
  SELECT l.workspace_id, d.delivery_id, l.product_id, l.sku, l.name, l.base_unit, l.fulfilled
  FROM deliveries d JOIN order_lines l USING (order_id) WHERE l.fulfilled > 0;

ALTER TABLE order_lines
  -- Base units that stayed with the buyer, or are still to be delivered, and were credited by hand: not charged at present.
  ADD COLUMN uncharged bigint NOT NULL DEFAULT 0,
  ADD CHECK (uncharged >= 0 AND returned + uncharged <= fulfilled);

ALTER TABLE invoices
  -- Of a credit note that was issued by hand: why, in a word.
  ADD COLUMN reason text,
  ADD UNIQUE (workspace_id, invoice_id);
CREATE INDEX invoices_credits ON invoices (credits) WHERE credits IS NOT NULL;
CREATE INDEX invoices_order ON invoices (order_id);

-- What may be corrected of an invoice, and was: reference and note of the buyer, due date. The highest version counts; the first is
-- the invoice as it was issued, and has no row.
CREATE TABLE invoice_details (
  workspace_id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 1),
  contact_id uuid NOT NULL,
  -- {reference, note}
  words_encrypted bytea NOT NULL,
  due_on date,
  at timestamptz NOT NULL,
  PRIMARY KEY (invoice_id, version),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoices (workspace_id, invoice_id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['delivery_lines', 'invoice_details']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY workspace_only ON %I USING (
      workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system')$policy$, name);
  END LOOP;
END $$;
