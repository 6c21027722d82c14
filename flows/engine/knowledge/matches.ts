import type { Passage } from '../../../contracts/dialogue.ts';
import type { Vocabulary } from './terms.ts';

/** How well a passage answers a question. */
export interface Match {
  readonly passage: Passage;
  /** Share of the weight of the question's words that the passage has, 0..1. */
  readonly share: number;
  /** Whether heading or keywords have one of them. */
  readonly isNamed: boolean;
  /** Whether more of the passage than one word has to do with the question. */
  readonly isSeveral: boolean;
  /** Better first: share, what of it is in the heading, and how much of the heading was asked for. 0..1.6 */
  readonly score: number;
}

/**
 * The passages that have words of a question, best first. Words of headings and keywords weigh more than those of texts,
 * and one that no passage has weighs much too, so that questions about something else find nothing.
 */
export function matchesOf(
  question: string,
  passages: readonly Passage[],
  { termsOf, pageTermsOf }: Vocabulary,
): readonly Match[] {
  const asked = termsOf(question);
  const pages = passages.map((passage) => ({
    passage,
    heading: new Set(termsOf(lastOf(passage.title))),
    ...termsOfPage(passage, new Set(asked), pageTermsOf),
  }));
  const weightOf = (term: string): number => {
    if (pages.some(({ named }) => named.has(term))) return NAMED;
    return pages.some(({ told }) => told.has(term)) ? TOLD : UNKNOWN;
  };
  const weights = new Map(asked.map((term) => [term, weightOf(term)]));
  const total = sum([...weights.values()]);
  if (total === 0) return [];
  const share = (terms: readonly string[]): number => sum(terms.map((term) => weights.get(term) ?? 0)) / total;
  return pages
    .map(({ passage, heading, named, told }) => {
      const shared = asked.filter((term) => named.has(term) || told.has(term));
      const inName = asked.filter((term) => named.has(term));
      const ofHeading = asked.filter((term) => heading.has(term)).length / Math.max(1, heading.size);
      return {
        passage,
        share: share(shared),
        isNamed: inName.length > 0,
        isSeveral: shared.length > 1,
        score: share(shared) + NAME_BONUS * share(inName) + HEADING_BONUS * ofHeading,
      };
    })
    .filter(({ share: found }) => found > 0)
    .toSorted((one, other) => other.score - one.score);
}

/** Tuned on the dev half of the questions in `flows/assistant/knowledge.test.ts`. */
const NAME_BONUS = 0.35;
const HEADING_BONUS = 0.25;
/** A word of a heading is what pages are about; one that no page has asks for something else. */
const NAMED = 1;
const TOLD = 0.7;
const UNKNOWN = 1.1;

/** Keywords of several words name a page where the question has all of them; a word of theirs alone is as good as one of the text. */
function termsOfPage(
  { title, text }: Passage,
  asked: ReadonlySet<string>,
  pageTermsOf: Vocabulary['pageTermsOf'],
): { readonly named: ReadonlySet<string>; readonly told: ReadonlySet<string> } {
  const keywords = keywordsOf(text).map(pageTermsOf);
  const whole = keywords.filter((terms) => terms.every((term) => asked.has(term)));
  return {
    named: new Set([...pageTermsOf(title), ...whole.flat()]),
    told: new Set([...pageTermsOf(bodyOf(text)), ...keywords.flat()]),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Without the title of the page: "Follow-ups: Quiet hours" is about quiet hours. */
function lastOf(title: string): string {
  return title.slice(title.lastIndexOf(': ') + 1);
}

const KEYWORDS = /(?:^|\n)Keywords:\s*(?<words>[^\n]*)/giu;

/** What customers call what a section is about: its paragraph "Keywords: …", which is found and never quoted. */
function keywordsOf(text: string): readonly string[] {
  return [...text.matchAll(KEYWORDS)].flatMap(({ groups }) => (groups?.['words'] ?? '').split(','));
}

/** What can be quoted. */
export function bodyOf(text: string): string {
  return text.replace(KEYWORDS, '').trim();
}
