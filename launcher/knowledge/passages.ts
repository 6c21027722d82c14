import type { Token, Tokens } from 'marked';
import { Lexer } from 'marked';

/** What can be found and quoted by itself: the text under one heading, or a part of a long one. */
export interface KnowledgePassage {
  /** The document's title and the heading, such as `Refunds: How long does it take?`. */
  readonly title: string;
  /** Without markup; blocks are separated by line breaks. */
  readonly text: string;
}

/**
 * Takes a Markdown text apart by its headings. A first line of front matter (`---`) is left out, as are comments and other HTML.
 * Text before any heading is titled by `fallbackTitle`.
 */
export function passagesOf(markdown: string, fallbackTitle: string): readonly KnowledgePassage[] {
  const sections: { readonly path: readonly string[]; readonly blocks: string[] }[] = [{ path: [], blocks: [] }];
  const open: { readonly depth: number; readonly title: string }[] = [];
  for (const token of new Lexer({ gfm: true }).lex(markdown.replace(FRONT_MATTER, ''))) {
    if (token.type === 'heading') {
      const { depth } = token as Tokens.Heading;
      while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
      open.push({ depth, title: plain(token) });
      sections.push({ path: open.map(({ title }) => title).filter((title) => title !== ''), blocks: [] });
    } else {
      const text = plain(token);
      if (text !== '') sections.at(-1)?.blocks.push(text);
    }
  }
  return sections.flatMap(({ path, blocks }) => {
    const title = titleOf(path) || fallbackTitle;
    return inParts(blocks).map((text) => ({ title, text }));
  });
}

const FRONT_MATTER = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---(?:\r?\n|$)/u;

/** The first and the last: what is between them rarely says more. */
function titleOf(path: readonly string[]): string {
  const [first = '', ...rest] = path;
  const last = rest.at(-1);
  return last === undefined || last === first ? first : `${first}: ${last}`;
}

/** UTF-16 units; about two paragraphs, so that five passages fit into a prompt and one into an answer's window. A guess. */
const MAX_PASSAGE_CHARS = 1500;

function inParts(blocks: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const block of blocks.flatMap(inSentences)) {
    const last = parts.at(-1);
    const longer = last === undefined ? block : `${last}\n${block}`;
    if (last === undefined || longer.length > MAX_PASSAGE_CHARS) parts.push(block);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}

const SENTENCES = /(?:[^.!?।]|[.!?।](?!\s)){1,1400}[.!?।]?(?:\s+|$)|[\s\S]{1,1400}/gu;

/** A block that is too long by itself, in sentences; those that are still too long are cut between words, or anywhere. */
function inSentences(block: string): readonly string[] {
  if (block.length <= MAX_PASSAGE_CHARS) return [block];
  return block.match(SENTENCES)?.map((part) => part.trim()) ?? [block];
}

/** The words of a token as a reader sees them. */
function plain(token: Token): string {
  if (SILENT.has(token.type)) return '';
  if (token.type === 'br') return ' ';
  if (token.type === 'list') return (token as Tokens.List).items.map((item) => `- ${plain(item)}`).join('\n');
  if (token.type === 'table') return tableText(token as Tokens.Table);
  if ('tokens' in token && token.tokens !== undefined) return inner(token.tokens, BLOCKS.has(token.type));
  return 'text' in token && typeof token.text === 'string' ? unescaped(token.text) : '';
}

const SILENT: ReadonlySet<string> = new Set(['html', 'hr', 'def', 'space', 'checkbox']);
/** What holds blocks, which are words apart even where no space stands between them. */
const BLOCKS: ReadonlySet<string> = new Set(['list_item', 'blockquote']);

function inner(tokens: readonly Token[], areBlocks: boolean): string {
  const texts = tokens.map(plain);
  return (areBlocks ? texts.filter((text) => text !== '').join(' ') : texts.join('')).trim();
}

/** Each row with the names of its columns, so that a row can be read by itself. */
function tableText({ header, rows }: Tokens.Table): string {
  const names = header.map(({ tokens }) => tokens.map(plain).join(''));
  return rows
    .map((row) =>
      row
        .map(({ tokens }, column) => {
          const value = tokens.map(plain).join('');
          const name = names[column] ?? '';
          return name === '' || column === 0 ? value : `${name}: ${value}`;
        })
        .join(', '),
    )
    .join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
