import { isNumberKey, isScaleKey } from './numbers-said.ts';
import { unitNamed } from './packs.ts';
import type { Token } from './tokens.ts';

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
  return clauses;
}

type Cut = Clause['opening'] | 'keep' | 'drop';

function cutAt(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  const token = tokens[at];
  if (token === undefined) return 'drop';
  if (isBullet(tokens, at)) return 'sentence';
  return token.kind === 'mark' ? markCut(tokens, at, current) : wordCut(tokens, at, current);
}

/** "1. rice", "2) dal" at the start of a line or after a full line of the same kind. */
function isBullet(tokens: readonly Token[], at: number): boolean {
  const [before, token, after, next] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  const isNumber = token?.kind === 'number' && /^\d{1,2}$/.test(token.text);
  if (!isNumber || next === undefined || after?.isGlued !== true) return false;
  if (after.key !== '.' && after.key !== ')') return false;
  const isFirst = before === undefined || before.key === '\n' || before.key === '(';
  return (
    isFirst ||
    (after.key === ')' && before.key !== '(') ||
    (after.key === '.' && next.kind === 'word' && !before.isGlued)
  );
}

function markCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  const token = tokens[at];
  if (token === undefined) return 'drop';
  if (token.key === '"' || token.key === 'x') return 'keep';
  if (token.key === ',') return 'comma';
  if (token.key === '&' || token.key === '+') return joinCut(tokens, at);
  if (token.key === '.') return isAbbreviation(tokens, at, current) ? 'drop' : 'sentence';
  return /^[\n;!?|•·●▪►✓✔→]$/u.test(token.key) ? 'sentence' : 'drop';
}

/** "2 kg. rice", "dr.oetker": the point ends no sentence. */
function isAbbreviation(tokens: readonly Token[], at: number, current: readonly Token[]): boolean {
  const [before, point, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before === undefined || after?.kind !== 'word' || point?.isGlued !== true) return false;
  const isUnit = unitNamed(before) !== undefined;
  if (after.isGlued && !isUnit && before.kind === 'word' && before.text.length <= 2) return true;
  return isUnit && before.text.length <= 4 && current.length === 2 && current[0]?.kind === 'number';
}

function wordCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  const key = tokens[at]?.key;
  const next = tokens[at + 1];
  if (key === 'but' || key === 'lekin') return 'but';
  if (key === 'plus' || key === 'then') return 'and';
  if (key === 'with' && isNumeral([next]) && !SWAPS.test(current[0]?.key ?? '')) return 'and';
  if (key === 'aur') return aurCut(tokens, at, current);
  return key === 'and' ? joinCut(tokens, at) : 'keep';
}

/** Between things "and", behind a number "more". */
function aurCut(tokens: readonly Token[], at: number, current: readonly Token[]): Cut {
  if (current.length === 0) return 'drop';
  return isNumeral(current) || isEnd(tokens[at + 1]) ? 'keep' : joinCut(tokens, at);
}

const SWAPS = /^(?:replace|swap|exchange|substitute|trade|change|switch)$/;

function isNumeral(current: readonly (Token | undefined)[]): boolean {
  return current.length === 1 && (current[0]?.kind === 'number' || isNumberKey(current[0]?.key ?? ''));
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || token.kind === 'mark';
}

/** "two and a half", "hundred and fifty", "salt and pepper chips" are whole. */
function joinCut(tokens: readonly Token[], at: number): Cut {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (before === undefined || next === undefined) return 'and';
  const afterArticle = next.key === 'a' ? tokens[at + 2]?.key : next.key;
  if (isNumeral([before]) && /^(?:half|quarter)$/.test(afterArticle ?? '')) return 'keep';
  if (isScaleKey(before.key) && (isNumberKey(next.key) || next.kind === 'number')) return 'keep';
  const isPair =
    PAIRS.has(`${before.key} ${next.key}`) ||
    (LED_PAIRS.has(`${before.key} ${next.key}`) && tokens[at + 2]?.kind === 'word');
  return isPair ? 'keep' : 'and';
}

const PAIRS: ReadonlySet<string> = new Set([
  ...['mac cheese', 'fish chips', 'sweet sour', 'cookies cream', 'head shoulders', 'johnson johnson', 'black white'],
  ...['sour cream', 'h m', 'marks spencer', 'fair lovely', 'cut peel', 'heat eat', 'mix match', 'barbeque sauce'],
]);
/** One product where a word follows: "cream and onion chips". */
const LED_PAIRS: ReadonlySet<string> = new Set([
  ...['salt pepper', 'ginger garlic', 'cream onion', 'salt vinegar', 'garlic herb', 'honey lemon', 'oats honey'],
  ...['bread butter', 'fruit nut', 'cheese onion', 'lemon ginger', 'black pepper', 'hot spicy', 'aloe vera'],
]);
