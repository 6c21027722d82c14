import { ParleyError } from '../../contracts/errors.ts';
import type { BaseUnit, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { Pack, ProductFields, ProductFilter, ProductRecord } from './catalogue-store.ts';
import { indexProducts, writeNames, writeProducts } from './product-write.ts';
import { refuseOtherVersion } from './versions.ts';

const COLUMNS = `p.product_id, p.sku, p.flow, p.category, p.base_unit, p.price_per, p.sizes, p.packs, p.tax_basis_points,
  p.image_url, p.is_active, p.version, p.created_at, p.updated_at,
  (SELECT jsonb_agg(jsonb_build_object('language', n.language, 'name', n.name, 'isSynonym', n.is_synonym) ORDER BY n.language, n.name)
    FROM product_names n WHERE n.product_id = p.product_id) AS names,
  (SELECT jsonb_agg(jsonb_build_object('priceListId', l.price_list_id, 'priceList', l.name, 'currency', l.currency, 'minor', c.minor)
      ORDER BY l.created_at, l.price_list_id)
    FROM prices c JOIN price_lists l USING (price_list_id) WHERE c.product_id = p.product_id) AS prices,
  (SELECT jsonb_build_object('onHand', coalesce(sum(s.on_hand), 0), 'reserved', coalesce(sum(s.reserved), 0))
    FROM stock s WHERE s.product_id = p.product_id) AS stock`;
const FIND = statement('find_products', `SELECT ${COLUMNS} FROM products p WHERE p.product_id = ANY ($1::uuid[])`);
const LIST = statement(
  'list_products',
  `SELECT ${COLUMNS}, p.created_at::text AS listed_at FROM products p
   WHERE p.workspace_id = current_setting('parley.scope')::uuid
     AND ($1::text IS NULL OR p.category = $1) AND ($2::text IS NULL OR p.flow IS NULL OR p.flow = $2)
     AND ($3::bool IS NULL OR p.is_active = $3) AND ($4::text IS NULL OR p.sku = $4)
     AND ($5::timestamptz IS NULL OR (p.created_at, p.product_id) < ($5, $6::uuid))
   ORDER BY p.created_at DESC, p.product_id DESC LIMIT $7`,
);
const LOCK = statement('lock_product', 'SELECT version FROM products WHERE product_id = $1 FOR UPDATE');
const SKU_TAKEN = statement(
  'is_sku_taken',
  'SELECT 1 FROM products WHERE workspace_id = $1 AND sku = $2 AND product_id <> $3',
);
const UPDATE = statement(
  'update_product',
  `UPDATE products SET sku = $2, flow = $3, category = $4, base_unit = $5, price_per = $6, sizes = $7, packs = $8,
     tax_basis_points = $9, image_url = $10, is_active = $11, version = version + 1, updated_at = now()
   WHERE product_id = $1`,
);
const REMOVE = statement(
  'remove_product',
  `DELETE FROM products p WHERE p.product_id = $1
     AND NOT EXISTS (SELECT FROM order_lines o WHERE o.workspace_id = p.workspace_id AND o.product_id = $1)
     AND NOT EXISTS (SELECT FROM stock s WHERE s.product_id = $1 AND s.reserved > 0) RETURNING 1`,
);

interface ProductRow {
  product_id: string;
  sku: string;
  flow: string | null;
  category: string;
  base_unit: BaseUnit;
  price_per: number;
  sizes: SpokenSize[];
  packs: Pack[];
  tax_basis_points: number;
  image_url: string | null;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
  names: { language: string; name: string; isSynonym: boolean }[] | null;
  prices: ProductRecord['prices'] | null;
  stock: { onHand: number; reserved: number };
}

/** See CatalogueStore.createProduct. */
export async function createProduct(ctx: StoreContext, product: ProductFields): Promise<ProductRecord> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { workspaceId } = ctx;
    const [made] = await writeProducts(tx, [product], { workspaceId, at: new Date(), isUpdating: false });
    if (made === undefined) throw new ParleyError('already_exists', 'Another product has this SKU.');
    return getProduct(tx, made.productId);
  });
}

export async function findProduct(ctx: StoreContext, productId: string): Promise<ProductRecord | undefined> {
  if (!isUuid(productId)) return undefined;
  const [found] = await ctx.sql.transaction(ctx.workspaceId, (tx) => readProducts(tx, [productId]));
  return found;
}

/** In no order; those that do not exist are left out. */
export async function readProducts(tx: Transaction, ids: readonly string[]): Promise<readonly ProductRecord[]> {
  return (await tx.rows<ProductRow>(FIND, [ids])).map(toRecord);
}

export async function listProducts(
  ctx: StoreContext,
  filter: ProductFilter,
  page: PageRequest,
): Promise<Page<ProductRecord>> {
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const rows = await ctx.sql.rows<ProductRow & { listed_at: string }>(ctx.workspaceId, LIST, [
    filter.category ?? null,
    filter.flow ?? null,
    filter.isActive ?? null,
    filter.sku ?? null,
    at,
    id,
    page.limit + 1,
  ]);
  return pageOf(rows, page.limit, toRecord, (row) => cursorOf([row.listed_at, row.product_id]));
}

/** See CatalogueStore.changeProduct. */
export async function changeProduct(
  ctx: StoreContext,
  productId: string,
  changes: Partial<ProductFields>,
  version?: number,
): Promise<ProductRecord> {
  if (!isUuid(productId)) throw missing();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lockProduct(tx, productId, version);
    const before = await getProduct(tx, productId);
    const after = { ...before, ...changes };
    const [taken] = await tx.rows(SKU_TAKEN, [ctx.workspaceId, after.sku, productId]);
    if (taken !== undefined) throw new ParleyError('already_exists', 'Another product has this SKU.');
    await tx.rows(UPDATE, [
      productId,
      after.sku,
      after.flow ?? null,
      after.category,
      after.baseUnit,
      after.pricePer,
      JSON.stringify(after.sizes),
      JSON.stringify(after.packs),
      after.taxBasisPoints,
      after.imageUrl ?? null,
      after.isActive,
    ]);
    if (changes.names === undefined && changes.synonyms === undefined)
      await indexProducts(tx, ctx.workspaceId, [productId]);
    else await writeNames(tx, [{ productId, product: after }], ctx);
    return getProduct(tx, productId);
  });
}

/** See CatalogueStore.removeProduct. */
export async function removeProduct(ctx: StoreContext, productId: string, version?: number): Promise<void> {
  if (!isUuid(productId)) throw missing();
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lockProduct(tx, productId, version);
    const [removed] = await tx.rows(REMOVE, [productId]);
    if (removed === undefined) throw new ParleyError('in_use', 'It was ordered. Set is_active to false instead.');
  });
}

async function lockProduct(tx: Transaction, productId: string, version: number | undefined): Promise<void> {
  const [row] = await tx.rows<{ version: number }>(LOCK, [productId]);
  if (row === undefined) throw missing();
  refuseOtherVersion(row.version, version);
}

async function getProduct(tx: Transaction, productId: string): Promise<ProductRecord> {
  const [found] = await readProducts(tx, [productId]);
  if (found === undefined) throw missing();
  return found;
}

function missing(): ParleyError {
  return new ParleyError('not_found', 'There is no such product.');
}

function toRecord(row: ProductRow): ProductRecord {
  const names = row.names ?? [];
  const synonyms: Record<string, string[]> = {};
  for (const { language, name, isSynonym } of names) if (isSynonym) (synonyms[language] ??= []).push(name);
  return {
    productId: row.product_id,
    sku: row.sku,
    flow: row.flow ?? undefined,
    category: row.category,
    baseUnit: row.base_unit,
    pricePer: row.price_per,
    sizes: row.sizes,
    packs: row.packs,
    taxBasisPoints: row.tax_basis_points,
    imageUrl: row.image_url ?? undefined,
    isActive: row.is_active,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    names: Object.fromEntries(
      names.filter(({ isSynonym }) => !isSynonym).map(({ language, name }) => [language, name]),
    ),
    synonyms,
    prices: row.prices ?? [],
    ...row.stock,
  };
}
