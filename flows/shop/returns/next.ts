import type { ToolOutcome } from '../../engine/definition.ts';
import type { Desk } from '../desk.ts';
import { orderOf } from './answer.ts';
import { withInstead } from './instead.ts';
import type { ReturnSlip } from './slip.ts';
import { needsPerson, NO_SLIP, slipShown, slipSlot } from './slip.ts';
import { missingOf, questionFor, readBackLines } from './wording.ts';

/** What is missing is asked for, one after the other; then the return is read back, or a person decides. */
export function nextOfReturn(desk: Desk, slip: ReturnSlip, notes: readonly string[]): ToolOutcome {
  const order = orderOf(desk, slip);
  if (order === undefined && slip.orderId !== undefined) return goneOf(desk);
  const missing = missingOf(order, slip);
  const lines = { notes: notes.join(' ') };
  if (missing !== undefined || order === undefined) {
    const question = questionFor(missing ?? 'order', desk, order, slip);
    const isStuck = notes.length === 0 && shortOf(question) === desk.slots['return_question'];
    return {
      ...(isStuck ? { isStuck } : {}),
      reply: 'return_ask',
      to: 'returning',
      lines: { ...lines, return_question: question },
      slots: { ...slipSlot(slip), return_question: shortOf(question), return_shown: [] },
    };
  }
  if (needsPerson(desk, slip)) return { reply: 'return_by_person', to: 'person', handOver: 'return', slots: NO_SLIP };
  return {
    reply: 'return_read_back',
    to: 'return_review',
    fill: { number: String(order.number) },
    lines: { ...lines, ...readBackLines(desk, order, slip) },
    slots: { ...slipSlot(withInstead(desk, order, slip)), return_question: '', return_shown: [slipShown(order, slip)] },
  };
}

/** The question without its options: slots are said in one line. */
function shortOf(question: string): string {
  return /^[^\n?:]*[?:]?/u.exec(question)?.[0].replace(/:$/u, '?') ?? question;
}

/** It has come back meanwhile, or its time is over. */
export function goneOf(desk: Desk): ToolOutcome {
  return { reply: 'return_gone', to: afterReturn(desk), slots: NO_SLIP };
}

/** Where the conversation goes on: the basket is as it was. */
export function afterReturn({ basket }: Desk): string {
  return basket.length > 0 ? 'shopping' : 'menu';
}
