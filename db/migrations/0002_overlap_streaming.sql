-- Turns of several messages, attempts at a reply, streams, summaries, hand-over, experiments.
SELECT set_config('parley.scope', 'system', true);

ALTER TABLE conversations
  -- What model calls have cost so far, millionths of a US dollar.
  ADD COLUMN cost_micros bigint NOT NULL DEFAULT 0;

ALTER TABLE turns
  ADD COLUMN events jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN language text NOT NULL DEFAULT 'en',
  -- Assigned variants by experiment.
  ADD COLUMN variants jsonb NOT NULL DEFAULT '{}',
  -- Raised with each try at wording the reply; writers with a lower one are shut out.
  ADD COLUMN attempt integer NOT NULL DEFAULT 0,
  ADD COLUMN stop_requested_at timestamptz,
  -- A person takes over when the reply is written.
  ADD COLUMN hands_over boolean NOT NULL DEFAULT false,
  ADD COLUMN first_token_ms integer,
  ADD COLUMN cost_micros integer,
  ADD COLUMN is_partial boolean NOT NULL DEFAULT false,
  -- Number of the turn's last message in the transcript.
  ADD COLUMN message_number integer,
  -- The messages after the first; null when there is one only.
  ADD COLUMN more_inbound_ids uuid[],
  ADD COLUMN more_message_ids text[];
-- Nearly all turns have one message and no entry here.
CREATE INDEX turns_more_inbound ON turns USING gin (more_inbound_ids) WHERE more_inbound_ids IS NOT NULL;
UPDATE turns t SET message_number = said.last
FROM (SELECT conversation_id, turn, max(number) AS last FROM messages WHERE turn IS NOT NULL GROUP BY conversation_id, turn) AS said
WHERE said.conversation_id = t.conversation_id AND said.turn = t.number;

ALTER TABLE follow_ups
  -- What the flow says happened when it was sent.
  ADD COLUMN events jsonb NOT NULL DEFAULT '[]';

-- What streams show of replies while they are worded. Not logged: after a crash a reader is given the finished turn, and
-- a commit does not wait for the disk. For the same reason no reference: checking one writes a row lock to the log. Rows
-- are made from the turn's own row, so they cannot name another workspace's.
CREATE UNLOGGED TABLE reply_chunks (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn integer NOT NULL,
  attempt integer NOT NULL,
  sequence integer NOT NULL,
  text_encrypted bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (conversation_id, turn, attempt, sequence)
);

CREATE TABLE conversation_summaries (
  conversation_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  -- Number of the last message that it covers.
  up_to integer NOT NULL,
  text_encrypted bytea NOT NULL,
  updated_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, conversation_id)
);

-- The first assignment of a contact stays, in whichever conversation it was made.
CREATE TABLE experiment_assignments (
  workspace_id uuid NOT NULL,
  experiment text NOT NULL,
  contact_id uuid NOT NULL,
  variant text NOT NULL,
  conversation_id uuid NOT NULL,
  assigned_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, experiment, contact_id),
  FOREIGN KEY (workspace_id, conversation_id, contact_id) REFERENCES conversations (workspace_id, conversation_id, contact_id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['reply_chunks', 'conversation_summaries', 'experiment_assignments']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY workspace_only ON %I USING (
      workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system')$policy$, name);
  END LOOP;
END $$;
