import type { Embedder } from '../../contracts/commerce/embedder.ts';
import type { Sql, Transaction } from '../sql.ts';
import { SYSTEM_SCOPE, statement } from '../sql.ts';

/** Exact: every vector is compared. Without pgvector that is too slow for large catalogues, which then have words alone. */
const NEAREST = statement(
  'nearest_products',
  `WITH own AS MATERIALIZED (
     SELECT e.product_id, e.vector FROM product_embeddings e JOIN product_search s USING (product_id)
     WHERE e.workspace_id = current_setting('parley.scope')::uuid AND e.model = $1 AND cardinality(e.vector) = cardinality($2::real[])
       AND ($3::text IS NULL OR s.flow IS NULL OR s.flow = $3) AND ($4::text IS NULL OR s.category = $4)
       AND ($5::bool IS NULL OR s.is_active = $5)
     LIMIT parley_most_compared(cardinality($2::real[])) + 1)
   SELECT product_id, parley_cosine(vector, $2::real[]) AS cosine FROM own
   WHERE (SELECT count(*) FROM own) <= parley_most_compared(cardinality($2::real[]))
   ORDER BY cosine DESC LIMIT $6`,
);
const STALE = statement(
  'products_to_embed',
  `SELECT s.product_id, s.workspace_id, md5(s.words) AS words_hash, p.category,
     (SELECT string_agg(n.name, ', ' ORDER BY n.is_synonym, n.language, n.name) FROM product_names n WHERE n.product_id = s.product_id) AS names
   FROM product_search s JOIN products p USING (product_id) LEFT JOIN product_embeddings e USING (product_id)
   WHERE s.is_active AND (e.product_id IS NULL OR e.model <> $1 OR e.words_hash <> md5(s.words)) LIMIT $2`,
);
const SAVE = statement(
  'save_embeddings',
  `INSERT INTO product_embeddings (product_id, workspace_id, model, words_hash, vector)
   SELECT s.product_id, s.workspace_id, $1, g.words_hash, g.vector::real[]
   FROM unnest($2::uuid[], $3::text[], $4::text[]) AS g (product_id, words_hash, vector) JOIN product_search s USING (product_id)
   ON CONFLICT (product_id) DO UPDATE SET model = EXCLUDED.model, words_hash = EXCLUDED.words_hash, vector = EXCLUDED.vector`,
);

/** Below it meanings have little in common. A guess that fits text-embedding-3; other models spread otherwise. */
const LEAST_COSINE = 0.35;
/** Never certain: who finds by meaning asks whether that is meant. */
const MOST_SCORE = 0.7;
/** A turn waits for it, with the conversation's lock in hand; beyond it words alone must do. */
const QUESTION_MS = 1500;
/** Nobody waits for it. */
const PRODUCTS_MS = 30_000;

export interface Near {
  readonly productId: string;
  readonly score: number;
}

/** For each text the products that are near in meaning, nearest first; nothing when the embedder does not answer. */
export async function findByMeaning(
  tx: Transaction,
  embedder: Embedder,
  texts: readonly string[],
  among: {
    readonly flow?: string | undefined;
    readonly category?: string | undefined;
    readonly isActive?: boolean | undefined;
    readonly limit: number;
  },
): Promise<readonly (readonly Near[])[]> {
  const vectors = await embedder.embed(texts, QUESTION_MS).catch(() => []);
  const { flow = null, category = null, isActive = null, limit } = among;
  return Promise.all(
    texts.map(async (_, index) => {
      const vector = vectors[index];
      if (vector === undefined) return [];
      const values = [embedder.model, vector, flow, category, isActive, limit];
      const rows = await tx.rows<{ product_id: string; cosine: number }>(NEAREST, values);
      return rows
        .filter(({ cosine }) => cosine >= LEAST_COSINE)
        .map(({ product_id: productId, cosine }) => ({ productId, score: Math.min(1, cosine) * MOST_SCORE }));
    }),
  );
}

/**
 * Embeds active products of all workspaces that have no vector of this model, or whose names changed since; at most `limit`.
 * Answers how many. Doing it twice does no harm. Rejects when the embedder does not answer.
 */
export async function embedProducts(sql: Sql, embedder: Embedder, limit: number): Promise<number> {
  const rows = await sql.rows<{ product_id: string; words_hash: string; category: string; names: string | null }>(
    SYSTEM_SCOPE,
    STALE,
    [embedder.model, limit],
  );
  if (rows.length === 0) return 0;
  const vectors = await embedder.embed(
    rows.map(({ names, category }) => `${names ?? ''} (${category})`),
    PRODUCTS_MS,
  );
  const known = rows.flatMap((row, index) => {
    const vector = vectors[index];
    return vector === undefined ? [] : [{ ...row, vector: `{${vector.join(',')}}` }];
  });
  await sql.rows(SYSTEM_SCOPE, SAVE, [
    embedder.model,
    known.map((row) => row.product_id),
    known.map((row) => row.words_hash),
    known.map(({ vector }) => vector),
  ]);
  return known.length;
}
