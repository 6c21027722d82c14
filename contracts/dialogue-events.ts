/** What happened in a dialogue, in words that tests, webhooks and operators share. No customer text, no slot values. */
export const DIALOGUE_EVENTS = [
  'flow_started',
  'state_changed',
  'slot_set',
  'slot_corrected',
  'flow_interrupted',
  'flow_resumed',
  'flow_cancelled',
  'step_skipped',
  'reply_repeated',
  'clarification_requested',
  'not_handled',
  'chitchat',
  'handoff_requested',
  'waiting_for_person',
  'opted_out',
  'silence',
  'abuse',
  'internal_error',
  'session_resumed',
  'input_too_long',
  'multiple_intents',
  'loop_broken',
  'injection_refused',
  'language_switched',
  'tool_called',
  'proposal_accepted',
  'proposal_refused',
  'variant_assigned',
] as const;
export type DialogueEventName = (typeof DIALOGUE_EVENTS)[number];

export interface DialogueEvent {
  readonly name: DialogueEventName;
  /** Names and numbers: `{slot: 'company'}`, `{from: 'pitch', to: 'price'}`, `{tool: 'schedule_callback'}`. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}
