import { eld } from 'eld/extrasmall';
import type { Language, Snapshot } from '../../contracts/dialogue.ts';
import { plain } from './plain.ts';

/** A language a message is in. */
export interface DetectedLanguage {
  readonly code: Language;
  /** 0..1 */
  readonly confidence: number;
}

/** The language of a message; undefined when it is too short to tell. Looks at the first 1000 characters. */
export function detectLanguage(text: string): DetectedLanguage | undefined {
  const letters = text.slice(0, 1000).match(/\p{L}/gu)?.length ?? 0;
  if (letters < 3) return undefined;
  const script = SCRIPTS.find(({ pattern }) => (text.match(pattern)?.length ?? 0) * 2 > letters);
  if (script !== undefined) return { code: script.code, confidence: 0.95 };
  if (letters < 6) return undefined;
  const found = eld.detect(plain(text));
  const confidence = found.getScores()[found.language] ?? 0;
  return found.language === '' ? undefined : { code: found.language, confidence: Math.min(1, confidence) };
}

const SCRIPTS = [
  { code: 'hi', pattern: /\p{Script=Devanagari}/gu },
  { code: 'ar', pattern: /\p{Script=Arabic}/gu },
  { code: 'ru', pattern: /\p{Script=Cyrillic}/gu },
];

/** A first turn, or a clear word, is believed at once; later another language must be heard in two turns in a row. */
export function nextLanguage(
  now: Pick<Snapshot, 'language' | 'nextLanguage'>,
  detected: DetectedLanguage | undefined,
): Pick<Snapshot, 'language' | 'nextLanguage'> {
  if (detected === undefined) return now;
  if (detected.code === now.language) return { language: now.language };
  return detected.code === now.nextLanguage
    ? { language: detected.code }
    : { language: now.language, nextLanguage: detected.code };
}
