import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KEY, TestApi } from './test-support/test-api.ts';

const NO_KEY = { headers: { authorization: undefined } };

describe('service routes, keys and rates', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await TestApi.start({ rateLimitPerMinute: 3 });
  });
  afterEach(() => api.app.close());

  test.each(['/', '/health', '/ready', '/metrics', '/openapi.json', '/docs', '/docs/errors'])(
    '%s needs no key and is not limited',
    async (url) => {
      for (let i = 0; i < 5; i += 1) expect((await api.call('GET', url, NO_KEY)).status).toBe(200);
    },
  );

  test('ready says all that is missing', async () => {
    api.engine = 'is away';
    api.isDatabaseAway = true;
    const { status, body, headers } = await api.call('GET', '/ready', NO_KEY);
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(body.detail).toMatch(/database_unavailable: .*temporal_unavailable: /);
    expect((await api.call('GET', '/health', NO_KEY)).status).toBe(200);
  });

  test('a key is taken from either header', async () => {
    const headers = { authorization: undefined, 'x-api-key': KEY };
    expect((await api.call('GET', '/conversations', { headers })).status).toBe(200);
  });

  test('each key has a rate of its own', async () => {
    api.keys.set('other', { workspaceId: 'workspace-b', apiKeyId: 'key-b' });
    const ask = async (key: string) => {
      const { status } = await api.call('GET', '/conversations', { headers: { authorization: `Bearer ${key}` } });
      return status;
    };
    expect([await ask(KEY), await ask(KEY), await ask(KEY), await ask(KEY), await ask('other')]).toEqual([
      200, 200, 200, 429, 200,
    ]);
    const { headers, body } = await api.call('GET', '/conversations');
    expect(body.code).toBe('rate_limited');
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a request that is under way while the API closes is answered', async () => {
    const address = await api.app.listen({ port: 0 });
    const id = await api.newConversation();
    api.engine = 'is silent';
    const sent = fetch(`${address}/conversations/${id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'hello' }),
    });
    while (api.delivered.length === 0) await new Promise(setImmediate);
    const closed = api.app.close();
    api.takeTurns();
    expect((await sent).status).toBe(200);
    await closed;
  });

  test('metrics name routes and never ids', async () => {
    const id = await api.newConversation();
    await api.call('GET', `/conversations/${id}`);
    const { text, headers } = await api.call('GET', '/metrics', NO_KEY);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('route="/conversations/:id",status="200"');
    expect(text).toContain('parley_process_cpu_seconds_total');
    expect(text).not.toContain(id);
  });
});
