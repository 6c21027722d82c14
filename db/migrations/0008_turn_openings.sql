-- What a turn was decided with: where the conversation stood, what was said, found and seen, what a model proposed. A changed flow is
-- tried on it before it goes live (parley replay-flow). Upkeep deletes it after a month.
CREATE TABLE turn_openings (
  workspace_id uuid NOT NULL,
  turn_id uuid PRIMARY KEY,
  conversation_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  -- Deflated JSON under the key of the contact.
  opening_encrypted bytea NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, conversation_id, contact_id) REFERENCES conversations (workspace_id, conversation_id, contact_id)
);
CREATE INDEX turn_openings_conversation ON turn_openings (conversation_id);
CREATE INDEX turn_openings_at ON turn_openings (at);

ALTER TABLE turn_openings ENABLE ROW LEVEL SECURITY;
ALTER TABLE turn_openings FORCE ROW LEVEL SECURITY;
CREATE POLICY workspace_only ON turn_openings USING (
  workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system');
