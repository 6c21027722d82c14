-- The conversations in which a person wrote: the autonomous rate asks for them over long spans. Messages of bot and customer
-- have no entry, so a turn costs no more than before.
CREATE INDEX messages_agent ON messages (workspace_id, conversation_id) WHERE role = 'agent';
