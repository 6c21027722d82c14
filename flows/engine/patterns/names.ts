/** The repair patterns: what people do besides answering the question. Each has a default that a flow may override. */
export const PATTERNS = [
  'stop',
  'internal_error',
  'input_too_long',
  'injection',
  'abuse',
  'human_request',
  'waiting_for_person',
  'session_resumption',
  'correction',
  'cancel',
  'skip',
  'repeat',
  'multiple_intents',
  'interruption',
  'chitchat',
  'clarify',
  'cannot_handle',
  'loop',
  'silence',
] as const;
export type PatternName = (typeof PATTERNS)[number];
