import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StreamedEvent } from '../cli/event-stream.ts';
import type { StreamItem } from '../db/interfaces.ts';
import { EventReader } from '../test/support/event-reader.ts';
import { KEY, TestApi } from './test-support/test-api.ts';

let api: TestApi;
let id: string;
let url: string;
beforeEach(async () => {
  api = await TestApi.start();
  url = await api.app.listen({ port: 0 });
  id = await api.newConversation();
});
afterEach(() => api.app.close());

const names = (events: readonly StreamedEvent[]): string[] => events.map(({ name }) => name);

const send = (text: string, messageId: string) =>
  EventReader.open(`${url}/conversations/${id}/messages`, KEY, {
    method: 'POST',
    body: { text, message_id: messageId },
  });

const follow = (headers: Record<string, string> = {}, query = '') =>
  EventReader.open(`${url}/conversations/${id}/events${query}`, KEY, { headers });

function chunk(turn: number, attempt: number, sequence: number, text: string): StreamItem {
  const { message } = api.store.streams.end(id);
  return {
    kind: 'chunk',
    chunk: { turn, attempt, sequence, text },
    cursor: { turn, attempt, chunk: sequence, message },
  };
}

function reset(turn: number, attempt: number): StreamItem {
  const { message } = api.store.streams.end(id);
  return { kind: 'reset', turn, attempt, cursor: { turn, attempt, chunk: 0, message } };
}

function write(...items: readonly StreamItem[]): void {
  for (const item of items) api.store.streams.append(id, item);
}

/** The stored message of this id begins its turn, and a model words the reply. */
function beginTurn(messageId: string): string {
  const stored = [...api.store.inbound.values()].find((one) => one.messageId === messageId);
  if (stored === undefined) throw new Error('not stored');
  api.store.beginComposing(stored.inboundId);
  return stored.inboundId;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a message that is streamed', () => {
  test('begins with its ids, shows the reply as it is written, and ends with the turn', async () => {
    api.engine = 'is silent';
    const stream = await send('hello', 'm-1');
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.response.headers.get('x-request-id')).toMatch(/\w/);
    const started = await stream.next();
    expect(started).toMatchObject({ name: 'turn.started', data: { conversation_id: id, message_id: 'm-1' } });
    const inboundId = beginTurn('m-1');
    write(chunk(1, 1, 1, 'What '));
    expect(await stream.next()).toEqual({
      name: 'reply.delta',
      id: '1.1.1.0',
      data: { turn: 1, attempt: 1, text: 'What ' },
    });
    write(chunk(1, 1, 2, 'would'), reset(1, 2), chunk(1, 2, 1, 'Hello'));
    api.store.finishComposing(inboundId, { reply: 'Hello', replySource: 'model', firstTokenMs: 90, costMicros: 42 });
    const rest = await stream.until();
    expect(names(rest)).toEqual(['reply.delta', 'reply.reset', 'reply.delta', 'turn.done']);
    expect(rest.at(-1)?.data).toMatchObject({
      message_ids: ['m-1'],
      reply: 'Hello',
      source: 'model',
      first_token_ms: 90,
      cost_usd: 0.000042,
    });
    expect(api.store.streams.watcherCount).toBe(0);
  });

  test('is the same turn as without a stream, and sent again it is not delivered again', async () => {
    const events = await (await send('hello', 'm-1')).until();
    expect(names(events)).toEqual(['turn.started', 'turn.done']);
    const { body } = await api.call('POST', `/conversations/${id}/messages`, {
      body: { text: 'hello', message_id: 'm-1' },
    });
    expect(events.at(-1)?.data).toEqual(body);
    const again = await (await send('hello', 'm-1')).until();
    expect(again.at(-1)?.data).toEqual(body);
    expect(api.delivered).toHaveLength(1);
  });

  test('shows no other turn than its own', async () => {
    api.engine = 'is silent';
    const first = await send('one', 'm-1');
    await first.next();
    const second = await send('two', 'm-2');
    await second.next();
    const inbound = beginTurn('m-1');
    write(chunk(1, 1, 1, 'to one'));
    api.store.finishComposing(inbound, { reply: 'to one' });
    const next = beginTurn('m-2');
    write(chunk(2, 1, 1, 'to two'));
    api.store.finishComposing(next, { reply: 'to two' });
    const [toFirst, toSecond] = [await first.until(), await second.until()];
    expect(toFirst.map(({ data }) => data['text'] ?? data['reply'])).toEqual(['to one', 'to one']);
    expect(toSecond.map(({ data }) => data['text'] ?? data['reply'])).toEqual(['to two', 'to two']);
  });

  test('that was sent before is shown from the beginning of its turn', async () => {
    api.engine = 'is silent';
    const lost = await send('hello', 'm-1');
    await lost.next();
    const inboundId = beginTurn('m-1');
    write(chunk(1, 1, 1, 'What '));
    await lost.next();
    lost.close();
    const stream = await send('hello', 'm-1');
    write(chunk(1, 1, 2, 'next?'));
    api.store.finishComposing(inboundId, { reply: 'What next?' });
    const texts = (await stream.until()).map(({ data }) => data['text']).filter((text) => text !== undefined);
    expect(texts).toEqual(['What ', 'next?']);
  });

  test('is refused as any other before the stream begins', async () => {
    const missing = await EventReader.open(`${url}/conversations/nope/messages`, KEY, {
      method: 'POST',
      body: { text: 'a' },
    });
    expect([missing.response.status, missing.response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
    await (await send('hello', 'm-1')).until();
    const conflict = await send('another text', 'm-1');
    expect(await conflict.response.json()).toMatchObject({ code: 'message_id_reused', message_id: 'm-1' });
  });

  test('meets a problem later as an event, which says what is stored', async () => {
    api.engine = 'is away';
    const events = await (await send('hello', 'm-1')).until();
    expect(names(events)).toEqual(['turn.started', 'error']);
    expect(events.at(-1)?.data).toMatchObject({ code: 'temporal_unavailable', status: 503, message_id: 'm-1' });
  });
});

describe('the events of a conversation', () => {
  test('begin with what comes, and go on after the last id that was seen', async () => {
    await (await send('hello', 'm-1')).until();
    const live = await follow();
    const sent = { followUpId: 'f-1', turn: undefined, at: new Date(0), role: 'assistant' } as const;
    api.store.say(id, { ...sent, messageId: 'a', text: 'Still there?' });
    const first = await live.next();
    expect(first).toMatchObject({ name: 'message', data: { text: 'Still there?', follow_up_id: 'f-1', turn: null } });
    live.close();
    api.store.say(id, { ...sent, messageId: 'b', text: 'And now?' });
    await (await send('yes', 'm-2')).until();
    const resumed = await follow({ 'last-event-id': first.id });
    expect((await resumed.next()).data).toMatchObject({ text: 'And now?' });
    expect((await resumed.next()).data).toMatchObject({ turn: 2, message_ids: ['m-2'] });
    resumed.close();
    await until(() => api.store.streams.watcherCount === 0);
  });

  test('can be read from the first on', async () => {
    await (await send('hello', 'm-1')).until();
    const all = await follow({}, '?after=0.0.0.0');
    expect((await all.next()).data).toMatchObject({ turn: 1 });
    all.close();
  });

  test('prefer the header to the query: a client that comes back repeats its first address', async () => {
    await (await send('hello', 'm-1')).until();
    const seen = (await (await send('more', 'm-2')).until()).at(-1)?.id ?? '';
    const stream = await follow({ 'last-event-id': seen }, '?after=0.0.0.0');
    await (await send('more', 'm-3')).until();
    expect((await stream.next()).data).toMatchObject({ turn: 3 });
    stream.close();
  });

  test.each(['', 'x', '1.2.3', '-1.0.0.0', '1.2.3.4.5'])('with the cursor %j are refused', async (cursor) => {
    const { status, body } = await api.call('GET', `/conversations/${id}/events?after=${cursor}`);
    expect([status, body.code]).toEqual([400, 'invalid_cursor']);
  });

  test('of no conversation are 404', async () => {
    expect((await api.call('GET', '/conversations/nope/events')).status).toBe(404);
    expect((await api.call('GET', '/conversations/nope/events?after=0.0.0.0')).status).toBe(404);
  });

  test('are found without an announcement too', async () => {
    const live = await follow();
    const sent = { followUpId: undefined, turn: undefined, at: new Date(0), role: 'agent' } as const;
    api.store.streams.isMute = true;
    api.store.say(id, { ...sent, messageId: 'a', text: 'Here I am.' });
    expect((await live.next()).data).toMatchObject({ role: 'agent', text: 'Here I am.' });
    live.close();
  });

  test('end with the process, which does not wait for their clients', async () => {
    const [one, two] = [await follow(), await follow()];
    expect((await api.call('GET', '/metrics')).text).toContain('parley_api_open_streams 2');
    await api.app.close();
    expect([await one.until(), await two.until()]).toEqual([[], []]);
    expect(api.store.streams.watcherCount).toBe(0);
  });

  test('tell of a database that went away, and end', async () => {
    const live = await follow();
    api.store.isAway = true;
    expect(await live.until()).toMatchObject([{ name: 'error', data: { code: 'database_unavailable' } }]);
  });
});
