import type { Passage } from '../../../contracts/dialogue.ts';
import { withoutLead } from './asking.ts';
import { bodyOf } from './matches.ts';
import type { Vocabulary } from './terms.ts';

/**
 * Whether a question leaves out what it is about: "can I change that", "for one customer only?". It says little by itself, and
 * goes on with the one before.
 */
export function isElliptic(text: string, { termsOf }: Vocabulary): boolean {
  const terms = termsOf(withoutLead(text)).length;
  if (terms === 0) return OTHERS.test(text) || FRAGMENT.test(withoutLead(text));
  if (terms > MAX_TERMS) return false;
  return POINTS.test(text) || FRAGMENT.test(withoutLead(text));
}

/** Whether a question only narrows or widens what was spoken of: "even your team?", "only for new ones?". */
export function isFragment(text: string): boolean {
  const said = withoutLead(text);
  return FRAGMENT.test(said) && /\?\W*$/u.test(text) && said.trim().split(/\s+/u).length <= MAX_FRAGMENT_WORDS;
}

/** A guess. */
const MAX_FRAGMENT_WORDS = 5;

/** Whether one word is all that a question says besides pointing at what was spoken of: whatever has that word would be a guess. */
export function saysTooLittle(text: string, { termsOf }: Vocabulary): boolean {
  const said = withoutLead(text);
  if (termsOf(said).length !== 1) return false;
  return FRAGMENT.test(said) || (POINTS.test(said) && !AT_ALL.test(said));
}

/** More say what they are about themselves. */
const MAX_TERMS = 2;
const POINTS = /(?<!\p{L})(?:it|that|them|those|this|these|iska|isko|ise|isme|uska|usko|use|usme)\W*$/iu;
/** "What does it cost, how do I start it": "it" is the thing itself. */
const AT_ALL = /(?<!\p{L})it\W*$/iu;
/** "Can one customer have different ones?" */
const OTHERS = /(?<!\p{L})(?:(?:different|other|another|own|more|several|two|same)(?: ones?)?|ones)\W*$/iu;
const FRAGMENT = /^\W*(?:for|with|without|in|on|at|only|even|just|per|if)(?![\p{L}\p{M}])/iu;

/** The section that answered last, where it has all that the question says: the question goes on with it. */
export function sectionThatGoesOn(
  passages: readonly Passage[],
  {
    title,
    question,
    vocabulary,
  }: { readonly title: string; readonly question: string; readonly vocabulary: Vocabulary },
): Passage | undefined {
  const passage = passages.find((one) => one.title === title);
  if (passage === undefined) return undefined;
  const told = new Set(vocabulary.pageTermsOf(`${passage.title} ${bodyOf(passage.text)}`));
  return vocabulary.termsOf(withoutLead(question)).every((term) => told.has(term)) ? passage : undefined;
}
