import { SPELLINGS } from './spellings.ts';

/** A word, number or mark of a message. */
export interface Token {
  /** `gap`: an address of the net; it names nothing that can be bought. */
  readonly kind: 'word' | 'number' | 'mark' | 'gap';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Lower case, compatibility forms folded. */
  readonly text: string;
  /** What the grammar compares: one spelling for all of a word of Hindi or chat, in either script. */
  readonly key: string;
  /** Of digits: what they say, not negative. */
  readonly value?: number;
  /** No space stands before it. */
  readonly isGlued: boolean;
  /** A range, "2-3": how many is open. */
  readonly isVague?: true;
  /** That names what it stands beside, "₹20 chips": whole units of whichever currency. */
  readonly price?: number;
}

/** The tokens of a text in their order. Linear in its length. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const { 0: said, index, groups } = match;
    const end = index + said.length;
    const isGlued = tokens.at(-1)?.end === index;
    if (groups?.['gap'] !== undefined) tokens.push(made('gap', said, index, isGlued));
    else if (groups?.['number'] !== undefined) tokens.push(numberOf(said, index, isGlued));
    else if (groups?.['word'] !== undefined) tokens.push(...wordsOf(said, index, isGlued));
    else pushMark(tokens, { kind: 'mark', start: index, end, text: said, key: MARKS[said] ?? said, isGlued });
  }
  return tokens;
}

function pushMark(tokens: Token[], mark: Token): void {
  const [number, word] = tokens.slice(-2);
  const isNumero = mark.key === '.' && mark.isGlued && word?.key === 'no' && number?.kind === 'number';
  // "1 no. butter": the point belongs to the unit.
  if (isNumero) tokens.splice(-1, 1, { ...word, end: mark.end, text: 'nos', key: 'nos' });
  else tokens.push(mark);
}

/** Times signs stand before digits: "x2", "12x12". A word may hold hyphens, apostrophes and digits: "coca-cola", "b12". */
const TOKEN =
  /(?<gap>(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64})|(?<number>\p{Nd}{1,2}\/\p{Nd}{1,2}(?![/\p{Nd}])|\p{Nd}+(?:[.,]\p{Nd}+)*|[¼½¾⅓⅔])|(?<word>x(?=\s?\p{Nd})|(?:rs|inr)(?=\p{Nd})|\p{L}[\p{L}\p{M}\u200c\u200d]*(?:['’&]?(?!(?<=\p{L}{3})-\p{Nd}+(?:[.,]\p{Nd}+)?\s?(?:kgs?|kilo|gms?|g|grams?|ml|ltrs?|l|pkts?|packets?|pcs|nos|dozen)?\s*(?:$|[\n,;+]))-?[\p{L}\p{M}\u200c\u200d\p{Nd}]+)*)|\n|[^\s\p{L}\p{M}\p{N}\p{Cf}]/giu;

const MARKS: Readonly<Record<string, string>> = Object.fromEntries(
  ['×x', '*x', '–-', '—-', '−-', '।.', '！!', '？?', '，,', '”"', '“"', '″"', "’'", "‘'", '＋+', '＆&', '….'].map(
    (pair) => [pair.charAt(0), pair.charAt(1)],
  ),
);

function made(kind: Token['kind'], said: string, start: number, isGlued: boolean): Token {
  const text = said.normalize('NFKC').toLowerCase();
  return { kind, start, end: start + said.length, text, key: keyOf(text), isGlued };
}

/** The key of the token at a place; empty before the first and behind the last. */
export function keyAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.key ?? '';
}

/** Whether digits stand at a place. */
export function isNumberAt(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === 'number';
}

/** Whether the token at a place touches the one before. */
export function isGluedAt(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.isGlued === true;
}

/** One spelling for the same word. */
export function keyOf(word: string): string {
  const plain = foldedWord(word);
  return SPELLING_OF.get(plain) ?? plain;
}

/** A word as it is compared: dots below and above letters of Devanagari are often left out. */
export function foldedWord(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\u093c\u200c\u200d]/g, '')
    .replace(/\u0901/g, '\u0902')
    .replace(/’/g, "'");
}

const SPELLING_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([key, spellings]) =>
    spellings.split(' ').map((spelling) => [foldedWord(spelling), key] as const),
  ),
);

/** Hyphens part numbers and units, "half-kilo", and join names, "coca-cola". */
function wordsOf(said: string, start: number, isGlued: boolean): readonly Token[] {
  if (!said.includes('-')) return [made('word', said, start, isGlued)];
  const parts = said.split('-');
  if (!parts.some((part) => PARTED.has(keyOf(part.toLowerCase())))) return [made('word', said, start, isGlued)];
  let at = start;
  return parts.map((part, index) => {
    const token = made('word', part, at, index > 0 || isGlued);
    at += part.length + 1;
    return token;
  });
}

const PARTED: ReadonlySet<string> = new Set(
  'rupee rupees rs half quarter one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred inch kilo dozen litre and'.split(
    ' ',
  ),
);

const VULGAR: Readonly<Record<string, number>> = { '¼': 0.25, '½': 0.5, '¾': 0.75, '⅓': 1 / 3, '⅔': 2 / 3 };

function numberOf(said: string, start: number, isGlued: boolean): Token {
  const plain = said.replace(/\p{Nd}/gu, digitOf);
  const value = VULGAR[said] ?? valueOf(plain);
  const token = { start, end: start + said.length, text: plain, key: plain, isGlued };
  // "24/7" and "12/05" count nothing.
  return value === undefined ? { kind: 'gap', ...token } : { kind: 'number', ...token, value };
}

/** "1,200" is over a thousand, "1,5" is one and a half, "1.500" too: prices and weights are said with a point in India. */
function valueOf(plain: string): number | undefined {
  const [over = 0, under] = plain.split('/').map(Number);
  if (under !== undefined) return over < under && under < 10 ? over / under : undefined;
  if (/^\d+,\d{1,2}$/.test(plain)) return Number(plain.replace(',', '.'));
  const value = Number(plain.replaceAll(',', ''));
  return Number.isFinite(value) ? value : undefined;
}

/** Digits of any script as ours: in each they stand in a row of ten from the zero on. */
function digitOf(sign: string): string {
  if (/^\d$/.test(sign)) return sign;
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
const DIGIT = /\p{Nd}/u;
