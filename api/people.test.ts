import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestApi } from './test-support/test-api.ts';

let api: TestApi;
let id: string;
let path: string;
beforeEach(async () => {
  api = await TestApi.start({ turnWaitMs: 100 });
  id = await api.newConversation();
  path = `/conversations/${id}`;
});
afterEach(() => api.app.close());

describe('the owner of a conversation', () => {
  test('is changed by a command of the engine, and shown', async () => {
    const { status, body } = await api.call('PUT', `${path}/owner`, { body: { owner: 'person' } });
    expect([status, body.owner]).toEqual([200, 'person']);
    expect(api.commands).toEqual([{ kind: 'set_owner', owner: 'person' }]);
    expect((await api.call('PUT', `${path}/owner`, { body: { owner: 'bot' } })).body.owner).toBe('bot');
    expect((await api.call('GET', path)).body.owner).toBe('bot');
  });

  test.each([{}, { owner: 'nobody' }, { owner: 'bot', more: 1 }])('%j is refused', async (body) => {
    expect((await api.call('PUT', `${path}/owner`, { body })).body.code).toBe('invalid_request');
    expect(api.commands).toEqual([]);
  });

  test('of no conversation is 404', async () => {
    expect((await api.call('PUT', '/conversations/nope/owner', { body: { owner: 'bot' } })).status).toBe(404);
  });
});

describe("a person's message", () => {
  const say = (body: object, headers: Record<string, string> = {}) =>
    api.call('POST', `${path}/agent-messages`, { body, headers });
  const takeOver = () => api.call('PUT', `${path}/owner`, { body: { owner: 'person' } });

  test('is refused while the bot owns the conversation, with what to do', async () => {
    const { status, body } = await say({ text: 'Anna here.' });
    expect([status, body.code]).toEqual([409, 'bot_owns_conversation']);
    expect(body.detail).toContain('/owner');
    expect((await api.call('GET', `${path}/messages`)).body.items).toEqual([]);
  });

  test('is said once however often it is sent, and stands in the transcript', async () => {
    await takeOver();
    const sent = { text: 'Anna here.', message_id: 'a-1' };
    const [first, again] = [await say(sent), await say(sent)];
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(first.body).toMatchObject({ message_id: 'a-1', role: 'agent', text: 'Anna here.', turn: null });
    expect((await api.call('GET', `${path}/messages?role=agent`)).body.items).toEqual([first.body]);
  });

  test('is not doubled by a repeat after the conversation went back to the bot', async () => {
    await takeOver();
    const first = await say({ text: 'Anna here.' }, { 'idempotency-key': 'a-1' });
    await api.call('PUT', `${path}/owner`, { body: { owner: 'bot' } });
    expect((await say({ text: 'Anna here.' }, { 'idempotency-key': 'a-1' })).text).toBe(first.text);
  });

  test('with a used id and another text is refused', async () => {
    await takeOver();
    await say({ text: 'one', message_id: 'a-1' });
    const { status, body } = await say({ text: 'two', message_id: 'a-1' });
    expect([status, body.code, body.message_id]).toEqual([409, 'message_id_reused', 'a-1']);
  });

  test.each([
    ['an empty text', { text: ' ' }, 400],
    ['a text that is too long', { text: 'x'.repeat(4001) }, 413],
    ['a field that is not known', { text: 'a', owner: 'bot' }, 400],
  ])('with %s is refused', async (_, body, status) => {
    await takeOver();
    expect((await say(body)).status).toBe(status);
  });

  test('to a conversation that is not there is 404', async () => {
    expect((await api.call('POST', '/conversations/nope/agent-messages', { body: { text: 'a' } })).status).toBe(404);
  });
});

describe('a stop', () => {
  test('names the turn whose reply is ended', async () => {
    api.engine = 'is silent';
    await api.call('POST', `${path}/messages`, { body: { text: 'hello' } });
    for (const inboundId of api.store.inbound.keys()) api.store.beginComposing(inboundId);
    const { status, body } = await api.call('POST', `${path}/stop`);
    expect([status, body]).toEqual([202, { conversation_id: id, turn: 1, status: 'stopping' }]);
  });

  test('is 409 when no reply is being written, and 404 where there is no conversation', async () => {
    expect((await api.call('POST', `${path}/stop`)).body).toMatchObject({ status: 409, code: 'nothing_to_stop' });
    expect((await api.call('POST', '/conversations/nope/stop')).status).toBe(404);
  });

  test('leaves a turn that says it is partial', async () => {
    api.engine = 'is silent';
    await api.call('POST', `${path}/messages`, { body: { text: 'hello', message_id: 'm' } });
    for (const inboundId of api.store.inbound.keys()) {
      api.store.beginComposing(inboundId);
      api.store.finishComposing(inboundId, { reply: 'What wo', isPartial: true, replyReason: 'stopped' });
    }
    const { body } = await api.call('GET', `${path}/messages/m/turn`);
    expect(body).toMatchObject({ reply: 'What wo', is_partial: true });
    const { body: turns } = await api.call('GET', `${path}/turns`);
    expect(turns.items[0]).toMatchObject({ is_partial: true, message_ids: ['m'], handed_over: false });
  });
});

describe('the channel of a conversation', () => {
  const create = (body: object, headers: Record<string, string> = {}) =>
    api.call('POST', '/conversations', { body: { user_id: 'anna', ...body }, headers });

  test('is api unless given', async () => {
    expect((await create({})).body.channel).toBe('api');
    expect((await create({ channel: 'whatsapp' })).body.channel).toBe('whatsapp');
    expect((await create({ channel: 'pigeon' })).body.code).toBe('invalid_request');
  });

  test('is part of the request that an idempotency key stands for, and saying the usual one changes nothing', async () => {
    const headers = { 'idempotency-key': 'k' };
    const { body: first } = await create({}, headers);
    expect((await create({ channel: 'api' }, headers)).body.conversation_id).toBe(first.conversation_id);
    expect((await create({ channel: 'sms' }, headers)).body.code).toBe('conversation_exists');
  });

  test('decides whether a message is refused while another is answered', async () => {
    api.engine = 'is silent';
    const { body: sms } = await create({ channel: 'sms' });
    const url = `/conversations/${sms.conversation_id}/messages`;
    expect((await api.call('POST', url, { body: { text: 'one', message_id: 'm-1' } })).status).toBe(202);
    const busy = await api.call('POST', url, { body: { text: 'two', message_id: 'm-2' } });
    expect([busy.status, busy.body.code, busy.headers['retry-after']]).toEqual([409, 'conversation_busy', '1']);
    expect((await api.call('POST', url, { body: { text: 'one', message_id: 'm-1' } })).status).toBe(202);
    api.takeTurns();
    expect((await api.call('POST', url, { body: { text: 'two', message_id: 'm-2' } })).status).toBe(202);
    const usual = `${path}/messages`;
    expect((await api.call('POST', usual, { body: { text: 'one' } })).status).toBe(202);
    expect((await api.call('POST', usual, { body: { text: 'two' } })).status).toBe(202);
  });
});
