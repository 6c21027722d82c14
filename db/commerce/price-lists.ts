import { randomUUID } from 'node:crypto';
import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { PriceListFields, PriceListRecord } from './catalogue-store.ts';
import { refuseOtherVersion } from './versions.ts';

const COLUMNS = `l.price_list_id, l.name, l.currency, l.flow, l.customer_group, l.is_tax_included, l.version, l.created_at,
  (SELECT count(*)::int FROM prices c WHERE c.price_list_id = l.price_list_id) AS prices`;
const INSERT = statement(
  'insert_price_list',
  `INSERT INTO price_lists AS l (price_list_id, workspace_id, name, currency, customer_group, is_tax_included, flow)
   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
);
const FIND = statement('find_price_list', `SELECT ${COLUMNS} FROM price_lists l WHERE l.price_list_id = $1`);
const FIND_NAMED = statement(
  'find_price_list_named',
  `SELECT ${COLUMNS} FROM price_lists l WHERE l.workspace_id = $1
     AND CASE WHEN $2::text IS NULL THEN l.customer_group IS NULL AND l.flow IS NULL ELSE l.name = $2 END`,
);
const LIST = statement(
  'list_price_lists',
  `SELECT ${COLUMNS} FROM price_lists l WHERE l.workspace_id = $1 AND ($2::uuid IS NULL OR l.price_list_id > $2)
   ORDER BY l.price_list_id LIMIT $3`,
);
const LOCK = statement('lock_price_list', 'SELECT version FROM price_lists WHERE price_list_id = $1 FOR UPDATE');
const CLASH = statement(
  'is_price_list_taken',
  `SELECT 1 FROM price_lists WHERE workspace_id = $1 AND price_list_id <> $2
     AND (name = $3 OR coalesce(customer_group, '') = coalesce($4, '') AND coalesce(flow, '') = coalesce($5, ''))`,
);
const UPDATE = statement(
  'update_price_list',
  `UPDATE price_lists l SET name = $2, customer_group = $3, is_tax_included = $4, flow = $5, version = version + 1
   WHERE price_list_id = $1 RETURNING ${COLUMNS}`,
);
const REMOVE = statement(
  'remove_price_list',
  `DELETE FROM price_lists l WHERE price_list_id = $1
     AND NOT EXISTS (SELECT FROM orders o WHERE o.workspace_id = l.workspace_id AND o.price_list_id = $1) RETURNING 1`,
);

interface PriceListRow {
  price_list_id: string;
  name: string;
  currency: string;
  flow: string | null;
  customer_group: string | null;
  is_tax_included: boolean;
  version: number;
  created_at: Date;
  prices: number;
}

/** See CatalogueStore.createPriceList. */
export async function createPriceList(ctx: StoreContext, list: PriceListFields): Promise<PriceListRecord> {
  const [row] = await ctx.sql.rows<PriceListRow>(ctx.workspaceId, INSERT, [
    randomUUID(),
    ctx.workspaceId,
    list.name,
    list.currency,
    list.customerGroup ?? null,
    list.isTaxIncluded,
    list.flow ?? null,
  ]);
  if (row === undefined) throw taken();
  return toRecord(row);
}

export async function findPriceList(ctx: StoreContext, priceListId: string): Promise<PriceListRecord | undefined> {
  if (!isUuid(priceListId)) return undefined;
  const [row] = await ctx.sql.rows<PriceListRow>(ctx.workspaceId, FIND, [priceListId]);
  return row === undefined ? undefined : toRecord(row);
}

/** By name, or the default one. ParleyError `not_found`. */
export async function getPriceListNamed(ctx: StoreContext, name: string | undefined): Promise<PriceListRecord> {
  const [row] = await ctx.sql.rows<PriceListRow>(ctx.workspaceId, FIND_NAMED, [ctx.workspaceId, name ?? null]);
  if (row !== undefined) return toRecord(row);
  throw new ParleyError(
    'not_found',
    name === undefined
      ? 'There is no price list for everybody; make one first.'
      : 'There is no price list of that name.',
  );
}

/** By id. */
export async function listPriceLists(ctx: StoreContext, page: PageRequest): Promise<Page<PriceListRecord>> {
  const [id] = readCursor(page.cursor, ['uuid']);
  const values = [ctx.workspaceId, id, page.limit + 1];
  const rows = await ctx.sql.rows<PriceListRow>(ctx.workspaceId, LIST, values);
  return pageOf(rows, page.limit, toRecord, (row) => cursorOf([row.price_list_id]));
}

/** See CatalogueStore.changePriceList. */
export async function changePriceList(
  ctx: StoreContext,
  priceListId: string,
  changes: Partial<Omit<PriceListFields, 'currency'>>,
  version?: number,
): Promise<PriceListRecord> {
  if (!isUuid(priceListId)) throw missing();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lockPriceList(tx, priceListId, version);
    const [before] = await tx.rows<PriceListRow>(FIND, [priceListId]);
    if (before === undefined) throw missing();
    const after = { ...toRecord(before), ...changes };
    const [group, flow] = [after.customerGroup ?? null, after.flow ?? null];
    const [clash] = await tx.rows(CLASH, [ctx.workspaceId, priceListId, after.name, group, flow]);
    if (clash !== undefined) throw taken();
    const [row] = await tx.last<PriceListRow>(UPDATE, [priceListId, after.name, group, after.isTaxIncluded, flow]);
    if (row === undefined) throw missing();
    return toRecord(row);
  });
}

/** See CatalogueStore.removePriceList. */
export async function removePriceList(ctx: StoreContext, priceListId: string, version?: number): Promise<void> {
  if (!isUuid(priceListId)) throw missing();
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lockPriceList(tx, priceListId, version);
    const [removed] = await tx.rows(REMOVE, [priceListId]);
    if (removed === undefined) throw new ParleyError('in_use', 'Orders were charged by it. Remove its prices instead.');
  });
}

/** Until the transaction ends nobody else changes the list or its prices. ParleyError `not_found`, `version_conflict`. */
export async function lockPriceList(tx: Transaction, priceListId: string, version: number | undefined): Promise<void> {
  const [row] = await tx.rows<{ version: number }>(LOCK, [priceListId]);
  if (row === undefined) throw missing();
  refuseOtherVersion(row.version, version);
}

function missing(): ParleyError {
  return new ParleyError('not_found', 'There is no such price list.');
}

function taken(): ParleyError {
  return new ParleyError('already_exists', 'Another price list has this name or is for this group.');
}

function toRecord(row: PriceListRow): PriceListRecord {
  return {
    priceListId: row.price_list_id,
    name: row.name,
    currency: row.currency,
    flow: row.flow ?? undefined,
    customerGroup: row.customer_group ?? undefined,
    isTaxIncluded: row.is_tax_included,
    version: row.version,
    createdAt: row.created_at,
    prices: row.prices,
  };
}
