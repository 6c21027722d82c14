import type { Amounts } from '../../contracts/commerce/money.ts';
import { creditOf } from '../../contracts/commerce/money.ts';
import type { OrderLine } from './order-store.ts';

/** A line of an order as a credit note has it: so many base units, and what the charge falls by. */
export type CreditedLine = OrderLine & Amounts;

/** Base units that are charged at present: what was served, less what came back and what was credited by hand. */
export function chargedOf({ fulfilled, returned, uncharged }: OrderLine): number {
  return fulfilled - returned - uncharged;
}

/** Credits so many base units of each line, by product; lines without any are left out. */
export function creditLines(
  lines: readonly OrderLine[],
  isTaxIncluded: boolean,
  quantityOf: (line: OrderLine) => number,
): readonly CreditedLine[] {
  return lines.flatMap((line) => {
    const quantity = quantityOf(line);
    if (quantity === 0) return [];
    return [{ ...line, quantity, ...creditOf(chargedOf(line), quantity, { ...line, isTaxIncluded }) }];
  });
}

/** The line when `back` base units of it come back: what was charged first, so that who paid gets their money. */
export function withReturned(line: OrderLine, back: number): OrderLine {
  const kept = line.fulfilled - line.returned - back;
  return { ...line, returned: line.returned + back, uncharged: Math.min(line.uncharged, kept) };
}
