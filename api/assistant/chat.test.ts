import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from '../../test/support/assistant-api.ts';
import { AssistantApi } from '../../test/support/assistant-api.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';

let stores: TestStores;
let api: AssistantApi;
const password = 'correct horse battery';

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

beforeEach(async () => {
  api = await AssistantApi.start(stores);
});

afterEach(() => api.app.close());

async function registered(): Promise<Browser & { readonly username: string }> {
  const username = `user-${randomUUID()}`;
  const browser = api.browser();
  expect((await browser.post('/api/register/', { username, password })).status).toBe(201);
  return Object.assign(browser, { username });
}

/** Sessions, each as what the user said and was answered. */
async function chats(browser: Browser, query = ''): Promise<readonly (readonly [string, string][])[]> {
  const { body } = await browser.get(`/api/chat/${query}`);
  return body.map(({ messages }: { messages: { user: string; response: string }[] }) =>
    messages.map(({ user, response }) => [user, response]),
  );
}

describe('a message', () => {
  test('without a cookie, a token or a log-in is answered, as the curl of the README sends it', async () => {
    const { status, body, headers } = await api.browser().post('/api/send-message/', { message: 'Hello' });
    expect(status).toBe(200);
    expect(body).toEqual({
      response: 'You said: Hello',
      state: 'initial_contact',
      session_id: expect.any(String),
      source: 'template',
      turn: 1,
      message_id: expect.any(String),
    });
    expect(String(headers['set-cookie'])).toContain('parley_session=');
  });

  test('and the next one of the same cookie are one chat', async () => {
    const guest = api.browser();
    const first = await guest.say('one');
    await guest.open();
    const second = await guest.say('two');
    expect([second.body.turn, second.body.session_id]).toEqual([2, first.body.session_id]);
    const { body } = await guest.get('/api/chat/');
    expect(body).toEqual([
      {
        session: first.body.session_id,
        started_at: expect.any(String),
        is_current: true,
        messages: [
          { user: 'one', response: 'You said: one', state: 'initial_contact', at: expect.any(String) },
          { user: 'two', response: 'You said: two', state: 'initial_contact', at: expect.any(String) },
        ],
      },
    ]);
  });

  test('sent again under its id is answered once, with the same answer', async () => {
    const guest = api.browser();
    await guest.open();
    const call = { message: 'pay', message_id: 'm-1' };
    const answers = await Promise.all([1, 2, 3].map(() => guest.post('/api/send-message/', call)));
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    const byHeader = await guest.post('/api/send-message/', { message: 'pay' }, { 'idempotency-key': 'm-1' });
    expect(byHeader.body).toEqual(answers[0]?.body);
    expect(await chats(guest)).toEqual([[['pay', 'You said: pay']]]);
    expect((await guest.post('/api/send-message/', { ...call, message: 'other' })).body.code).toBe('message_id_reused');
  });

  test('that could not be delivered can be sent again with the cookie that came with the problem', async () => {
    const guest = api.browser();
    const call = { message: 'are you there', message_id: 'm-1' };
    api.engine = 'is away';
    const failed = await guest.post('/api/send-message/', call);
    expect([failed.status, failed.body.code]).toEqual([503, 'temporal_unavailable']);
    expect(guest.cookie).toBeDefined();
    api.engine = 'answers';
    await guest.open();
    expect((await guest.post('/api/send-message/', call)).body.turn).toBe(1);
    expect(await chats(guest)).toEqual([[['are you there', 'You said: are you there']]]);
  });

  test('that takes long is 202 with a link, where its answer is found later, by this session alone', async () => {
    const slow = await AssistantApi.start(stores, { turnWaitMs: 100 });
    slow.engine = 'is silent';
    const guest = slow.browser();
    const { status, body, headers } = await guest.post('/api/send-message/', {
      message: 'hard one',
      message_id: 'a/b',
    });
    expect([status, body.status, body.link, headers['location']]).toEqual([
      202,
      'pending',
      '/api/messages/a%2Fb/',
      body.link,
    ]);
    expect((await guest.get(body.link)).status).toBe(202);
    await slow.takeTurns();
    expect((await guest.get(body.link)).body).toMatchObject({ response: 'You said: hard one', turn: 1 });
    const stranger = slow.browser();
    await stranger.open();
    expect((await stranger.get(body.link)).body.code).toBe('not_found');
    await slow.app.close();
  });

  test.each([
    {},
    { message: '' },
    { message: ' ' },
    { message: 5 },
    { message: 'x', extra: 1 },
    { message: 'a\u0000' },
  ])('of the form %j is refused, and begins no session', async (body) => {
    const guest = api.browser();
    expect((await guest.post('/api/send-message/', body)).body.code).toBe('invalid_request');
    expect(guest.cookie).toBeUndefined();
  });

  test('that is too long is refused, and begins no session', async () => {
    const guest = api.browser();
    expect((await guest.say('x'.repeat(4001))).body.code).toBe('text_too_long');
    expect(guest.cookie).toBeUndefined();
  });

  test('with the cookie of a session that has ended is refused once, and the cookie removed', async () => {
    const user = await registered();
    const { cookie, csrfToken } = user;
    await user.post('/api/logout/');
    Object.assign(user, { cookie, csrfToken });
    expect((await user.say('am I still me?')).body.code).toBe('not_logged_in');
    expect(user.cookie).toBeUndefined();
    expect((await user.say('as a guest then')).status).toBe(200);
  });
});

describe('the chats', () => {
  test('of a user are kept over log-ins, newest first', async () => {
    const user = await registered();
    await user.say('first day');
    await user.post('/api/logout/');
    const { username } = user;
    const later = api.browser();
    await later.post('/api/login/', { username, password });
    expect(await chats(later)).toEqual([[['first day', 'You said: first day']]]);
    await later.say('second day');
    expect(await chats(later)).toEqual([
      [['second day', 'You said: second day']],
      [['first day', 'You said: first day']],
    ]);
    const { body } = await later.get('/api/chat/?limit=1');
    expect(body).toMatchObject([{ is_current: true }]);
    expect(await chats(later, `?limit=1&before=${body[0].session}`)).toEqual([[['first day', 'You said: first day']]]);
  });

  test('of a guest go along to the account, and on', async () => {
    const guest = api.browser();
    await guest.open();
    const said = await guest.say('before I registered');
    await guest.post('/api/register/', { username: `new-${randomUUID()}`, password });
    const next = await guest.say('and after');
    expect([next.body.turn, next.body.session_id]).toEqual([2, said.body.session_id]);
    expect(await chats(guest)).toEqual([
      [
        ['before I registered', 'You said: before I registered'],
        ['and after', 'You said: and after'],
      ],
    ]);
  });

  test('of two users are never seen by each other', async () => {
    const [anna, bob] = [await registered(), await registered()];
    const { body: said } = await anna.say('the secret of Anna');
    await bob.say('the secret of Bob');
    expect(await chats(anna)).toEqual([[['the secret of Anna', 'You said: the secret of Anna']]]);
    expect(await chats(bob)).toEqual([[['the secret of Bob', 'You said: the secret of Bob']]]);
    expect(await chats(bob, `?before=${said.session_id}`)).toEqual([]);
    expect((await bob.get(`/api/messages/${said.message_id}/`)).body.code).toBe('not_found');
    expect(await chats(api.browser())).toEqual([]);
  });

  test('of who logged out are not seen by the next one at the same machine', async () => {
    const anna = await registered();
    await anna.say('private');
    await anna.post('/api/logout/');
    expect(await chats(anna)).toEqual([]);
    await anna.say('who is next');
    expect(await chats(anna)).toEqual([[['who is next', 'You said: who is next']]]);
  });

  test('begin once, however many first messages come at once', async () => {
    const guest = api.browser();
    await guest.open();
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((text) => guest.say(text)));
    expect(answers.map(({ body }) => Number(body.turn)).toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4]);
    expect(await chats(guest)).toHaveLength(1);
  });
});

describe('the page', () => {
  test('is served with a policy that runs nothing but its own files', async () => {
    const { status, headers, body } = await api.browser().get('/assistant');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(body).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
    const files = [...String(body).matchAll(/(?:src|href)="(\/assistant\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files).toHaveLength(2);
    for (const file of files) expect((await api.browser().get(file)).status).toBe(200);
  });

  test('names each of its fields for who cannot see it', async () => {
    const { body } = await api.browser().get('/assistant');
    const ids = [...String(body).matchAll(/<(?:input|textarea)[^>]*\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids)).toEqual(new Set(['message', 'password', 'username']));
    for (const id of ids) expect(body).toContain(`<label for="${id}"`);
    expect(body).toMatch(/<html lang="en"/);
  });
});
