import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KnowledgeQuery, Passage } from '../../contracts/dialogue.ts';
import { hasCode } from '../error-code.ts';

/** A piece of text that searches can find. */
export type KnowledgePiece = Omit<Passage, 'rank'>;

/** The pieces of every Markdown file of a folder, one a heading; none when there is no such folder. */
export async function readKnowledge(folder: string): Promise<readonly KnowledgePiece[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.md')).toSorted();
  const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.flatMap((source, index) => piecesOf(source, texts[index] ?? ''));
}

function piecesOf(source: string, markdown: string): KnowledgePiece[] {
  return markdown
    .split(/^(?=#{1,6}\s)/m)
    .map((section) => {
      const [first = '', ...rest] = section.split('\n');
      const isHeading = /^#{1,6}\s/.test(first);
      return {
        source,
        title: isHeading ? first.replace(/^#+\s*/, '').trim() : '',
        text: (isHeading ? rest : [first, ...rest]).join('\n').trim(),
      };
    })
    .filter(({ text }) => text !== '');
}

/**
 * Finds pieces by the words they share with the query, rare words counting more, words of the title twice. Stands for the
 * full-text search of PostgreSQL: the same questions find the same pages, though ranks differ.
 */
export function wordSearch(pieces: readonly KnowledgePiece[]): (query: KnowledgeQuery) => readonly Passage[] {
  const indexed = pieces.map((piece) => ({
    piece,
    title: new Set(words(piece.title)),
    text: new Set(words(piece.text)),
  }));
  const found = (word: string): number => indexed.filter(({ title, text }) => title.has(word) || text.has(word)).length;
  return ({ text, limit }) => {
    const weights = [...new Set(words(text))].map(
      (word) => [word, Math.log(1 + pieces.length / (1 + found(word)))] as const,
    );
    return indexed
      .map(({ piece, title, text: body }) => ({
        ...piece,
        rank: weights.reduce(
          (sum, [word, weight]) => sum + (title.has(word) ? 2 * weight : body.has(word) ? weight : 0),
          0,
        ),
      }))
      .filter(({ rank }) => rank > 0)
      .toSorted((one, other) => other.rank - one.rank)
      .slice(0, limit);
  };
}

/** Words that every question has; a search by them finds everything. */
const EMPTY = new Set(
  'a an and are as at be by can could do does for from had has have how i if in is it its me my of on or please should so tell that the their them there they this to was we what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** Lower case, without common endings of English. */
function words(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !EMPTY.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(ings?|ed|es|s)$/, '') : word));
}
