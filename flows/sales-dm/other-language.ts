import type { Language } from '../../contracts/dialogue.ts';
import { sayLanguages } from '../engine/say-languages.ts';
import { detectLanguage } from '../understanding/language.ts';
import { PRICE_LIST } from './prices.ts';

/** Says once which languages are spoken, in the customer's own where there are words for it, and what a pilot costs. */
export const SAY_LANGUAGES = sayLanguages(({ text, language }) => !isSpoken(language) && isForeign(text));

function isSpoken(language: Language): boolean {
  return language === 'en' || language === 'hi';
}

/** Names and courtesies look foreign; a sentence is sure. */
function isForeign(text: string): boolean {
  const detected = detectLanguage(text);
  return detected !== undefined && !isSpoken(detected.code) && detected.confidence >= SURE;
}

/** A guess: the conversation is in another language already. */
const SURE = 0.5;

/** What `languages` says in languages that have no other words here; the question of the state follows in English. */
export const LANGUAGES_SAID: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  de: {
    languages: [
      `Ich schreibe hier nur Englisch und Hindi. Ein Pilot mit einem Prozess kostet ${PRICE_LIST.pilotPerMonth} Dollar im Monat. {ask}`,
    ],
  },
  es: {
    languages: [
      `Aquí solo escribo en inglés e hindi. Un piloto con un proceso cuesta ${PRICE_LIST.pilotPerMonth} dólares al mes. {ask}`,
    ],
  },
  fr: {
    languages: [
      `Ici, je n’écris qu’en anglais et en hindi. Un pilote avec un processus coûte ${PRICE_LIST.pilotPerMonth} dollars par mois. {ask}`,
    ],
  },
};
