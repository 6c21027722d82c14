import { createHash, randomUUID } from 'node:crypto';
import type { KnowledgeQuery, Passage } from '../contracts/dialogue.ts';
import type { KnowledgeChange, KnowledgeDocument } from './knowledge-store.ts';
import type { Transaction } from './sql.ts';
import { statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';

/** Without the workspace in the condition, the index on (workspace, flow) could not be used. */
const OF_FLOW = `p.workspace_id = current_setting('parley.scope')::uuid AND p.flow = $1`;

/**
 * Each word counts by how rare it is in what the flow knows (inverse document frequency) and by where it stands: ts_rank
 * weighs titles (A) 2.5 times texts (B) and saturates with repetitions. Passages with less than `MIN_SHARE` of the weight of
 * the question's words are left out; words that occur nowhere weigh most. Passages in the question's language come before
 * equally good ones in others.
 */
const SEARCH = statement(
  'search_knowledge',
  `WITH languages AS (
     SELECT p.language, count(*) AS size FROM knowledge_passages p WHERE ${OF_FLOW} GROUP BY p.language),
   terms AS MATERIALIZED (
     SELECT row_number() OVER () AS number, language, size, term FROM (
       SELECT DISTINCT l.language, l.size, plainto_tsquery(parley_text_search(l.language), w.word) AS term
       FROM languages l CROSS JOIN unnest($2::text[]) AS w (word)) AS t
     WHERE numnode(term) > 0),
   hits AS MATERIALIZED (
     SELECT t.number, p.passage_id, ts_rank('{0.1, 0.2, 0.4, 1}', p.words, t.term) AS place
     FROM terms t JOIN knowledge_passages p ON p.language = t.language AND p.words @@ t.term AND ${OF_FLOW}),
   weights AS MATERIALIZED (
     SELECT t.number, t.language, ln(1 + t.size / (0.5 + coalesce(f.found, 0)))::float8 AS weight
     FROM terms t LEFT JOIN (SELECT number, count(*) AS found FROM hits GROUP BY number) AS f USING (number)),
   totals AS (SELECT language, sum(weight) AS total FROM weights GROUP BY language),
   best AS (
     SELECT h.passage_id, sum(w.weight * h.place) * CASE w.language WHEN $3 THEN 1.2 ELSE 1 END AS rank
     FROM hits h JOIN weights w USING (number) JOIN totals t USING (language)
     GROUP BY h.passage_id, w.language, t.total HAVING sum(w.weight) >= $4 * t.total
     ORDER BY rank DESC, h.passage_id LIMIT $5)
   SELECT p.source, p.title, p.text, b.rank FROM best b JOIN knowledge_passages p USING (passage_id)
   ORDER BY b.rank DESC, p.source, p.position`,
);
/** A guess that the tests hold up: a seventh of what was asked for, by weight, so that one of two questions is found; the flow judges what of that is an answer. */
const MIN_SHARE = 0.15;

const SEARCH_ALIKE = statement(
  'search_knowledge_alike',
  `SELECT * FROM (
     SELECT p.source, p.position, p.title, p.text,
       max(greatest(parley_word_similarity(w.word, lower(p.title)), (
         -- Only lexemes that begin alike are compared: the words of whole texts cost ten times as much.
         SELECT 0.9 * max(parley_word_similarity(w.word, l.lexeme)) FROM unnest(p.words) AS l
         WHERE left(l.lexeme, 1) = left(w.word, 1) AND abs(length(l.lexeme) - length(w.word)) <= 3))) AS rank
     FROM knowledge_passages p CROSS JOIN unnest($2::text[]) AS w (word) WHERE ${OF_FLOW}
       AND numnode(plainto_tsquery(parley_text_search(p.language), w.word)) > 0
     GROUP BY p.passage_id) AS alike
   WHERE rank >= $3 ORDER BY rank DESC, source, position LIMIT $4`,
);
/** Share of common trigrams: "refudns" and "refunds" have 0.5, unrelated words of five letters under 0.3. */
const MIN_LIKENESS = 0.4;
const MIN_LIKE_CHARS = 4;
/** Of the passages that are found, how many leave their place to those with a word like a misspelled one. */
const MAX_ALIKE = 2;

/** Words that no passage of the flow has: misspelled, or about something else. */
const UNKNOWN = statement(
  'unknown_knowledge_words',
  `SELECT w.word FROM unnest($2::text[]) AS w (word)
   WHERE NOT EXISTS (
     SELECT 1 FROM knowledge_passages p WHERE ${OF_FLOW}
       AND (p.words @@ plainto_tsquery(parley_text_search(p.language), w.word)
         OR numnode(plainto_tsquery(parley_text_search(p.language), w.word)) = 0))`,
);

/** What there is: the first passage of each document. */
const CONTENTS = statement(
  'knowledge_contents',
  `SELECT p.source, p.title, p.text, 0::float8 AS rank FROM knowledge_passages p
   WHERE ${OF_FLOW} AND p.position = 0 ORDER BY p.language = $2 DESC, p.source LIMIT $3`,
);

const LOCK = statement('lock_knowledge', `SELECT pg_advisory_xact_lock(hashtextextended('knowledge|' || $1, 0))`);
const DOCUMENTS = statement(
  'knowledge_documents',
  'SELECT source, content_hash FROM knowledge_documents WHERE workspace_id = $1 AND flow = $2',
);
const REMOVE = statement(
  'remove_knowledge',
  'DELETE FROM knowledge_documents WHERE workspace_id = $1 AND flow = $2 AND source = ANY($3)',
);
const INSERT_DOCUMENTS = statement(
  'insert_knowledge_documents',
  `INSERT INTO knowledge_documents (workspace_id, flow, source, content_hash)
   SELECT $1, $2, d.source, d.hash FROM unnest($3::text[], $4::bytea[]) AS d (source, hash)`,
);
const INSERT_PASSAGES = statement(
  'insert_knowledge_passages',
  `INSERT INTO knowledge_passages (passage_id, workspace_id, flow, source, position, title, text, language, words)
   SELECT p.id, $1, $2, p.source, p.position, p.title, p.text, p.language,
     setweight(to_tsvector(parley_text_search(p.language), p.plain_title), 'A') ||
     setweight(to_tsvector(parley_text_search(p.language), p.plain_text), 'B')
   FROM unnest($3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
     AS p (id, source, position, title, text, language, plain_title, plain_text)`,
);

/**
 * Finds what the flow knows about a question: passages that share its weighty words, and those with words like the
 * ones that no passage has. Runs inside the turn's transaction, which must be one of a workspace.
 */
export async function searchKnowledge(
  tx: Transaction,
  query: KnowledgeQuery,
  flow: string,
): Promise<readonly Passage[]> {
  const [found, contents] = await Promise.all([
    passagesFor(tx, query, flow),
    query.isWithContents === true ? tx.rows<Passage>(CONTENTS, [flow, query.language, query.limit]) : [],
  ]);
  return [...found, ...contents.map(toPassage)];
}

async function passagesFor(tx: Transaction, query: KnowledgeQuery, flow: string): Promise<readonly Passage[]> {
  const words = wordsOf(query.text);
  if (words.length === 0) return [];
  const long = words.filter((word) => word.length >= MIN_LIKE_CHARS);
  const [found, unknown] = await Promise.all([
    tx.rows<Passage>(SEARCH, [flow, words, query.language, MIN_SHARE, query.limit]),
    long.length === 0 ? [] : tx.rows<{ word: string }>(UNKNOWN, [flow, long]),
  ]);
  // Where nothing is found, even a word that is known may be worth its title.
  const misspelled = found.length === 0 ? long : unknown.map(({ word }) => word);
  if (misspelled.length === 0) return found.map(toPassage);
  const alike = await tx.rows<Passage>(SEARCH_ALIKE, [flow, misspelled, MIN_LIKENESS, query.limit]);
  const isKnown = (one: Passage): boolean => found.some(({ title, text }) => title === one.title && text === one.text);
  const more = alike.filter((one) => !isKnown(one)).slice(0, found.length === 0 ? query.limit : MAX_ALIKE);
  return [...found.slice(0, query.limit - more.length), ...more].map(toPassage);
}

/** See KnowledgeStore.replaceKnowledge. */
export async function replaceKnowledge(
  ctx: StoreContext,
  flow: string,
  documents: readonly KnowledgeDocument[],
  kept: readonly string[] = [],
): Promise<KnowledgeChange> {
  const hashed = new Map(documents.map((document) => [document.source, { document, hash: hashOf(document) }]));
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, rows] = await Promise.all([
      tx.rows(LOCK, [`${ctx.workspaceId}|${flow}`]),
      tx.rows<{ source: string; content_hash: Buffer }>(DOCUMENTS, [ctx.workspaceId, flow]),
    ]);
    const before = new Map(rows.map(({ source, content_hash: hash }) => [source, hash]));
    const sources = [...hashed.keys()];
    const change = {
      added: sources.filter((source) => !before.has(source)),
      changed: sources.filter((source) => before.get(source)?.equals(hashed.get(source)?.hash ?? NOTHING) === false),
      unchanged: sources.filter((source) => before.get(source)?.equals(hashed.get(source)?.hash ?? NOTHING) === true),
      removed: [...before.keys()].filter((source) => !hashed.has(source) && !kept.includes(source)),
    };
    const written = [...change.added, ...change.changed].flatMap((source) => hashed.get(source) ?? []);
    await Promise.all([
      tx.rows(REMOVE, [ctx.workspaceId, flow, [...change.changed, ...change.removed]]),
      tx.rows(INSERT_DOCUMENTS, [
        ctx.workspaceId,
        flow,
        written.map(({ document }) => document.source),
        written.map(({ hash }) => hash),
      ]),
      tx.last(INSERT_PASSAGES, [ctx.workspaceId, flow, ...passageValues(written.map(({ document }) => document))]),
    ]);
    return change;
  });
}

/** $3 to $10 */
function passageValues(documents: readonly KnowledgeDocument[]): readonly unknown[] {
  const passages = documents.flatMap(({ source, language, passages: own }) =>
    own.map(({ title, text }, position) => ({ source, language, position, title, text })),
  );
  return [
    passages.map(() => randomUUID()),
    passages.map(({ source }) => source),
    passages.map(({ position }) => position),
    passages.map(({ title }) => title),
    passages.map(({ text }) => text),
    passages.map(({ language }) => language),
    passages.map(({ title }) => withoutAccents(title)),
    passages.map(({ text }) => withoutAccents(text)),
  ];
}

const NOTHING = Buffer.alloc(0);
/** Raised when documents have to be indexed anew though their text is the same. */
const INDEX_VERSION = 1;

function hashOf({ source, language, passages }: KnowledgeDocument): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([INDEX_VERSION, source, language, passages]))
    .digest();
}

/** Different words of a question, in its order; more than `MAX_WORDS` are no question. */
function wordsOf(text: string): readonly string[] {
  const words = withoutAccents(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MAX_WORDS);
}

const MAX_WORDS = 40;

/** Lower case and without the accents of Latin, Greek and Cyrillic letters; vowel signs of other scripts stay. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/gu, '')
    .normalize('NFKC')
    .toLowerCase();
}

function toPassage({ source, title, text, rank }: Passage): Passage {
  return { source, title, text, rank };
}
