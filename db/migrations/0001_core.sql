-- Ids are uuids made by the process that inserts. Every row carries its workspace, and references include it, so that no
-- row can point into another workspace. Times named *_at are timestamptz.

CREATE TABLE workspaces (
  workspace_id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name <> ''),
  -- Key of the keyed hashes of this workspace (who is this user id?), wrapped by a master key.
  lookup_key_wrapped bytea NOT NULL,
  master_key_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_keys (
  api_key_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name text NOT NULL,
  -- SHA-256 of the secret: 256 random bits need no slow hash.
  secret_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

CREATE TABLE contacts (
  contact_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name_encrypted bytea,
  locale text,
  time_zone text NOT NULL DEFAULT 'UTC',
  -- {start, end} as HH:MM local; null: none. Set from the flow's default when the contact is made.
  quiet_hours jsonb,
  opted_out_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (workspace_id, contact_id)
);

CREATE TABLE contact_identities (
  workspace_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('external')),
  value_hmac bytea NOT NULL,
  value_encrypted bytea NOT NULL,
  contact_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, kind, value_hmac),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, contact_id)
);
CREATE INDEX contact_identities_contact ON contact_identities (contact_id);

CREATE TABLE subject_keys (
  contact_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  -- Shredded: the key is gone, and with it all that was encrypted under it.
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'shredded')),
  wrapped_key bytea CHECK ((wrapped_key IS NOT NULL) = (state = 'active')),
  master_key_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, contact_id)
);
CREATE INDEX subject_keys_master ON subject_keys (master_key_id);

CREATE TABLE conversations (
  conversation_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  contact_id uuid NOT NULL,
  flow text NOT NULL,
  channel text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  owner text NOT NULL DEFAULT 'bot' CHECK (owner IN ('bot', 'person')),
  state text NOT NULL,
  initial_state text NOT NULL,
  turn integer NOT NULL DEFAULT 0,
  -- Number of the last message of the transcript.
  message_number integer NOT NULL DEFAULT 0,
  session integer NOT NULL DEFAULT 1,
  probability double precision NOT NULL,
  -- Versioned JSON of the dialogue engine; nothing personal.
  snapshot jsonb NOT NULL,
  slots_encrypted bytea,
  idempotency_key text,
  request_hash text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  closed_at timestamptz,
  close_reason text CHECK (close_reason IN ('api', 'idle')),
  UNIQUE (workspace_id, conversation_id),
  -- Rows that name the subject beside the conversation refer to both at once.
  UNIQUE (workspace_id, conversation_id, contact_id),
  UNIQUE (workspace_id, idempotency_key),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, contact_id)
) WITH (fillfactor = 80);
CREATE INDEX conversations_list ON conversations (workspace_id, created_at DESC, conversation_id DESC);
CREATE INDEX conversations_contact ON conversations (contact_id);

CREATE TABLE sessions (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  number integer NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  PRIMARY KEY (conversation_id, number),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, conversation_id)
);

CREATE TABLE inbound_messages (
  inbound_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message_id text NOT NULL,
  -- Order of arrival.
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  -- {text, userName}; gone when its turn is taken, as the transcript has it then.
  payload_encrypted bytea,
  -- Keyed hash of the text, to tell a repeat from another text under the same id.
  text_hmac bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Set in the transaction that writes the turn.
  turn_id uuid,
  PRIMARY KEY (conversation_id, inbound_id),
  UNIQUE (conversation_id, message_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, conversation_id)
) WITH (fillfactor = 80);
CREATE INDEX inbound_messages_undelivered ON inbound_messages (sequence) WHERE turn_id IS NULL;
CREATE INDEX inbound_messages_pending ON inbound_messages (conversation_id) WHERE turn_id IS NULL;

CREATE TABLE turns (
  turn_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  number integer NOT NULL,
  inbound_id uuid NOT NULL,
  message_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('done', 'composing')),
  state_before text NOT NULL,
  state_after text NOT NULL,
  reason text NOT NULL,
  probability double precision NOT NULL,
  understanding jsonb NOT NULL,
  trace jsonb NOT NULL,
  template text,
  variant integer,
  -- What the model is asked and the template that speaks otherwise; gone when the turn is done.
  composition_encrypted bytea,
  reply_encrypted bytea,
  reply_source text CHECK (reply_source IN ('template', 'model')),
  reply_reason text,
  model text,
  input_tokens integer,
  output_tokens integer,
  model_latency_ms integer,
  latency_ms integer,
  at timestamptz NOT NULL,
  UNIQUE (conversation_id, number),
  UNIQUE (inbound_id),
  FOREIGN KEY (workspace_id, conversation_id, contact_id) REFERENCES conversations (workspace_id, conversation_id, contact_id),
  FOREIGN KEY (conversation_id, inbound_id) REFERENCES inbound_messages (conversation_id, inbound_id)
);
CREATE INDEX turns_state_changes ON turns (conversation_id, number) WHERE state_before <> state_after;

-- The transcript. Search works on text_redacted; a trigram index is left to the issue that brings search, as it costs
-- every insert.
CREATE TABLE messages (
  message_id uuid NOT NULL,
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- Position in the transcript, from 1.
  number integer NOT NULL,
  turn integer,
  follow_up_id uuid,
  role text NOT NULL CHECK (role IN ('customer', 'assistant', 'agent')),
  -- The caller's id of a customer's message.
  external_message_id text,
  text_redacted text NOT NULL,
  text_encrypted bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, number, created_at),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, conversation_id)
) PARTITION BY RANGE (created_at);
-- Takes rows of months that have no partition yet, so that no message is refused when upkeep did not run.
CREATE TABLE messages_default PARTITION OF messages DEFAULT;

CREATE TABLE follow_ups (
  follow_up_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  kind text NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'fired', 'cancelled')),
  reason text NOT NULL,
  due_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  fired_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  message_id uuid,
  FOREIGN KEY (workspace_id, conversation_id, contact_id) REFERENCES conversations (workspace_id, conversation_id, contact_id)
) WITH (fillfactor = 80);
CREATE INDEX follow_ups_list ON follow_ups (conversation_id, due_at, follow_up_id);
CREATE INDEX follow_ups_pending_contact ON follow_ups (contact_id) WHERE status = 'pending';
CREATE INDEX follow_ups_overdue ON follow_ups (due_at) WHERE status = 'pending';

-- Row level security: a connection sees one workspace, or all of them in the scope `system`; without a scope, nothing.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['workspaces', 'api_keys', 'contacts', 'contact_identities', 'subject_keys', 'conversations',
    'sessions', 'turns', 'inbound_messages', 'messages', 'messages_default', 'follow_ups']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY workspace_only ON %I USING (
      workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system')$policy$, name);
  END LOOP;
END $$;
