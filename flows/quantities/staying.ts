import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import { actionOf } from './actions.ts';
import type { Clause } from './clauses.ts';
import { isOrderWord, withoutOrderWords } from './fillers.ts';
import type { Item } from './items.ts';
import { itemsOf, productSaid } from './items.ts';
import type { Keeping } from './keeping.ts';
import { keepingOf } from './keeping.ts';
import { canBeProduct } from './products-said.ts';
import type { Reading, Span } from './reading.ts';
import { spanOf } from './reading.ts';
import type { Token } from './tokens.ts';

/** What a clause keeps while the rest goes, perhaps nothing to do; undefined where it is about neither. Notes what stays. */
export function keptTalks(reading: Reading, core: Clause, span: Span): readonly OrderTalk[] | undefined {
  const before = core.opening === 'sentence' ? undefined : reading.talks.at(-1)?.talk.kind;
  const isBehindClear = before === 'clear';
  const keeping = keepingOf(core, isBehindClear);
  if (keeping === undefined) return undefined;
  // "Only the bread, drop the others" says it twice.
  if (keeping.kind === 'rest')
    return before === 'keep' ? [] : [{ kind: 'keep', products: reading.stays ?? [], ...span }];
  const items = namedItems(keeping.tokens, reading.context.language);
  if (isReadable(keeping, items)) return keepingOnly(reading, items, isBehindClear ? clearedTo(reading, span) : span);
  if (keeping.kind === 'only' || items.some(isCounted)) return undefined;
  reading.stays = items.map(productSaid);
  return [];
}

/** "Only keep 2 milk" says how many, "all but 2 milk" what stays and how many of it. */
function isReadable(keeping: Exclude<Keeping, { kind: 'rest' }>, items: readonly Item[]): boolean {
  if (keeping.kind === 'stays' || items.length === 0) return false;
  return keeping.isAllNamed || !items.some(isCounted);
}

function isCounted({ quantity }: Item): boolean {
  return quantity !== undefined;
}

/** All but these go; of what is counted so many stay. */
function keepingOnly(reading: Reading, items: readonly Item[], span: Span): readonly OrderTalk[] {
  const products = items.map(productSaid);
  reading.stays = products;
  return [
    { kind: 'keep', products, ...span },
    ...items
      .filter(isCounted)
      .map((item): OrderTalk => ({ kind: 'set', ...productSaid(item), quantity: item.quantity, ...span })),
  ];
}

/** "Remove everything, but leave the milk" is one thing: takes back the first half. */
function clearedTo({ talks }: Reading, { start, end }: Span): Span {
  return { start: talks.pop()?.talk.start ?? start, end };
}

/** None where something cannot be kept: "keep the change". */
function namedItems(tokens: readonly Token[], language: Language): readonly Item[] {
  const items = itemsOf(withoutOrderWords(tokens), language);
  return items.every(({ product }) => product === undefined || canBeProduct(product)) ? items : [];
}

/** "Keep the milk and the eggs": whether a clause only names something, and so goes on with what stays; then it is noted. */
export function staysToo(reading: Reading, clause: Clause): boolean {
  const { stays, talks, context } = reading;
  if (stays === undefined || !isBare(clause)) return false;
  const more = namedItems(clause.tokens, context.language);
  if (more.length === 0 || more.some(isCounted)) return false;
  reading.stays = [...stays, ...more.map(productSaid)];
  const at = talks.findLastIndex(({ talk }) => talk.kind === 'keep');
  const last = talks[at];
  const keep = { kind: 'keep', products: reading.stays } as const;
  if (last !== undefined) talks[at] = { ...last, talk: { ...keep, start: last.talk.start, end: last.talk.end } };
  // "Keep rice and dal only"
  else if (clause.said.endsWith(' only'))
    talks.push({ talk: { ...keep, ...spanOf(clause.tokens) }, isEach: false, opening: clause.opening, isBare: false });
  return true;
}

function isBare(clause: Clause): boolean {
  const action = actionOf(clause);
  return (
    /^(?:and|comma)$/.test(clause.opening) &&
    action.kind === 'add' &&
    !action.isSaid &&
    !clause.tokens.some(({ key, kind }) => kind === 'number' || isOrderWord(key)) &&
    keepingOf(clause, false) === undefined
  );
}
