import type { Language } from '../../../contracts/dialogue.ts';
import { detectLanguage } from '../../understanding/language.ts';

/** Whether a whole reply is in another language than asked for. Rather silent than wrong: short texts pass by their script. */
export function isWrongLanguage(reply: string, expected: Language): boolean {
  const prose = reply.replace(/https?:\/\/\S+|\S+@\S+/gu, ' ');
  const letters = countOf(prose, /\p{L}/gu);
  if (letters < MIN_LETTERS_SCRIPT) return false;
  // Names of companies and products are Latin everywhere, so less than half in the language's own script is enough.
  const isOwnScript = countOf(prose, SCRIPTS[expected] ?? LATIN) >= letters * MIN_SHARE;
  // People write Hindi in Latin letters too, and are answered so.
  const isLatinHindi = !isOwnScript && expected === 'hi' && countOf(prose, LATIN) > letters / 2;
  if (!isOwnScript && !isLatinHindi) return true;
  return letters >= MIN_LETTERS_DETECTION && isHeardAsOther(prose, expected, isLatinHindi);
}

function isHeardAsOther(prose: string, expected: Language, isLatinHindi: boolean): boolean {
  const detected = detectLanguage(prose);
  if (detected === undefined || detected.code === expected || detected.confidence < MIN_CONFIDENCE) return false;
  // Hindi in Latin letters is known to no detector: it looks like anything but English.
  if (isLatinHindi) return detected.code === 'en';
  return !NEIGHBOURS.some((family) => family.includes(expected) && family.includes(detected.code));
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const LATIN = /\p{Script=Latin}/gu;
const MIN_LETTERS_SCRIPT = 6;
const MIN_LETTERS_DETECTION = 40;
const MIN_SHARE = 0.4;
/** Chosen on the lines of reply-checks.test.ts: right languages score above it, and the wrong ones far above. */
const MIN_CONFIDENCE = 0.5;

const SCRIPTS: Readonly<Record<Language, RegExp>> = {
  hi: /\p{Script=Devanagari}/gu,
  mr: /\p{Script=Devanagari}/gu,
  ne: /\p{Script=Devanagari}/gu,
  bn: /\p{Script=Bengali}/gu,
  ta: /\p{Script=Tamil}/gu,
  te: /\p{Script=Telugu}/gu,
  kn: /\p{Script=Kannada}/gu,
  ml: /\p{Script=Malayalam}/gu,
  gu: /\p{Script=Gujarati}/gu,
  pa: /\p{Script=Gurmukhi}/gu,
  ar: /\p{Script=Arabic}/gu,
  fa: /\p{Script=Arabic}/gu,
  ur: /\p{Script=Arabic}/gu,
  he: /\p{Script=Hebrew}/gu,
  ru: /\p{Script=Cyrillic}/gu,
  uk: /\p{Script=Cyrillic}/gu,
  bg: /\p{Script=Cyrillic}/gu,
  el: /\p{Script=Greek}/gu,
  th: /\p{Script=Thai}/gu,
  ko: /\p{Script=Hangul}/gu,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
  zh: /\p{Script=Han}/gu,
};
/** Detectors mix these up; a customer of one reads the other. */
const NEIGHBOURS: readonly (readonly Language[])[] = [
  ['es', 'pt', 'gl', 'ca'],
  ['no', 'nb', 'nn', 'da', 'sv'],
  ['hi', 'mr', 'ne'],
  ['id', 'ms'],
  ['cs', 'sk'],
  ['hr', 'sr', 'bs', 'sl'],
  ['ru', 'uk', 'bg', 'be'],
  ['ar', 'fa', 'ur'],
  ['nl', 'af'],
];
