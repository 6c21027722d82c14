/** Why goods come back, and what follows from it. Pure; the database and the flows ask it. */
import type { Amounts, LinePrice } from './money.ts';
import { creditOf } from './money.ts';

/** In the order in which customers are offered them. `other`: none of these, nobody knows what the goods are worth. */
export const RETURN_REASONS = ['damaged', 'spoiled', 'wrong_item', 'not_wanted', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Whether the shop is to blame: then even fresh goods come back without a person’s word. */
export function isFault(reason: string | undefined): boolean {
  return reason === 'damaged' || reason === 'spoiled' || reason === 'wrong_item';
}

/** Whether what comes back can be sold again, where the shop puts returns back into stock at all. Unknown words can. */
export function isSound(reason: string | undefined): boolean {
  return reason !== 'damaged' && reason !== 'spoiled' && reason !== 'other';
}

/** A line of an order that was delivered; base units. */
export interface DeliveredLine {
  readonly fulfilled: number;
  readonly returned: number;
  /** Of what did not come back: what was credited by hand, so that nothing is charged for it. */
  readonly uncharged: number;
}

/** What is credited when so many base units of a line come back: what was charged comes first, so that who paid gets their money. */
export function creditForReturn(line: DeliveredLine, back: number, price: LinePrice): Amounts {
  const kept = line.fulfilled - line.returned;
  const charged = kept - line.uncharged;
  const chargedAfter = kept - back - Math.min(line.uncharged, kept - back);
  return creditOf(charged, charged - chargedAfter, price);
}
