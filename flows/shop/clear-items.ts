import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import { resolving } from './answers.ts';
import type { Desk, DeskChange } from './desk.ts';
import { foundFor } from './match.ts';
import { resolve } from './resolve.ts';
import { talkOf } from './said.ts';

/**
 * What is said about goods beside the answer to another question: only what names a product that we have, with an amount where it is
 * to be added. The rest is no order.
 */
export function clearItems(desk: Desk, text: string): DeskChange {
  if (!/\p{L}/u.test(text) || ALREADY.test(text)) return {};
  const talk = clearTalk(desk, talkOf([text], desk.language));
  return talk.length === 0 ? {} : resolve(talk, resolving(desk));
}

/** What of the talk names goods outright. */
export function clearTalk({ view }: Pick<Desk, 'view'>, talk: readonly OrderTalk[]): readonly OrderTalk[] {
  return talk.filter((one) => {
    if (!('product' in one) || one.product === undefined) return false;
    if ((one.kind === 'add' || one.kind === 'set') && one.quantity === undefined) return false;
    const sizes = 'sizes' in one && one.kind !== 'replace' ? one.sizes : [];
    return (foundFor(view, one.product, sizes)[0]?.score ?? 0) >= NAMED;
  });
}

/** Words that are spelled alike stay below. By the scores of the search. */
const NAMED = 0.7;
/** What is in the basket is not ordered again. */
const ALREADY = /\b(?:already|pehle se)\b|पहले से/iu;
