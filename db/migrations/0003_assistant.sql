-- What a workspace knows, for answers that name their source, and the people who log in at its web assistant.

-- The stemmer of a language; its words as they are where PostgreSQL has none. Constants, so that stored vectors stay right.
CREATE FUNCTION parley_text_search(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE language
  WHEN 'en' THEN 'pg_catalog.english'::regconfig
  WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
  WHEN 'de' THEN 'pg_catalog.german'::regconfig
  WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
  WHEN 'fr' THEN 'pg_catalog.french'::regconfig
  WHEN 'it' THEN 'pg_catalog.italian'::regconfig
  WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
  WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
  ELSE 'pg_catalog.simple'::regconfig
END;

-- Misspelled words find titles where pg_trgm can be had; without it they find nothing.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_trgm is not available: misspelled words will find nothing';
END $$;
DO $$
BEGIN
  IF to_regprocedure('word_similarity(text, text)') IS NULL THEN
    CREATE FUNCTION parley_word_similarity(word text, words text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN 0::real;
  ELSE
    CREATE FUNCTION parley_word_similarity(word text, words text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN word_similarity(word, words);
  END IF;
END $$;

CREATE TABLE knowledge_documents (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  flow text NOT NULL,
  -- Path of the file in the folder it was imported from.
  source text NOT NULL,
  -- Of all that was indexed: an import leaves what has the same hash alone.
  content_hash bytea NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, flow, source)
);

CREATE TABLE knowledge_passages (
  passage_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  flow text NOT NULL,
  source text NOT NULL,
  -- From 0, in the order of the file.
  position integer NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  -- Title (A) and text (B), without accents, stemmed by the language.
  words tsvector NOT NULL,
  FOREIGN KEY (workspace_id, flow, source) REFERENCES knowledge_documents (workspace_id, flow, source) ON DELETE CASCADE
);
-- No GIN index on the words: row level security lets only leakproof operators use an index, and @@ is none. A search reads
-- the passages of one flow of one workspace.
CREATE INDEX knowledge_passages_flow ON knowledge_passages (workspace_id, flow, source);

CREATE TABLE end_users (
  end_user_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  -- The subject under whose key the name is encrypted.
  contact_id uuid NOT NULL UNIQUE,
  -- External id of that contact; made up, and so nothing personal.
  external_id text NOT NULL,
  name_hmac bytea NOT NULL,
  name_encrypted bytea NOT NULL,
  -- Function, parameters, salt and hash in the PHC format.
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  last_login_at timestamptz,
  UNIQUE (workspace_id, name_hmac),
  UNIQUE (workspace_id, end_user_id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, contact_id)
);

-- One for each login, or for a guest; with the conversation that was led in it.
CREATE TABLE end_user_sessions (
  session_id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  -- SHA-256 of the secret in the cookie: 256 random bits need no slow hash. Null: it was logged out.
  token_hash bytea UNIQUE,
  -- Null for guests.
  end_user_id uuid,
  -- A guest who registers or logs in keeps the conversation, so this may be another than the user's.
  contact_id uuid,
  conversation_id uuid,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, end_user_id) REFERENCES end_users (workspace_id, end_user_id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, conversation_id, contact_id)
    REFERENCES conversations (workspace_id, conversation_id, contact_id),
  CHECK ((conversation_id IS NULL) = (contact_id IS NULL))
);
CREATE INDEX end_user_sessions_history ON end_user_sessions (end_user_id, created_at DESC, session_id DESC)
  WHERE conversation_id IS NOT NULL;
CREATE INDEX end_user_sessions_contact ON end_user_sessions (contact_id);
-- What nobody will ever read again: guests who said nothing, and users who logged in and said nothing.
CREATE INDEX end_user_sessions_empty ON end_user_sessions (expires_at) WHERE conversation_id IS NULL;

-- How often something was tried by someone, such as a login with one name from one address.
CREATE TABLE end_user_attempts (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  -- Keyed hash of what is counted: names and addresses are personal.
  subject_hmac bytea NOT NULL,
  attempts integer NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, subject_hmac)
);
CREATE INDEX end_user_attempts_since ON end_user_attempts (since);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['knowledge_documents', 'knowledge_passages', 'end_users', 'end_user_sessions',
    'end_user_attempts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY workspace_only ON %I USING (
      workspace_id::text = current_setting('parley.scope', true) OR current_setting('parley.scope', true) = 'system')$policy$, name);
  END LOOP;
END $$;
