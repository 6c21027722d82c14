import { isNumberKey, SCALES } from './number-tables.ts';
import { unitAt, unitNamed } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, isNumberAt, keyAt } from './tokens.ts';

/** Words that want one thing; the marks between and around them are dropped. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** The keys of the tokens with one space between them: what patterns look at. */
  readonly said: string;
  /** What it begins with: a new sentence or line, a comma, or "and". */
  readonly opening: 'sentence' | 'comma' | 'and' | 'but';
  /** A question mark ends its sentence. */
  readonly isAsked: boolean;
}

/** The clause of tokens that are all of one. */
export function clauseOf(tokens: readonly Token[], like: Pick<Clause, 'opening' | 'isAsked'>): Clause {
  return { tokens, said: tokens.map(({ key }) => key).join(' '), opening: like.opening, isAsked: like.isAsked };
}

/** Cuts tokens at line ends, marks and joining words; numbers and set phrases stay whole. Empty clauses are left out. */
export function clausesOf(tokens: readonly Token[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: Token[] = [];
  let opening: Clause['opening'] = 'sentence';
  const close = (next: Clause['opening'], isAsked = false): void => {
    if (current.length > 0) clauses.push(clauseOf(current, { opening, isAsked }));
    // An "and" after a comma is an "and".
    if (current.length > 0 || next !== 'comma') opening = next;
    current = [];
  };
  tokens.forEach((token, at) => {
    const cut = cutAt(tokens, at, current);
    if (cut === 'drop') return;
    if (cut === 'keep') current.push(token);
    else close(cut, token.key === '?');
  });
  close('sentence');
  return clauses.reduce(withSizeBehind, []);
}

/** "50 boxes, 10 inch": a clause that is nothing but a size belongs to the one before it. */
function withSizeBehind(clauses: Clause[], clause: Clause): Clause[] {
  const before = clauses.at(-1);
  const isSize = clause.opening === 'comma' && clause.tokens.length === 2 && isSizeAt(clause.tokens, 0);
  const isUnsized =
    before !== undefined && before.tokens.length > 1 && !before.tokens.some((_, at) => isSizeAt(before.tokens, at));
  if (!isSize || !isUnsized) return [...clauses, clause];
  return [...clauses.slice(0, -1), clauseOf([...before.tokens, ...clause.tokens], before)];
}

function isSizeAt(tokens: readonly Token[], at: number): boolean {
  return isNumberAt(tokens, at) && unitAt(tokens, at + 1)?.unit.kind === 'size';
}

type Cut = Clause['opening'] | 'keep' | 'drop';

function cutAt(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  const token = tokens[at];
  if (token === undefined) return 'drop';
  if (isBullet(tokens, at)) return 'sentence';
  return token.kind === 'mark' ? markCut(tokens, at, current) : wordCut(tokens, at, current);
}

/** "1. rice", "2) dal" at the start of a line, and "1. rice 2. dal" in one. */
function isBullet(tokens: readonly Token[], at: number): boolean {
  const mark = keyAt(tokens, at + 1);
  const isNumbered = /^\d{1,2}$/.test(keyAt(tokens, at)) && /^[.)]$/.test(mark) && isGluedAt(tokens, at + 1);
  if (!isNumbered) return false;
  const before = keyAt(tokens, at - 1);
  if (before === '' || before === '\n') return keyAt(tokens, at + 2) !== '';
  if (mark === ')') return before !== '(';
  return tokens[at + 2]?.kind === 'word' && !isNumberAt(tokens, at - 1);
}

function markCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  const token = tokens[at];
  if (token === undefined) return 'drop';
  if (token.key === '"' || token.key === 'x') return 'keep';
  if (token.key === ',') return 'comma';
  if (token.key === '&' || token.key === '+') return joinCut(tokens, at);
  if (token.key === '/') return isListAt(tokens, at) ? 'comma' : 'drop';
  if (token.key === '.') return isAbbreviation(tokens, at, current) ? 'drop' : 'sentence';
  return /^[\n;!?|•·●▪►✓✔→]$/u.test(token.key) ? 'sentence' : 'drop';
}

/** "2 kg rice / dal 1 kg": what stands behind has an amount of its own. */
function isListAt(tokens: readonly Token[], at: number): boolean {
  return !isGluedAt(tokens, at) && isItem(behindOf(tokens, at));
}

/** Up to the next mark. */
function behindOf(tokens: readonly Token[], at: number): readonly Token[] {
  const end = tokens.findIndex(({ kind }, index) => index > at && kind === 'mark');
  return tokens.slice(at + 1, end < 0 ? tokens.length : end);
}

/** "2 kg. rice", "dr.oetker": the point ends no sentence. */
function isAbbreviation(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const before = tokens[at - 1];
  if (before === undefined || tokens[at + 1]?.kind !== 'word' || !isGluedAt(tokens, at)) return false;
  if (unitNamed(before) === undefined) {
    return isGluedAt(tokens, at + 1) && before.kind === 'word' && before.text.length <= 2;
  }
  return before.text.length <= 4 && current.length === 2 && isNumberAt(current, 0);
}

function wordCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  const key = keyAt(tokens, at);
  if (key === 'with') return isNumeralAt(tokens, at + 1) && !SWAPS.test(keyAt(current, 0)) ? 'and' : 'keep';
  if (key === 'aur') return aurCut(tokens, at, current);
  if (key === 'but' && isExcepting(tokens, at)) return 'keep';
  if (key === 'also' || key === 'phir') return furtherCut(tokens, at, current);
  return key === 'and' ? joinCut(tokens, at) : (JOINTS.get(key) ?? 'keep');
}

/** "2 kg rice also dal" and "phir 2 kg chini" go on to the next item; "can I also get" and "phir se", again, do not. */
function furtherCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  if (isEnd(tokens[at + 1]) || keyAt(tokens, at + 1) === 'se') return 'keep';
  const isNext = keyAt(tokens, at) === 'also' ? isItem(current) : isItem(behindOf(tokens, at));
  return isNext ? 'and' : 'keep';
}

/** An amount and what it counts. */
function isItem(tokens: readonly Token[]): boolean {
  return (
    tokens.some(({ key }, at) => isNumeralAt(tokens, at) || key === 'dozen') &&
    tokens.some(({ kind }) => kind === 'word')
  );
}

/** "Everything but the milk"; "everything but add milk" goes on. */
function isExcepting(tokens: readonly Token[], at: number): boolean {
  const isOfAll = /^(?:everything|anything|all|lot|rest|items|things)$/.test(keyAt(tokens, at - 1));
  return isOfAll && !/^(?:add|send|give|i|make|keep|leave|don't|please|with|)$/.test(keyAt(tokens, at + 1));
}

const JOINTS: ReadonlyMap<string, Cut> = new Map([
  ['but', 'but'],
  ['lekin', 'but'],
  ['plus', 'and'],
  ['then', 'and'],
]);

/** Between things "and", behind a number "more". */
function aurCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  if (current.length === 0) return 'drop';
  const isMore = current.length === 1 && isNumeralAt(current, 0);
  return isMore || isEnd(tokens[at + 1]) ? 'keep' : joinCut(tokens, at);
}

const SWAPS = /^(?:replace|swap|exchange|substitute|trade|change|switch)$/;

function isNumeralAt(tokens: readonly Token[], at: number): boolean {
  return isNumberAt(tokens, at) || isNumberKey(keyAt(tokens, at));
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || token.kind === 'mark';
}

/** "two and a half", "hundred and fifty", "salt and pepper chips" are whole. */
function joinCut(tokens: readonly Token[], at: number): Cut {
  const [before, next] = [keyAt(tokens, at - 1), keyAt(tokens, at + 1)];
  const part = next === 'a' ? keyAt(tokens, at + 2) : next;
  if (isNumeralAt(tokens, at - 1) && /^(?:half|quarter)$/.test(part)) return 'keep';
  if (SCALES.has(before) && isNumeralAt(tokens, at + 1)) return 'keep';
  const pair = `${before} ${next}`;
  return PAIRS.has(pair) || (LED_PAIRS.has(pair) && tokens[at + 2]?.kind === 'word') ? 'keep' : 'and';
}

const PAIRS: ReadonlySet<string> = new Set([
  'mac cheese',
  'fish chips',
  'sweet sour',
  'cookies cream',
  'head shoulders',
  'johnson johnson',
  'black white',
  'sour cream',
  'h m',
  'marks spencer',
  'fair lovely',
  'cut peel',
  'heat eat',
  'mix match',
  'barbeque sauce',
]);
/** One product where a word follows: "cream and onion chips". */
const LED_PAIRS: ReadonlySet<string> = new Set([
  'salt pepper',
  'ginger garlic',
  'cream onion',
  'salt vinegar',
  'garlic herb',
  'honey lemon',
  'oats honey',
  'bread butter',
  'fruit nut',
  'cheese onion',
  'lemon ginger',
  'black pepper',
  'hot spicy',
  'aloe vera',
]);
