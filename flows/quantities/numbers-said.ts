import type { Language } from '../../contracts/dialogue.ts';
import { HINDI_NUMBERS, HINDI_SHARES } from './hindi-numbers.ts';
import type { Token } from './tokens.ts';

/** A number and where it ends. */
export interface SaidNumber {
  readonly value: number;
  /** Index of the token after it. */
  readonly next: number;
  readonly isVague?: true;
  /** "a", "an", "ek": hardly more than an article. */
  readonly isArticle?: true;
  /** "ek ek kilo", "do do packet": of each. */
  readonly isEach?: true;
}

const ONES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11 },
    ...{ twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19 },
  }),
);
const TENS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
  }),
);
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ hundred: 100, sau: 100, सौ: 100, k: 1000, thousand: 1000, hazaar: 1000, hazar: 1000, hajar: 1000, हजार: 1000 },
    ...{ lakh: 100_000, lac: 100_000, लाख: 100_000 },
  }),
);
const PARTS: ReadonlyMap<string, number> = new Map(Object.entries({ half: 0.5, quarter: 0.25 }));
const VAGUE: ReadonlySet<string> = new Set([
  'some',
  'few',
  'several',
  'many',
  'kuch',
  'thoda',
  'dozens',
  'loads',
  'lots',
]);
/** These are Hindi numbers only beside Hindi: "do you", "das ist", "char coal". */
const DOUBTFUL: ReadonlySet<string> = new Set(['do', 'das', 'char', 'teen', 'bees', 'nau', 'tees', 'sat', 'che']);

/** Whether a word is a number by itself. */
export function isNumberKey(key: string): boolean {
  return [ONES, TENS, SCALES, PARTS, HINDI_NUMBERS, HINDI_SHARES].some((table) => table.has(key));
}

/** Whether a word multiplies: "hundred", "sau". */
export function isScaleKey(key: string): boolean {
  return SCALES.has(key);
}

/**
 * The number that begins at a token: digits with scale ("5k"), English and Hindi words ("two hundred and fifty", "one and a
 * half", "dedh", "saadhe teen", "dhai sau"), articles, vague words (of value 1). Undefined where none begins.
 */
export function readNumber(tokens: readonly Token[], at: number, language: Language): SaidNumber | undefined {
  const token = tokens[at];
  if (token === undefined || token.kind === 'gap' || token.kind === 'mark') return undefined;
  if (token.kind === 'number') return withHalf(tokens, digitsAt(tokens, at, token));
  return vagueAt(tokens, at) ?? articleAt(tokens, at) ?? sharesAt(tokens, at) ?? wordsAt(tokens, at, language);
}

const SCALED_DIGITS: ReadonlySet<string> = new Set(['hundred', 'thousand', 'sau', 'hazaar', 'hazar', 'hajar', 'lakh']);

function digitsAt(tokens: readonly Token[], at: number, { value = 0, isVague }: Token): SaidNumber {
  const next = tokens[at + 1];
  const vague = isVague === true ? { isVague } : {};
  if (next?.key === 'k' && next.isGlued) return { value: value * 1000, next: at + 2, ...vague };
  const scale = next === undefined || !SCALED_DIGITS.has(next.key) ? undefined : SCALES.get(next.key);
  if (scale !== undefined) return { value: value * scale, next: at + 2, ...vague };
  // "1 1/2"
  if (next?.text.includes('/') === true && next.kind === 'number') {
    return { value: value + (next.value ?? 0), next: at + 2, ...vague };
  }
  return { value, next: at + 1, ...vague };
}

/** "two and a half", "5 and half". */
function withHalf(tokens: readonly Token[], said: SaidNumber): SaidNumber {
  let at = said.next;
  if (tokens[at]?.key !== 'and') return said;
  at += 1;
  if (tokens[at]?.key === 'a') at += 1;
  const part = PARTS.get(tokens[at]?.key ?? '');
  return part === undefined || said.value % 1 !== 0 ? said : { ...said, value: said.value + part, next: at + 1 };
}

function vagueAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const key = tokens[at]?.key ?? '';
  const start = key === 'a' || key === 'ek' ? at + 1 : at;
  const word = tokens[start]?.key ?? '';
  const isLittle = start > at && /^(?:little|bit|lot)$/.test(word);
  if (!isLittle && !VAGUE.has(word)) return undefined;
  let next = start + 1;
  while (/^(?:of|more|bahut|sa|se|si|bit)$/.test(tokens[next]?.key ?? '')) next += 1;
  return { value: 1, next, isVague: true };
}

function articleAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const key = tokens[at]?.key ?? '';
  if (key === 'couple') return { value: 2, next: past(tokens, at + 1, 'of') };
  if (key !== 'a' && key !== 'an' && key !== 'another') return undefined;
  const next = tokens[at + 1]?.key ?? '';
  if (next === 'couple') return { value: 2, next: past(tokens, at + 2, 'of') };
  if (SCALES.has(next) && next !== 'k') return { value: SCALES.get(next) ?? 1, next: at + 2 };
  // "a half kilo", "another 2 kg"
  if (PARTS.has(next) || (key === 'another' && isCounting(tokens[at + 1]))) return undefined;
  return { value: 1, next: at + 1, isArticle: true };
}

function isCounting(token: Token | undefined): boolean {
  return token?.kind === 'number' || ONES.has(token?.key ?? '') || PARTS.has(token?.key ?? '');
}

/** "half", "half a", "three quarters". Before a unit or a pack; elsewhere it tells a product: "half sleeve". */
function partAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const key = tokens[at]?.key ?? '';
  const value = PARTS.get(key);
  if (value === undefined) return undefined;
  let next = past(tokens, at + 1, 'of');
  if (/^(?:an?|the)$/.test(tokens[next]?.key ?? '')) next += 1;
  return { value, next };
}

function past(tokens: readonly Token[], at: number, key: string): number {
  return tokens[at]?.key === key ? at + 1 : at;
}

/** "dedh", "dhai", "sawa do", "paune do", "saadhe teen", with hundreds too: "dedh sau". */
function sharesAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const key = tokens[at]?.key ?? '';
  const share = HINDI_SHARES.get(key);
  if (share === undefined) return undefined;
  const whole = share.isBeside ? wholeAt(tokens, at + 1) : undefined;
  if (share.alone === undefined && whole === undefined) return undefined;
  const value = whole === undefined ? (share.alone ?? 0) : whole + share.beside;
  const next = whole === undefined ? at + 1 : at + 2;
  const scale = SCALES.get(tokens[next]?.key ?? '');
  return scale === undefined ? { value, next } : { value: value * scale, next: next + 1 };
}

function wholeAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  return token?.kind === 'number' ? token.value : HINDI_NUMBERS.get(token?.key ?? '');
}

function wordsAt(tokens: readonly Token[], at: number, language: Language): SaidNumber | undefined {
  const part = partAt(tokens, at);
  if (part !== undefined) return part;
  const first = tokens[at]?.key ?? '';
  if (DOUBTFUL.has(first) && !isHindiAt(tokens, at, language)) return undefined;
  const sum = sumAt(tokens, at);
  if (sum === undefined) return undefined;
  const isEach = HINDI_NUMBERS.has(first) && tokens[at + 1]?.key === first;
  if (isEach) return { value: HINDI_NUMBERS.get(first) ?? 1, next: at + 2, isEach };
  const article = first === 'ek' && sum.next === at + 1 ? { isArticle: true as const } : {};
  return withHalf(tokens, { ...sum, ...article });
}

/** "do kilo", "do packet": English words of packs are sung by both. */
function isHindiAt(tokens: readonly Token[], at: number, language: Language): boolean {
  const [before, after] = [tokens[at - 1]?.key ?? '', tokens[at + 1]?.key ?? ''];
  if (tokens[at]?.key !== 'do') return after !== 'ist' && after !== 'coal';
  if (VERBS_BEFORE_DO.has(before)) return false;
  if (after === '') return language === 'hi' && at === 0;
  if (/^(?:you|not|we|i|they|u|the|it|that|this|your|have)$/.test(after)) return false;
  return language === 'hi' || at === 0 || !/^(?:i|we|you|they|how|what|why|please|to)$/.test(before);
}

const VERBS_BEFORE_DO: ReadonlySet<string> = new Set(
  'kar hata bhej dena de la nikal chhod rehne badal badha kam jod rakh likh mangwa dal daal bana cancel add pack book note band'.split(
    ' ',
  ),
);

function sumAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  let next = at;
  let total = 0;
  let current: number | undefined;
  for (;;) {
    const key = tokens[next]?.key ?? '';
    const isJoined = key === 'and' && current !== undefined && current % 100 === 0 && current > 0;
    const word = isJoined ? (tokens[next + 1]?.key ?? '') : key;
    const added = current === undefined || canFollow(current, word) ? unitOf(word) : undefined;
    const scale = SCALES.get(word);
    if (added !== undefined) current = (current ?? 0) + added;
    else if (scale !== undefined && word !== 'k' && !isJoined) {
      if (scale === 100) current = (current ?? 1) * 100;
      else {
        total += (current ?? 1) * scale;
        current = undefined;
      }
    } else break;
    next += isJoined ? 2 : 1;
    if (next - at > MAX_WORDS) break;
  }
  const value = total + (current ?? 0);
  return next === at || value <= 0 ? undefined : { value, next };
}

/** Longer numbers are not said. */
const MAX_WORDS = 9;

function unitOf(word: string): number | undefined {
  return ONES.get(word) ?? TENS.get(word) ?? HINDI_NUMBERS.get(word);
}

/** "twenty five", "two hundred fifty", "do sau pachas"; never "two three". */
function canFollow(current: number, word: string): boolean {
  const value = unitOf(word) ?? 0;
  if (current % 100 === 0) return value < 100;
  return current % 10 === 0 && current < 100 && current >= 20 && value < 10 && ONES.has(word);
}
