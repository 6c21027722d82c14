import { ParleyError } from '../../contracts/errors.ts';
import type { Sql } from '../sql.ts';
import { isUuid, statement, SYSTEM_SCOPE } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { SlotPlan, SlotPlanRecord } from './slot-plan-store.ts';

const COLUMNS = 'windows, weekdays, time_zone, capacity, days_ahead, planned_until::text';
const SAVE = statement(
  'save_slot_plan',
  `INSERT INTO delivery_slot_plans (location_id, workspace_id, windows, weekdays, time_zone, capacity, days_ahead)
   SELECT location_id, workspace_id, $3, $4, $5, $6, $7 FROM locations WHERE workspace_id = $1 AND location_id = $2
   ON CONFLICT (location_id) DO UPDATE SET windows = EXCLUDED.windows, weekdays = EXCLUDED.weekdays,
     time_zone = EXCLUDED.time_zone, capacity = EXCLUDED.capacity, days_ahead = EXCLUDED.days_ahead, planned_until = NULL
   RETURNING 1`,
);
/** Days that were planned before are left alone: what was removed from them was removed on purpose. */
const EXTEND = statement(
  'extend_slot_plans',
  `WITH due AS (
     SELECT p.*, ($1::timestamptz AT TIME ZONE p.time_zone)::date AS today FROM delivery_slot_plans p
     WHERE $2::uuid IS NULL OR p.location_id = $2 ORDER BY p.location_id FOR UPDATE),
   made AS (
     INSERT INTO delivery_slots (slot_id, workspace_id, location_id, starts_at, ends_at, capacity)
     SELECT gen_random_uuid(), p.workspace_id, p.location_id, (d + w."from") AT TIME ZONE p.time_zone,
       (d + w."to" + CASE WHEN w."to" <= w."from" THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE p.time_zone, p.capacity
     FROM due p,
       generate_series(greatest(p.planned_until + 1, p.today)::timestamp, (p.today + p.days_ahead - 1)::timestamp, interval '1 day') AS d,
       jsonb_to_recordset(p.windows) AS w ("from" time, "to" time)
     WHERE p.weekdays IS NULL OR extract(isodow FROM d)::int = ANY (p.weekdays)
     ON CONFLICT (location_id, starts_at) DO NOTHING RETURNING slot_id),
   moved AS (
     UPDATE delivery_slot_plans p SET planned_until = greatest(p.planned_until, due.today + due.days_ahead - 1)
     FROM due WHERE p.location_id = due.location_id)
   SELECT count(*)::int AS made FROM made`,
);
const FIND = statement('find_slot_plan', `SELECT ${COLUMNS} FROM delivery_slot_plans WHERE location_id = $1`);
const REMOVE = statement('remove_slot_plan', 'DELETE FROM delivery_slot_plans WHERE location_id = $1 RETURNING 1');

interface PlanRow {
  windows: { from: string; to: string }[];
  weekdays: number[] | null;
  time_zone: string;
  capacity: number;
  days_ahead: number;
  planned_until: string;
}

/** See SlotPlanStore.saveSlotPlan. */
export async function saveSlotPlan(ctx: StoreContext, locationId: string, plan: SlotPlan): Promise<SlotPlanRecord> {
  if (!isUuid(locationId)) throw noLocation();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [saved] = await tx.rows(SAVE, [
      ctx.workspaceId,
      locationId,
      JSON.stringify(plan.windows),
      plan.weekdays ?? null,
      plan.timeZone,
      plan.capacity,
      plan.daysAhead,
    ]);
    if (saved === undefined) throw noLocation();
    await tx.rows(EXTEND, [new Date(), locationId]);
    const [row] = await tx.rows<PlanRow>(FIND, [locationId]);
    if (row === undefined) throw noLocation();
    return toPlan(row);
  });
}

/** See SlotPlanStore.findSlotPlan. */
export async function findSlotPlan(ctx: StoreContext, locationId: string): Promise<SlotPlanRecord | undefined> {
  if (!isUuid(locationId)) return undefined;
  const [row] = await ctx.sql.rows<PlanRow>(ctx.workspaceId, FIND, [locationId]);
  return row === undefined ? undefined : toPlan(row);
}

/** See SlotPlanStore.removeSlotPlan. */
export async function removeSlotPlan(ctx: StoreContext, locationId: string): Promise<boolean> {
  if (!isUuid(locationId)) return false;
  return (await ctx.sql.rows(ctx.workspaceId, REMOVE, [locationId])).length > 0;
}

/** See SystemStore.extendSlotPlans. */
export async function extendSlotPlans(sql: Sql, now: Date): Promise<number> {
  const [row] = await sql.rows<{ made: number }>(SYSTEM_SCOPE, EXTEND, [now, null]);
  return row?.made ?? 0;
}

function toPlan(row: PlanRow): SlotPlanRecord {
  return {
    windows: row.windows,
    weekdays: row.weekdays ?? undefined,
    timeZone: row.time_zone,
    capacity: row.capacity,
    daysAhead: row.days_ahead,
    plannedUntil: row.planned_until,
  };
}

function noLocation(): ParleyError {
  return new ParleyError('not_found', 'There is no such location.');
}
