import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Call } from './test-support/test-api.ts';
import { KEY, TestApi } from './test-support/test-api.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';

const SECRET = 'words-nobody-may-log';

describe('what is wrong is said as a problem, and nothing is stored', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await TestApi.start({ maxTextChars: 100, bodyLimitBytes: 2000 });
    id = await api.newConversation();
  });
  beforeEach(() => {
    api.engine = 'answers';
    api.isDatabaseAway = false;
  });
  afterAll(() => api.app.close());

  const expectProblem = async (method: Method, url: string, call: Call, expected: [number, string]) => {
    const stored = [api.store.inbound.size, api.store.conversations.size, api.commands.length];
    const answer = await api.call(method, url.replace(':id', id), call);
    expect([answer.status, answer.body.code]).toEqual(expected);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(answer.body).toMatchObject({ type: `/docs/errors#${expected[1]}`, status: expected[0] });
    expect(answer.body.title).toMatch(/\w/);
    expect(answer.body.detail).toMatch(/\w/);
    expect(answer.text).not.toContain(SECRET);
    expect(api.logs.join('')).not.toContain(SECRET);
    expect([api.store.inbound.size, api.store.conversations.size, api.commands.length]).toEqual(stored);
    return answer;
  };

  const message = (body: unknown): [Method, string, Call] => ['POST', '/conversations/:id/messages', { body }];
  const creation = (fields: object): [Method, string, Call] => [
    'POST',
    '/conversations',
    { body: { user_id: 'u', ...fields } },
  ];

  test.each<[string, [Method, string, Call], [number, string], string]>([
    ['an empty text', message({ text: '' }), [400, 'invalid_request'], 'text'],
    ['white space', message({ text: ' \n\t ' }), [400, 'invalid_request'], 'text'],
    ['NUL in a text', message({ text: `${SECRET}\u0000` }), [400, 'invalid_request'], 'text'],
    ['a lone surrogate', message(`{"text": "${SECRET}\\ud800"}`), [400, 'invalid_request'], 'text'],
    ['a number for a text', message({ text: 5 }), [400, 'invalid_request'], 'text'],
    ['no text', message({}), [400, 'invalid_request'], 'text'],
    ['an unknown field', message({ text: 'a', txet: 'b' }), [400, 'invalid_request'], 'txet'],
    ['a message id with spaces', message({ text: 'a', message_id: 'a b' }), [400, 'invalid_request'], 'message_id'],
    [
      'a message id that is too long',
      message({ text: 'a', message_id: 'x'.repeat(201) }),
      [400, 'invalid_request'],
      'message_id',
    ],
    ['NUL in a name', message({ text: 'a', user_name: 'a\u0000' }), [400, 'invalid_request'], 'user_name'],
    ['a long text', message({ text: SECRET.repeat(10) }), [413, 'text_too_long'], '100'],
    ['a large body', message({ text: SECRET.repeat(200) }), [413, 'body_too_large'], 'body'],
    ['broken JSON', message(`{"text": "${SECRET}"`), [400, 'invalid_request'], 'JSON'],
    ['an array', message([]), [400, 'invalid_request'], 'body'],
    ['no body', ['POST', '/conversations/:id/messages', {}], [400, 'invalid_request'], 'body'],
    [
      'invalid UTF-8',
      message(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
      [400, 'invalid_request'],
      'UTF-8',
    ],
    [
      'a form',
      [
        'POST',
        '/conversations',
        { body: 'user_id=u', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ],
      [415, 'unsupported_media_type'],
      'application/json',
    ],
    ['no user_id', ['POST', '/conversations', { body: {} }], [400, 'invalid_request'], 'user_id'],
    ['a long user_id', creation({ user_id: 'u'.repeat(256) }), [400, 'invalid_request'], 'user_id'],
    ['a user_id of spaces', creation({ user_id: '  ' }), [400, 'invalid_request'], 'user_id'],
    ['an unknown flow', creation({ flow: 'nope' }), [422, 'unknown_flow'], 'sales-dm'],
    ['an unknown time zone', creation({ time_zone: 'Mars/Olympus' }), [400, 'invalid_request'], 'time_zone'],
    ['a bad locale', creation({ locale: 'en_IN' }), [400, 'invalid_request'], 'locale'],
    [
      "the contact's bad time zone",
      creation({ contact: { time_zone: 'x' } }),
      [400, 'invalid_request'],
      'contact.time_zone',
    ],
    [
      'bad quiet hours',
      creation({ contact: { quiet_hours: { start: '25:00', end: '08:00' } } }),
      [400, 'invalid_request'],
      'contact.quiet_hours.start',
    ],
    ['a long initial message', creation({ initial_message: SECRET.repeat(10) }), [413, 'text_too_long'], '100'],
    ['an empty initial message', creation({ initial_message: ' ' }), [400, 'invalid_request'], 'initial_message'],
    [
      'a bad Idempotency-Key',
      ['POST', '/conversations', { body: { user_id: 'u' }, headers: { 'idempotency-key': 'a b' } }],
      [400, 'invalid_request'],
      'idempotency-key',
    ],
    ['limit 0', ['GET', '/conversations?limit=0', {}], [400, 'invalid_request'], 'limit'],
    ['limit 201', ['GET', '/conversations?limit=201', {}], [400, 'invalid_request'], 'limit'],
    ['limit abc', ['GET', '/conversations?limit=abc', {}], [400, 'invalid_request'], 'limit'],
    ['two limits', ['GET', '/conversations?limit=1&limit=2', {}], [400, 'invalid_request'], 'limit'],
    ['an unknown filter', ['GET', '/conversations?colour=red', {}], [400, 'invalid_request'], 'colour'],
    ['an unknown status', ['GET', '/conversations?status=half', {}], [400, 'invalid_request'], 'status'],
    ['NUL in a filter', ['GET', '/conversations?state=%00', {}], [400, 'invalid_request'], 'state'],
    ['an unknown role', ['GET', '/conversations/:id/messages?role=king', {}], [400, 'invalid_request'], 'role'],
    ['a bad cursor', ['GET', '/conversations?cursor=nonsense', {}], [400, 'invalid_cursor'], 'next_cursor'],
    ['an unknown path', ['GET', '/nothing', {}], [404, 'not_found'], '/docs'],
    ['an unknown conversation', ['GET', '/conversations/nope', {}], [404, 'not_found'], 'conversation'],
    ['an id that is too long', ['GET', `/conversations/${'x'.repeat(700)}`, {}], [404, 'not_found'], 'id'],
    ['a path that is not encoded', ['GET', '/conversations/%zz', {}], [400, 'invalid_request'], 'path'],
    ['an unknown follow-up', ['GET', '/conversations/:id/follow-ups/nope', {}], [404, 'not_found'], 'follow-up'],
  ])('%s', async (_, request, expected, named) => {
    const { body } = await expectProblem(...request, expected);
    expect(body.detail).toContain(named);
    expect(body.errors?.[0]?.path ?? named).toBe(body.errors === undefined ? named : body.errors[0].path);
  });

  test('every field that is wrong is named', async () => {
    const { body } = await expectProblem(...creation({ user_id: 5, locale: '!', time_zone: '!' }), [
      400,
      'invalid_request',
    ]);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['user_id', 'locale', 'time_zone']);
  });

  test.each<[Method, string, string]>([
    ['DELETE', '/conversations/:id/messages', 'GET, HEAD, POST'],
    ['PUT', '/conversations', 'GET, HEAD, POST'],
    ['GET', '/conversations/:id/close', 'POST'],
    ['POST', '/conversations/:id/follow-ups/x', 'DELETE, GET, HEAD, PATCH'],
    ['POST', '/health', 'GET, HEAD'],
  ])('%s %s is not allowed, and Allow says what is', async (method, url, allow) => {
    const { headers } = await expectProblem(method, url, {}, [405, 'method_not_allowed']);
    expect(headers['allow']).toBe(allow);
  });

  test.each<[string, Call]>([
    ['no key', { headers: { authorization: undefined } }],
    ['an unknown key', { headers: { authorization: `Bearer ${SECRET}` } }],
    ['another scheme', { headers: { authorization: `Basic ${KEY}` } }],
    ['an empty key', { headers: { authorization: undefined, 'x-api-key': '' } }],
  ])('%s', async (_, call) => {
    const { headers } = await expectProblem('GET', '/conversations', call, [401, 'unauthorized']);
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  test('the body is not looked at before the key', async () => {
    const call = { body: '{', headers: { authorization: 'Bearer x' } };
    const { body } = await expectProblem('POST', '/conversations', call, [401, 'unauthorized']);
    expect(body.errors).toBeUndefined();
  });

  test("a foreign conversation's problem is that of a malformed id, word for word", async () => {
    api.keys.set('other', { workspaceId: 'workspace-b', apiKeyId: 'key-b' });
    const headers = { authorization: 'Bearer other' };
    const foreign = await expectProblem('GET', '/conversations/:id', { headers }, [404, 'not_found']);
    expect((await api.call('GET', '/conversations/not-an-id')).text).toBe(foreign.text);
  });

  test('a database that is away is 503 and says when to come back', async () => {
    api.isDatabaseAway = true;
    const { headers } = await expectProblem('GET', '/conversations', {}, [503, 'database_unavailable']);
    expect(headers['retry-after']).toBe('2');
  });

  test('an error of ours is 500 without its message, and is logged without it too', async () => {
    const { conversations } = api.store;
    Object.defineProperty(api.store, 'conversations', {
      configurable: true,
      get: () => {
        throw new TypeError(SECRET);
      },
    });
    const answer = await api.call('GET', '/conversations');
    Object.defineProperty(api.store, 'conversations', { configurable: true, value: conversations });
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain(SECRET);
    expect(api.logs.join('')).not.toContain(SECRET);
    expect(api.logs.join('')).toContain(String(answer.headers['x-request-id']));
  });
});
