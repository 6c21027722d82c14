import { ParleyError } from '../../contracts/errors.ts';
import type { DeliverySlot } from '../../contracts/commerce/shop.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { SlotFilter, SlotRange, SlotRecord } from './order-store.ts';

const COLUMNS = 'slot_id, location_id, starts_at, ends_at, capacity, taken';
/** The row is locked first, so that the places are counted as the holder before has left them. */
const TAKE = statement(
  'take_slot',
  `UPDATE delivery_slots SET taken = taken + 1
   WHERE slot_id = $1 AND location_id = $3 AND taken < capacity AND ends_at > $2 RETURNING slot_id`,
);
/** SKIP LOCKED: one that others are taking may be full by then. */
const TAKE_NEXT = statement(
  'take_next_slot',
  `UPDATE delivery_slots SET taken = taken + 1 WHERE slot_id = (
     SELECT n.slot_id FROM delivery_slots n JOIN delivery_slots wanted ON wanted.slot_id = $1
     WHERE n.location_id = $3 AND n.taken < n.capacity AND n.starts_at > greatest($2, wanted.starts_at)
     ORDER BY n.starts_at LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
   RETURNING slot_id`,
);
const LOCK = statement(
  'lock_slots',
  'SELECT FROM delivery_slots WHERE slot_id = ANY ($1::uuid[]) ORDER BY slot_id FOR NO KEY UPDATE',
);
const LEAVE = statement('leave_slot', 'UPDATE delivery_slots SET taken = taken - 1 WHERE slot_id = $1');
const NEXT = statement(
  'next_slots',
  `SELECT ${COLUMNS} FROM delivery_slots
   WHERE workspace_id = $1 AND starts_at > $2 AND taken < capacity AND location_id = parley_location_of($1, $3)
   ORDER BY starts_at LIMIT $4`,
);
const CREATE = statement(
  'create_slots',
  `INSERT INTO delivery_slots (slot_id, workspace_id, location_id, starts_at, ends_at, capacity)
   SELECT gen_random_uuid(), $1, l.location_id, (d + w.from_time) AT TIME ZONE $7,
     (d + w.to_time + CASE WHEN w.to_time <= w.from_time THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE $7, $8
   FROM locations l, generate_series($3::date::timestamp, $4::date::timestamp, interval '1 day') AS d,
     unnest($5::time[], $6::time[]) AS w (from_time, to_time)
   WHERE l.workspace_id = $1 AND CASE WHEN $2::uuid IS NULL THEN l.is_default ELSE l.location_id = $2 END
     AND ($9::int[] IS NULL OR extract(isodow FROM d)::int = ANY ($9))
   ON CONFLICT (location_id, starts_at) DO NOTHING RETURNING slot_id`,
);
const HAS_LOCATION = statement(
  'has_location',
  `SELECT 1 FROM locations l WHERE l.workspace_id = $1
     AND CASE WHEN $2::uuid IS NULL THEN l.is_default ELSE l.location_id = $2 END`,
);
const LIST = statement(
  'list_slots',
  `SELECT ${COLUMNS} FROM delivery_slots
   WHERE workspace_id = $1 AND ($2::uuid IS NULL OR location_id = $2) AND ($3::timestamptz IS NULL OR starts_at >= $3)
     AND ($4::timestamptz IS NULL OR starts_at < $4) AND (NOT $5 OR taken < capacity)
     AND ($6::timestamptz IS NULL OR (starts_at, slot_id) > ($6, $7::uuid))
   ORDER BY starts_at, slot_id LIMIT $8`,
);
const FIND = statement('find_slot', `SELECT ${COLUMNS} FROM delivery_slots WHERE slot_id = $1`);
const RESIZE = statement(
  'resize_slot',
  `UPDATE delivery_slots SET capacity = $2 WHERE slot_id = $1 AND taken <= $2 RETURNING ${COLUMNS}`,
);
const REMOVE = statement(
  'remove_slot',
  `DELETE FROM delivery_slots s WHERE s.slot_id = $1 AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.slot_id = $1)
     AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.slot_id = $1) RETURNING slot_id`,
);

interface SlotRow {
  slot_id: string;
  location_id: string;
  starts_at: Date;
  ends_at: Date;
  capacity: number;
  taken: number;
}

export interface WantedSlot {
  /** Null: no slot is wanted, and none is taken. */
  readonly slotId: string | null;
  /** Slots of other locations are no use. */
  readonly locationId: string;
  readonly at: Date;
}

/** Takes a place in the slot, or in the next one with room at the location; null: there is none. */
export async function takeSlot(tx: Transaction, { slotId, locationId, at }: WantedSlot): Promise<string | null> {
  if (slotId === null || !isUuid(slotId)) return null;
  const [row] = await tx.rows<SlotRow>(TAKE, [slotId, at, locationId]);
  if (row !== undefined) return row.slot_id;
  const [next] = await tx.rows<SlotRow>(TAKE_NEXT, [slotId, at, locationId]);
  return next?.slot_id ?? null;
}

export async function leaveSlot(tx: Transaction, slotId: string): Promise<void> {
  await tx.rows(LEAVE, [slotId]);
}

/** Leaves a slot for another, or for a place in the same: both are locked first, in one order. */
export async function leaveSlotFor(tx: Transaction, left: string | null, wanted: string | null): Promise<void> {
  if (left === null) return;
  await Promise.all([tx.rows(LOCK, [[left, ...(wanted === null ? [] : [wanted])]]), leaveSlot(tx, left)]);
}

/** Slots with room that begin after `after`, soonest first; where orders of the flow are served from. */
export async function nextSlots(
  tx: Transaction,
  workspaceId: string,
  wanted: { readonly after: Date; readonly limit: number; readonly flow: string | undefined },
): Promise<readonly DeliverySlot[]> {
  const rows = await tx.rows<SlotRow>(NEXT, [workspaceId, wanted.after, wanted.flow ?? null, wanted.limit]);
  return rows.map((row) => ({
    slotId: row.slot_id,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at.getTime(),
  }));
}

/** See OrderStore.createSlots. ParleyError `not_found` when there is no such location. */
export async function createSlots(ctx: StoreContext, range: SlotRange): Promise<number> {
  const { locationId = null } = range;
  if (locationId !== null && !isUuid(locationId)) throw noLocation();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [location] = await tx.rows(HAS_LOCATION, [ctx.workspaceId, locationId]);
    if (location === undefined) throw noLocation();
    const made = await tx.rows(CREATE, [
      ctx.workspaceId,
      locationId,
      range.firstDay,
      range.lastDay,
      range.windows.map(({ from }) => from),
      range.windows.map(({ to }) => to),
      range.timeZone,
      range.capacity,
      range.weekdays ?? null,
    ]);
    return made.length;
  });
}

/** See OrderStore.listSlots. */
export async function listSlots(ctx: StoreContext, filter: SlotFilter, page: PageRequest): Promise<Page<SlotRecord>> {
  const { locationId } = filter;
  if (locationId !== undefined && !isUuid(locationId)) return { items: [], nextCursor: undefined };
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const rows = await ctx.sql.rows<SlotRow>(ctx.workspaceId, LIST, [
    ctx.workspaceId,
    locationId ?? null,
    filter.from ?? null,
    filter.to ?? null,
    filter.hasRoom === true,
    at,
    id,
    page.limit + 1,
  ]);
  return pageOf(rows, page.limit, toSlot, (row) => cursorOf([row.starts_at.toISOString(), row.slot_id]));
}

export async function findSlot(ctx: StoreContext, slotId: string): Promise<SlotRecord | undefined> {
  if (!isUuid(slotId)) return undefined;
  const [row] = await ctx.sql.rows<SlotRow>(ctx.workspaceId, FIND, [slotId]);
  return row === undefined ? undefined : toSlot(row);
}

/** See OrderStore.changeSlotCapacity. */
export async function changeSlotCapacity(ctx: StoreContext, slotId: string, capacity: number): Promise<SlotRecord> {
  if (!isUuid(slotId)) throw noSlot();
  const [row] = await ctx.sql.rows<SlotRow>(ctx.workspaceId, RESIZE, [slotId, capacity]);
  if (row !== undefined) return toSlot(row);
  if ((await findSlot(ctx, slotId)) === undefined) throw noSlot();
  throw new ParleyError('in_use', 'More orders than that are in it.');
}

/** See OrderStore.removeSlot. */
export async function removeSlot(ctx: StoreContext, slotId: string): Promise<void> {
  if (!isUuid(slotId)) throw noSlot();
  const [removed] = await ctx.sql.rows(ctx.workspaceId, REMOVE, [slotId]);
  if (removed !== undefined) return;
  if ((await findSlot(ctx, slotId)) === undefined) throw noSlot();
  throw new ParleyError('in_use', 'Orders refer to it: make its capacity 0 instead.');
}

function toSlot(row: SlotRow): SlotRecord {
  return {
    slotId: row.slot_id,
    locationId: row.location_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    capacity: row.capacity,
    taken: row.taken,
  };
}

function noSlot(): ParleyError {
  return new ParleyError('not_found', 'There is no such delivery slot in this workspace.');
}

function noLocation(): ParleyError {
  return new ParleyError('not_found', 'There is no such location, or no default one.');
}
