-- Catalogue, stock, customers, orders, deliveries and invoices. Quantities are integers of a product's base unit (pieces, grams,
-- millilitres), money is integers of the currency's minor unit.

CREATE TABLE commerce_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces,
  currency text NOT NULL,
  -- Name, address and tax number on invoices.
  seller jsonb NOT NULL,
  -- Orders of this gross and above wait for a person; null: none does.
  approval_limit_minor bigint,
  reservation_minutes integer NOT NULL DEFAULT 60 CHECK (reservation_minutes > 0),
  return_days integer NOT NULL DEFAULT 7 CHECK (return_days >= 0),
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE locations (
  location_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('shop', 'warehouse')),
  -- Flow whose orders are served from it; null: none in particular.
  flow text,
  -- Other orders are served from it unless they name another.
  is_default boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, name),
  UNIQUE (workspace_id, location_id)
);
CREATE UNIQUE INDEX locations_default ON locations (workspace_id) WHERE is_default;
CREATE UNIQUE INDEX locations_flow ON locations (workspace_id, flow) WHERE flow IS NOT NULL;

-- Where a flow's orders are served from: its own location, else the default one.
CREATE FUNCTION parley_location_of(of_workspace uuid, of_flow text) RETURNS uuid LANGUAGE sql STABLE
RETURN (SELECT location_id FROM locations WHERE workspace_id = of_workspace AND (flow = of_flow OR is_default)
  ORDER BY (flow IS NOT NULL AND flow = of_flow) DESC LIMIT 1);

CREATE TABLE products (
  product_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  sku text NOT NULL,
  -- Flow whose customers may buy it; null: every flow's.
  flow text,
  category text NOT NULL,
  base_unit text NOT NULL CHECK (base_unit IN ('piece', 'g', 'ml')),
  -- Base units that a price is for: 1000 where tomatoes are priced by the kilogram.
  price_per integer NOT NULL CHECK (price_per > 0),
  -- What tells it apart: [{amount, unit}], such as 5000 g or 10 inch.
  sizes jsonb NOT NULL DEFAULT '[]',
  -- [{name, size}]: base units in a dozen, a carton.
  packs jsonb NOT NULL DEFAULT '[]',
  tax_basis_points integer NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
  image_url text,
  is_active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, sku),
  UNIQUE (workspace_id, product_id)
);
CREATE INDEX products_list ON products (workspace_id, created_at DESC, product_id DESC);

CREATE TABLE product_names (
  workspace_id uuid NOT NULL,
  product_id uuid NOT NULL,
  language text NOT NULL,
  name text NOT NULL,
  is_synonym boolean NOT NULL,
  PRIMARY KEY (product_id, language, name),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, product_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX product_names_one ON product_names (product_id, language) WHERE NOT is_synonym;

-- What a search looks at, folded (lower case, no accents, singular). Row level security is not forced here nor on product_words:
-- it lets only leakproof operators use an index, so the search functions below run as the owner and look at one workspace only.
CREATE TABLE product_search (
  product_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  flow text,
  category text NOT NULL,
  is_active boolean NOT NULL,
  -- A name or synonym a line, without its sizes; the last line is base unit and sizes: '@g #5000g'.
  words text NOT NULL,
  -- Words of the shortest line: where many products have a word, those that are little else come first.
  shortest smallint NOT NULL,
  -- All words, and sizes such as '#5000g', each with parley_terms_of its workspace in front.
  terms tsvector NOT NULL,
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, product_id) ON DELETE CASCADE
);
-- With the workspace as a column of the index every query would walk all of its products; and what waits to be merged into an
-- index after an import, as fastupdate has it, makes queries ten times slower.
CREATE INDEX product_search_terms ON product_search USING gin (terms) WITH (fastupdate = off);

-- Terms are told apart by the first digits of their workspace.
CREATE FUNCTION parley_terms_of(of_workspace uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN left(of_workspace::text, 8) || ':';

-- The word, and what is left of it when a letter is dropped: words that share one are a slip of the finger apart.
CREATE FUNCTION parley_word_forms(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN length(word) < 3 THEN ARRAY[word]
  ELSE (SELECT array_agg(DISTINCT form) FROM (SELECT word AS form UNION ALL
    SELECT substr(word, 1, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) AS i) AS forms) END;

-- Words of product_search, for misspelled ones. One that no product has any more finds none, so they stay.
CREATE TABLE product_words (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  word text NOT NULL,
  forms text[] NOT NULL GENERATED ALWAYS AS (parley_word_forms(word)) STORED,
  PRIMARY KEY (workspace_id, word)
);
CREATE INDEX product_words_forms ON product_words USING gin (forms) WITH (fastupdate = off);
DO $$
BEGIN
  IF to_regprocedure('similarity(text, text)') IS NOT NULL THEN
    CREATE INDEX product_words_alike ON product_words USING gin (word gin_trgm_ops) WITH (fastupdate = off);
  END IF;
END $$;

-- For each token that no product has, the words it may stand for; for others themselves. And which of the others there are.
DO $$
DECLARE alike text := CASE WHEN to_regprocedure('similarity(text, text)') IS NULL THEN 'false' ELSE 'w.word % t.token' END;
BEGIN
  EXECUTE format($body$
    CREATE FUNCTION parley_product_words(tokens text[], others text[]) RETURNS TABLE (token text, word text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $fn$
      WITH asked AS MATERIALIZED (SELECT t.token, parley_word_forms(t.token) AS forms FROM unnest(tokens) AS t (token))
      SELECT t.token, coalesce(own.word, near.word) FROM asked t
      LEFT JOIN product_words own ON own.workspace_id = current_setting('parley.scope')::uuid AND own.word = t.token
      LEFT JOIN LATERAL (
        (SELECT w.word FROM product_words w WHERE own.word IS NULL AND w.forms && t.forms
           AND w.workspace_id = current_setting('parley.scope')::uuid LIMIT 20)
        UNION
        (SELECT w.word FROM product_words w WHERE own.word IS NULL AND %s
           AND w.workspace_id = current_setting('parley.scope')::uuid LIMIT 20)
        UNION
        (SELECT w.word FROM product_words w WHERE own.word IS NULL AND length(t.token) >= 3 AND w.word LIKE t.token || '%%'
           AND w.workspace_id = current_setting('parley.scope')::uuid ORDER BY length(w.word) LIMIT 10)
      ) AS near ON true
      WHERE own.word IS NOT NULL OR near.word IS NOT NULL
      UNION ALL
      SELECT w.word, w.word FROM product_words w
      WHERE w.workspace_id = current_setting('parley.scope')::uuid AND w.word = ANY (others)
    $fn$ $body$, alike);
END $$;

-- Products by queries ('~rice' & '~#5000g') from the strictest to the loosest: the first is about sizes too and null without
-- them. Looser ones than the second are asked only where those found nothing.
CREATE FUNCTION parley_search_products(queries text[], of_flow text, of_category text, are_active boolean, most integer)
RETURNS TABLE (product_id uuid, words text) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  scope uuid := current_setting('parley.scope')::uuid;
  found_so_far integer := 0;
  found_now integer;
  query tsquery;
BEGIN
  FOR i IN 1 .. cardinality(queries) LOOP
    CONTINUE WHEN queries[i] IS NULL;
    EXIT WHEN found_so_far >= most OR (i > 2 AND found_so_far > 0);
    query := replace(queries[i], '~', parley_terms_of(scope))::tsquery;
    RETURN QUERY SELECT s.product_id, s.words FROM product_search s
      WHERE s.workspace_id = scope AND s.terms @@ query AND (are_active IS NULL OR s.is_active = are_active)
        AND (of_flow IS NULL OR s.flow IS NULL OR s.flow = of_flow) AND (of_category IS NULL OR s.category = of_category)
      ORDER BY s.shortest, s.product_id LIMIT most;
    GET DIAGNOSTICS found_now = ROW_COUNT;
    found_so_far := found_so_far + found_now;
  END LOOP;
END $$;

DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS vector;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pgvector is not available: only small catalogues are searched by meaning';
END $$;
-- Of vectors of length 1; and how many of them are compared in reasonable time (without pgvector 0.4 s, measured).
DO $$
BEGIN
  IF to_regtype('vector') IS NULL THEN
    CREATE FUNCTION parley_cosine(a real[], b real[]) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN (SELECT sum(x * y) FROM unnest(a, b) AS t (x, y));
    CREATE FUNCTION parley_most_compared(dimensions integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN 1500000 / dimensions;
  ELSE
    CREATE FUNCTION parley_cosine(a real[], b real[]) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN -(a::vector <#> b::vector);
    CREATE FUNCTION parley_most_compared(dimensions integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN 300000000 / dimensions;
  END IF;
END $$;

CREATE TABLE product_embeddings (
  product_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  model text NOT NULL,
  -- Of product_search.words: the vector is outdated when it is another.
  words_hash text NOT NULL,
  -- Of length 1.
  vector real[] NOT NULL,
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, product_id) ON DELETE CASCADE
);

CREATE TABLE price_lists (
  price_list_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name text NOT NULL,
  currency text NOT NULL,
  -- Flow whose orders it is for; null: those of flows without a list of their own.
  flow text,
  -- Customers of this group get it; null: everybody else.
  customer_group text,
  is_tax_included boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, name),
  UNIQUE (workspace_id, price_list_id)
);
CREATE UNIQUE INDEX price_lists_group ON price_lists (workspace_id, coalesce(flow, ''), coalesce(customer_group, ''));

CREATE TABLE prices (
  workspace_id uuid NOT NULL,
  price_list_id uuid NOT NULL,
  product_id uuid NOT NULL,
  minor bigint NOT NULL CHECK (minor >= 0),
  PRIMARY KEY (price_list_id, product_id),
  FOREIGN KEY (workspace_id, price_list_id) REFERENCES price_lists (workspace_id, price_list_id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, product_id) ON DELETE CASCADE
);
CREATE INDEX prices_product ON prices (product_id);

CREATE TABLE stock (
  workspace_id uuid NOT NULL,
  location_id uuid NOT NULL,
  product_id uuid NOT NULL,
  on_hand bigint NOT NULL DEFAULT 0,
  reserved bigint NOT NULL DEFAULT 0,
  -- Below it the product counts as low.
  reorder_level bigint NOT NULL DEFAULT 0 CHECK (reorder_level >= 0),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (location_id, product_id),
  -- The last line of defence against overselling.
  CHECK (reserved >= 0 AND on_hand >= reserved),
  FOREIGN KEY (workspace_id, location_id) REFERENCES locations (workspace_id, location_id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, product_id) ON DELETE CASCADE
) WITH (fillfactor = 80);
CREATE INDEX stock_product ON stock (product_id);

-- Every change of stock, each once by its key: their sums are the stock.
CREATE TABLE stock_movements (
  movement_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  location_id uuid NOT NULL,
  product_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('receipt', 'correction', 'reserve', 'release', 'commit', 'return')),
  on_hand_change bigint NOT NULL,
  reserved_change bigint NOT NULL,
  order_id uuid,
  key text NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (workspace_id, key),
  FOREIGN KEY (location_id, product_id) REFERENCES stock (location_id, product_id) ON DELETE CASCADE
);
CREATE INDEX stock_movements_product ON stock_movements (product_id, at DESC);

CREATE TABLE customers (
  customer_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  -- The subject under whose key the personal fields are encrypted.
  contact_id uuid NOT NULL,
  -- An outlet is a place of a business that buys; a person buys for themselves.
  kind text NOT NULL CHECK (kind IN ('person', 'outlet')),
  -- Of outlets: what the business calls it.
  code text,
  phone_hmac bytea,
  phone_encrypted bytea,
  name_encrypted bytea NOT NULL,
  address_encrypted bytea,
  customer_group text,
  language text NOT NULL DEFAULT 'en',
  is_active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (workspace_id, customer_id),
  UNIQUE (workspace_id, phone_hmac),
  UNIQUE (workspace_id, code),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, contact_id)
);
CREATE INDEX customers_list ON customers (workspace_id, kind, created_at DESC, customer_id DESC);

-- Whose conversations speak for a customer.
CREATE TABLE customer_contacts (
  contact_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, contact_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, customer_id) ON DELETE CASCADE
);
CREATE INDEX customer_contacts_customer ON customer_contacts (customer_id);

-- Kept with each order, so that nothing has to be counted when somebody says "the usual".
CREATE TABLE customer_habits (
  customer_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  order_count integer NOT NULL,
  last_order_at timestamptz,
  -- Median days between orders; null: fewer than three orders.
  rhythm_days double precision,
  -- [{productId, times, quantity}], the most bought first.
  preferred jsonb NOT NULL,
  -- Names of what was last spoken of: intents, never words.
  last_topics text[] NOT NULL,
  updated_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, customer_id) ON DELETE CASCADE
);

CREATE TABLE delivery_slots (
  slot_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  location_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  capacity integer NOT NULL CHECK (capacity >= 0),
  taken integer NOT NULL DEFAULT 0,
  CHECK (taken >= 0 AND taken <= capacity),
  UNIQUE (location_id, starts_at),
  FOREIGN KEY (workspace_id, location_id) REFERENCES locations (workspace_id, location_id)
);
CREATE INDEX delivery_slots_next ON delivery_slots (workspace_id, starts_at);

-- Slots that are made by themselves: the same windows on each day, some days ahead.
CREATE TABLE delivery_slot_plans (
  location_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  -- [{from, to}] as HH:MM.
  windows jsonb NOT NULL,
  -- 1 is Monday; null: every day.
  weekdays integer[],
  time_zone text NOT NULL,
  capacity integer NOT NULL CHECK (capacity >= 0),
  days_ahead integer NOT NULL CHECK (days_ahead > 0),
  -- The last day whose slots were made.
  planned_until date,
  FOREIGN KEY (workspace_id, location_id) REFERENCES locations (workspace_id, location_id) ON DELETE CASCADE
);

CREATE TABLE number_counters (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  kind text NOT NULL CHECK (kind IN ('order', 'delivery', 'invoice', 'credit_note')),
  last bigint NOT NULL,
  PRIMARY KEY (workspace_id, kind)
);

CREATE TABLE orders (
  order_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  -- Drafts have none.
  number bigint,
  customer_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  -- Where it was spoken of; null: placed by API.
  conversation_id uuid,
  flow text,
  status text NOT NULL CHECK (status IN ('draft', 'confirmed', 'reserved', 'accepted', 'packed', 'out_for_delivery', 'delivered',
    'partly_fulfilled', 'cancelled', 'returned')),
  -- 'needed' until a person decides.
  approval text CHECK (approval IN ('needed', 'given', 'refused')),
  -- Some lines could not be served in full, and the customer has not said yet what to do.
  is_short boolean NOT NULL DEFAULT false,
  currency text NOT NULL,
  price_list_id uuid NOT NULL,
  is_tax_included boolean NOT NULL,
  net_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  gross_minor bigint NOT NULL,
  location_id uuid NOT NULL,
  slot_id uuid REFERENCES delivery_slots,
  deliver_on date,
  address_encrypted bytea,
  cancel_reason text,
  -- The caller's or the turn's: the same order is placed once.
  key text NOT NULL,
  -- Of the caller's request: the same key for another one is refused.
  request_hash text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  updated_at timestamptz NOT NULL,
  UNIQUE (workspace_id, key),
  UNIQUE (workspace_id, number),
  UNIQUE (workspace_id, order_id),
  CHECK ((status = 'draft') = (number IS NULL)),
  CHECK (gross_minor = net_minor + tax_minor),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, customer_id),
  FOREIGN KEY (workspace_id, location_id) REFERENCES locations (workspace_id, location_id),
  FOREIGN KEY (workspace_id, conversation_id, contact_id) REFERENCES conversations (workspace_id, conversation_id, contact_id)
);
CREATE INDEX orders_list ON orders (workspace_id, created_at DESC, order_id DESC);
CREATE INDEX orders_customer ON orders (customer_id, created_at DESC);
-- One basket a conversation.
CREATE UNIQUE INDEX orders_draft ON orders (conversation_id) WHERE status = 'draft';
-- What the relay looks for: it should have moved on, and its workflow never heard of it.
CREATE INDEX orders_waiting ON orders (updated_at) WHERE status IN ('confirmed', 'reserved');

CREATE TABLE order_lines (
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_number integer NOT NULL,
  product_id uuid NOT NULL,
  sku text NOT NULL,
  name text NOT NULL,
  base_unit text NOT NULL,
  -- Base units: ordered, then what was really reserved and delivered, then brought back.
  quantity bigint NOT NULL CHECK (quantity > 0),
  fulfilled bigint NOT NULL DEFAULT 0,
  returned bigint NOT NULL DEFAULT 0,
  price_minor bigint NOT NULL,
  price_per integer NOT NULL,
  tax_basis_points integer NOT NULL,
  -- Of the quantity that is charged: the fulfilled one once it is known.
  net_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  gross_minor bigint NOT NULL,
  PRIMARY KEY (order_id, line_number),
  CHECK (returned >= 0 AND returned <= fulfilled AND fulfilled <= quantity),
  CHECK (gross_minor = net_minor + tax_minor),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, order_id) ON DELETE CASCADE
);

CREATE TABLE stock_reservations (
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL,
  location_id uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  status text NOT NULL CHECK (status IN ('active', 'committed', 'released')),
  expires_at timestamptz NOT NULL,
  -- How often the order has reserved the product, after releases: part of the keys of its movements.
  round integer NOT NULL DEFAULT 1,
  PRIMARY KEY (order_id, product_id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, order_id) ON DELETE CASCADE,
  FOREIGN KEY (location_id, product_id) REFERENCES stock (location_id, product_id)
);
CREATE INDEX stock_reservations_expiring ON stock_reservations (expires_at) WHERE status = 'active';

-- Who is to be told when a product is back.
CREATE TABLE stock_waits (
  wait_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  product_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'fired', 'cancelled')),
  created_at timestamptz NOT NULL,
  fired_at timestamptz,
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, product_id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, conversation_id, contact_id) REFERENCES conversations (workspace_id, conversation_id, contact_id)
);
CREATE UNIQUE INDEX stock_waits_waiting ON stock_waits (conversation_id, product_id) WHERE status = 'waiting';
CREATE INDEX stock_waits_product ON stock_waits (product_id, created_at) WHERE status = 'waiting';

-- Conversations whose workflow is to look at its standing again: written with what changed it, deleted once Temporal has it.
CREATE TABLE nudges (
  nudge_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, conversation_id)
);

-- What a turn left to be done about orders: asked for the turn again, its workflow is told the same.
CREATE TABLE turn_errands (
  turn_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- [{orderId, command}]: ids, names and counts.
  errands jsonb NOT NULL,
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, conversation_id)
);

-- Turns in which a flow failed, to be counted without reading the others.
CREATE INDEX turns_failed ON turns (conversation_id) WHERE events @> '[{"name": "internal_error"}]';

-- What happened to an order, as Standard Webhooks shapes it: {type, timestamp, data}. Each once by its key.
CREATE TABLE order_events (
  event_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL,
  -- From 1, without gaps.
  sequence integer NOT NULL,
  key text NOT NULL,
  type text NOT NULL,
  -- Ids, names, counts, amounts; nothing personal.
  data jsonb NOT NULL,
  at timestamptz NOT NULL,
  -- When the customer was told; null: not yet, or not to be.
  told_at timestamptz,
  UNIQUE (order_id, sequence),
  UNIQUE (order_id, key),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, order_id) ON DELETE CASCADE
);
CREATE INDEX order_events_list ON order_events (workspace_id, at DESC, event_id DESC);

CREATE TABLE deliveries (
  delivery_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL UNIQUE,
  number bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('planned', 'packed', 'out_for_delivery', 'delivered', 'cancelled')),
  slot_id uuid REFERENCES delivery_slots,
  deliver_on date,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (workspace_id, number),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, order_id)
);
CREATE INDEX deliveries_list ON deliveries (workspace_id, created_at DESC, delivery_id DESC);

-- Never changed once issued: a mistake is credited.
CREATE TABLE invoices (
  invoice_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  number bigint NOT NULL,
  -- Of credit notes.
  credits uuid REFERENCES invoices,
  -- The event that issued it: the same is issued once.
  key text NOT NULL,
  currency text NOT NULL,
  net_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  gross_minor bigint NOT NULL,
  -- As they were: [{sku, name, baseUnit, quantity, priceMinor, pricePer, taxBasisPoints, netMinor, taxMinor, grossMinor}].
  lines jsonb NOT NULL,
  -- {name, address} of the buyer as they were.
  buyer_encrypted bytea NOT NULL,
  -- commerce_settings.seller as it was.
  seller jsonb NOT NULL,
  contact_id uuid NOT NULL,
  issued_at timestamptz NOT NULL,
  UNIQUE (workspace_id, kind, number),
  UNIQUE (order_id, key),
  CHECK (gross_minor = net_minor + tax_minor),
  CHECK ((kind = 'credit_note') = (credits IS NOT NULL)),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, order_id)
);
CREATE INDEX invoices_list ON invoices (workspace_id, issued_at DESC, invoice_id DESC);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['commerce_settings', 'locations', 'products', 'product_names', 'product_embeddings', 'price_lists',
    'prices', 'stock', 'stock_movements', 'customers', 'customer_contacts', 'customer_habits', 'delivery_slots', 'delivery_slot_plans', 'number_counters',
    'orders', 'order_lines', 'stock_reservations', 'stock_waits', 'nudges', 'turn_errands', 'order_events', 'deliveries', 'invoices']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY workspace_only ON %I USING (
      workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system')$policy$, name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['product_search', 'product_words']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY workspace_only ON %I USING (
      workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system')$policy$, name);
  END LOOP;
END $$;
