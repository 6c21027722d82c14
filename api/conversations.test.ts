import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestApi } from './test-support/test-api.ts';

describe('conversations', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await TestApi.start();
  });
  afterEach(() => api.app.close());

  test('are created with their contact, and found again', async () => {
    const contact = {
      name: 'Anna',
      locale: 'de-DE',
      time_zone: 'Europe/Berlin',
      quiet_hours: { start: '20:00', end: '08:00' },
    };
    const created = await api.call('POST', '/conversations', { body: { user_id: 'u'.repeat(255), contact } });
    expect(created.status).toBe(201);
    expect(created.headers['location']).toBe(`/conversations/${created.body.conversation_id}`);
    expect(created.body).toMatchObject({ state: 'initial_contact', status: 'open', turn: 0, contact });
    const { body } = await api.call('GET', `/conversations/${created.body.conversation_id}`);
    expect(body).toMatchObject({ user_id: 'u'.repeat(255), follow_ups: [] });
    expect(body.history).toEqual([
      { state: 'initial_contact', turn: 0, reason: 'start', at: '1970-01-01T00:00:00.000Z' },
    ]);
  });

  test("take the flow's quiet hours, or none", async () => {
    const quietHoursOf = async (fields: object) =>
      (await api.call('POST', '/conversations', { body: { user_id: 'u', ...fields } })).body.contact.quiet_hours;
    expect(await quietHoursOf({})).toEqual({ start: '21:00', end: '09:00' });
    expect(await quietHoursOf({ contact: { quiet_hours: null } })).toBeNull();
  });

  test('answer their initial message', async () => {
    const { status, body } = await api.call('POST', '/conversations', {
      body: { user_id: 'u', initial_message: 'hello' },
    });
    expect(status).toBe(201);
    expect(body.answer).toMatchObject({ turn: 1, conversation_id: body.conversation_id, source: 'template' });
  });

  test('created twice with one Idempotency-Key are one, whose initial message has one turn', async () => {
    const call = { body: { user_id: 'u', initial_message: 'hello' }, headers: { 'idempotency-key': 'k' } };
    const [first, second] = [
      await api.call('POST', '/conversations', call),
      await api.call('POST', '/conversations', call),
    ];
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect([api.store.conversations.size, api.store.inbound.size, api.delivered.length]).toEqual([1, 1, 1]);
  });

  test('refuse an Idempotency-Key that another request used', async () => {
    const headers = { 'idempotency-key': 'k' };
    await api.call('POST', '/conversations', { body: { user_id: 'u' }, headers });
    const { status, body } = await api.call('POST', '/conversations', { body: { user_id: 'v' }, headers });
    expect([status, body.code]).toEqual([409, 'conversation_exists']);
  });

  test('whose initial message cannot be delivered are named in the problem, and the retry is safe', async () => {
    const call = { body: { user_id: 'u', initial_message: 'hello' }, headers: { 'idempotency-key': 'k' } };
    api.engine = 'is away';
    const away = await api.call('POST', '/conversations', call);
    expect([away.status, away.headers['retry-after']]).toEqual([503, '1']);
    api.engine = 'answers';
    const { status, body } = await api.call('POST', '/conversations', call);
    expect([status, body.conversation_id, body.answer.turn]).toEqual([201, away.body.conversation_id, 1]);
  });

  test('are listed newest first, page by page and filtered', async () => {
    for (const user of ['a', 'b', 'a']) await api.call('POST', '/conversations', { body: { user_id: user } });
    const first = await api.call('GET', '/conversations?limit=2');
    const last = await api.call('GET', `/conversations?limit=2&cursor=${first.body.next_cursor}`);
    const users = [...first.body.items, ...last.body.items].map((item: { user_id: string }) => item.user_id);
    expect([users, last.body.next_cursor]).toEqual([['a', 'b', 'a'], null]);
    const count = async (query: string) => (await api.call('GET', `/conversations?${query}`)).body.items.length;
    expect(await count('user_id=a&status=open&flow=sales-dm&state=initial_contact')).toBe(2);
    expect(await count('status=closed')).toBe(0);
  });

  test('are closed, and closing twice is fine', async () => {
    const id = await api.newConversation();
    const [once, twice] = [
      await api.call('POST', `/conversations/${id}/close`),
      await api.call('POST', `/conversations/${id}/close`),
    ];
    expect([once.status, once.body.status, twice.status]).toEqual([200, 'closed', 200]);
  });

  test('show their transcript and the trace of every turn', async () => {
    const id = await api.newConversation();
    await api.call('POST', `/conversations/${id}/messages`, { body: { text: 'hello', message_id: 'm' } });
    const { body: messages } = await api.call('GET', `/conversations/${id}/messages`);
    expect(messages.items).toMatchObject([
      { message_id: 'm', role: 'customer', text: 'hello', turn: 1 },
      { role: 'assistant', text: 'What would you like to solve?', turn: 1 },
    ]);
    const { body: own } = await api.call('GET', `/conversations/${id}/messages?role=customer`);
    expect(own.items).toHaveLength(1);
    const { body: turns } = await api.call('GET', `/conversations/${id}/turns`);
    expect(turns.items[0]).toMatchObject({
      previous_state: 'initial_contact',
      state: 'interest_qualification',
      template: 'interest_qualification.enter',
      trace: [{ rule: 'edge', outcome: 'taken', details: { score: 0.9 } }],
    });
  });
});
