import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../../api/app.ts';
import { EventReader } from '../support/event-reader.ts';
import { ModelPeer } from '../../bench/model-peer.ts';
import type { StreamedEvent } from '../../cli/event-stream.ts';
import { createDatabase } from '../../db/database.ts';
import type { Database } from '../../db/interfaces.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { asAdmin } from '../support/postgres.ts';
import { SpokenPieces } from '../support/spoken-pieces.ts';
import { eventually, TestStack } from '../support/stack.ts';

/** An API process of its own, as far as anything outside can tell: its own connections, listener and socket. */
interface ApiProcess {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly database: Database;
}

describe('streams over two API processes, a worker and a model server', () => {
  let stack: TestStack;
  let model: ModelPeer;
  const processes: ApiProcess[] = [];
  const readers: EventReader[] = [];
  beforeAll(async () => {
    model = await ModelPeer.start(() => ({ pieces: [] }));
    stack = await TestStack.start({ modelUrl: model.url });
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await Promise.all(processes.splice(0).map(end));
  });
  afterAll(async () => {
    await stack.stop();
    model.stop();
  });

  async function startApi(): Promise<ApiProcess> {
    const database = await createDatabase({
      connectionString: stack.testDatabase.url,
      masterKeys: stack.masterKeys,
      poolSize: 4,
      applicationName: `${stack.prefix}-api`,
      logger: pino({ level: 'silent' }),
    });
    const app = await buildApp({
      database,
      conversations: stack.conversations,
      orders: stack.orders,
      flows: flowCatalogue(),
      logger: pino({ level: 'silent' }),
      settings: {
        turnWaitMs: 20_000,
        rateLimitPerMinute: 1_000_000,
        bodyLimitBytes: 65_536,
        maxTextChars: 4000,
        version: 'test',
      },
    });
    const started = { url: await app.listen({ port: 0 }), app, database };
    processes.push(started);
    return started;
  }

  async function end({ app, database }: ApiProcess): Promise<void> {
    await app.close();
    await database.close();
  }

  async function open(api: ApiProcess, path: string, request: Parameters<typeof EventReader.open>[2] = {}) {
    const reader = await EventReader.open(`${api.url}${path}`, stack.apiKey, request);
    readers.push(reader);
    return reader;
  }

  const send = (api: ApiProcess, id: string, text: string, messageId: string) =>
    open(api, `/conversations/${id}/messages`, { method: 'POST', body: { text, message_id: messageId } });

  const follow = (api: ApiProcess, id: string, lastEventId?: string) =>
    open(api, `/conversations/${id}/events`, {
      headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    });

  /** The model's next reply is said piece by piece; asked for structure, it proposes nothing. */
  function speak(): SpokenPieces {
    const pieces = new SpokenPieces();
    model.answer = ({ isStructured }) => ({ pieces: isStructured ? [NO_PROPOSAL] : pieces });
    return pieces;
  }

  const textOf = (events: readonly StreamedEvent[]): string =>
    events.map(({ name, data }) => (name === 'reply.delta' ? String(data['text']) : '')).join('');

  /** What a client shows in the end: a reset voids what came before it. */
  const shownIn = (events: readonly StreamedEvent[]): string =>
    textOf(events.slice(events.findLastIndex(({ name }) => name === 'reply.reset') + 1));

  const namesOf = (events: readonly StreamedEvent[]): readonly string[] => [...new Set(events.map(({ name }) => name))];

  const transcriptOf = async (id: string): Promise<readonly { role: string; text: string; turn: number | null }[]> =>
    (await stack.call('GET', `/conversations/${id}/messages`)).body.items;

  const isWorded = async (id: string): Promise<void> => {
    await eventually(
      async () => (await stack.call('GET', `/conversations/${id}/turns`)).body.items.at(-1),
      (turn) => turn?.status === 'composing',
    );
  };

  test('each word reaches the client while the model still writes, and the turn is what the transcript has', async () => {
    const api = await startApi();
    const id = await stack.newConversation();
    const pieces = speak();
    const stream = await send(api, id, 'I am interested', 'm-1');
    expect((await stream.next()).name).toBe('turn.started');
    pieces.say('Wonderful, ');
    expect((await stream.next()).data).toMatchObject({ turn: 1, attempt: 1, text: 'Wonderful,' });
    pieces.say('what takes ', 'you the most time?');
    pieces.end();
    const rest = await stream.until();
    const done = rest.at(-1)?.data;
    expect(`Wonderful,${textOf(rest)}`).toBe('Wonderful, what takes you the most time?');
    expect(done).toMatchObject({
      source: 'model',
      reply: 'Wonderful, what takes you the most time?',
      is_partial: false,
    });
    expect(done?.['first_token_ms']).toEqual(expect.any(Number));
    expect((await transcriptOf(id)).at(-1)).toMatchObject({ role: 'assistant', text: done?.['reply'], turn: 1 });
    expect((await stack.call('GET', `/conversations/${id}/messages/m-1/turn`)).body).toEqual(done);
  });

  test('a stream that one process loses is taken up at another, with nothing twice and nothing left out', async () => {
    const [first, second] = [await startApi(), await startApi()];
    const id = await stack.newConversation();
    const pieces = speak();
    const stream = await send(first, id, 'I am interested', 'm-1');
    pieces.say('Wonderful, ');
    await stream.next();
    const seen = await stream.next();
    await end(first);
    processes.splice(processes.indexOf(first), 1);
    expect(await stream.until()).toEqual([]);
    pieces.say('what takes ');
    const resumed = await follow(second, id, seen.id);
    pieces.say('you the most time?');
    pieces.end();
    const rest = await resumed.until('turn.done');
    expect(textOf([seen, ...rest])).toBe('Wonderful, what takes you the most time?');
    expect(namesOf(rest)).toEqual(['reply.delta', 'turn.done']);
    expect(rest.at(-1)?.data).toMatchObject({ message_ids: ['m-1'] });
    const after = await follow(second, id, rest.at(-1)?.id);
    await stack.say(id, 'STOP', 'm-2');
    expect((await after.next()).data).toMatchObject({ turn: 2, message_ids: ['m-2'] });
  });

  test('an attempt that is lost with its worker is voided by a reset, and the next one is shown', async () => {
    const api = await startApi();
    const id = await stack.newConversation();
    speak().say('Lost ', 'words ');
    const stream = await send(api, id, 'I am interested', 'm-1');
    const before = [await stream.next(), await stream.next()];
    expect(textOf(before)).toContain('Lost');
    const pieces = new SpokenPieces();
    pieces.say('What takes you the most time?');
    pieces.end();
    model.answer = () => ({ pieces });
    await stack.stopWorkers();
    await stack.startWorker();
    const rest = await stream.until();
    const reset = rest.findIndex(({ name }) => name === 'reply.reset');
    expect(reset).toBeGreaterThanOrEqual(0);
    // A reply that is finished before the reader looks again comes whole, with its turn.
    expect(['What takes you the most time?', '']).toContain(textOf(rest.slice(reset)));
    expect(rest.at(-1)?.data).toMatchObject({ reply: 'What takes you the most time?', source: 'model', turn: 1 });
    expect((await transcriptOf(id)).filter(({ text }) => text.includes('Lost'))).toEqual([]);
  });

  test("a stop closes the model's stream, and what was written is the reply, marked as partial", async () => {
    const api = await startApi();
    const id = await stack.newConversation();
    const pieces = speak();
    const stream = await send(api, id, 'I am interested', 'm-1');
    pieces.say('Wonderful, what takes ');
    const shown = [await stream.next(), await stream.next()];
    const { status, body } = await stack.call('POST', `/conversations/${id}/stop`);
    expect([status, body]).toEqual([202, { conversation_id: id, turn: 1, status: 'stopping' }]);
    const done = (await stream.until()).at(-1)?.data;
    expect(done).toMatchObject({ reply: textOf(shown).trim(), is_partial: true, turn: 1 });
    await eventually(
      () => model.calls.at(-1)?.abortedAt,
      (at) => at !== undefined,
    );
    expect((await transcriptOf(id)).at(-1)).toMatchObject({ text: done?.['reply'] });
    expect((await stack.call('POST', `/conversations/${id}/stop`)).body.code).toBe('nothing_to_stop');
  });

  test('a message that comes while the model writes: both clients get one re-planned turn', async () => {
    const api = await startApi();
    const id = await stack.newConversation();
    speak().say('Abandoned ', 'words ');
    const first = await send(api, id, 'I am interested', 'm-1');
    const begun = [await first.next(), await first.next()];
    const pieces = speak();
    const second = await send(api, id, 'we need to automate our invoices', 'm-2');
    pieces.say('What takes ');
    // Of the abandoned words some may still be under way; the second client may see them, and the reset after them.
    const toFirst = [...(await first.until('reply.reset')), ...(await first.until('reply.delta'))];
    pieces.say('you the most time?');
    pieces.end();
    toFirst.push(...(await first.until()));
    const toSecond = await second.until();
    // What the abandoned attempt cost is added a moment later.
    const [one, two] = [toFirst, toSecond].map((events) => ({ ...events.at(-1)?.data, cost_usd: undefined }));
    expect(one).toEqual(two);
    const reply = 'What takes you the most time?';
    expect(toSecond.at(-1)?.data).toMatchObject({ turn: 1, message_ids: ['m-1', 'm-2'], is_partial: false, reply });
    expect(textOf(begun)).toContain('Abandoned');
    expect(shownIn([...begun, ...toFirst])).toBe(reply);
    // Who comes to a turn that is done already is shown its reply at once, and no pieces.
    expect(['', reply]).toContain(shownIn(toSecond));
    const transcript = await transcriptOf(id);
    expect(transcript.map(({ role }) => role)).toEqual(['customer', 'customer', 'assistant']);
    expect(JSON.stringify(transcript)).not.toContain('Abandoned');
  });

  test('what follow-ups and people say is in the stream, and the bot is silent while a person owns it', async () => {
    const api = await startApi();
    const id = await stack.newConversation();
    const pieces = speak();
    pieces.say('What takes you the most time?');
    pieces.end();
    await stack.say(id, 'I am interested');
    const live = await follow(api, id);
    const { body: followUps } = await stack.call('GET', `/conversations/${id}/follow-ups?status=pending`);
    await stack.call('POST', `/conversations/${id}/follow-ups/${followUps.items[0].follow_up_id}/fire`);
    expect((await live.next()).data).toMatchObject({
      role: 'assistant',
      turn: null,
      follow_up_id: followUps.items[0].follow_up_id,
    });
    const said = { text: 'Anna here, how can I help?', message_id: 'a-1' };
    expect((await stack.call('POST', `/conversations/${id}/agent-messages`, said)).body.code).toBe(
      'bot_owns_conversation',
    );
    const owned = await stack.call('PUT', `/conversations/${id}/owner`, { owner: 'person' });
    expect([owned.status, owned.body.owner]).toEqual([200, 'person']);
    const [one, two] = await Promise.all(
      [said, said].map((body) => stack.call('POST', `/conversations/${id}/agent-messages`, body)),
    );
    expect([one?.status, two?.status, two?.body]).toEqual([201, 201, one?.body]);
    expect((await live.next()).data).toMatchObject({ role: 'agent', text: said.text, message_id: 'a-1' });
    const silent = await stack.say(id, 'how much is it?', 'm-2');
    expect(silent.body).toMatchObject({ reply: null, source: null });
    expect((await live.next()).data).toMatchObject({ turn: 2, reply: null });
    expect((await transcriptOf(id)).filter(({ role }) => role === 'agent')).toHaveLength(1);
    const back = await stack.call('PUT', `/conversations/${id}/owner`, { owner: 'bot' });
    expect(back.body.owner).toBe('bot');
    const spoken = speak();
    spoken.say('It depends on what takes you the most time.');
    spoken.end();
    expect((await stack.say(id, 'how much is it?', 'm-3')).body.reply).toMatch(/\w/);
    const other = await stack.addWorkspace(`other-${id}`);
    const foreign = { authorization: `Bearer ${other.apiKey}` };
    expect((await stack.call('POST', `/conversations/${id}/agent-messages`, said, foreign)).status).toBe(404);
    expect((await stack.call('GET', `/conversations/${id}/events`, undefined, foreign)).status).toBe(404);
    expect((await stack.call('POST', `/conversations/${id}/stop`, undefined, foreign)).status).toBe(404);
  });

  test('goes on when the connection that announces news was lost', async () => {
    const api = await startApi();
    const id = await stack.newConversation();
    const pieces = speak();
    const stream = await send(api, id, 'I am interested', 'm-1');
    pieces.say('What ');
    await isWorded(id);
    const ended = await asAdmin(stack.testDatabase.url, (client) =>
      client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1', [
        `${stack.prefix}-api-listen`,
      ]),
    );
    expect(ended.rowCount).toBe(1);
    pieces.say('takes you the most time?');
    pieces.end();
    const events = await stream.until();
    expect(textOf(events)).toBe('What takes you the most time?');
    expect(events.at(-1)?.name).toBe('turn.done');
  });
});

const NO_PROPOSAL = JSON.stringify({ intents: [], slots: [], edge: null, tool: null });
