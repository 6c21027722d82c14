import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { TextDecoder } from 'node:util';
import type { KnowledgePassage } from './passages.ts';
import { passagesOf } from './passages.ts';

/** A folder of Markdown files as it can be imported. */
export interface KnowledgeFolder {
  readonly documents: readonly ReadDocument[];
  /** Files that cannot be imported; what was imported of them before is to be kept. */
  readonly refused: readonly { readonly source: string; readonly reason: string }[];
}

/** One good file. */
export interface ReadDocument {
  readonly source: string;
  readonly language: string;
  readonly passages: readonly KnowledgePassage[];
}

/**
 * Reads every `*.md` below `folder`. The language of a file is named by its end or its folder (`refunds.hi.md`,
 * `hi/refunds.md`), else told by its script, else it is `defaultLanguage`. One file that cannot be read does not hold up the others. Rejects when there is
 * no such folder.
 */
export async function readKnowledgeFolder(folder: string, defaultLanguage: string): Promise<KnowledgeFolder> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => isMarkdown(entry))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted();
  const documents: ReadDocument[] = [];
  const refused: { source: string; reason: string }[] = [];
  for (const source of sources) {
    const read = await readDocument(folder, source, defaultLanguage);
    if ('reason' in read) refused.push({ source, reason: read.reason });
    else documents.push(read);
  }
  return { documents, refused };
}

function isMarkdown(entry: Dirent): boolean {
  return !entry.isDirectory() && /\.md$/i.test(entry.name) && !entry.name.startsWith('.');
}

/** A file with more is no page that a person wrote. */
const MAX_BYTES = 1_000_000;
const DECODER = new TextDecoder('utf-8', { fatal: true });

async function readDocument(
  folder: string,
  source: string,
  defaultLanguage: string,
): Promise<ReadDocument | { readonly reason: string }> {
  const file = path.join(folder, source);
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) return { reason: `has ${size} bytes; at most ${MAX_BYTES} are read` };
    const markdown = textOf(await readFile(file));
    if (markdown === undefined) return { reason: 'is not UTF-8' };
    if (markdown.includes('\u0000')) return { reason: 'holds NUL characters: it is no text' };
    const passages = passagesOf(markdown, path.basename(source).replace(/(?:\.[a-z]{2})?\.md$/i, ''));
    if (passages.length === 0) return { reason: 'has no text' };
    return { source, language: languageOf(source) ?? languageOfScript(markdown) ?? defaultLanguage, passages };
  } catch (error) {
    return { reason: `cannot be read (${codeOf(error)})` };
  }
}

/** By the end of the file's name, or the folder it stands in. Only names of languages count: `api/` is none. */
function languageOf(source: string): string | undefined {
  const named = /\.([a-z]{2})\.md$/i.exec(source)?.[1];
  return [named, ...source.split('/').slice(0, -1).toReversed()]
    .map((tag) => tag?.toLowerCase())
    .find((tag) => tag !== undefined && /^[a-z]{2}$/.test(tag) && isLanguage(tag));
}

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function isLanguage(tag: string): boolean {
  return NAMES.of(tag) !== undefined;
}

/** A text that is mostly written in Devanagari is taken for Hindi, the most widely written of its languages. */
function languageOfScript(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const devanagari = text.match(/\p{Script=Devanagari}/gu)?.length ?? 0;
  return devanagari > letters / 2 ? 'hi' : undefined;
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return DECODER.decode(bytes);
  } catch {
    // The decoder throws for nothing else.
    return undefined;
  }
}

/** By shape: an error of another realm, as under Jest, is no instance of this realm's Error. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
