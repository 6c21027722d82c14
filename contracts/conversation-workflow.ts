/**
 * The names by which clients reach a conversation workflow. Types of their arguments are in turn.ts and commands.ts.
 */

/** Workflow type. */
export const CONVERSATION_WORKFLOW = 'conversation';
/** Signal: a stored inbound message waits for its turn. Arguments: its id, and whether it is urgent. */
export const MESSAGE_SIGNAL = 'message';
/** Signal: look at your standing again (after a deploy, or when a timer seems lost). No argument. */
export const NUDGE_SIGNAL = 'nudge';
/** Update: a command, answered when it was carried out. */
export const COMMAND_UPDATE = 'command';

/** Workflow type of the scheduled upkeep. */
export const UPKEEP_WORKFLOW = 'upkeep';
