import { eld } from 'eld/extrasmall';
import type { Language, Snapshot } from '../../contracts/dialogue.ts';
import { FORMS, LANGUAGE_WORDS, SCRIPTS, WITHIN_SCRIPT } from './language-words.ts';
import { plain } from './plain.ts';

/** The language that a message is in. */
export interface DetectedLanguage {
  /** BCP 47 primary subtag; `hi` for Hindi in Latin letters too. */
  readonly code: Language;
  /** 0..1; from 0.8 on it is hardly ever wrong. */
  readonly confidence: number;
}

/**
 * The language of a message; undefined when it is too short to tell ("ok", a name, a number). The script decides first,
 * then words that tell a language, with character n-grams (eld) beside them: those alone know no Hindi in Latin letters
 * and guess wildly at single words. Looks at the first 1000 characters. Pure, about 20 µs a line.
 */
export function detectLanguage(text: string): DetectedLanguage | undefined {
  const said = plain(text).replace(NO_LANGUAGE, ' ');
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return undefined;
  const detected = byScript(said, letters) ?? byWords(said);
  return detected !== undefined && isTitle(text, said)
    ? { ...detected, confidence: Math.min(detected.confidence, OF_TITLES) }
    : detected;
}

/** Two to four words with capitals of which most tell nothing: "El Corte Inglés", "Das Auto". "Guten Tag" tells German. */
function isTitle(text: string, said: string): boolean {
  const written = text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  if (written.length < 2 || written.length > 4 || !written.every((word) => /^\p{Lu}\p{Ll}/u.test(word))) return false;
  const told = said.split(/\s+/u).filter((word) => CODES_OF_WORDS.has(word)).length;
  return told * 2 <= written.length;
}

/** Names of businesses are in any language: below what counts. */
const OF_TITLES = 0.4;

/** Addresses, links, handles and whatever has digits in it. */
const NO_LANGUAGE = /\S+@\S+|https?:\S+|www\.\S+|[@#]\S+|\S*\d\S*/gu;

function byScript(said: string, letters: number): DetectedLanguage | undefined {
  if (LATIN_ONLY.test(said)) return undefined;
  const script = SCRIPTS.find(({ letters: of }) => (said.match(of)?.length ?? 0) * MOST > letters);
  if (script === undefined) return undefined;
  const other = WITHIN_SCRIPT[script.code]?.find(({ sign }) => sign.test(said));
  return { code: other?.code ?? script.code, confidence: letters < 4 ? 0.85 : 0.97 };
}

const LATIN_ONLY = /^[\P{L}\p{Script=Latin}]*$/u;
/** A script counts from two fifths of the letters: product names in Latin letters stand in lines of any language. */
const MOST = 2.5;

function byWords(said: string): DetectedLanguage | undefined {
  const tokens = said.match(/\p{L}[\p{L}\p{M}]*(?:['-]\p{L}+)*/gu) ?? [];
  const told = wordScores(tokens);
  if (told.size === 0 && tokens.length < ENOUGH_TOKENS) return undefined;
  const scores = tokens.length > 1 || said.length > 12 ? withLatinHindi(eld.detect(said).getScores(), tokens) : {};
  const codes = new Set([...told.keys(), ...Object.keys(scores)]);
  const ranking = [...codes]
    .map((code) => ({ code, score: (told.get(code) ?? 0) * WORDS_WEIGHT + (scores[code] ?? 0) }))
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = ranking;
  if (best === undefined) return undefined;
  return judged(best, { second: second?.score ?? 0, length: trustIn(tokens), isTold: told.has(best.code) });
}

/** How far a line of this length can be trusted, 0..1. */
function trustIn(tokens: readonly string[]): number {
  const [only = ''] = tokens;
  return tokens.length === 1 && only.length >= LONG_WORD ? 0.8 : Math.min(0.98, 0.4 + 0.2 * tokens.length);
}

/**
 * The n-grams know no Hindi in Latin letters: two of its words, one of them its alone, count like the best guess and a bit
 * more, as half of such a line is English nouns.
 */
function withLatinHindi(
  scores: Readonly<Record<Language, number>>,
  tokens: readonly string[],
): Readonly<Record<Language, number>> {
  const codes = tokens.map(codesOf).filter((of) => of.includes('hi'));
  if (codes.length < 2 || codes.every((of) => of.length > 1)) return scores;
  return { ...scores, hi: Math.max(...Object.values(scores), 0) + HINDI_BONUS };
}

/** For each language the share of words that tell it; a word of several languages counts for each in part. */
function wordScores(tokens: readonly string[]): Map<Language, number> {
  const scores = new Map<Language, number>();
  for (const token of tokens) {
    const codes = codesOf(token);
    for (const code of codes) scores.set(code, (scores.get(code) ?? 0) + 1 / codes.length / tokens.length);
  }
  return scores;
}

/** By the lists, or else by the form: letters and endings that one language has. */
function codesOf(token: string): readonly Language[] {
  const listed = CODES_OF_WORDS.get(token);
  if (listed !== undefined) return listed;
  const form = FORMS.find(({ sign }) => sign.test(token));
  return form === undefined ? [] : [form.code];
}

const CODES_OF_WORDS = codesOfWords();

function codesOfWords(): ReadonlyMap<string, readonly Language[]> {
  const codes = new Map<string, Language[]>();
  for (const [code, words] of Object.entries(LANGUAGE_WORDS)) {
    for (const word of words) codes.set(word, [...(codes.get(word) ?? []), code]);
  }
  return codes;
}

/** Tuned on the dev half of `language-lines.ts` and the English examples of sales-dm. */
const WORDS_WEIGHT = 1.6;
/** Fewer unknown words may be a name. */
const ENOUGH_TOKENS = 3;
/** A shorter word alone may be anything. */
const LONG_WORD = 4;
const HINDI_BONUS = 0.25;
const MIN_MARGIN = 0.04;
/** Without one known word the n-grams may be right, but are never enough to switch at once. */
const UNTOLD = 0.7;

interface Evidence {
  readonly second: number;
  /** How far a line of this length can be trusted, 0..1. */
  readonly length: number;
  readonly isTold: boolean;
}

function judged(
  { code, score }: { readonly code: Language; readonly score: number },
  { second, length, isTold }: Evidence,
): DetectedLanguage | undefined {
  const margin = score - second;
  if (margin < MIN_MARGIN) return undefined;
  const confidence = length * (isTold ? 1 : UNTOLD) * Math.min(1, 0.55 + margin * 0.6);
  return { code, confidence: Number(confidence.toFixed(2)) };
}

/** A guess: below it the detector is as often wrong as right. */
const WORTH_COUNTING = 0.5;

/**
 * The language of a conversation after a message: another one is adopted when two turns in a row are in it. A message that
 * tells no language, or only vaguely, changes nothing.
 */
export function nextLanguage(
  now: Pick<Snapshot, 'language' | 'nextLanguage'>,
  detected: DetectedLanguage | undefined,
): Pick<Snapshot, 'language' | 'nextLanguage'> {
  const { language, nextLanguage: heardLast } = now;
  if (detected === undefined || detected.confidence < WORTH_COUNTING) {
    return heardLast === undefined ? { language } : { language, nextLanguage: heardLast };
  }
  if (detected.code === language) return { language };
  return detected.code === heardLast ? { language: detected.code } : { language, nextLanguage: detected.code };
}
