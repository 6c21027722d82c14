import { z } from 'zod';
import { RETURN_REASONS } from '../../../contracts/commerce/returns.ts';
import type { ShopEffect, ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ToolDefinition, ToolOutcome } from '../../engine/definition.ts';
import { isCancel } from '../../understanding/repair-cues.ts';
import { resolving } from '../answers.ts';
import { listOf } from '../basket.ts';
import type { Desk } from '../desk.ts';
import { deskOf, onward } from '../desk.ts';
import { resolve } from '../resolve.ts';
import { answeredBy, orderOf } from '../returns/answer.ts';
import { wantedBack } from '../returns/begin.ts';
import { afterReturn, goneOf, nextOfReturn } from '../returns/next.ts';
import type { ReturnTalk } from '../returns/return-talk.ts';
import { returnTalkOf } from '../returns/return-talk.ts';
import type { ReturnSlip } from '../returns/slip.ts';
import { EMPTY_SLIP, itemsOfSlip, NO_SLIP, slipOf, slipShown } from '../returns/slip.ts';
import { doneText } from '../returns/wording.ts';
import { saysNo, saysYes, talkOf } from '../said.ts';
import type { ShopSettings } from '../settings.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** Items as a customer might have written them, and why they come back: what a model proposes passes the same reading. */
const Returned = z.strictObject({
  lines: z.array(z.string().min(1).max(200)).max(20),
  reason: z.enum(RETURN_REASONS).optional(),
});
type Returned = z.infer<typeof Returned>;

/** Name under which a model proposes a return. */
export const RETURN_ITEMS = 'return_items';

/** The wish to bring something back, or the word that something is wrong with it: the return is begun, and read back. */
export function returnItems(settings: ShopSettings): ToolDefinition {
  return {
    name: RETURN_ITEMS,
    description:
      'Begins the return of delivered goods. lines: what shall come back, each as a short line with quantity and product in English or Hindi, such as "2 packets of milk"; empty where none was named. reason: why, if the customer said so. Only what the customer wrote.',
    states: TRADING,
    intents: [],
    claims: true,
    parameters: Returned,
    readArguments: ({ text }) => (returnTalkOf(text) === undefined ? undefined : { lines: [] }),
    run: (args, input) => {
      const desk = deskOf(input, settings);
      if (desk === undefined) return undefined;
      const talk = returnTalkOf(desk.reading.text) ?? proposed(Returned.parse(args));
      return wantedBack(desk, talk);
    },
  };
}

function proposed({ lines, reason }: Returned): ReturnTalk {
  return { isWish: true, reason, isAll: false, isPair: false, items: lines, instead: undefined };
}

/** The customer’s own yes to what was read back; what is not so any more is read back again first. */
export const CONFIRM_RETURN: DeskTool = {
  name: 'confirm_return',
  description: 'Notes the return that was read back.',
  states: ['return_review'],
  isBinding: true,
  hears: ({ text, language }) => saysYes(text, language) || TAKES_BACK.test(text.trim()),
  run: (desk) => {
    const slip = slipOf(desk.slots) ?? EMPTY_SLIP;
    const order = orderOf(desk, slip);
    if (order === undefined) return goneOf(desk);
    if (listOf(desk.slots, 'return_shown')[0] !== slipShown(order, slip)) return nextOfReturn(desk, slip, []);
    return noted(desk, order, slip);
  },
};

/** A yes to "shall I note the return?" as well as "yes". */
const TAKES_BACK =
  /^(?:(?:yes|ok|okay|please|haan|ji|हाँ|हां|जी)[\s,.!]*)*(?:(?:return|refund) (?:it|them|this|that|these|those|everything)|(?:take|send) (?:it|them|this|that) back|(?:wapas|vapas) (?:kar do|le lo)|वापस (?:कर दो|ले लो|कर दीजिए|ले लीजिए))(?:[\s,]+(?:please|now))*[\s.!]*$/iu;

function noted(desk: Desk, order: ShopOrder, slip: ReturnSlip): ToolOutcome {
  const effects: readonly ShopEffect[] = [
    {
      kind: 'command_order',
      orderId: order.orderId,
      command: 'return',
      items: itemsOfSlip(order, slip),
      reason: slip.reason ?? 'other',
    },
  ];
  const done = doneText(desk, order, slip);
  if (slip.instead === undefined)
    return { reply: 'return_done', to: afterReturn(desk), lines: { done }, effects, slots: NO_SLIP };
  const talk = talkOf([slip.instead], desk.language);
  if (talk.length === 0)
    return { reply: 'return_done_instead', to: 'shopping', lines: { done }, effects, slots: NO_SLIP };
  // What is wanted instead is an order of its own, with its own read-back.
  const outcome = onward(desk, { ...resolve(talk, resolving(desk)), slots: NO_SLIP, effects });
  const notes = [done, outcome.lines?.['notes'] ?? ''].filter((text) => text !== '').join(' ');
  return { ...outcome, lines: { ...outcome.lines, notes } };
}

/** Everything else that is said to a question about a return, or to its read-back. */
export const TELL_RETURN: DeskTool = {
  name: 'tell_return',
  description: 'Takes what is missing of a return, or changes it.',
  states: ['returning', 'return_review'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots } = desk;
    const slip = slipOf(slots);
    if (slip === undefined) return goneOf(desk);
    if (saysNo(reading.text, language) || isCancel(reading.text, language))
      return { reply: 'return_kept', to: afterReturn(desk), slots: NO_SLIP };
    if (slip.orderId !== undefined && orderOf(desk, slip) === undefined) return goneOf(desk);
    const answer = answeredBy(desk, slip);
    return answer === undefined ? undefined : nextOfReturn(desk, answer.slip, answer.notes);
  },
};
