import type { Passage } from '../../../contracts/dialogue.ts';
import type { Vocabulary } from './terms.ts';

/** How well a passage answers a question. */
export interface Match {
  readonly passage: Passage;
  /** Share of the weight of the question's words that the passage has, 0..1. */
  readonly share: number;
  /** Whether some word of the question is in none of the passages. */
  readonly isPartlyUnknown: boolean;
  /** Whether heading or keywords have one of them. */
  readonly isNamed: boolean;
  /** How much the question is like the heading or the nearest of the keywords, 0..1. */
  readonly likeness: number;
  /** Better first: share, what of it is in the heading, how much of the heading was asked for, and likeness. 0..2.4 */
  readonly score: number;
}

/**
 * The passages that have words of a question, best first. Words of headings and keywords weigh more than those of texts,
 * rare ones more than those that many passages have, and one that no passage has weighs much too, so that questions about
 * something else find nothing.
 */
export function matchesOf(question: string, passages: readonly Passage[], vocabulary: Vocabulary): readonly Match[] {
  const asked = vocabulary.termsOf(question);
  const wording = vocabulary.wordingOf(question);
  const terms = new Set(asked);
  const pages = passages.map((passage) => {
    const page = pageOf(passage, vocabulary);
    return { passage, heading: page.heading, phrases: page.phrases, ...termsAsked(page, terms) };
  });
  const weightOf = (term: string): { readonly plain: number; readonly rare: number } => {
    const naming = pages.filter(({ named }) => named.has(term)).length;
    if (naming > 0) return { plain: NAMED, rare: NAMED * rarity(naming) };
    const telling = pages.filter(({ told }) => told.has(term)).length;
    return telling > 0 ? { plain: TOLD, rare: TOLD * rarity(telling) } : { plain: UNKNOWN, rare: UNKNOWN };
  };
  const weights = new Map(asked.map((term) => [term, weightOf(term)]));
  const shareBy = (kind: 'plain' | 'rare') => {
    const weigh = (terms: readonly string[]): number => sum(terms.map((term) => weights.get(term)?.[kind] ?? 0));
    const total = weigh(asked);
    return (terms: readonly string[]): number => (total === 0 ? 0 : weigh(terms) / total);
  };
  const isPartlyUnknown = [...weights.values()].some(({ plain }) => plain === UNKNOWN);
  const [share, rareShare] = [shareBy('plain'), shareBy('rare')];
  return pages
    .map(({ passage, heading, named, told, phrases }) => {
      const shared = asked.filter((term) => named.has(term) || told.has(term));
      const inName = asked.filter((term) => named.has(term));
      const ofHeading = asked.filter((term) => heading.has(term)).length / Math.max(1, heading.size);
      const likeness = Math.max(0, ...phrases.map((phrase) => likenessOf(phrase, wording)));
      return {
        passage,
        share: share(shared),
        isPartlyUnknown,
        isNamed: inName.length > 0,
        likeness,
        score:
          rareShare(shared) + NAME_BONUS * rareShare(inName) + HEADING_BONUS * ofHeading + LIKENESS_BONUS * likeness,
      };
    })
    .filter(({ share: found }) => found > 0)
    .toSorted((one, other) => other.score - one.score);
}

/** Tuned on the dev half of the questions in `flows/assistant/knowledge.test.ts`. */
const NAME_BONUS = 0.35;
const HEADING_BONUS = 0.25;
const LIKENESS_BONUS = 0.8;
/** A word of a heading is what pages are about; one that no page has asks for something else. */
const NAMED = 1;
const TOLD = 0.7;
const UNKNOWN = 1.1;

/** A word that many of the found passages have tells them less apart: one of ten has it for 1, all ten for half. */
function rarity(passages: number): number {
  return 1 / (1 + RARITY * Math.log(passages));
}

const RARITY = 0.43;

/** Twice what both have of what each has (Dice), by the weight of the words. */
function likenessOf(phrase: ReadonlyMap<string, number>, wording: ReadonlyMap<string, number>): number {
  const both = sum([...phrase].map(([word, weight]) => (wording.has(word) ? weight : 0)));
  const own = sum([...phrase.values()]) + sum([...wording.values()]);
  return own === 0 ? 0 : (2 * both) / own;
}

/** What a page says, whatever is asked. */
interface Page {
  readonly heading: ReadonlySet<string>;
  readonly title: readonly string[];
  readonly body: readonly string[];
  readonly keywords: readonly (readonly string[])[];
  /** Heading and keywords as they are compared with whole questions. */
  readonly phrases: readonly ReadonlyMap<string, number>[];
}

/** Read once: to do it for each question took half of a turn's time (4 of 9 ms). */
function pageOf({ title, text }: Passage, vocabulary: Vocabulary): Page {
  const pages = READ.get(vocabulary) ?? new Map<string, Page>();
  READ.set(vocabulary, pages);
  const key = `${title}\n${text}`;
  const known = pages.get(key);
  if (known !== undefined) return known;
  const { termsOf, pageTermsOf, wordingOf } = vocabulary;
  const page: Page = {
    heading: new Set(termsOf(headingOf(title))),
    title: pageTermsOf(title),
    body: pageTermsOf(bodyOf(text)),
    keywords: keywordsOf(text).map(termsOf),
    phrases: [headingOf(title), ...keywordsOf(text)].map(wordingOf),
  };
  // Pages of many workspaces pass by; a guess at what a few of them have.
  if (pages.size >= MAX_READ) pages.clear();
  pages.set(key, page);
  return page;
}

const READ = new WeakMap<Vocabulary, Map<string, Page>>();
const MAX_READ = 1000;

/** Keywords of several words name a page where the question has all of them; a word of theirs alone is as good as one of the text. */
function termsAsked(
  { title, body, keywords }: Page,
  asked: ReadonlySet<string>,
): { readonly named: ReadonlySet<string>; readonly told: ReadonlySet<string> } {
  const whole = keywords.filter((terms) => terms.every((term) => asked.has(term)));
  return { named: new Set([...title, ...whole.flat()]), told: new Set([...body, ...keywords.flat()]) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Without the title of the page: "Follow-ups: Quiet hours" is about quiet hours. */
export function headingOf(title: string): string {
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
