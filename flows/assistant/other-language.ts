import type { Language } from '../../contracts/dialogue.ts';
import { sayLanguages } from '../engine/say-languages.ts';
import { detectLanguage } from '../understanding/language.ts';

/** Says once which languages are spoken, in the customer's own where there are words for it. */
export const SAY_LANGUAGES = sayLanguages(({ text, intent }) => intent === undefined && isForeign(text));

/** A sentence in a language that there are words for, or in a script of its own: single words and names look foreign too. */
function isForeign(text: string): boolean {
  const { code = 'en', confidence = 0 } = detectLanguage(text) ?? {};
  if (code === 'en' || code === 'hi') return false;
  return confidence >= CERTAIN || (Object.hasOwn(LANGUAGES_SAID, code) && confidence >= SURE);
}

/** Guesses: what a script tells is above the first, half a sentence of clear words above the second. */
const CERTAIN = 0.95;
const SURE = 0.5;

/** What `languages` says in languages that have no other words here. */
export const LANGUAGES_SAID: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  de: {
    languages: ['Ich verstehe hier nur Englisch und Hindi. Schreiben Sie bitte in einer der beiden Sprachen. {ask}'],
  },
  es: { languages: ['Aquí solo entiendo inglés e hindi. Escriba por favor en uno de los dos idiomas. {ask}'] },
  fr: {
    languages: [
      'Ici, je ne comprends que l’anglais et le hindi. Écrivez dans l’une de ces deux langues, s’il vous plaît. {ask}',
    ],
  },
};
