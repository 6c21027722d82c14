import { randomUUID } from 'node:crypto';
import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { LocationFields, LocationRecord } from './catalogue-store.ts';
import { refuseOtherVersion } from './versions.ts';

const COLUMNS = 'location_id, name, kind, flow, is_default, version, created_at';
/** One default a workspace: changes of it wait for each other. */
const LOCK_ALL = statement(
  'lock_locations',
  'SELECT FROM locations WHERE workspace_id = $1 ORDER BY location_id FOR UPDATE',
);
const LOCK_WORKSPACE = statement(
  'lock_new_location',
  `SELECT pg_advisory_xact_lock(hashtextextended('locations|' || $1, 0))`,
);
const YIELD = statement(
  'yield_default_location',
  'UPDATE locations SET is_default = false, version = version + 1 WHERE workspace_id = $1 AND is_default AND location_id <> $2',
);
const INSERT = statement(
  'insert_location',
  `INSERT INTO locations (location_id, workspace_id, name, kind, is_default, flow)
   SELECT $1, $2, $3, $4, $5 OR NOT EXISTS (SELECT FROM locations WHERE workspace_id = $2), $6
   ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
);
const FIND = statement('find_location', `SELECT ${COLUMNS} FROM locations WHERE location_id = $1`);
const FIND_NAMED = statement(
  'find_location_named',
  `SELECT ${COLUMNS} FROM locations WHERE workspace_id = $1 AND CASE WHEN $2::text IS NULL THEN is_default ELSE name = $2 END`,
);
const LIST = statement(
  'list_locations',
  `SELECT ${COLUMNS} FROM locations WHERE workspace_id = $1 AND ($2::uuid IS NULL OR location_id > $2)
   ORDER BY location_id LIMIT $3`,
);
const NAMESAKE = statement(
  'is_location_taken',
  'SELECT 1 FROM locations WHERE workspace_id = $1 AND location_id <> $2 AND (name = $3 OR flow = $4)',
);
const UPDATE = statement(
  'update_location',
  `UPDATE locations SET name = $2, kind = $3, is_default = $4, flow = $5, version = version + 1 WHERE location_id = $1 RETURNING ${COLUMNS}`,
);
const REMOVE = statement(
  'remove_location',
  `DELETE FROM locations l WHERE location_id = $1 AND NOT EXISTS (SELECT FROM stock WHERE location_id = $1)
     AND NOT EXISTS (SELECT FROM delivery_slots WHERE location_id = $1)
     AND NOT EXISTS (SELECT FROM orders o WHERE o.workspace_id = l.workspace_id AND o.location_id = $1) RETURNING 1`,
);

interface LocationRow {
  location_id: string;
  name: string;
  kind: 'shop' | 'warehouse';
  flow: string | null;
  is_default: boolean;
  version: number;
  created_at: Date;
}

/** See CatalogueStore.createLocation. */
export async function createLocation(ctx: StoreContext, location: LocationFields): Promise<LocationRecord> {
  const { name, kind, isDefault, flow = null } = location;
  const id = randomUUID();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await tx.rows(LOCK_WORKSPACE, [ctx.workspaceId]);
    const [, [row]] = await Promise.all([
      isDefault ? tx.rows(YIELD, [ctx.workspaceId, id]) : undefined,
      tx.rows<LocationRow>(INSERT, [id, ctx.workspaceId, name, kind, isDefault, flow]),
    ]);
    if (row === undefined) throw taken();
    return toRecord(row);
  });
}

export async function findLocation(ctx: StoreContext, locationId: string): Promise<LocationRecord | undefined> {
  if (!isUuid(locationId)) return undefined;
  const [row] = await ctx.sql.rows<LocationRow>(ctx.workspaceId, FIND, [locationId]);
  return row === undefined ? undefined : toRecord(row);
}

/** By name, or the default one. ParleyError `not_found`. */
export async function getLocationNamed(ctx: StoreContext, name: string | undefined): Promise<LocationRecord> {
  const [row] = await ctx.sql.rows<LocationRow>(ctx.workspaceId, FIND_NAMED, [ctx.workspaceId, name ?? null]);
  if (row !== undefined) return toRecord(row);
  throw new ParleyError(
    'not_found',
    name === undefined ? 'There is no location; make one first.' : 'There is no location of that name.',
  );
}

/** By id. */
export async function listLocations(ctx: StoreContext, page: PageRequest): Promise<Page<LocationRecord>> {
  const [id] = readCursor(page.cursor, ['uuid']);
  const rows = await ctx.sql.rows<LocationRow>(ctx.workspaceId, LIST, [ctx.workspaceId, id, page.limit + 1]);
  return pageOf(rows, page.limit, toRecord, (row) => cursorOf([row.location_id]));
}

/** See CatalogueStore.changeLocation. The default one stays it until another takes its place. */
export async function changeLocation(
  ctx: StoreContext,
  locationId: string,
  changes: Partial<LocationFields>,
  version?: number,
): Promise<LocationRecord> {
  if (!isUuid(locationId)) throw missing();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const before = await lock(ctx, tx, locationId, version);
    const after = { ...before, ...changes };
    if (before.isDefault && !after.isDefault)
      throw new ParleyError('invalid_request', 'is_default: make another location the default instead.');
    const [namesake] = await tx.rows(NAMESAKE, [ctx.workspaceId, locationId, after.name, after.flow ?? null]);
    if (namesake !== undefined) throw taken();
    const [, [row]] = await Promise.all([
      after.isDefault ? tx.rows(YIELD, [ctx.workspaceId, locationId]) : undefined,
      tx.last<LocationRow>(UPDATE, [locationId, after.name, after.kind, after.isDefault, after.flow ?? null]),
    ]);
    if (row === undefined) throw missing();
    return toRecord(row);
  });
}

/** See CatalogueStore.removeLocation. */
export async function removeLocation(ctx: StoreContext, locationId: string, version?: number): Promise<void> {
  if (!isUuid(locationId)) throw missing();
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lock(ctx, tx, locationId, version);
    const [removed] = await tx.rows(REMOVE, [locationId]);
    if (removed === undefined) throw new ParleyError('in_use', 'It has or had stock, delivery slots or orders.');
  });
}

async function lock(
  ctx: StoreContext,
  tx: Transaction,
  locationId: string,
  version: number | undefined,
): Promise<LocationRecord> {
  const [, [row]] = await Promise.all([tx.rows(LOCK_ALL, [ctx.workspaceId]), tx.rows<LocationRow>(FIND, [locationId])]);
  if (row === undefined) throw missing();
  refuseOtherVersion(row.version, version);
  return toRecord(row);
}

function missing(): ParleyError {
  return new ParleyError('not_found', 'There is no such location.');
}

function taken(): ParleyError {
  return new ParleyError('already_exists', 'Another location has this name or serves this flow.');
}

function toRecord(row: LocationRow): LocationRecord {
  return {
    locationId: row.location_id,
    name: row.name,
    kind: row.kind,
    flow: row.flow ?? undefined,
    isDefault: row.is_default,
    version: row.version,
    createdAt: row.created_at,
  };
}
