import type { OrderTalk, ProductSaid } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import { actionOf } from './actions.ts';
import type { Clause } from './clauses.ts';
import { isOrderWord, withoutOrderWords } from './fillers.ts';
import { itemsOf, productSaid } from './items.ts';
import { keepingOf } from './keeping.ts';
import { canBeProduct } from './products-said.ts';
import type { Reading, Span } from './reading.ts';
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
  const products = keptProducts(keeping.tokens, reading.context.language);
  if (products === undefined) return undefined;
  reading.stays = products;
  if (keeping.kind === 'stays') return [];
  return [{ kind: 'keep', products, ...(isBehindClear ? clearedTo(reading, span) : span) }];
}

/** "Remove everything, but leave the milk" is one thing: takes back the first half. */
function clearedTo({ talks }: Reading, { start, end }: Span): Span {
  return { start: talks.pop()?.talk.start ?? start, end };
}

/** Undefined where an amount is said, "keep 2", or nothing that can be kept. */
function keptProducts(tokens: readonly Token[], language: Language): readonly ProductSaid[] | undefined {
  const items = itemsOf(withoutOrderWords(tokens), language);
  const isNamed = items.every(
    ({ product, quantity }) => quantity === undefined && (product === undefined || canBeProduct(product)),
  );
  return items.length > 0 && isNamed ? items.map(productSaid) : undefined;
}

/** "Keep the milk and the eggs": whether a clause only names something, and so goes on with what stays; then it is noted. */
export function staysToo(reading: Reading, clause: Clause): boolean {
  const { stays, talks, context } = reading;
  if (stays === undefined || !isBare(clause)) return false;
  const more = keptProducts(clause.tokens, context.language);
  if (more === undefined) return false;
  reading.stays = [...stays, ...more];
  const last = talks.at(-1);
  if (last?.talk.kind === 'keep')
    talks[talks.length - 1] = { ...last, talk: { ...last.talk, products: reading.stays } };
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
