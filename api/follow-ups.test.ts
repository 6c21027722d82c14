import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestApi } from './test-support/test-api.ts';

const DAY_MS = 86_400_000;

describe('follow-ups', () => {
  let api: TestApi;
  let url: string;
  beforeEach(async () => {
    api = await TestApi.start();
    url = `/conversations/${await api.newConversation()}/follow-ups`;
  });
  afterEach(() => api.app.close());

  test('are listed and filtered', async () => {
    const { followUpId } = api.addFollowUp();
    api.addFollowUp({ status: 'fired', firedAt: new Date(0), messageId: 'm' });
    expect((await api.call('GET', url)).body.items).toHaveLength(2);
    const { body } = await api.call('GET', `${url}?status=pending`);
    expect(body.items.map((item: { follow_up_id: string }) => item.follow_up_id)).toEqual([followUpId]);
    expect((await api.call('GET', '/conversations/nope/follow-ups')).status).toBe(404);
  });

  test('are moved to a time with any offset', async () => {
    const { followUpId } = api.addFollowUp();
    const dueAt = new Date(Date.now() + DAY_MS);
    const local = new Date(dueAt.getTime() + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30');
    const { body } = await api.call('PATCH', `${url}/${followUpId}`, { body: { due_at: local } });
    expect(body.due_at).toBe(dueAt.toISOString());
    expect(api.commands).toEqual([{ kind: 'move_follow_up', followUpId, dueAt: dueAt.getTime() }]);
  });

  test.each([
    ['in the past', () => '2020-01-01T00:00:00Z'],
    ['more than a year away', () => new Date(Date.now() + 367 * DAY_MS).toISOString()],
    ['without an offset', () => '2030-01-01T00:00:00'],
    ['that no calendar has', () => '2030-02-30T00:00:00Z'],
  ])('are not moved to a time %s', async (_, dueAt) => {
    const { followUpId } = api.addFollowUp();
    const { status, body } = await api.call('PATCH', `${url}/${followUpId}`, { body: { due_at: dueAt() } });
    expect([status, body.code]).toEqual([400, 'invalid_request']);
    expect(body.detail).toContain('due_at');
    expect(api.commands).toEqual([]);
  });

  test('are fired by hand', async () => {
    const { followUpId } = api.addFollowUp();
    expect((await api.call('POST', `${url}/${followUpId}/fire`)).body.status).toBe('fired');
  });

  test('are cancelled, by DELETE or POST', async () => {
    const [one, two] = [api.addFollowUp(), api.addFollowUp()];
    expect((await api.call('DELETE', `${url}/${one.followUpId}`)).body.status).toBe('cancelled');
    expect((await api.call('POST', `${url}/${two.followUpId}/cancel`)).body.status).toBe('cancelled');
  });

  test('that are no longer pending are left alone', async () => {
    const { followUpId } = api.addFollowUp({ status: 'cancelled' });
    for (const [method, path] of [
      ['POST', '/fire'],
      ['POST', '/cancel'],
      ['DELETE', ''],
    ] as const) {
      const { status, body } = await api.call(method, `${url}/${followUpId}${path}`);
      expect([status, body.code]).toEqual([409, 'follow_up_not_pending']);
    }
    expect(api.commands).toEqual([]);
  });

  test('cannot be moved while the engine is away', async () => {
    const { followUpId } = api.addFollowUp();
    api.engine = 'is away';
    const { status, headers } = await api.call('POST', `${url}/${followUpId}/fire`);
    expect([status, headers['retry-after']]).toEqual([503, '1']);
  });
});
