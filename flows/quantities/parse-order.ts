import type { OrderTalk, SpokenQuantity } from '../../contracts/commerce/order-talk.ts';
import type { Action, ItemAction, ReplaceAction } from './actions.ts';
import { actionOf } from './actions.ts';
import { isAboutAddress } from './addresses.ts';
import type { Clause } from './clauses.ts';
import { clauseOf, clausesOf } from './clauses.ts';
import {
  endingLength,
  isOrderWord,
  withoutCondition,
  withoutFillers,
  withoutLead,
  withoutOrderWords,
} from './fillers.ts';
import type { Item } from './items.ts';
import { isTold, itemsOf, productSaid } from './items.ts';
import type { SameBut } from './keeping.ts';
import { sameButOf, withoutRunOn } from './keeping.ts';
import { withoutNoise } from './noise.ts';
import { isNumberKey } from './number-tables.ts';
import { unitNamed } from './packs.ts';
import { canBeProduct } from './products-said.ts';
import { isNoOrder } from './questions.ts';
import type { OrderContext, Reading, Span } from './reading.ts';
import { spanOf } from './reading.ts';
import { isClear, isSameAsLast, scaleOf } from './references.ts';
import type { Said } from './spread.ts';
import { spread } from './spread.ts';
import { keptTalks, staysToo } from './staying.ts';
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';

/** Later text is not read; a longer order comes in several messages. UTF-16 units. */
const MAX_LENGTH = 4000;

/**
 * What a message says about the items of an order, in its order; empty when it says nothing about them: questions, greetings,
 * prices, dates, addresses. An amount without a product is of what was spoken of last. A measure that stands alone behind its
 * product ("rice 5 kg") is given as quantity and as size, as it may be either; a vague quantity has the amount 1, a range its
 * lower end. Pure; linear in the length of the text.
 */
export function parseOrder(text: string, context: OrderContext): readonly OrderTalk[] {
  const tokens = withoutNoise(tokensOf(text.slice(0, MAX_LENGTH)), context.language);
  const reading: Reading = { context, talks: [], isCorrected: false, isInAddress: false };
  for (const clause of clausesOf(tokens).flatMap(withoutRunOn)) readClause(reading, clause);
  return reading.talks.map(({ talk }) => talk);
}

function readClause(reading: Reading, whole: Clause): void {
  if (whole.opening === 'sentence') {
    reading.isInAddress = false;
    delete reading.before;
    delete reading.stays;
  }
  const clause = clauseOf(withoutFillers(whole.tokens), whole);
  if (reading.isInAddress || clause.tokens.length === 0) return;
  if (isAboutAddress(clause.said)) {
    reading.isInAddress = true;
    return;
  }
  if (isCorrection(clause, reading.talks.length > 0)) {
    reading.isCorrected = true;
    return;
  }
  if (staysToo(reading, clause)) return;
  const amount = amountInstead(reading, whole);
  if (amount !== undefined) reading.isCorrected = true;
  const talks = talksOf(reading, amount ?? clause);
  reading.talks.push(...talks);
  if (talks.length > 0) reading.isCorrected = false;
  spread(reading.talks, clause);
}

/** "No", "sorry", "not 2", and behind other goods "not the 500 g": what comes next is meant instead, and nothing is taken out. */
function isCorrection({ said, tokens }: Clause, isBehindGoods: boolean): boolean {
  // "Instead of 300, make it 400"
  const [not, ...behind] = said.startsWith('instead of ') ? tokens.slice(1) : tokens;
  const amount = behind[0]?.key === 'the' ? behind.slice(1) : behind;
  const isSize = behind.length > amount.length && amount.length > 1 && !isBehindGoods;
  return /^(?:not|of)$/.test(not?.key ?? '') && !isSize && amount.length > 0 && amount.length < 3
    ? isAmount(amount)
    : CORRECTING.test(said);
}

/** A number, and perhaps its unit. */
function isAmount([number, unit, more]: readonly Token[]): boolean {
  const isNumber = number?.kind === 'number' || isNumberKey(number?.key ?? '');
  return isNumber && more === undefined && (unit === undefined || unitNamed(unit) !== undefined);
}

/** "Actually 800", "wait no 3 packs": the amount behind a correction, where nothing else is. */
function amountInstead({ talks }: Reading, clause: Clause): Clause | undefined {
  if (talks.length === 0 && !SLIPPED.has(clause.tokens[0]?.key ?? '')) return undefined;
  const from = clause.tokens.findIndex(({ key }) => !INSTEAD.has(key));
  const amount = clause.tokens.slice(Math.max(from, 0));
  return from > 0 && isAmount(amount) ? clauseOf(amount, clause) : undefined;
}

/** "Sorry 400", of what was said before: a no may stand before a number of the shop's. */
const SLIPPED: ReadonlySet<string> = new Set(['sorry', 'oops', 'actually', 'rather', 'arre', 'wait']);

const INSTEAD: ReadonlySet<string> = new Set([
  'actually',
  'no',
  'nope',
  'wait',
  'sorry',
  'nahi',
  'arre',
  'rather',
  'oops',
  'oh',
  'or',
  'ya',
  'make',
  'it',
  'that',
]);

const CORRECTING =
  /^(?:no|nope|nahi|sorry|wait|oops|na|no wait|oh no|no no|no sorry|sorry no|i mean|i meant|arre|rather|correction|wait no|galti)$/;

function talksOf(reading: Reading, clause: Clause): readonly Said[] {
  const { tokens } = clause;
  const wrap = (talk: OrderTalk): Said => ({ talk, isEach: false, opening: clause.opening, isBare: false });
  const span = spanOf(tokens);
  const meant = clauseOf(withoutEnding(clause), clause);
  const core = clauseOf(withoutCorrection(withoutLead(withoutCondition(meant.tokens))), clause);
  const kept = keptTalks(reading, core, span);
  if (kept !== undefined) return kept.map(wrap);
  const sameBut = sameButOf(core);
  if (sameBut !== undefined)
    return [wrap({ kind: 'same_as_last', ...spanOf(sameBut.same) }), ...besidesSame(reading, sameBut)];
  if (isClear(core.said)) return [wrap({ kind: 'clear', ...span })];
  if (isSameAsLast(clause.said) || isSameAsLast(core.said)) return [wrap({ kind: 'same_as_last', ...span })];
  const scale = scaleOf(core.said);
  if (scale !== undefined)
    return [wrap({ kind: 'scale', product: productIn(core, scale.product), factor: scale.factor, ...span })];
  const action = carried(reading, { core, clause: meant }, actionOf(core));
  if (action.kind === 'replace') return replaceOf(reading, action, span).map(wrap);
  return itemTalks(reading, { action, clause: meant, core, span });
}

/** What else is said with "same as last time": what it goes without, or any other clause. */
function besidesSame(reading: Reading, { kind, tokens }: SameBut): readonly Said[] {
  const clause = clauseOf(tokens, { opening: 'but', isAsked: false });
  if (kind === 'but') return talksOf(reading, clause);
  const action: ItemAction = { kind: 'remove', tokens, isSaid: true };
  return itemTalks(reading, { action, clause, core: clause, span: spanOf(tokens) });
}

/** "No make it 5": the words of a correction before what it says. */
function withoutCorrection(tokens: readonly Token[]): readonly Token[] {
  const [first, second] = tokens;
  const isCue = first !== undefined && /^(?:no|nahi|sorry|wait|oops|arre|nope)$/.test(first.key);
  // "No set" is no set of cutlery.
  const isVerb = second !== undefined && CHANGING.test(second.key) && (tokens.length > 2 || second.key !== 'set');
  const isFollowed = isVerb || second?.kind === 'number';
  const isOnes = /^(?:no|nahi) the (?:[^ ]+ ){0,2}ones?(?: |$)/.test(tokens.map(({ key }) => key).join(' '));
  return isOnes || (isCue && isFollowed) ? withoutLead(tokens.slice(1)) : tokens;
}

const CHANGING =
  /^(?:make|change|set|add|remove|only|just|i|it|wait|sorry|no|not|meant|mean|give|send|delete|replace|that|isko|sirf)$/;

function withoutEnding(clause: Clause): readonly Token[] {
  const length = endingLength(clause.said);
  return length === 0 ? clause.tokens : clause.tokens.slice(0, clause.tokens.length - length);
}

/** "Remove rice and dal", "change milk to 3 and rice to 5": a clause without a verb goes on with the one before. */
function carried(
  { before, talks }: Reading,
  { core, clause }: Pick<ClauseInHand, 'core' | 'clause'>,
  own: Action,
): Action {
  const isBare = own.kind === 'add' && !own.isSaid;
  if (!isBare || before === undefined || isAnew(clause) || isInPlace(core, talks.at(-1))) return own;
  const { opening } = core;
  const hasNumber = core.tokens.some(({ kind }) => kind === 'number');
  if (before.kind === 'remove' && hasNumber && opening === 'comma') return own;
  if (before.kind === 'set' && !hasNumber) return own;
  return { ...own, kind: before.kind };
}

/** "Not basmati, sona masoori": that one instead. */
function isInPlace({ opening }: Clause, before: Said | undefined): boolean {
  return opening === 'comma' && before?.isDenied === true;
}

function isAnew({ opening, tokens }: Clause): boolean {
  // "…, dinner napkin do": give.
  const isGiving = tokens.length > 1 && tokens.at(-1)?.key === 'do';
  return opening === 'sentence' || opening === 'but' || isGiving || tokens.some(({ key }) => isOrderWord(key));
}

interface ClauseInHand {
  readonly action: ItemAction;
  /** The clause, and what of it the action is in. */
  readonly clause: Clause;
  readonly core: Clause;
  readonly span: Span;
}

function replaceOf({ context }: Reading, action: ReplaceAction, span: Span): readonly OrderTalk[] {
  const { language } = context;
  const [old] = itemsOf(withoutOrderWords(action.old), language);
  const [by] = itemsOf(withoutOrderWords(action.by), language);
  if (by === undefined) return [];
  const product = old?.product;
  const words = [by.product, product].filter((said) => said !== undefined);
  if (by.product === undefined) {
    return by.quantity === undefined ? [] : [{ kind: 'set', product, quantity: by.quantity, sizes: by.sizes, ...span }];
  }
  // "3 milk instead of 2": of the same product another amount.
  if (product === undefined && old?.quantity !== undefined && by.quantity !== undefined) {
    return [{ kind: 'set', product: by.product, quantity: by.quantity, sizes: by.sizes, ...span }];
  }
  if (!words.every((said) => canBeProduct(said))) return [];
  const sizes = by.measuredSize === undefined ? by.sizes : [...by.sizes, by.measuredSize];
  return [{ kind: 'replace', product, by: by.product, quantity: by.quantity, sizes, ...span }];
}

function itemTalks(reading: Reading, { action, clause, core, span }: ClauseInHand): readonly Said[] {
  const { language } = reading.context;
  const tokens = action.kind === 'remove' ? withoutStandIn(action.tokens, core.said) : withoutOrderWords(action.tokens);
  const items = itemsOf(tokens, language);
  if (action.kind === 'remove' && items.length === 0 && tokens.length > 0) items.push({ ...NO_ITEM, ...span });
  const hasQuantity = items.some(({ quantity }) => quantity !== undefined);
  if (action.kind !== 'remove' && !action.isSaid && isNoOrder(clause, hasQuantity)) return [];
  reading.before = action;
  const isOrdered = action.isSaid || clause.tokens.some(({ key }) => isOrderWord(key));
  const isOne = items.length === 1;
  return items.flatMap((item) => {
    if (!isSayable(reading, item, { action, isOrdered, core })) return [];
    const own = isOne && action.isSaid ? { ...item, ...span } : item;
    const isDenied =
      action.kind === 'remove' && /^(?:not|nahi) | nahi$/.test(core.said) ? { isDenied: true as const } : {};
    return [
      {
        talk: talkOf(reading, action, own),
        isEach: item.isEach,
        opening: clause.opening,
        isBare: !action.isSaid,
        ...isDenied,
      },
    ];
  });
}

/** "Remove that one", "the white one": it stands for the product and counts nothing. */
function withoutStandIn(tokens: readonly Token[], said: string): readonly Token[] {
  const isStandIn = /(?:^| )(?:that|this|the)(?: \S+){0,3} one$/.test(said) && tokens.at(-1)?.key === 'one';
  return isStandIn ? tokens.slice(0, -1) : tokens;
}

/** "Remove it". */
const NO_ITEM = { product: undefined, quantity: undefined, sizes: [], told: {}, isEach: false } as const;

interface Saying {
  readonly action: ItemAction;
  /** A word asks for it: "send", "need". */
  readonly isOrdered: boolean;
  readonly core: Clause;
}

function isSayable(reading: Reading, item: Item, saying: Saying): boolean {
  const { product, quantity } = item;
  const { action, isOrdered } = saying;
  if (product !== undefined) return canBeProduct(product, { isOrdered: isOrdered || quantity !== undefined });
  if (action.kind === 'remove' && OF_ORDERS.test(saying.core.said)) return false;
  if (quantity === undefined) return isSayableAlone(reading, item, saying);
  return !isBareNumber(quantity) || isTold(item) || action.isSaid || isMeant(reading, saying);
}

/** "Remove it", and "the big ones", "the 90 mm one" where it is asked which. */
function isSayableAlone({ context }: Reading, item: Item, { action, core }: Saying): boolean {
  if (action.kind !== 'remove')
    return context.isChoice === true ? isTold(item) : context.isAnswer === true && Object.keys(item.told).length > 0;
  return isTold(item) || !OF_THE_DIALOGUE.test(core.said);
}

/** "Delete my order", "cancel order 12": all of it. */
const OF_ORDERS = /(?:^| )orders?(?: |$)/;
/** "Cancel it", "forget that" may be about more than an item. */
const OF_THE_DIALOGUE = /^(?:cancel|forget|skip|leave|hold|no|not|don't)/;

function isBareNumber({ unit, pack, isVague }: SpokenQuantity): boolean {
  return unit === undefined && pack === undefined && isVague !== true;
}

/** Whether a number without a unit may count what was spoken of last. */
function isMeant(reading: Reading, { isOrdered, core }: Saying): boolean {
  const { context, isCorrected } = reading;
  return context.isAnswer === true || isCorrected || isOrdered || MORE.test(core.said) || isOfBefore(reading, core);
}

/** "Paper hot cup 12 oz, 5000": the number behind the comma counts what stands before it. */
function isOfBefore({ talks }: Reading, { opening, tokens }: Clause): boolean {
  const before = talks.at(-1)?.talk;
  const isUncounted = before?.kind === 'add' && before.product !== undefined && before.quantity === undefined;
  return opening === 'comma' && tokens.length === 1 && isUncounted;
}

const MORE = /(?:^| )(?:more|another|extra|aur|additional|of (?:it|that|them|those|these))(?: |$)/;

function talkOf({ isCorrected }: Reading, action: ItemAction, item: Item): OrderTalk {
  const { quantity, start, end, measuredSize } = item;
  const isChanged = isCorrected && quantity !== undefined && action.kind === 'add' && !action.isSaid;
  const kind = isChanged ? 'set' : action.kind;
  const said = kind === 'set' && quantity === undefined ? 'add' : kind;
  // "Make the rice 5 kg" says how much, "rice 5 kg" may say which.
  const sizes = said !== 'add' || measuredSize === undefined ? item.sizes : [...item.sizes, measuredSize];
  return { kind: said, ...productSaid(item), quantity, sizes, start, end };
}

function productIn(core: Clause, words: string | undefined): string | undefined {
  if (words === undefined) return undefined;
  const first = core.said.slice(0, core.said.indexOf(words)).split(' ').length - 1;
  return core.tokens
    .slice(first, first + words.split(' ').length)
    .map(({ text }) => text)
    .join(' ');
}
