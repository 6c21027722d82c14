import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestStack } from '../support/stack.ts';

const PLAN = {
  windows: [
    { from: '09:00', to: '11:00' },
    { from: '17:00', to: '19:00' },
  ],
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  time_zone: 'Asia/Kolkata',
  capacity: 5,
  days_ahead: 3,
};

describe('the plan of delivery slots', () => {
  let stack: TestStack;
  let locationId: string;
  let url: string;
  beforeAll(async () => {
    stack = await TestStack.start();
    const { commerce } = stack.database.workspace(stack.workspaceId);
    ({ locationId } = await commerce.createLocation({ name: 'Shop', kind: 'shop', isDefault: true }));
    url = `/locations/${locationId}/slot-plan`;
  });
  afterAll(() => stack.stop());

  const slots = async () => {
    const { commerce } = stack.database.workspace(stack.workspaceId);
    return (await commerce.listSlots({ locationId }, { limit: 200 })).items.length;
  };

  test('is not there until it is put; then it has made its slots', async () => {
    expect(await stack.call('GET', url)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const { status, body } = await stack.call('PUT', url, PLAN);
    expect([status, body]).toEqual([
      200,
      { ...PLAN, location_id: locationId, planned_until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    ]);
    expect((await stack.call('GET', url)).body).toEqual(body);
    expect(await slots()).toBe(6);
  });

  test('is taken away, and the slots stay', async () => {
    const before = await slots();
    expect((await stack.call('DELETE', url)).status).toBe(204);
    expect((await stack.call('DELETE', url)).status).toBe(404);
    expect(await slots()).toBe(before);
  });

  test.each([
    ['no windows', { ...PLAN, windows: [] }],
    ['a window without length', { ...PLAN, windows: [{ from: '09:00', to: '09:00' }] }],
    ['two that begin at once', { ...PLAN, windows: [PLAN.windows[0], PLAN.windows[0]] }],
    ['a time that is none', { ...PLAN, windows: [{ from: '25:00', to: '26:00' }] }],
    ['an unknown zone', { ...PLAN, time_zone: 'Mars/Base' }],
    ['a day that is none', { ...PLAN, weekdays: [0] }],
    ['too far ahead', { ...PLAN, days_ahead: 1000 }],
    ['an unknown field', { ...PLAN, colour: 'red' }],
  ])('%s is refused', async (_, body) => {
    expect(await stack.call('PUT', url, body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  test.each([randomUUID(), 'none'])('of no location (%s) there is none', async (id) => {
    expect((await stack.call('PUT', `/locations/${id}/slot-plan`, PLAN)).status).toBe(404);
    expect((await stack.call('GET', `/locations/${id}/slot-plan`)).status).toBe(404);
  });
});
