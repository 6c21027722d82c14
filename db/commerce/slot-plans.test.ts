import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import type { SlotPlan } from './slot-plan-store.ts';

const DAY_MS = 86_400_000;
const PLAN: SlotPlan = {
  windows: [
    { from: '09:00', to: '11:00' },
    { from: '22:00', to: '01:00' },
  ],
  weekdays: undefined,
  timeZone: 'Asia/Kolkata',
  capacity: 5,
  daysAhead: 14,
};

let stores: TestStores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

async function newLocation(): Promise<string> {
  const { locationId } = await stores.store.commerce.createLocation({
    name: randomUUID(),
    kind: 'shop',
    isDefault: false,
  });
  return locationId;
}

async function slotsOf(locationId: string) {
  return (await stores.store.commerce.listSlots({ locationId }, { limit: 200 })).items;
}

const extend = (daysFromNow: number) =>
  stores.database.system.extendSlotPlans(new Date(Date.now() + daysFromNow * DAY_MS));

test('a plan makes the slots of its days at once, by the clock of its zone', async () => {
  const id = await newLocation();
  const saved = await stores.store.saveSlotPlan(id, PLAN);
  expect(saved).toMatchObject(PLAN);
  const slots = await slotsOf(id);
  expect(slots).toHaveLength(28);
  expect(
    slots
      .map(({ startsAt }) => startsAt.toISOString().slice(11, 16))
      .slice(0, 2)
      .toSorted(),
  ).toEqual(['03:30', '16:30']);
  const lengths = slots.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 3_600_000);
  expect(new Set(lengths)).toEqual(new Set([2, 3]));
  expect(slots.at(-1)?.startsAt.toISOString().slice(0, 10)).toBe(saved.plannedUntil);
  await stores.store.removeSlotPlan(id);
});

test('days that come within reach are planned once; what was removed from the others stays away', async () => {
  const id = await newLocation();
  await stores.store.saveSlotPlan(id, PLAN);
  const [first] = await slotsOf(id);
  await stores.store.commerce.removeSlot(first?.slotId ?? '');
  expect(await extend(0)).toBe(0);
  expect(await extend(1)).toBe(2);
  expect(await extend(1)).toBe(0);
  expect(await extend(0)).toBe(0);
  expect(await slotsOf(id)).toHaveLength(29);
  expect(await extend(40)).toBe(28);
  expect(await stores.store.removeSlotPlan(id)).toBe(true);
  expect(await stores.store.removeSlotPlan(id)).toBe(false);
  expect(await extend(50)).toBe(0);
});

test('a plan that is saved again adds what is missing and keeps what is there', async () => {
  const id = await newLocation();
  await stores.store.saveSlotPlan(id, PLAN);
  const before = await slotsOf(id);
  await stores.store.saveSlotPlan(id, { ...PLAN, windows: [{ from: '09:00', to: '12:00' }], daysAhead: 15 });
  const after = await slotsOf(id);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).toHaveLength(before.length + 1);
  await stores.store.removeSlotPlan(id);
});

test('only on the weekdays that it names', async () => {
  const id = await newLocation();
  await stores.store.saveSlotPlan(id, { ...PLAN, timeZone: 'UTC', weekdays: [1, 3] });
  const days = new Set((await slotsOf(id)).map(({ startsAt }) => startsAt.getUTCDay()));
  expect([...days].toSorted((a, b) => a - b)).toEqual([1, 3]);
  await stores.store.removeSlotPlan(id);
});

test('two that extend at once make each slot once', async () => {
  const id = await newLocation();
  await stores.store.saveSlotPlan(id, PLAN);
  const made = await Promise.all([extend(3), extend(3), extend(3)]);
  expect(made.reduce((sum, count) => sum + count, 0)).toBe(6);
  await stores.store.removeSlotPlan(id);
});

test('another workspace can neither plan nor see it', async () => {
  const id = await newLocation();
  await stores.store.saveSlotPlan(id, PLAN);
  const { workspaceId } = await stores.database.system.createWorkspace('Other');
  const other = stores.database.workspace(workspaceId);
  await expect(other.saveSlotPlan(id, PLAN)).rejects.toMatchObject({ code: 'not_found' });
  await expect(stores.store.saveSlotPlan('none', PLAN)).rejects.toMatchObject({ code: 'not_found' });
  expect(await other.findSlotPlan(id)).toBeUndefined();
  expect(await other.removeSlotPlan(id)).toBe(false);
  const { rows } = await asAdmin(stores.testDatabase.url, (client) =>
    client.query('SELECT count(*)::int AS plans FROM delivery_slot_plans WHERE location_id = $1', [id]),
  );
  expect(rows).toEqual([{ plans: 1 }]);
});
