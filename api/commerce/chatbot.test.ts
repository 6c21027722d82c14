import { afterEach, describe, expect, test } from '@jest/globals';
import { TestApi } from '../test-support/test-api.ts';
import { uptimeText } from './chatbot.ts';

const URL = '/api/chatbot/process';
const HELLO = { customer_phone: '9811112222', user_input: 'hello', message_id: 'm/1' };

describe("the chatbot's answer", () => {
  let api: TestApi;
  afterEach(() => api.app.close());

  test('that takes long is a link, where the turn is once it was taken', async () => {
    api = await TestApi.start({ turnWaitMs: 20 });
    api.engine = 'is silent';
    const { status, body, headers } = await api.call('POST', URL, { body: HELLO });
    expect([status, body]).toEqual([
      202,
      {
        conversation_id: expect.any(String),
        message_id: 'm/1',
        status: 'pending',
        link: `/conversations/${body.conversation_id}/messages/m%2F1/turn`,
      },
    ]);
    expect(headers['location']).toBe(body.link);
    expect((await api.call('GET', body.link)).status).toBe(202);
    api.takeTurns();
    expect((await api.call('GET', body.link)).body).toMatchObject({ turn: 1, message_id: 'm/1' });
  });

  test('when the engine is away is a problem that can be sent again', async () => {
    api = await TestApi.start();
    api.engine = 'is away';
    const { status, body, headers } = await api.call('POST', URL, { body: HELLO });
    expect([status, body.code, body.message_id]).toEqual([503, 'temporal_unavailable', 'm/1']);
    expect(headers['retry-after']).toBe('1');
  });

  test('a text that is too long begins no conversation', async () => {
    api = await TestApi.start();
    const body = { ...HELLO, user_input: 'x'.repeat(4001) };
    expect(await api.call('POST', URL, { body })).toMatchObject({ status: 413, body: { code: 'text_too_long' } });
    expect(api.store.conversations.size).toBe(0);
  });
});

test.each([
  [0.9, '0:00:00'],
  [9015, '2:30:15'],
  [360_059, '100:00:59'],
])('an uptime of %d s is %s', (seconds, text) => {
  expect(uptimeText(seconds)).toBe(text);
});
