import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { NewPrice, PriceRecord, PricesSet } from './catalogue-store.ts';
import { findPriceList, lockPriceList } from './price-lists.ts';

const LIST = statement(
  'list_prices',
  `SELECT p.product_id, p.sku, c.minor::float8 AS minor, p.price_per FROM prices c JOIN products p USING (product_id)
   WHERE c.price_list_id = $1 AND ($2::uuid IS NULL OR p.sku > (SELECT sku FROM products WHERE product_id = $2))
   ORDER BY p.sku LIMIT $3`,
);
const SET = statement(
  'set_prices',
  `INSERT INTO prices (workspace_id, price_list_id, product_id, minor)
   SELECT $1, $2, p.product_id, g.minor FROM unnest($3::text[], $4::bigint[]) AS g (sku, minor)
   JOIN products p ON p.workspace_id = $1 AND p.sku = g.sku
   ON CONFLICT (price_list_id, product_id) DO UPDATE SET minor = EXCLUDED.minor RETURNING product_id`,
);
const REMOVE = statement(
  'remove_prices',
  `DELETE FROM prices c USING products p
   WHERE c.price_list_id = $2 AND p.product_id = c.product_id AND p.workspace_id = $1 AND p.sku = ANY ($3::text[]) RETURNING 1`,
);
const KNOWN = statement('known_skus', 'SELECT sku FROM products WHERE workspace_id = $1 AND sku = ANY ($2::text[])');
const BUMP = statement(
  'bump_price_list',
  'UPDATE price_lists SET version = version + 1 WHERE price_list_id = $1 RETURNING version',
);

/** See CatalogueStore.listPrices. ParleyError `not_found`. */
export async function listPrices(
  ctx: StoreContext,
  priceListId: string,
  page: PageRequest,
): Promise<Page<PriceRecord>> {
  if ((await findPriceList(ctx, priceListId)) === undefined) throw missing();
  const [id] = readCursor(page.cursor, ['uuid']);
  const values = [priceListId, id, page.limit + 1];
  const rows = await ctx.sql.rows<{ product_id: string; sku: string; minor: number; price_per: number }>(
    ctx.workspaceId,
    LIST,
    values,
  );
  return pageOf(
    rows,
    page.limit,
    ({ product_id: productId, sku, minor, price_per: pricePer }) => ({ productId, sku, minor, pricePer }),
    (row) => cursorOf([row.product_id]),
  );
}

/** See CatalogueStore.setPrices. Of a SKU that is given twice the last one counts. */
export async function setPrices(
  ctx: StoreContext,
  priceListId: string,
  prices: readonly NewPrice[],
  version?: number,
): Promise<PricesSet> {
  if (!isUuid(priceListId)) throw missing();
  const bySku = new Map(prices.map(({ sku, minor }) => [sku, minor]));
  const gone = [...bySku].filter(([, minor]) => minor === undefined).map(([sku]) => sku);
  const set = [...bySku].flatMap(([sku, minor]) => (minor === undefined ? [] : [{ sku, minor }]));
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lockPriceList(tx, priceListId, version);
    const [known, written, removed, [list]] = await Promise.all([
      tx.rows<{ sku: string }>(KNOWN, [ctx.workspaceId, [...bySku.keys()]]),
      writePrices(tx, ctx.workspaceId, priceListId, set),
      tx.rows(REMOVE, [ctx.workspaceId, priceListId, gone]),
      tx.last<{ version: number }>(BUMP, [priceListId]),
    ]);
    const skus = new Set(known.map(({ sku }) => sku));
    return {
      set: written,
      removed: removed.length,
      unknownSkus: [...bySku.keys()].filter((sku) => !skus.has(sku)),
      version: list?.version ?? 0,
    };
  });
}

/** Each SKU once; unknown ones are left out. Answers how many were written. */
export async function writePrices(
  tx: Transaction,
  workspaceId: string,
  priceListId: string,
  prices: readonly { readonly sku: string; readonly minor: number }[],
): Promise<number> {
  if (prices.length === 0) return 0;
  const skus = prices.map(({ sku }) => sku);
  const written = await tx.rows(SET, [workspaceId, priceListId, skus, prices.map(({ minor }) => minor)]);
  return written.length;
}

function missing(): ParleyError {
  return new ParleyError('not_found', 'There is no such price list.');
}
