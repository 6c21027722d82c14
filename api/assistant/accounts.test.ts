import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from '../../test/support/assistant-api.ts';
import { AssistantApi } from '../../test/support/assistant-api.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';

let stores: TestStores;
let api: AssistantApi;
let browser: Browser;
let username: string;
let network: string;
let networks = 0;
const password = 'correct horse battery';

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

beforeEach(async () => {
  api = await AssistantApi.start(stores);
  username = `anna-${randomUUID()}`;
  networks += 1;
  network = `198.51.100.${networks}`;
  browser = api.browser(network);
});

afterEach(() => api.app.close());

describe('registration', () => {
  test('makes a user who is logged in', async () => {
    const { status, body, headers } = await browser.post('/api/register/', { username, password });
    expect([status, body.username]).toEqual([201, username]);
    expect(headers['cache-control']).toBe('no-store');
    expect((await api.browser().get('/api/csrf/')).body.username).toBeNull();
    expect((await browser.get('/api/csrf/')).body.username).toBe(username);
    expect((await browser.get('/api/me/')).body).toEqual({
      username,
      session_id: body.session_id,
      expires_at: body.expires_at,
    });
  });

  test('gives a cookie that scripts and other sites have no use of, and a browser keeps to this site', async () => {
    const { headers } = await browser.post('/api/register/', { username, password });
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^parley_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  });

  test('of a taken name is refused, whatever its case', async () => {
    await browser.post('/api/register/', { username, password });
    const { status, body } = await api.browser().post('/api/register/', { username: username.toUpperCase(), password });
    expect([status, body.code]).toEqual([409, 'user_name_taken']);
  });

  test.each([
    ['short', 'must have at least 8 characters'],
    ['correct horse '.repeat(19), 'must have at most 256 characters'],
    ['qwertyuiop', 'is one of the most common passwords'],
    ['PassW0rd99!', 'is one of the most common passwords'],
    ['abcdefghij', 'must not be a run such as 12345678 or abcdefgh'],
    ['abababababab', 'must have more different characters'],
    ['anna-the-first1', 'must not be made of the user name'],
  ])('with the password %s is refused, saying why', async (bad, reason) => {
    const { status, body } = await browser.post('/api/register/', { username: 'anna-the-first', password: bad });
    expect([status, body.code, body.errors]).toEqual([400, 'invalid_request', [{ path: 'password', message: reason }]]);
    expect(JSON.stringify(body)).not.toContain(bad);
    expect(browser.cookie).toBeUndefined();
  });

  test.each(['ab', 'a b c', 'anna<script>', 'x'.repeat(151), 'tab\there'])(
    'with the name %s is refused',
    async (bad) => {
      const { status, body } = await browser.post('/api/register/', { username: bad, password });
      expect([status, body.errors[0].path]).toEqual([400, 'username']);
    },
  );

  test('from one network stops after 20 in an hour', async () => {
    const answers = [];
    for (let n = 0; n < 21; n += 1) {
      answers.push(
        (await api.browser('192.0.2.44').post('/api/register/', { username: `u${n}-${username}`, password })).status,
      );
    }
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 201), 429]);
  });
});

describe('a log-in', () => {
  beforeEach(async () => {
    await browser.post('/api/register/', { username, password });
  });

  test('is another session each time', async () => {
    const other = api.browser();
    const { status, body } = await other.post('/api/login/', { username: username.toUpperCase(), password });
    expect([status, body.username]).toEqual([200, username]);
    expect(other.cookie).not.toBe(browser.cookie);
    expect((await browser.get('/api/me/')).status).toBe(200);
    expect((await browser.get('/api/me/')).body.session_id).not.toBe(body.session_id);
  });

  test('with a wrong password and with an unknown name is the same answer', async () => {
    const wrong = await api.browser().post('/api/login/', { username, password: 'wrong horse battery' });
    const unknown = await api.browser().post('/api/login/', { username: `no-${username}`, password });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_credentials']);
    expect(unknown.body).toEqual(wrong.body);
    expect([wrong.headers['set-cookie'], unknown.headers['set-cookie']]).toEqual([undefined, undefined]);
  });

  test('takes the password however its letters are composed', async () => {
    const name = `ze-${username}`;
    await api.browser().post('/api/register/', { username: name, password: 'caf\u00E9 au lait' });
    const { status } = await api.browser().post('/api/login/', { username: name, password: 'cafe\u0301 au lait' });
    expect(status).toBe(200);
  });

  test('is refused after ten wrong passwords from one network, on every process, until the window ends', async () => {
    const wrong = { username, password: 'wrong horse battery' };
    const second = await AssistantApi.start(stores);
    for (let n = 0; n < 10; n += 1) {
      const process = n % 2 === 0 ? api : second;
      expect((await process.browser(network).post('/api/login/', wrong)).status).toBe(401);
    }
    for (const process of [api, second]) {
      const { status, body, headers } = await process.browser(network).post('/api/login/', { username, password });
      expect([status, body.code]).toEqual([429, 'rate_limited']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(800);
    }
    expect((await api.browser('192.0.2.200').post('/api/login/', { username, password })).status).toBe(200);
    await second.app.close();
  });

  test('that succeeds gives all tries back', async () => {
    const wrong = { username, password: 'wrong horse battery' };
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 9; n += 1) await api.browser(network).post('/api/login/', wrong);
      expect((await api.browser(network).post('/api/login/', { username, password })).status).toBe(200);
    }
  });

  test('voids the token that was there before, so that nobody can plant one', async () => {
    const planted = api.browser();
    await planted.open();
    await planted.say('planted');
    const victim = api.browser();
    victim.cookie = planted.cookie;
    victim.csrfToken = planted.csrfToken;
    expect((await victim.post('/api/login/', { username, password })).status).toBe(200);
    expect(victim.cookie).not.toBe(planted.cookie);
    await victim.say('my secret');
    const { status, body } = await planted.get('/api/chat/');
    expect([status, body.code]).toEqual([401, 'not_logged_in']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('a log-out', () => {
  test('ends the session on the server, and the cookie', async () => {
    await browser.post('/api/register/', { username, password });
    const stolen = browser.cookie;
    const { status } = await browser.post('/api/logout/');
    expect([status, browser.cookie]).toEqual([204, undefined]);
    browser.cookie = stolen;
    expect((await browser.get('/api/me/')).body.code).toBe('not_logged_in');
  });

  test('without a session changes nothing', async () => {
    expect((await browser.post('/api/logout/')).status).toBe(204);
  });
});

describe('a POST with the cookie', () => {
  beforeEach(async () => {
    await browser.post('/api/register/', { username, password });
  });

  test.each(['/api/send-message/', '/api/logout/', '/api/login/', '/api/register/'])(
    'to %s is refused without the right CSRF token',
    async (url) => {
      const body = url.includes('message') ? { message: 'hi' } : { username: `x${username}`, password };
      const other = api.browser();
      await other.open();
      for (const token of [undefined, '', 'x', other.csrfToken]) {
        browser.csrfToken = token;
        const answer = await browser.post(url, body);
        expect([answer.status, answer.body.code]).toEqual([403, 'csrf_token_invalid']);
      }
      await browser.open();
      expect((await browser.get('/api/me/')).status).toBe(200);
      expect((await browser.post(url, body)).body.code).not.toBe('csrf_token_invalid');
    },
  );

  test('from the page of another site is refused, cookie or not', async () => {
    const forged = { 'sec-fetch-site': 'cross-site' };
    expect((await browser.post('/api/send-message/', { message: 'hi' }, forged)).status).toBe(403);
    expect((await api.browser().post('/api/login/', { username, password }, forged)).status).toBe(403);
  });

  test('and the token of before the log-in is refused', async () => {
    const guest = api.browser();
    await guest.open();
    const before = guest.csrfToken;
    await guest.post('/api/login/', { username, password });
    guest.csrfToken = before;
    expect((await guest.say('hi')).body.code).toBe('csrf_token_invalid');
  });

  test('of a form is not read: only JSON is', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await browser.post('/api/send-message/', {}, headers)).body.code).toBe('unsupported_media_type');
  });
});

test('nothing that was typed is logged', async () => {
  await browser.post('/api/register/', { username, password });
  await browser.post('/api/login/', { username, password: 'wrong horse battery' });
  api.engine = 'is away';
  await browser.say('tell nobody');
  for (const typed of [password, 'wrong horse', username, 'tell nobody'])
    expect(api.logs.join('')).not.toContain(typed);
});

test('behind a proxy that is trusted the cookie is for TLS alone, and callers are told apart', async () => {
  const proxied = await AssistantApi.start(stores, { trustedProxies: ['10.0.0.0/8'], ratePerMinute: 3 });
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.1' };
  const { headers } = await proxied.browser('10.1.2.3').get('/api/csrf/', forwarded);
  expect(String(headers['set-cookie'])).toMatch(
    /^__Host-parley_session=.*; Path=\/;.* HttpOnly; Secure; SameSite=Lax$/,
  );
  const untrusted = await proxied.browser('203.0.113.9').get('/api/csrf/', forwarded);
  expect(String(untrusted.headers['set-cookie'])).not.toContain('Secure');
  const from = (address: string) =>
    proxied.browser('10.1.2.3').get('/api/csrf/', { ...forwarded, 'x-forwarded-for': address });
  for (let n = 0; n < 2; n += 1) expect((await from('203.0.113.1')).status).toBe(200);
  expect((await from('203.0.113.1')).body.code).toBe('rate_limited');
  expect((await from('203.0.113.2')).status).toBe(200);
  await proxied.app.close();
});

test('the assistant of a workspace that does not exist is not found', async () => {
  const nowhere = await AssistantApi.start(stores, { workspace: 'nowhere' });
  const { status, body } = await nowhere.browser().say('hello');
  expect([status, body.code]).toEqual([404, 'not_found']);
  await nowhere.app.close();
});
