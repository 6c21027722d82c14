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
  /** "Not basmati": what follows is meant in its place. */
  readonly isDenied?: true;
}

/**
 * Lets the last of the talks reach those beside it: "2 kg each of rice and dal", "rice and dal 2 kg each", "chawal aur doodh
 * hata do". Only within one sentence, and only talks that say nothing of their own.
 */
export function spread(talks: Said[], clause: Clause): void {
  const last = talks.at(-1);
  const before = talks.at(-2);
  if (last === undefined || clause.opening === 'sentence') return;
  const joined = before === undefined ? undefined : (exchanged(before, last) ?? sizedAlike(before, last));
  if (joined !== undefined) {
    talks.splice(-2, 2, ...joined);
  } else if (before?.isEach === true && isOpen(last)) {
    talks.splice(-1, 1, { ...last, talk: withQuantity(last.talk, before.talk), isEach: true });
  } else if (last.isEach) {
    spreadBack(talks, (talk) => withQuantity(talk, last.talk));
  } else if (REMOVED_BEHIND.test(clause.said)) {
    spreadVerb(talks, last);
  }
}

/** Verbs that stand behind all they are about. */
const REMOVED_BEHIND = /(?:hata|nikal|nahi|mat|cancel|kam|chhod)/;

function spreadVerb(talks: Said[], last: Said): void {
  if (last.talk.kind === 'keep') keepBefore(talks, last);
  if (last.talk.kind === 'remove') spreadBack(talks, removed);
}

/** "Forget the eggs, take bread instead", "not basmati, sona masoori": one for the other. */
function exchanged(before: Said, last: Said): readonly Said[] | undefined {
  const [out, by] = [before.talk, last.talk];
  if (out.kind !== 'remove' || out.product === undefined || out.quantity !== undefined) return undefined;
  const { start, product } = out;
  if (by.kind === 'replace' && by.product === undefined) return [{ ...last, talk: { ...by, start, product } }];
  if (before.isDenied !== true || !last.isBare || last.opening !== 'comma') return undefined;
  if (by.kind !== 'add' || by.product === undefined) return undefined;
  const { quantity, sizes, end } = by;
  return [{ ...last, talk: { kind: 'replace', product, by: by.product, quantity, sizes, start, end } }];
}

/** "200 10 inch and 100 12 inch pizza boxes": the product goes for both. */
function sizedAlike(before: Said, last: Said): readonly Said[] | undefined {
  const [first, second] = [before.talk, last.talk];
  if (first.kind !== 'add' || second.kind !== 'add' || first.product !== undefined) return undefined;
  const isOfOneSort = first.sizes[0]?.unit !== undefined && first.sizes[0].unit === second.sizes[0]?.unit;
  if (!isOfOneSort || second.product === undefined) return undefined;
  return [{ ...before, talk: { ...first, product: second.product } }, last];
}

/** "Doodh aur ande chhod ke sab hata do": both stay. */
function keepBefore(talks: Said[], last: Said): void {
  const from = talks.findLastIndex((one, at) => at < talks.length - 1 && !isOpen(one)) + 1;
  const before = talks.slice(from, -1);
  const first = before.findLastIndex(({ opening }) => opening === 'sentence');
  const named = before.slice(Math.max(first, 0)).flatMap(({ talk }) => (talk.kind === 'add' ? [talk] : []));
  const [start] = named;
  if (last.talk.kind !== 'keep' || start === undefined) return;
  const products = [...named.map(({ product, sizes }) => ({ product, sizes })), ...last.talk.products];
  talks.splice(-1 - named.length, named.length + 1, { ...last, talk: { ...last.talk, start: start.start, products } });
}

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
