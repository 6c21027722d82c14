import type { Language } from '../../contracts/dialogue.ts';
import { HINDI_NUMBERS, HINDI_SHARES } from './hindi-numbers.ts';
import { NUMBERS, PARTS, SCALES, smallNumber } from './number-tables.ts';
import { unitNamed } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, isNumberAt, keyAt } from './tokens.ts';

/** A number and where it ends. */
export interface SaidNumber {
  readonly value: number;
  /** Index of the token after it. */
  readonly next: number;
  readonly isVague?: true;
  /** "ek ek kilo", "do do packet": of each. */
  readonly isEach?: true;
}

/**
 * The number that begins at a token: digits with scale ("5k"), English and Hindi words ("two hundred and fifty", "one and a
 * half", "dedh", "saadhe teen", "dhai sau"), articles, vague words (of value 1). Undefined where none begins.
 */
export function readNumber(tokens: readonly Token[], at: number, language: Language): SaidNumber | undefined {
  const token = tokens[at];
  if (token === undefined || token.kind === 'gap' || token.kind === 'mark') return undefined;
  const number = numberAt(tokens, at, language);
  return number !== undefined && token.isVague === true ? { ...number, isVague: true } : number;
}

function numberAt(tokens: readonly Token[], at: number, language: Language): SaidNumber | undefined {
  const token = tokens[at];
  if (token?.kind === 'number') return withHalf(tokens, digitsAt(tokens, at, token));
  return (
    vagueAt(tokens, at) ??
    articleAt(tokens, at) ??
    sharesAt(tokens, at) ??
    partAt(tokens, at) ??
    wordsAt(tokens, at, language)
  );
}

function digitsAt(tokens: readonly Token[], at: number, { value = 0 }: Token): SaidNumber {
  const isThousands = keyAt(tokens, at + 1) === 'k' && isGluedAt(tokens, at + 1);
  const scale = isThousands ? 1000 : SCALES.get(keyAt(tokens, at + 1));
  if (scale !== undefined) return { value: value * scale, next: at + 2 };
  const next = tokens[at + 1];
  // "1 1/2", "1½"
  const isMixed = next?.kind === 'number' && value % 1 === 0 && /[/¼½¾⅓⅔]/.test(next.text);
  return isMixed ? { value: value + (next.value ?? 0), next: at + 2 } : { value, next: at + 1 };
}

/** "two and a half", "5 and half". */
function withHalf(tokens: readonly Token[], said: SaidNumber): SaidNumber {
  if (keyAt(tokens, said.next) !== 'and' || said.value % 1 !== 0) return said;
  const at = past(tokens, said.next + 1, 'a');
  const part = PARTS.get(keyAt(tokens, at));
  return part === undefined ? said : { ...said, value: said.value + part, next: at + 1 };
}

function past(tokens: readonly Token[], at: number, key: string): number {
  return keyAt(tokens, at) === key ? at + 1 : at;
}

const VAGUE = /^(?:some|few|several|many|kuch|thoda|dozens|loads|lots)$/;
const VAGUE_BEHIND_ARTICLE = /^(?:few|little|bit|lot|thoda)$/;

function vagueAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const isArticle = /^(?:a|ek)$/.test(keyAt(tokens, at));
  const start = isArticle ? at + 1 : at;
  if (!(isArticle ? VAGUE_BEHIND_ARTICLE : VAGUE).test(keyAt(tokens, start))) return undefined;
  let next = start + 1;
  while (/^(?:of|more|bahut|sa|se|si|bit)$/.test(keyAt(tokens, next))) next += 1;
  return { value: 1, next, isVague: true };
}

/** "a", "an", "another", "a hundred", "a couple of". */
function articleAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const isArticle = /^(?:an?|another)$/.test(keyAt(tokens, at));
  const start = isArticle ? at + 1 : at;
  const next = keyAt(tokens, start);
  if (next === 'couple') return { value: 2, next: past(tokens, start + 1, 'of') };
  if (!isArticle) return undefined;
  const scale = SCALES.get(next);
  if (scale !== undefined) return { value: scale, next: start + 1 };
  // "a half gallon"
  if (PARTS.has(next)) return partAt(tokens, start);
  // "another 2 kg"
  const isCounted = keyAt(tokens, at) === 'another' && (isNumberAt(tokens, start) || NUMBERS.has(next));
  return isCounted ? undefined : { value: 1, next: start };
}

/** "half", "half a", "quarter of a". */
function partAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const value = PARTS.get(keyAt(tokens, at));
  if (value === undefined) return undefined;
  const next = past(tokens, at + 1, 'of');
  return { value, next: /^(?:an?|the)$/.test(keyAt(tokens, next)) ? next + 1 : next };
}

/** "dedh", "dhai", "sawa do", "paune do", "saadhe teen", with hundreds too: "dedh sau". */
function sharesAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const share = HINDI_SHARES.get(keyAt(tokens, at));
  if (share === undefined) return undefined;
  const whole = share.isBeside ? (tokens[at + 1]?.value ?? HINDI_NUMBERS.get(keyAt(tokens, at + 1))) : undefined;
  const value = whole === undefined ? share.alone : whole + share.beside;
  if (value === undefined) return undefined;
  const next = whole === undefined ? at + 1 : at + 2;
  const scale = SCALES.get(keyAt(tokens, next));
  return scale === undefined ? { value, next } : { value: value * scale, next: next + 1 };
}

/** These are Hindi numbers only beside Hindi: "do you", "das ist", "char coal". */
const DOUBTFUL = /^(?:do|das|char)$/;

function wordsAt(tokens: readonly Token[], at: number, language: Language): SaidNumber | undefined {
  const first = keyAt(tokens, at);
  if (DOUBTFUL.test(first) && !isHindiAt(tokens, at, language)) return undefined;
  const value = HINDI_NUMBERS.get(first);
  if (value !== undefined && keyAt(tokens, at + 1) === first) return { value, next: at + 2, isEach: true };
  const sum = sumAt(tokens, at);
  return sum === undefined ? undefined : (withPoint(tokens, sum) ?? withHalf(tokens, sum));
}

/** "One point five", "two point two five", "ek point paanch". */
function withPoint(tokens: readonly Token[], said: SaidNumber): SaidNumber | undefined {
  if (keyAt(tokens, said.next) !== 'point') return undefined;
  let next = said.next + 1;
  let digits = '';
  for (let digit = digitAt(tokens, next); digit !== undefined; digit = digitAt(tokens, next)) {
    digits += digit;
    next += 1;
  }
  return digits === '' ? undefined : { value: Number(`${said.value}.${digits}`), next };
}

function digitAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  const value = token === undefined ? undefined : (token.value ?? (token.key === 'zero' ? 0 : smallNumber(token.key)));
  return value !== undefined && Number.isInteger(value) && value < 10 ? String(value) : undefined;
}

const NOT_BEHIND_DO = /^(?:you|not|we|i|they|u|the|it|that|this|your|have)$/;
const NOT_BEFORE_DO = /^(?:i|we|you|they|how|what|why|please|to)$/;
const VERBS_BEFORE_DO =
  /^(?:kar|hata|bhej|dena|de|la|nikal|chhod|rehne|badal|badha|kam|jod|rakh|likh|mangwa|dal|daal|bana|cancel|add|pack|book|note|band)$/;

/** "do kilo" counts, "hata do" and "do you have" do not. */
function isHindiAt(tokens: readonly Token[], at: number, language: Language): boolean {
  const [before, after] = [keyAt(tokens, at - 1), keyAt(tokens, at + 1)];
  if (keyAt(tokens, at) !== 'do') return after !== 'ist' && after !== 'coal';
  const next = tokens[at + 1];
  // "Toor dal do kilo": what a unit stands behind is a number.
  if (next !== undefined && unitNamed(next)?.kind === 'measure') return true;
  if (VERBS_BEFORE_DO.test(before) || NOT_BEHIND_DO.test(after)) return false;
  if (after === '') return language === 'hi' && at === 0;
  return language === 'hi' || !NOT_BEFORE_DO.test(before);
}

/** Longer numbers are not said. */
const MAX_WORDS = 9;

/** "two hundred and fifty", "do sau pachas", "twenty five thousand". */
function sumAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  let next = at;
  let sum: Sum = { thousands: 0, current: undefined };
  while (next - at < MAX_WORDS) {
    const isJoined = keyAt(tokens, next) === 'and' && (sum.current ?? 0) >= 100;
    const more = added(sum, keyAt(tokens, isJoined ? next + 1 : next), isJoined);
    if (more === undefined) break;
    sum = more;
    next += isJoined ? 2 : 1;
  }
  return next === at ? undefined : { value: sum.thousands + (sum.current ?? 0), next };
}

/** A number while its words come. */
interface Sum {
  /** Of the thousands and lakhs so far. */
  readonly thousands: number;
  /** Below a thousand; undefined: nothing since. */
  readonly current: number | undefined;
}

function added({ thousands, current }: Sum, word: string, isJoined: boolean): Sum | undefined {
  const small = smallNumber(word);
  if (small !== undefined && canFollow(current, small)) return { thousands, current: (current ?? 0) + small };
  const scale = isJoined ? undefined : SCALES.get(word);
  if (scale === undefined) return undefined;
  const scaled = (current ?? 1) * scale;
  return scale === 100 ? { thousands, current: scaled } : { thousands: thousands + scaled, current: undefined };
}

/** "twenty five", "two hundred fifty"; never "two three". */
function canFollow(current: number | undefined, value: number): boolean {
  if (current === undefined) return true;
  if (current % 100 === 0) return value < 100;
  return current % 10 === 0 && current < 100 && current >= 20 && value < 10;
}
