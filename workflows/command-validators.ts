import { ApplicationFailure } from '@temporalio/workflow';
import type { OrderCommand } from '../contracts/commerce/orders.ts';
import { ORDER_COMMANDS } from '../contracts/commerce/orders.ts';
import type { Command } from '../contracts/turn.ts';

/** Runs before an update is accepted; must be synchronous and change nothing. */
export function validateCommand(command: Command): void {
  if (!KINDS.includes(command?.kind)) throw unknownCommand();
}

/** As validateCommand, for those of an order. */
export function validateOrderCommand(command: OrderCommand): void {
  if (!ORDER_COMMANDS.includes(command?.name) || typeof command.key !== 'string') throw unknownCommand();
}

function unknownCommand(): ApplicationFailure {
  return ApplicationFailure.nonRetryable('Unknown command', 'invalid_request');
}

const KINDS: readonly Command['kind'][] = [
  'move_follow_up',
  'fire_follow_up',
  'cancel_follow_up',
  'close',
  'set_owner',
];
