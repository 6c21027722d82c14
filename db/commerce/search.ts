import type { Embedder } from '../../contracts/commerce/embedder.ts';
import type { FoundProduct, ProductPhrase } from '../../contracts/commerce/shop.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { FoundRecord, ProductQuery } from './catalogue-store.ts';
import { findByMeaning } from './meaning.ts';
import { readProducts } from './products.ts';
import { readQuestions } from './search-readings.ts';
import type { ReadQuestion } from './search-score.ts';
import { scoreOf } from './search-score.ts';
import type { SearchWords } from './search-words.ts';
import { searchWords } from './search-words.ts';
import type { Sale } from './shop-products.ts';
import { readShopProducts } from './shop-products.ts';

/** Runs as the owner of the tables, as row level security keeps others from their indexes, and sees one workspace only. */
const CANDIDATES = statement(
  'search_products',
  'SELECT product_id, words FROM parley_search_products($1::text[], $2, $3, $4, $5)',
);
/** More than anybody is shown, as those that are out of stock or not sold to the customer fall out. */
const MOST_CANDIDATES = 80;

export interface SearchOptions extends Sale {
  /** Products a phrase. */
  readonly limit: number;
  /** Asked where words found nothing good. */
  readonly embedder?: Embedder | undefined;
}

/**
 * For each phrase the products that fit, best first: by how well, then those that are there before those that are not. Only
 * active ones that have a price in the list. Runs in the turn's transaction, which must be one of a workspace.
 */
export async function searchProducts(
  tx: Transaction,
  phrases: readonly ProductPhrase[],
  options: SearchOptions,
): Promise<readonly (readonly FoundProduct[])[]> {
  const ranked = await rank(tx, phrases, { ...options, isActive: true });
  const best = ranked.map((found) => found.slice(0, options.limit * 4));
  const ids = new Set(best.flat().map(({ productId }) => productId));
  if (ids.size === 0) return phrases.map(() => []);
  const products = await readShopProducts(tx, { productIds: [...ids] }, options);
  const byId = new Map(products.map((product) => [product.productId, product]));
  return best.map((found) =>
    found
      .flatMap(({ productId, score }) => {
        const product = byId.get(productId);
        return product === undefined ? [] : [{ ...product, score }];
      })
      .toSorted((a, b) => b.score - a.score || Number(b.available > 0) - Number(a.available > 0))
      .slice(0, options.limit),
  );
}

/** See CatalogueStore.findProducts. */
export async function findProducts(ctx: StoreContext, query: ProductQuery): Promise<readonly FoundRecord[]> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [ranked = []] = await rank(tx, [{ text: query.text, sizes: [] }], { ...query, embedder: ctx.embedder });
    const best = ranked.slice(0, query.limit);
    const scores = new Map(best.map(({ productId, score }) => [productId, score]));
    const records = await readProducts(tx, [...scores.keys()]);
    const order = new Map(best.map(({ productId }, index) => [productId, index]));
    return records
      .map((record) => ({ ...record, score: scores.get(record.productId) ?? 0 }))
      .toSorted(
        (a, b) =>
          b.score - a.score ||
          Number(b.onHand > b.reserved) - Number(a.onHand > a.reserved) ||
          (order.get(a.productId) ?? 0) - (order.get(b.productId) ?? 0),
      );
  });
}

interface Ranked {
  readonly productId: string;
  readonly score: number;
}

interface Among {
  readonly flow?: string | undefined;
  readonly category?: string | undefined;
  readonly isActive?: boolean | undefined;
  readonly limit: number;
  readonly embedder?: Embedder | undefined;
}

type Asked = Pick<ProductPhrase, 'text' | 'sizes'>;

/** By words; by meaning too where words found nothing good. */
async function rank(tx: Transaction, asked: readonly Asked[], among: Among): Promise<readonly (readonly Ranked[])[]> {
  const byWords = await rankByWords(
    tx,
    asked.map(({ text, sizes }) => searchWords(text, sizes)),
    among,
  );
  const { embedder } = among;
  const poor = asked.filter(({ text }, index) => text.trim() !== '' && (byWords[index]?.[0]?.score ?? 0) < GOOD_SCORE);
  if (embedder === undefined || poor.length === 0) return byWords;
  const found = await findByMeaning(
    tx,
    embedder,
    poor.map(({ text }) => text),
    among,
  );
  const byMeaning = new Map(poor.map((one, index) => [one, found[index] ?? []]));
  return asked.map((one, index) => merged(byWords[index] ?? [], byMeaning.get(one) ?? []));
}

/** Half of the words of a name, or a name in another size. */
const GOOD_SCORE = 0.5;

function merged(one: readonly Ranked[], other: readonly Ranked[]): readonly Ranked[] {
  if (other.length === 0) return one;
  const scores = new Map(one.map(({ productId, score }) => [productId, score]));
  for (const { productId, score } of other) scores.set(productId, Math.max(score, scores.get(productId) ?? 0));
  return [...scores].map(([productId, score]) => ({ productId, score })).toSorted((a, b) => b.score - a.score);
}

async function rankByWords(
  tx: Transaction,
  asked: readonly SearchWords[],
  among: Among,
): Promise<readonly (readonly Ranked[])[]> {
  const questions = await readQuestions(tx, asked);
  return Promise.all(
    questions.map(async (question) => {
      const queries = queriesOf(question);
      if (queries.every((query) => query === null)) return [];
      const { flow = null, category = null, isActive = null } = among;
      const values = [queries, flow, category, isActive, MOST_CANDIDATES];
      const found = await tx.rows<{ product_id: string; words: string }>(CANDIDATES, values);
      return rankRows(question, found);
    }),
  );
}

function rankRows(question: ReadQuestion, rows: readonly { product_id: string; words: string }[]): readonly Ranked[] {
  const scores = new Map(rows.map((row) => [row.product_id, scoreOf(question, row.words)]));
  return [...scores]
    .map(([productId, score]) => ({ productId, score }))
    .filter(({ score }) => score >= MIN_SCORE)
    .toSorted((a, b) => b.score - a.score);
}

/** Less is noise: one word of three, in a longer name. */
const MIN_SCORE = 0.3;

/**
 * From the strictest to the loosest: all known words in the right size, all of them, all but one, any. Words hold letters and
 * digits only, so they can be quoted as they are; ~ stands for the workspace. Null: there is no such query.
 */
function queriesOf({ words, sizes }: ReadQuestion): readonly (string | null)[] {
  const known = words
    .filter(({ readings }) => readings.size > 0)
    .map(({ readings }) => `(${[...readings.keys()].map(quoted).join('|')})`);
  const all = known.length === 0 ? null : known.join('&');
  const inSize = sizes.map((size) => quoted(`#${size}`)).join('&');
  const sized =
    sizes.length === 0 || (all === null && words.length > 0) ? null : all === null ? inSize : `${all}&${inSize}`;
  const allButOne =
    known.length < 3
      ? null
      : known.map((_, left) => `(${known.filter((__, index) => index !== left).join('&')})`).join('|');
  return [sized, all, allButOne, known.length < 2 ? null : known.join('|')];
}

function quoted(term: string): string {
  return `'~${term}'`;
}
