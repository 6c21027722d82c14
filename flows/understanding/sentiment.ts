import type { Language, Understanding } from '../../contracts/dialogue.ts';
import { plain } from './plain.ts';
import {
  DIMINISHERS,
  EMPHASIS,
  NEGATIONS,
  NEGATIONS_AFTER,
  SENTIMENT_PICTURES,
  SENTIMENT_WORDS,
  TONELESS,
} from './sentiment-words.ts';

/** How a message sounds. */
export type Sentiment = Understanding['sentiment'];

/**
 * The tone of a message, by words that carry one, turned around by negation ("not good", "accha nahi"), strengthened by
 * emphasis, and by emoji. English and Hindi in both scripts count always, Spanish, German and French in their language.
 * Neutral where they hold the balance, undefined where nothing carries a tone. Looks at the first 1000 characters. Pure.
 */
export function sentimentOf(text: string, language: Language): Sentiment | undefined {
  const said = plain(text).replace(TONELESS, ' ');
  const tones = said.split(CLAUSE_END).flatMap((clause) => tonesOf(clause.match(WORD) ?? [], language));
  const shown = said.match(SENTIMENT_PICTURES.any) ?? [];
  if (tones.length === 0 && shown.length === 0) return undefined;
  const tone = tones.reduce((sum, one) => sum + one, 0) + picturesTone(shown);
  if (tone >= THRESHOLD) return 'positive';
  return tone <= -THRESHOLD ? 'negative' : 'neutral';
}

function tonesOf(words: readonly string[], language: Language): readonly number[] {
  return words.map((word, at) => toneAt(words, word, at, language)).filter((tone) => tone !== 0);
}

/** "No, it is great": a negation turns nothing beyond. */
const CLAUSE_END = /[,;.:।\n]+/u;
const WORD = /[\p{L}\p{M}\p{N}']+|[!?]+/gu;
/** One plain word of tone tips the scale, a diminished one does not. */
const THRESHOLD = 1;

function toneAt(words: readonly string[], word: string, at: number, language: Language): number {
  const weight = weightOf(word, language);
  if (weight === 0) return 0;
  const before = words.slice(Math.max(0, at - NEGATION_REACH), at);
  const after = words.slice(at + 1, at + 3);
  const turned = before.some((one) => NEGATIONS.has(one)) || after.some((one) => NEGATIONS_AFTER.has(one));
  const [last = ''] = before.slice(-1);
  const strength = EMPHASIS.has(last) || after[0]?.startsWith('!') === true ? 1.5 : DIMINISHERS.has(last) ? 0.5 : 1;
  // "Not great" is bad, "not bad" is hardly praise, however bad.
  if (turned) return weight > 0 ? -weight : 0.5;
  return weight * strength;
}

/** Words between a negation and what it turns: "not a very good idea". */
const NEGATION_REACH = 3;

function weightOf(word: string, language: Language): number {
  const ofLanguage = Object.hasOwn(SENTIMENT_WORDS, language) ? SENTIMENT_WORDS[language]?.get(word) : undefined;
  return SENTIMENT_WORDS['any']?.get(word) ?? ofLanguage ?? 0;
}

function picturesTone(shown: readonly string[]): number {
  const tone = shown.reduce((sum, picture) => sum + (SENTIMENT_PICTURES.good.test(picture) ? 1 : -1), 0);
  return Math.max(-2, Math.min(2, tone));
}
