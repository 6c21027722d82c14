import { defineSignal, defineUpdate } from '@temporalio/workflow';
import { COMMAND_UPDATE, MESSAGE_SIGNAL, NUDGE_SIGNAL } from '../contracts/conversation-workflow.ts';
import type { Command } from '../contracts/turn.ts';

/**
 * A stored inbound message waits for its turn; the arguments are its id, and whether it is urgent (a request to stop): an
 * urgent one waits for no fragment and no writer. Delivered twice it does nothing.
 */
export const messageSignal = defineSignal<[string, boolean?]>(MESSAGE_SIGNAL);
/** Read your standing afresh, and move to the newest build if there is one. */
export const nudgeSignal = defineSignal(NUDGE_SIGNAL);
/** Carried out between turns; resolves when done, fails with an ApplicationFailure whose type is an error code. */
export const commandUpdate = defineUpdate<void, [Command]>(COMMAND_UPDATE);
