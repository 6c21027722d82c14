import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestApi } from './test-support/test-api.ts';

describe('a message of the customer', () => {
  let api: TestApi;
  let id: string;
  let url: string;
  beforeEach(async () => {
    api = await TestApi.start();
    id = await api.newConversation();
    url = `/conversations/${id}/messages`;
  });
  afterEach(() => api.app.close());

  test('is answered with its turn', async () => {
    const { status, body } = await api.call('POST', url, { body: { text: 'hello', message_id: 'm-1' } });
    expect(status).toBe(200);
    expect(body).toEqual({
      conversation_id: id,
      message_id: 'm-1',
      turn: 1,
      reply: 'What would you like to solve?',
      state: 'interest_qualification',
      previous_state: 'initial_contact',
      source: 'template',
      source_reason: 'no_model',
      probability: 0.2,
      latency_ms: 12,
      language: 'en',
      events: [{ name: 'state_changed', details: { from: 'initial_contact', to: 'interest_qualification' } }],
      handed_over: false,
      is_partial: false,
      message_ids: ['m-1'],
    });
  });

  test('sent again is the same answer, and is not delivered again', async () => {
    const call = { body: { text: 'hello', message_id: 'm-1' } };
    const [first, second] = [await api.call('POST', url, call), await api.call('POST', url, call)];
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect(api.delivered).toHaveLength(1);
  });

  test('sent again before it was answered is delivered again: the first delivery may be lost', async () => {
    const call = { body: { text: 'hello', message_id: 'm-1' } };
    api.engine = 'is away';
    expect((await api.call('POST', url, call)).status).toBe(503);
    api.engine = 'answers';
    expect((await api.call('POST', url, call)).body).toMatchObject({ turn: 1, message_id: 'm-1' });
    expect(api.delivered).toHaveLength(1);
  });

  test('with a used id and another text is refused', async () => {
    await api.call('POST', url, { body: { text: 'hello', message_id: 'm-1' } });
    const { status, body } = await api.call('POST', url, { body: { text: 'bye', message_id: 'm-1' } });
    expect([status, body.code, body.message_id]).toEqual([409, 'message_id_reused', 'm-1']);
  });

  test('takes its id from Idempotency-Key, or gets one', async () => {
    const headers = { 'idempotency-key': 'from-header' };
    const { body } = await api.call('POST', url, { body: { text: 'a' }, headers });
    expect(body.message_id).toBe('from-header');
    const [one, two] = [
      await api.call('POST', url, { body: { text: 'a' } }),
      await api.call('POST', url, { body: { text: 'a' } }),
    ];
    expect(one.body.message_id).not.toBe(two.body.message_id);
    expect(two.body.turn).toBe(3);
  });

  test('with two different ids is refused', async () => {
    const headers = { 'idempotency-key': 'one' };
    const { status, body } = await api.call('POST', url, { body: { text: 'a', message_id: 'two' }, headers });
    expect([status, body.code]).toEqual([400, 'invalid_request']);
    expect(api.store.inbound.size).toBe(0);
  });

  test('that an engine away cannot be told of is stored, and the problem says how to go on', async () => {
    api.engine = 'is away';
    const { status, headers, body } = await api.call('POST', url, { body: { text: 'hello', message_id: 'm-1' } });
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(body).toMatchObject({ code: 'temporal_unavailable', conversation_id: id, message_id: 'm-1' });
    expect([...api.store.inbound.values()]).toMatchObject([{ messageId: 'm-1', text: 'hello' }]);
  });

  test('to a conversation that is not there is 404', async () => {
    const { status, body } = await api.call('POST', '/conversations/nope/messages', { body: { text: 'a' } });
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  test("in the source's form is answered in its words", async () => {
    const call = {
      body: { user_message: 'Tell me about pricing', user_name: 'John' },
      headers: { 'idempotency-key': 't' },
    };
    const first = await api.call('POST', `/conversations/${id}/transition`, call);
    expect(first.body).toEqual({
      conversation_id: id,
      message_id: 't',
      state: 'interest_qualification',
      previous_state: 'initial_contact',
      message: 'What would you like to solve?',
      turn: 1,
      source: 'template',
      probability: 0.2,
      confidence_score: 0.9,
      latency_ms: 12,
    });
    expect((await api.call('POST', `/conversations/${id}/transition`, call)).text).toBe(first.text);
    expect([...api.store.inbound.values()][0]).toMatchObject({ userName: 'John' });
  });
});

describe('a message whose turn takes long', () => {
  let api: TestApi;
  let url: string;
  beforeEach(async () => {
    api = await TestApi.start({ turnWaitMs: 100 });
    url = `/conversations/${await api.newConversation()}/messages`;
    api.engine = 'is silent';
  });
  afterEach(() => api.app.close());

  test('is answered 202 with a link that leads to the turn', async () => {
    const id = 'a/b%?#'.padEnd(200, '%');
    const pending = await api.call('POST', url, { body: { text: 'hello', message_id: id } });
    expect([pending.status, pending.body.status, pending.body.message_id]).toEqual([202, 'pending', id]);
    expect(pending.headers['location']).toBe(pending.body.link);
    const waiting = await api.call('GET', pending.body.link as string);
    expect([waiting.status, waiting.body]).toEqual([202, pending.body]);
    api.takeTurns();
    expect((await api.call('GET', pending.body.link as string)).body).toMatchObject({ turn: 1, message_id: id });
  });

  test('is answered as soon as the turn is there, without another delivery of the turn', async () => {
    const sent = api.call('POST', url, { body: { text: 'hello', message_id: 'm' } });
    while (api.delivered.length === 0) await new Promise(setImmediate);
    api.takeTurns();
    expect((await sent).status).toBe(200);
  });

  test('leads to 404 for a message that was never sent', async () => {
    expect((await api.call('GET', `${url}/never/turn`)).status).toBe(404);
  });

  test('is counted', async () => {
    await api.call('POST', url, { body: { text: 'hello' } });
    api.engine = 'answers';
    await api.call('POST', url, { body: { text: 'hello' } });
    const { text } = await api.call('GET', '/metrics');
    expect(text).toContain('parley_api_pending_answers_total 1');
    expect(text).toContain('parley_api_turns_total{source="template"} 1');
    expect(text).toContain('route="/conversations/:id/messages"');
  });
});
