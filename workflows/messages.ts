import { defineSignal, defineUpdate } from '@temporalio/workflow';
import { ORDER_COMMAND_SIGNAL, ORDER_COMMAND_UPDATE, ORDER_NUDGE_SIGNAL } from '../contracts/commerce/orders.ts';
import type { OrderCommand } from '../contracts/commerce/orders.ts';
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

/** A command that nobody waits for; a refusal changes nothing. */
export const orderCommandSignal = defineSignal<[OrderCommand]>(ORDER_COMMAND_SIGNAL);
/** Resolves when carried out, fails with an ApplicationFailure whose type is an error code. */
export const orderCommandUpdate = defineUpdate<void, [OrderCommand]>(ORDER_COMMAND_UPDATE);
/** Read how the order stands afresh. */
export const orderNudgeSignal = defineSignal(ORDER_NUDGE_SIGNAL);
