import type { KnowledgeQuery, Passage } from '../../contracts/dialogue.ts';
import { readKnowledgeFolder } from '../../launcher/knowledge/folder.ts';
import { hasCode } from '../error-code.ts';

/** A piece of text that searches can find. */
export type KnowledgePiece = Omit<Passage, 'rank'>;

/** The passages of a flow's knowledge folder, as they are imported; none when there is no such folder. */
export async function readKnowledge(folder: string): Promise<readonly KnowledgePiece[]> {
  try {
    const { documents } = await readKnowledgeFolder(folder, 'en');
    return documents.flatMap(({ source, passages }) => passages.map(({ title, text }) => ({ source, title, text })));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/**
 * Finds pieces by the words they share with the query: rare words count more, words of the title more than those of the
 * text, and pieces with less than a third of the question's weight are left out. It follows the search of PostgreSQL
 * (db/knowledge.ts) with a simpler idea of word stems, so ranks differ a little.
 */
export function wordSearch(pieces: readonly KnowledgePiece[]): (query: KnowledgeQuery) => readonly Passage[] {
  const indexed = pieces.map((piece) => ({
    piece,
    title: new Set(words(piece.title)),
    text: new Set(words(piece.text)),
  }));
  const contents = pieces
    .filter(({ source }, at) => pieces.findIndex((piece) => piece.source === source) === at)
    .map((piece) => ({ ...piece, rank: 0 }));
  const weightOf = (word: string): number => {
    const found = indexed.filter(({ title, text }) => title.has(word) || text.has(word)).length;
    return Math.log(1 + pieces.length / (0.5 + found));
  };
  return ({ text, language, limit, isWithContents }) => {
    const asked = [...new Set(words(text))].map((word) => ({ word, weight: weightOf(word) }));
    const total = sum(asked.map(({ weight }) => weight));
    const found = indexed
      .map((entry) => {
        const shared = asked.filter(({ word }) => entry.title.has(word) || entry.text.has(word));
        return {
          ...entry.piece,
          share: sum(shared.map(({ weight }) => weight)) / total,
          rank:
            (language === 'hi' && DEVANAGARI.test(entry.piece.text) ? OWN_LANGUAGE : 1) *
            sum(shared.map(({ word, weight }) => (entry.title.has(word) ? TITLE_WEIGHT : 1) * weight)),
        };
      })
      .filter(({ share }) => share >= MIN_SHARE)
      .toSorted((one, other) => other.rank - one.rank)
      .slice(0, limit)
      .map(({ source, title, text: said, rank }) => ({ source, title, text: said, rank }));
    return isWithContents === true ? [...found, ...contents] : found;
  };
}

/** All as in db/knowledge.ts. */
const MIN_SHARE = 0.15;
const TITLE_WEIGHT = 2.5;
const OWN_LANGUAGE = 1.2;
const DEVANAGARI = /\p{Script=Devanagari}/u;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The stop words of PostgreSQL's English configuration. */
const EMPTY = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself
they them their theirs themselves what which who whom this that these those am is are was were be been being have has had having
do does did doing a an the and but if or because as until while of at by for with about against between into through during
before after above below to from up down in out on off over under again further then once here there when where why how all any
both each few more most other some such no nor not only own same so than too very s t can will just don should now`.split(
    /\s+/,
  ),
);

/** Lower case, without common endings of English. */
function words(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .filter((word) => !EMPTY.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(ings?|ed|es|s|e)$/, '') : word));
}
