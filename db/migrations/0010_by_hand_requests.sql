-- Keys under which delivery orders, invoices and credit notes were made by hand, with what was asked under them: a key that comes again
-- with something else is refused.
CREATE TABLE by_hand_requests (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  -- What was made, and the caller's key: 'delivery/…', 'invoice/…', 'credit_note/…'.
  key text NOT NULL,
  request_hash text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);

ALTER TABLE by_hand_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE by_hand_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY workspace_only ON by_hand_requests USING (
  workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system');
