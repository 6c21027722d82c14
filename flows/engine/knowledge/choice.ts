import type { Language } from '../../../contracts/dialogue.ts';
import { isYes } from '../../understanding/repair-cues.ts';
import type { Vocabulary } from './terms.ts';

interface Answered {
  readonly text: string;
  readonly language: Language;
  readonly vocabulary: Vocabulary;
}

/** Which of the titles that were offered an answer chooses: by its place, by yes (the first), or by words of one alone. */
export function titleChosen(titles: readonly string[], { text, language, vocabulary }: Answered): string | undefined {
  const said = text.normalize('NFKC').toLowerCase();
  const at = PLACES.findIndex((place) => place.test(said));
  if (at >= 0) return titles[at];
  if (LAST.test(said)) return titles.at(-1);
  if (isYes(text, language)) return titles[0];
  return said.split(/\s+/u).length <= MAX_CHOICE_WORDS ? namedIn(said, titles, vocabulary) : undefined;
}

const MAX_CHOICE_WORDS = 4;

/** "The backup one" names the only title that has the word. */
function namedIn(said: string, titles: readonly string[], { termsOf }: Vocabulary): string | undefined {
  const asked = termsOf(said);
  const having = titles.filter((title) => {
    const terms = termsOf(title.slice(title.lastIndexOf(': ') + 1));
    return asked.length > 0 && asked.every((term) => terms.includes(term));
  });
  return having.length === 1 ? having[0] : undefined;
}

const BEFORE = '^\\W*(?:(?:yes|yeah|haan?|ok(?:ay)?|i mean|probably|maybe|think)[\\s,.]+)*(?:the )?';
const AFTER = '(?: (?:one|wala|wali|option|please|pls|ji))*\\W*$';

function place(words: string): RegExp {
  return new RegExp(`${BEFORE}(?:${words})${AFTER}`, 'u');
}

const PLACES: readonly RegExp[] = [
  place('1|1st|one|first|former|a|पहला|पहली|pehla|pehli|pahla|pahli'),
  place('2|2nd|two|second|b|दूसरा|दूसरी|doosra|doosri|dusra|dusri'),
  place('3|3rd|three|third|c|तीसरा|तीसरी|teesra|teesri|tisra|tisri'),
];
const LAST = place('last|latter|other|aakhri|akhri|आख़िरी|आखिरी');
