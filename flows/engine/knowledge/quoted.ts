import type { Passage } from '../../../contracts/dialogue.ts';
import { detectLanguage } from '../../understanding/language.ts';
import { countGraphemes } from '../graphemes.ts';
import { respelled } from '../respelled.ts';
import { asks } from './asking.ts';
import type { Match } from './matches.ts';
import { bodyOf, headingOf, matchesOf } from './matches.ts';
import type { Vocabulary } from './terms.ts';

/** What passages say to one or two questions. */
export interface Quoted {
  readonly answer: string;
  /** Titles, for the customer. */
  readonly source: string;
  readonly titles: readonly string[];
  /** Names of the pages, for the trace. */
  readonly sources: readonly string[];
  /** Another section answers the only question as well as this one. */
  readonly isTie: boolean;
  /** One word is all that speaks for it, and other sections have that word, too, or it was written another way. */
  readonly isByOneWord: boolean;
  /** Those of several questions that nothing was found for. */
  readonly open: readonly string[];
}

interface Asked {
  /** The whole message. */
  readonly text: string;
  readonly vocabulary: Vocabulary;
}

interface Quoting extends Asked {
  readonly questions: readonly string[];
  readonly maxGraphemes: number;
  /** Share of the weight of the question's words that an answer has at least. */
  readonly minShare?: number;
}

/** What the passages say to the questions, two at most, and where from; undefined: nothing to any of them. */
export function quotedFrom(passages: readonly Passage[], quoting: Quoting): Quoted | undefined {
  const { text, questions, maxGraphemes, vocabulary, minShare = MIN_SHARE } = quoting;
  const readable = readableTo(text, passages);
  const bestFor = (question: string) => bestOn(readable, question, { vocabulary, minShare });
  const bests = questions.map((question) => ({ question, best: bestFor(question) }));
  const single = bests.flatMap(({ best }) => best);
  const whole = single.length > 1 ? [] : bestFor(text);
  const found = isBetter(whole[0], single[0], vocabulary.termsOf(questions.join(' ')).length) ? whole : single;
  const distinct = found
    .filter(({ passage }, at) => found.findIndex((one) => one.passage === passage) === at)
    .slice(0, 2);
  if (distinct.length === 0) return undefined;
  const room = Math.floor((maxGraphemes - 20 * (distinct.length - 1)) / distinct.length);
  const titles = [...new Set(distinct.map(({ passage }) => passage.title))];
  return {
    answer: distinct
      .map(({ passage, asked }) =>
        bestSentences(bodyOf(passage.text), new Set(vocabulary.termsOf(asked)), { room, vocabulary }),
      )
      .join(' '),
    source: titles.join('; '),
    titles,
    sources: distinct.map(({ passage }) => passage.source),
    isTie: distinct.length === 1 && distinct[0]?.isTie === true,
    isByOneWord: distinct.some((best) => best.isByOneWord),
    open: single.length === 0 ? [] : bests.filter((one) => isOpen(one, vocabulary)).map(({ question }) => question),
  };
}

interface Best {
  readonly asked: string;
  readonly passage: Passage;
  readonly score: number;
  readonly isTie: boolean;
  readonly isByOneWord: boolean;
}

/** The best section of the first shelf that answers; none or one. */
function bestOn(
  shelves: readonly (readonly Passage[])[],
  question: string,
  { vocabulary, minShare }: { readonly vocabulary: Vocabulary; readonly minShare: number },
): readonly Best[] {
  for (const shelf of shelves) {
    const asked = respelled(question, shelf, vocabulary.words);
    const [best, next] = matchesOf(asked, shelf, vocabulary).filter((match) => isEnough(match, minShare));
    const isTie = best !== undefined && next !== undefined && isAsGood(best, next);
    if (best === undefined) continue;
    const isShared = next?.isNamed === true || asked !== question;
    const isByOneWord = isShared && best.likeness < LIKE && isOneWord(asked, best.passage, vocabulary);
    return [{ asked, passage: best.passage, score: best.score, isTie, isByOneWord }];
  }
  return [];
}

/** One word is asked for, and it is not all of the heading: "Backups" is what a question about a backup is about. */
function isOneWord(asked: string, { title }: Passage, { termsOf }: Vocabulary): boolean {
  const terms = termsOf(asked);
  return terms.length < MIN_TELLING && !termsOf(headingOf(title)).every((term) => terms.includes(term));
}

/** What stands around a single question may say what it is about: "the disk got corrupted, what do I lose". */
function isBetter(whole: Best | undefined, single: Best | undefined, askedTerms: number): boolean {
  return whole !== undefined && (askedTerms < MIN_TELLING || whole.score > (single?.score ?? 0));
}

/** Words that lead up to another question are none of their own. */
function isOpen(
  { question, best }: { readonly question: string; readonly best: readonly unknown[] },
  { termsOf }: Vocabulary,
): boolean {
  return best.length === 0 && asks(question) && !CONDITION.test(question) && termsOf(question).length > 0;
}

/** "And if the customer is abroad" asks nothing without what follows it. */
const CONDITION =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|aur)\W+)*(?:if|when|while|agar|अगर)(?![\p{L}\p{M}])[^?]*$/iu;

/** The beginning of the section of this title, which the customer chose; undefined: it was not found. */
export function sectionOf(
  passages: readonly Passage[],
  title: string,
  { maxGraphemes: room, vocabulary }: { readonly maxGraphemes: number; readonly vocabulary: Vocabulary },
): Quoted | undefined {
  const passage = passages.find((one) => one.title === title);
  if (passage === undefined) return undefined;
  const answer = bestSentences(bodyOf(passage.text), new Set(), { room, vocabulary });
  return {
    answer,
    source: title,
    titles: [title],
    sources: [passage.source],
    isTie: false,
    isByOneWord: false,
    open: [],
  };
}

/**
 * Half of what was asked, a word of heading or keywords among it; most of it where some word is in no passage, as that may be
 * what is asked.
 */
function isEnough({ share, isNamed, likeness, isPartlyUnknown }: Match, minShare: number): boolean {
  if (likeness >= LIKE && share >= MIN_SHARE) return true;
  const least = isPartlyUnknown ? Math.max(minShare, MIN_SHARE_UNKNOWN) : minShare;
  return share >= least && isNamed;
}

/** Two sections of other names, neither of which has more of the question or of its words in the heading. */
function isAsGood(best: Match, next: Match): boolean {
  return best.share < 1 && best.passage.title !== next.passage.title && best.score - next.score < TIE;
}

/** A rounding error: whatever tells two sections apart decides. */
const TIE = 0.01;

/** Both measured with the questions of `flows/assistant/knowledge.test.ts`. */
const MIN_SHARE = 0.5;
const MIN_SHARE_UNKNOWN = 0.66;
const MIN_CLOSE_SHARE = 0.34;
/** One word of a question is in many sections. */
const MIN_TELLING = 2;
/** A question as like as that to one that the section names is that question. */
const LIKE = 0.65;
/** More is no choice but a list. */
const MAX_CLOSE = 3;

/** Titles of the sections that come closest to a question that none answers surely: three at most. */
export function closeTitles(passages: readonly Passage[], { text, vocabulary }: Asked): readonly string[] {
  const closeOn = (shelf: readonly Passage[]) =>
    matchesOf(respelled(text, shelf, vocabulary.words), shelf, vocabulary).filter(
      ({ share, isNamed }) => isNamed && share >= MIN_CLOSE_SHARE,
    );
  // A section that says the same in another language is no choice.
  const close =
    readableTo(text, passages)
      .map(closeOn)
      .find((found) => found.length > 0) ?? [];
  const titles = [...new Set(close.map(({ passage }) => passage.title))];
  return titles.slice(0, MAX_CLOSE);
}

/**
 * Titles of sections that have a word like one of the question, by their letters, where none has enough of its words: three
 * at most, in a script that the customer reads.
 */
export function likelyTitles(passages: readonly Passage[], { text, vocabulary }: Asked): readonly string[] {
  const words = vocabulary.termsOf(text);
  const likely = passages
    .filter(({ title }) => DEVANAGARI.test(title) === DEVANAGARI.test(text))
    .map(({ title }) => ({ title, likeness: likenessOf(words, vocabulary.termsOf(title)) }))
    .filter(({ likeness }) => likeness >= MIN_LIKENESS)
    .toSorted((one, other) => other.likeness - one.likeness);
  return [...new Set(likely.map(({ title }) => title))].slice(0, MAX_CLOSE);
}

function likenessOf(words: readonly string[], others: readonly string[]): number {
  const long = others.filter((other) => other.length >= MIN_LIKE_CHARS);
  return Math.max(
    0,
    ...words
      .filter((word) => word.length >= MIN_LIKE_CHARS)
      .flatMap((word) => long.map((other) => likenessOfWords(word, other))),
  );
}

/** Shorter words are like too many others. */
const MIN_LIKE_CHARS = 4;

/** Share of common trigrams; as in the search of PostgreSQL, unrelated words of five letters have less than 0.3. */
const MIN_LIKENESS = 0.4;

function likenessOfWords(word: string, other: string): number {
  const [one, two] = [trigramsOf(word), trigramsOf(other)];
  const both = [...one].filter((trigram) => two.has(trigram)).length;
  return both / (one.size + two.size - both);
}

function trigramsOf(word: string): ReadonlySet<string> {
  const letters = Array.from(`  ${word} `);
  return new Set(letters.slice(2).map((_, at) => letters.slice(at, at + 3).join('')));
}

const DEVANAGARI = /\p{Script=Devanagari}/u;

/**
 * What whoever wrote the question can read, best shelf first: a question in English is not answered in Hindi, one in Hindi
 * in either script rather in that one than in English, and never in the other.
 */
function readableTo(question: string, passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const found = passages.filter(({ rank }) => rank > 0);
  const ofStyle = (style: Style) =>
    found.filter(({ title, text }) => styleOf(`${title} ${text}`.slice(0, MAX_TOLD)) === style);
  const style = styleOf(question);
  const shelves = (style === 'other' ? [style] : [style, 'other' as const]).map(ofStyle);
  // Pages in no language that is told apart here are better than nothing.
  return shelves.every((shelf) => shelf.length === 0) && style === 'other' ? [found] : shelves;
}

type Style = 'devanagari' | 'latin hindi' | 'other';

const MAX_TOLD = 300;

function styleOf(text: string): Style {
  if (DEVANAGARI.test(text)) return 'devanagari';
  return detectLanguage(text)?.code === 'hi' ? 'latin hindi' : 'other';
}

interface Quotation {
  /** Graphemes. */
  readonly room: number;
  readonly vocabulary: Vocabulary;
}

/** A short text as a whole; of others the run of sentences that has most of the question's words and fits, in their order. */
function bestSentences(text: string, asked: ReadonlySet<string>, { room, vocabulary }: Quotation): string {
  // The point of "2.0" ends no sentence.
  const sentences = text
    .replace(/\s+/gu, ' ')
    .trim()
    .split(/(?<=[.!?।])\s+/u);
  if (sentences.length <= MAX_SENTENCES && countGraphemes(sentences.join(' ')) <= room) return sentences.join(' ');
  const points = sentences.map((sentence) => vocabulary.termsOf(sentence).filter((term) => asked.has(term)).length);
  let best = { from: 0, score: -1 };
  for (let from = 0; from < sentences.length; from += 1) {
    // The sentence that follows often explains; it counts half.
    const score = (points[from] ?? 0) + (points[from + 1] ?? 0) / 2;
    if (score > best.score) best = { from, score };
  }
  let chosen = '';
  for (const sentence of sentences.slice(best.from, best.from + MAX_SENTENCES)) {
    const longer = `${chosen} ${sentence.trim()}`.trim();
    if (chosen !== '' && countGraphemes(longer) > room) break;
    chosen = longer;
  }
  return chosen;
}

const MAX_SENTENCES = 3;
