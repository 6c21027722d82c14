import { randomUUID } from 'node:crypto';
import type { BaseUnit, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { ProductFields } from './catalogue-store.ts';
import { indexEntry } from './search-words.ts';

const UPSERT = statement(
  'upsert_products',
  `INSERT INTO products AS p (product_id, workspace_id, sku, flow, category, base_unit, price_per, sizes, packs,
     tax_basis_points, image_url, is_active, created_at, updated_at)
   SELECT g.*, $13, $13 FROM (SELECT id, $1::uuid, sku, flow, category, base_unit, price_per, sizes, packs, tax, image, active
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::jsonb[], $9::jsonb[], $10::int[],
       $11::text[], $12::bool[]) AS u (id, sku, flow, category, base_unit, price_per, sizes, packs, tax, image, active) ORDER BY sku) AS g
   ON CONFLICT (workspace_id, sku) DO UPDATE SET flow = EXCLUDED.flow, category = EXCLUDED.category,
     base_unit = EXCLUDED.base_unit, price_per = EXCLUDED.price_per, sizes = EXCLUDED.sizes, packs = EXCLUDED.packs,
     tax_basis_points = EXCLUDED.tax_basis_points, image_url = EXCLUDED.image_url, is_active = EXCLUDED.is_active,
     version = p.version + 1, updated_at = $13
   WHERE $14
   RETURNING sku, product_id, version = 1 AS is_new`,
);
/** $3: languages that are given anew; names of others stay. */
const DELETE_NAMES = statement(
  'delete_product_names',
  'DELETE FROM product_names WHERE workspace_id = $1 AND product_id = ANY ($2::uuid[]) AND ($3::text[] IS NULL OR language = ANY ($3))',
);
const INSERT_NAMES = statement(
  'insert_product_names',
  `INSERT INTO product_names (workspace_id, product_id, language, name, is_synonym)
   SELECT $1, n.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bool[]) AS n (product_id, language, name, is_synonym)
   ORDER BY n.is_synonym ON CONFLICT DO NOTHING`,
);
const NAMED = statement(
  'products_to_index',
  `SELECT p.product_id, p.sku, p.flow, p.is_active, p.base_unit, p.category, p.sizes,
     coalesce((SELECT array_agg(n.name ORDER BY n.is_synonym, n.language, n.name) FROM product_names n
       WHERE n.product_id = p.product_id), '{}') AS names
   FROM products p WHERE p.workspace_id = $1 AND p.product_id = ANY ($2::uuid[])`,
);
const INDEX = statement(
  'index_products',
  `INSERT INTO product_search AS s (product_id, workspace_id, flow, category, is_active, words, shortest, terms)
   SELECT i.product_id, $1, i.flow, i.category, i.is_active, i.words, i.shortest, 
     (SELECT array_to_tsvector(coalesce(array_agg(parley_terms_of($1) || t), '{}')) FROM string_to_table(i.terms, ' ') AS t)
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bool[], $6::text[], $7::smallint[], $8::text[])
     AS i (product_id, flow, category, is_active, words, shortest, terms)
   ON CONFLICT (product_id) DO UPDATE SET flow = EXCLUDED.flow, category = EXCLUDED.category, is_active = EXCLUDED.is_active,
     words = EXCLUDED.words, shortest = EXCLUDED.shortest, terms = EXCLUDED.terms
   WHERE (s.flow, s.category, s.is_active, s.words)
     IS DISTINCT FROM (EXCLUDED.flow, EXCLUDED.category, EXCLUDED.is_active, EXCLUDED.words)`,
);
/** Not those with digits, which nobody misspells. In one order: two imports that meet wait for each other and not in a circle. */
const KEEP_WORDS = statement(
  'keep_product_words',
  `INSERT INTO product_words (workspace_id, word) SELECT $1, w FROM unnest($2::text[]) AS w
   WHERE NOT EXISTS (SELECT FROM product_words k WHERE k.workspace_id = $1 AND k.word = w) ORDER BY w
   ON CONFLICT (workspace_id, word) DO NOTHING`,
);

export interface WrittenProduct {
  readonly sku: string;
  readonly productId: string;
  readonly isNew: boolean;
}

export interface WriteOptions {
  readonly workspaceId: string;
  readonly at: Date;
  /** False: products whose SKU is taken are left as they are, and out of the answer. */
  readonly isUpdating: boolean;
  /** Languages whose names are replaced; undefined: all. */
  readonly languages?: readonly string[];
}

/** Writes products by SKU, each SKU once, with their names and what a search looks at. */
export async function writeProducts(
  tx: Transaction,
  products: readonly ProductFields[],
  options: WriteOptions,
): Promise<readonly WrittenProduct[]> {
  const rows = await tx.rows<{ sku: string; product_id: string; is_new: boolean }>(UPSERT, [
    options.workspaceId,
    products.map(() => randomUUID()),
    ...columnsOf(products),
    options.at,
    options.isUpdating,
  ]);
  const written = rows.map((row) => ({ sku: row.sku, productId: row.product_id, isNew: row.is_new }));
  const ids = new Map(written.map(({ sku, productId }) => [sku, productId]));
  const named = products.flatMap((product) => {
    const productId = ids.get(product.sku);
    return productId === undefined ? [] : [{ productId, product }];
  });
  if (named.length > 0) await writeNames(tx, named, options);
  return written;
}

/** $3 to $12 */
function columnsOf(products: readonly ProductFields[]): readonly unknown[] {
  return [
    products.map(({ sku }) => sku),
    products.map(({ flow }) => flow ?? null),
    products.map(({ category }) => category),
    products.map(({ baseUnit }) => baseUnit),
    products.map(({ pricePer }) => pricePer),
    products.map(({ sizes }) => JSON.stringify(sizes)),
    products.map(({ packs }) => JSON.stringify(packs)),
    products.map(({ taxBasisPoints }) => taxBasisPoints),
    products.map(({ imageUrl }) => imageUrl ?? null),
    products.map(({ isActive }) => isActive),
  ];
}

/** Replaces names and synonyms, and indexes the products anew. */
export async function writeNames(
  tx: Transaction,
  named: readonly { readonly productId: string; readonly product: Pick<ProductFields, 'names' | 'synonyms'> }[],
  { workspaceId, languages }: Pick<WriteOptions, 'workspaceId' | 'languages'>,
): Promise<void> {
  const ids = named.map(({ productId }) => productId);
  const names = named.flatMap(({ productId, product }) => [
    ...Object.entries(product.names).map(([language, name]) => ({ productId, language, name, isSynonym: false })),
    ...Object.entries(product.synonyms).flatMap(([language, all]) =>
      all.map((name) => ({ productId, language, name, isSynonym: true })),
    ),
  ]);
  await Promise.all([
    tx.rows(DELETE_NAMES, [workspaceId, ids, languages ?? null]),
    tx.rows(INSERT_NAMES, [
      workspaceId,
      names.map(({ productId }) => productId),
      names.map(({ language }) => language),
      names.map(({ name }) => name),
      names.map(({ isSynonym }) => isSynonym),
    ]),
    indexProducts(tx, workspaceId, ids),
  ]);
}

interface NamedRow {
  product_id: string;
  sku: string;
  flow: string | null;
  is_active: boolean;
  base_unit: BaseUnit;
  category: string;
  sizes: SpokenSize[];
  names: string[];
}

/** Brings what a search looks at to what the products are now. */
export async function indexProducts(tx: Transaction, workspaceId: string, ids: readonly string[]): Promise<void> {
  const rows = await tx.rows<NamedRow>(NAMED, [workspaceId, ids]);
  const entries = rows.map((row) => indexEntry({ ...row, baseUnit: row.base_unit }));
  const words = new Set(entries.flatMap(({ terms }) => terms.filter((term) => !/\d/.test(term))));
  await Promise.all([
    tx.rows(INDEX, [
      workspaceId,
      rows.map((row) => row.product_id),
      rows.map((row) => row.flow),
      rows.map((row) => row.category),
      rows.map((row) => row.is_active),
      entries.map((entry) => entry.words),
      entries.map((entry) => entry.shortest),
      entries.map((entry) => entry.terms.join(' ')),
    ]),
    tx.rows(KEEP_WORDS, [workspaceId, [...words]]),
  ]);
}
