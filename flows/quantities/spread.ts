import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import type { Clause } from './clauses.ts';

/** A talk and how it was said. */
export interface Said {
  readonly talk: OrderTalk;
  /** "2 kg each": the quantity goes for its neighbours too. */
  readonly isEach: boolean;
  /** Of its clause. */
  readonly opening: Clause['opening'];
  /** No word of its own said what to do. */
  readonly isBare: boolean;
}

/**
 * Lets the last of the talks reach those beside it: "2 kg each of rice and dal", "rice and dal 2 kg each", "chawal aur doodh
 * hata do". Only within one sentence, and only talks that say nothing of their own.
 */
export function spread(talks: Said[], clause: Clause): void {
  const last = talks.at(-1);
  const before = talks.at(-2);
  if (last === undefined || clause.opening === 'sentence') return;
  if (before?.isEach === true && isOpen(last)) {
    talks.splice(-1, 1, { ...last, talk: withQuantity(last.talk, before.talk), isEach: true });
  } else if (last.isEach) {
    spreadBack(talks, (talk) => withQuantity(talk, last.talk));
  } else if (last.talk.kind === 'remove' && REMOVED_BEHIND.test(clause.said)) {
    spreadBack(talks, removed);
  }
}

/** Verbs that stand behind all they are about. */
const REMOVED_BEHIND = /(?:hata|nikal|nahi|mat|cancel|kam|chhod)/;

function spreadBack(talks: Said[], change: (talk: OrderTalk) => OrderTalk): void {
  for (let at = talks.length - 2; at >= 0; at -= 1) {
    const one = talks[at];
    if (one === undefined || !isOpen(one)) return;
    talks[at] = { ...one, talk: change(one.talk) };
    if (one.opening === 'sentence') return;
  }
}

function isOpen({ talk, isBare }: Said): boolean {
  return isBare && talk.kind === 'add' && talk.quantity === undefined;
}

function withQuantity(talk: OrderTalk, from: OrderTalk): OrderTalk {
  const quantity = 'quantity' in from ? from.quantity : undefined;
  return talk.kind === 'add' ? { ...talk, quantity } : talk;
}

function removed(talk: OrderTalk): OrderTalk {
  return talk.kind === 'add' ? { ...talk, kind: 'remove' } : talk;
}
