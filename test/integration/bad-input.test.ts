import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestStack } from '../support/stack.ts';

describe('bad input gets a clear problem and loses nothing', () => {
  let stack: TestStack;
  let id: string;
  beforeAll(async () => {
    stack = await TestStack.start();
    id = await stack.newConversation({ initial_message: 'hello' });
  });
  afterAll(() => stack.stop());

  test.each([
    ['an empty text', '{"text": ""}', 400, 'invalid_request'],
    ['white space', '{"text": "  \\n "}', 400, 'invalid_request'],
    ['a NUL character', '{"text": "a\\u0000b"}', 400, 'invalid_request'],
    ['a lone surrogate', '{"text": "a\\ud800b"}', 400, 'invalid_request'],
    ['a text over the limit', JSON.stringify({ text: 'x'.repeat(4001) }), 413, 'text_too_long'],
    ['a text of 100 kB', JSON.stringify({ text: 'x'.repeat(100_000) }), 413, 'body_too_large'],
    ['no text', '{}', 400, 'invalid_request'],
    ['an unknown field', '{"text": "hi", "txet": 1}', 400, 'invalid_request'],
    ['a number as text', '{"text": 5}', 400, 'invalid_request'],
    ['broken JSON', '{"text": "hi"', 400, 'invalid_request'],
    ['an empty body', '', 400, 'invalid_request'],
    ['a message id with spaces', '{"text": "hi", "message_id": "a b"}', 400, 'invalid_request'],
  ])('%s', async (_, payload, status, code) => {
    const answer = await stack.call('POST', `/conversations/${id}/messages`, payload);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.detail).toMatch(/\w/);
    expect((await stack.call('GET', `/conversations/${id}`)).body.turn).toBe(1);
  });

  test('invalid UTF-8', async () => {
    const answer = await stack.call(
      'POST',
      `/conversations/${id}/messages`,
      Buffer.from([0x7b, 0x22, 0x74, 0xff, 0xfe, 0x22, 0x7d]),
    );
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    expect(answer.body.detail).toContain('UTF-8');
  });

  test('emoji, right-to-left text and joined characters come back as they were sent', async () => {
    const other = await stack.newConversation();
    const texts = ['👩‍👩‍👧‍👦 🎉 é', 'مرحبا، كم السعر؟', 'नमस्ते, कीमत क्या है?', "Robert'); DROP TABLE messages;--"];
    for (const text of texts) expect((await stack.say(other, text)).status).toBe(200);
    const { body } = await stack.call('GET', `/conversations/${other}/messages?role=customer`);
    expect(body.items.map((message: { text: string }) => message.text)).toEqual(texts);
  });

  test('an unknown flow names the flows there are', async () => {
    const { status, body } = await stack.call('POST', '/conversations', { user_id: 'u', flow: 'nope' });
    expect([status, body.code]).toEqual([422, 'unknown_flow']);
    expect(body.detail).toContain('sales-dm');
  });

  test.each(['time_zone', 'locale'])('a bad %s is named', async (field) => {
    const { status, body } = await stack.call('POST', '/conversations', { user_id: 'u', [field]: 'not a thing!' });
    expect(status).toBe(400);
    expect(body.detail).toContain(field);
  });

  test("malformed ids, unknown ids and another workspace's ids are the same 404 everywhere", async () => {
    const { apiKey } = await stack.addWorkspace(`other-${randomUUID()}`);
    const { body } = await stack.call('GET', `/conversations/${id}/follow-ups`);
    const followUpId = body.items[0].follow_up_id as string;
    const foreign = { authorization: `Bearer ${apiKey}` };
    const routes = (
      conversationId: string,
      followUp: string,
    ): ['GET' | 'POST' | 'PATCH' | 'DELETE', string, unknown?][] => [
      ['GET', `/conversations/${conversationId}`],
      ['GET', `/conversations/${conversationId}/messages`],
      ['GET', `/conversations/${conversationId}/turns`],
      ['GET', `/conversations/${conversationId}/follow-ups`],
      ['GET', `/conversations/${conversationId}/messages/initial/turn`],
      ['POST', `/conversations/${conversationId}/messages`, { text: 'hi' }],
      ['POST', `/conversations/${conversationId}/transition`, { user_message: 'hi' }],
      ['POST', `/conversations/${conversationId}/close`],
      ['GET', `/conversations/${conversationId}/follow-ups/${followUp}`],
      ['PATCH', `/conversations/${conversationId}/follow-ups/${followUp}`, { due_at: '2027-01-01T10:00:00Z' }],
      ['POST', `/conversations/${conversationId}/follow-ups/${followUp}/fire`],
      ['DELETE', `/conversations/${conversationId}/follow-ups/${followUp}`],
    ];
    for (const [method, url, payload] of routes(id, followUpId)) {
      const answer = await stack.call(method, url, payload, foreign);
      expect([url, answer.status, answer.body.code]).toEqual([url, 404, 'not_found']);
    }
    for (const bad of [randomUUID(), 'not-an-id', '%00', '..%2f..', "'; --"]) {
      for (const [method, url, payload] of routes(bad, 'nothing')) {
        const answer = await stack.call(method, url, payload);
        expect([url, answer.status]).toEqual([url, 404]);
      }
    }
    expect((await stack.call('GET', `/conversations/${id}`)).body.turn).toBe(1);
  });

  test('no key, a wrong key and a revoked key are refused', async () => {
    for (const headers of [
      { authorization: '' },
      { authorization: 'Bearer parley_wrong' },
      { authorization: 'Basic abc' },
    ]) {
      const answer = await stack.call('GET', '/conversations', undefined, headers);
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
    }
  });

  test('limits and cursors of lists are checked', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=abc', 'cursor=nonsense', 'colour=red']) {
      expect((await stack.call('GET', `/conversations/${id}/messages?${query}`)).status).toBe(400);
    }
    const { body } = await stack.call('GET', `/conversations/${id}/messages?limit=1`);
    const { body: next } = await stack.call('GET', `/conversations/${id}/messages?limit=1&cursor=${body.next_cursor}`);
    expect([body.items.length, next.items.length, next.next_cursor]).toEqual([1, 1, null]);
  });

  test('an Idempotency-Key makes one conversation, and refuses another request', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const request = { user_id: 'idem', initial_message: 'hello' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => stack.call('POST', '/conversations', request, headers)),
    );
    expect(new Set(answers.map(({ body }) => body.conversation_id)).size).toBe(1);
    expect(answers.every(({ body }) => body.answer.turn === 1)).toBe(true);
    expect((await stack.call('POST', '/conversations', { user_id: 'other' }, headers)).status).toBe(409);
  });

  test('paths and methods that are not there say so', async () => {
    expect((await stack.call('GET', '/nothing')).status).toBe(404);
    const answer = await stack.call('DELETE', `/conversations/${id}/messages`);
    expect([answer.status, answer.body.code]).toEqual([405, 'method_not_allowed']);
  });

  test('too many requests are told when to come back', async () => {
    const limited = await TestStack.start({ rateLimitPerMinute: 3 });
    try {
      const answers = [];
      for (let i = 0; i < 5; i += 1) answers.push(await limited.call('GET', '/conversations'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(answers[4]?.body.code).toBe('rate_limited');
      expect(Number(answers[4]?.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await limited.stop();
    }
  });
});
