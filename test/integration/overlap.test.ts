import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { EventReader } from '../support/event-reader.ts';
import { ModelPeer } from '../../bench/model-peer.ts';
import { flowsByPolicy, HeldConversation, MINUTE_MS } from '../support/held-conversation.ts';
import { SpokenPieces } from '../support/spoken-pieces.ts';
import type { Answer } from '../support/stack.ts';
import { eventually, TestStack } from '../support/stack.ts';
import { startTimeSkippingServer } from '../support/time-skipping.ts';

const REPLY = 'What takes you the most time?';
const OPT_OUT = { source: 'template', events: expect.arrayContaining([{ name: 'opted_out' }]) };
const NO_PROPOSAL = JSON.stringify({ intents: [], slots: [], edge: null, tool: null });

/**
 * Windows are tested on a server whose clock the test moves. There (1.38.0) a workflow task that cancels a running activity
 * never ends, so what interrupts a writer is tested on the server of the test run.
 */
let clock: TestWorkflowEnvironment;
let held: TestStack;
let stack: TestStack;
let model: ModelPeer;
let url: string;
const readers: EventReader[] = [];

beforeAll(async () => {
  [clock, model] = await Promise.all([startTimeSkippingServer(), ModelPeer.start(() => ({ pieces: [] }))]);
  const options = { flows: flowsByPolicy(), modelUrl: model.url };
  [held, stack] = await Promise.all([TestStack.start({ ...options, clock }), TestStack.start(options)]);
  url = await stack.app.listen({ port: 0 });
}, 300_000);

beforeEach(() => replyWith([REPLY]));

afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

afterAll(async () => {
  await Promise.all([stack?.stop(), held?.stop()]);
  await clock?.teardown();
  model?.stop();
});

const begin = (flow: string) => HeldConversation.begin(stack, undefined, { flow });
const beginHeld = (flow: string, fields: object = {}) => HeldConversation.begin(held, clock, { flow, ...fields });

function replyWith(pieces: SpokenPieces | readonly string[]): void {
  model.answer = ({ isStructured }) => ({ pieces: isStructured ? [NO_PROPOSAL] : pieces });
}

/** The model begins its next reply with these words, and goes on when it is told to. */
function beginReply(...pieces: readonly string[]): SpokenPieces {
  const spoken = new SpokenPieces();
  spoken.say(...pieces);
  replyWith(spoken);
  return spoken;
}

/** Until these words are in what it is asked, the model is silent. */
function replyWhenAskedAbout(words: string): void {
  model.answer = ({ isStructured, messages }) => {
    if (isStructured) return { pieces: [NO_PROPOSAL] };
    return { pieces: JSON.stringify(messages).includes(words) ? [REPLY] : new SpokenPieces() };
  };
}

/** All answers tell the same turn. What abandoned attempts cost is added to it a moment later, so cost is left out. */
async function oneTurnOf(...answers: readonly Promise<Answer>[]): Promise<Answer['body']> {
  const told = (await Promise.all(answers)).map(({ status, body }) => ({
    status,
    body: { ...body, cost_usd: undefined },
  }));
  for (const one of told) expect(one).toEqual({ status: 200, body: told[0]?.body });
  return told[0]?.body;
}

const sorted = (ids: readonly string[]): readonly string[] => ids.toSorted((a, b) => a.localeCompare(b));

async function follow(conversation: HeldConversation): Promise<EventReader> {
  const reader = await EventReader.open(`${url}/conversations/${conversation.id}/events?after=0.0.0.0`, stack.apiKey);
  readers.push(reader);
  return reader;
}

const replyCalls = (): number => model.calls.filter(({ request }) => !request.isStructured).length;
const askedOfModel = (): string =>
  model.calls
    .at(-1)
    ?.request.messages.map(({ content }) => content)
    .join('\n') ?? '';

describe('fragments', () => {
  test('become one turn with one reply when it was quiet, and nothing happens before', async () => {
    const conversation = await beginHeld('merge-held');
    const first = await conversation.hears('I am interested');
    await conversation.skipMinutes(6);
    const second = await conversation.hears('we need to automate our invoices');
    await conversation.skipMinutes(6);
    const lastArrival = await clock.currentTimeMs();
    const third = await conversation.hears('for five people');
    const calls = model.calls.length;
    await conversation.skipMinutes(9);
    expect([await conversation.turns(), model.calls.length]).toEqual([[], calls]);
    await conversation.skipMinutes(2);
    expect(await oneTurnOf(first.answer, second.answer, third.answer)).toMatchObject({
      turn: 1,
      message_ids: ['m1', 'm2', 'm3'],
    });
    expect(await conversation.transcript()).toEqual([
      ['customer', 'I am interested', 1],
      ['customer', 'we need to automate our invoices', 1],
      ['customer', 'for five people', 1],
      ['assistant', REPLY, 1],
    ]);
    expect(askedOfModel()).toMatch(/I am interested[^]*we need to automate our invoices[^]*for five people/);
    const [turn] = await conversation.turns();
    expect(Math.round((Date.parse(turn?.at ?? '') - lastArrival) / MINUTE_MS)).toBe(10);
  });

  test('that never end wait half an hour for each other and no more; what comes behind has its own window', async () => {
    const conversation = await beginHeld('merge-held');
    const firstArrival = await clock.currentTimeMs();
    const answers = [];
    for (const text of ['I am interested', 'well', 'you know', 'invoices']) {
      answers.push((await conversation.hears(text)).answer);
      await conversation.skipMinutes(9);
    }
    for (const answer of answers) expect((await answer).body.message_ids).toEqual(['m1', 'm2', 'm3', 'm4']);
    const lastArrival = await clock.currentTimeMs();
    const late = await conversation.hears('for five people');
    await conversation.skipMinutes(11);
    expect((await late.answer).body.message_ids).toEqual(['m5']);
    const turns = await conversation.turns();
    const waits = [firstArrival, lastArrival].map((from, index) => Date.parse(turns[index]?.at ?? '') - from);
    expect(waits.map((ms) => Math.round(ms / MINUTE_MS))).toEqual([30, 10]);
    expect((await conversation.transcript()).map(([role]) => role).filter((role) => role === 'assistant')).toHaveLength(
      2,
    );
  });

  test.each(['whatsapp', 'sms'])('on %s are gathered for 1.5 s unless the flow says otherwise', async (channel) => {
    const conversation = await beginHeld('sales-dm', { channel });
    const sentAt = await clock.currentTimeMs();
    // At once, as the 1.5 s pass in real time until the clock is moved.
    const answers = [conversation.send('I am interested'), conversation.send('in invoices')];
    await conversation.isHeard();
    await clock.sleep(5000);
    expect(sorted((await oneTurnOf(...answers)).message_ids)).toEqual(['m1', 'm2']);
    const [turn] = await conversation.turns();
    expect(Date.parse(turn?.at ?? '') - sentAt).toBeGreaterThanOrEqual(1500);
  });

  test('that arrive in the moment in which the window ends are in this turn or the next, once', async () => {
    const conversation = await beginHeld('merge-held');
    const answers = [(await conversation.hears('I am interested')).answer];
    const ending = clock.sleep(10 * MINUTE_MS);
    for (const text of ['well', 'you know', 'invoices', 'for five people', 'soon'])
      answers.push(conversation.send(text));
    await ending;
    await conversation.isHeard();
    await conversation.skipMinutes(31);
    const replied = new Map((await Promise.all(answers)).map(({ body }) => [body.turn as number, body.message_ids]));
    expect(sorted([...replied.values()].flat())).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6']);
    const transcript = await conversation.transcript();
    expect(transcript.filter(([role]) => role === 'customer')).toHaveLength(6);
    expect(transcript.filter(([role]) => role === 'assistant')).toHaveLength(replied.size);
  });
});

describe('a message while the model writes', () => {
  test('interrupt: one reply that answers both, and the abandoned one is seen by nobody behind the reset', async () => {
    const conversation = await begin('interrupt');
    beginReply('Abandoned ', 'words ');
    const first = await conversation.hears('I am interested');
    const reader = await follow(conversation);
    expect((await reader.next()).data['text']).toContain('Abandoned');
    replyWith([REPLY]);
    const second = await conversation.hears('we need to automate our invoices');
    const turn = await oneTurnOf(first.answer, second.answer);
    expect(turn).toMatchObject({ turn: 1, reply: REPLY, message_ids: ['m1', 'm2'], is_partial: false });
    expect(askedOfModel()).toMatch(/I am interested[^]*we need to automate our invoices/);
    expect(askedOfModel()).not.toContain('Abandoned');
    expect(await conversation.transcript()).toEqual([
      ['customer', 'I am interested', 1],
      ['customer', 'we need to automate our invoices', 1],
      ['assistant', REPLY, 1],
    ]);
    const events = await reader.until('turn.done');
    const behind = events.slice(events.findIndex(({ name }) => name === 'reply.reset'));
    expect(behind[0]?.name).toBe('reply.reset');
    expect(JSON.stringify(behind)).not.toMatch(/Abandoned|words/);
    expect(events.at(-1)?.data['reply']).toBe(REPLY);
    expect(JSON.stringify(await (await follow(conversation)).until('turn.done'))).not.toMatch(/Abandoned|words/);
    await eventually(
      () => model.calls.filter(({ abortedAt }) => abortedAt !== undefined).length,
      (aborted) => aborted > 0,
    );
  });

  test('interrupt, with a window: the new messages are gathered as the first was, and then one reply is written', async () => {
    const conversation = await begin('interrupt-soon');
    beginReply('Abandoned ', 'words ');
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    replyWhenAskedAbout('five people');
    const second = await conversation.hears('we need to automate our invoices');
    const third = await conversation.hears('for five people');
    const turn = await oneTurnOf(first.answer, second.answer, third.answer);
    expect(turn).toMatchObject({ turn: 1, reply: REPLY, message_ids: ['m1', 'm2', 'm3'] });
    const roles = (await conversation.transcript()).map(([role]) => role);
    expect(roles).toEqual(['customer', 'customer', 'customer', 'assistant']);
  });

  test('interrupt, again and again: the fifth plan is worded to its end, and nobody waits for ever', async () => {
    const conversation = await begin('interrupt');
    const answers = [];
    let spoken = beginReply('Abandoned ');
    for (let i = 0; i < 7; i += 1) {
      const asked = replyCalls();
      if (i < 5) spoken = beginReply('Abandoned ');
      answers.push((await conversation.hears(`we need invoices ${i}`)).answer);
      if (i < 5) await eventually(replyCalls, (now) => now > asked);
    }
    replyWith([REPLY]);
    spoken.say('no more');
    spoken.end();
    const bodies = (await Promise.all(answers)).map(({ body }) => [body.turn, body.message_ids.length]);
    expect(bodies).toEqual([...Array.from({ length: 5 }, () => [1, 5]), [2, 2], [2, 2]]);
    expect((await conversation.transcript()).filter(([role]) => role === 'assistant').map(([, text]) => text)).toEqual([
      'Abandoned no more',
      REPLY,
    ]);
  });

  test('merge: it waits for the reply, and those that wait become the next turn', async () => {
    const conversation = await begin('merge');
    const spoken = beginReply('First ');
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    const later = [await conversation.hears('we need invoices'), await conversation.hears('for five people')];
    expect(await conversation.turns()).toHaveLength(1);
    replyWith(['Second reply.']);
    spoken.say('reply.');
    spoken.end();
    expect((await first.answer).body).toMatchObject({ turn: 1, reply: 'First reply.', message_ids: ['m1'] });
    for (const { answer } of later) expect((await answer).body).toMatchObject({ turn: 2, message_ids: ['m2', 'm3'] });
  });

  test('queue: each has a turn of its own, in order', async () => {
    const conversation = await begin('queue');
    const spoken = beginReply('First ');
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    const second = await conversation.hears('we need invoices');
    const third = await conversation.hears('for five people');
    expect(await conversation.turns()).toHaveLength(1);
    replyWith(['Next reply.']);
    spoken.say('reply.');
    spoken.end();
    const bodies = (await Promise.all([first, second, third].map(({ answer }) => answer))).map(({ body }) => body);
    expect(bodies.map(({ turn, message_ids: ids }) => [turn, ids])).toEqual([
      [1, ['m1']],
      [2, ['m2']],
      [3, ['m3']],
    ]);
    expect((await conversation.transcript()).map(([role, , turn]) => [role, turn])).toEqual([
      ['customer', 1],
      ['assistant', 1],
      ['customer', 2],
      ['assistant', 2],
      ['customer', 3],
      ['assistant', 3],
    ]);
  });

  test('reject: it is refused and leaves nothing; behind the reply the next one is taken', async () => {
    const conversation = await begin('reject');
    const spoken = beginReply('First ');
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    const refused = await stack.say(conversation.id, 'we need invoices', 'refused');
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
      409,
      'conversation_busy',
      '1',
    ]);
    expect((await stack.call('GET', `/conversations/${conversation.id}/messages/refused/turn`)).status).toBe(404);
    spoken.say('reply.');
    spoken.end();
    expect((await first.answer).body).toMatchObject({ turn: 1, reply: 'First reply.' });
    replyWith(['Second reply.']);
    expect((await stack.say(conversation.id, 'we need invoices', 'refused')).body).toMatchObject({ turn: 2 });
    expect((await conversation.transcript()).filter(([role]) => role === 'customer')).toHaveLength(2);
  });

  test('between the decision and the first word it interrupts as well', async () => {
    const conversation = await begin('interrupt');
    beginReply();
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    replyWith([REPLY]);
    const second = await conversation.hears('we need invoices');
    const turn = await oneTurnOf(first.answer, second.answer);
    expect(turn).toMatchObject({ turn: 1, reply: REPLY, message_ids: ['m1', 'm2'] });
  });

  test('behind the written reply it is a turn of its own', async () => {
    const conversation = await begin('interrupt');
    const first = await conversation.hears('I am interested');
    expect((await first.answer).body).toMatchObject({ turn: 1, reply: REPLY });
    expect((await (await conversation.hears('we need invoices')).answer).body).toMatchObject({
      turn: 2,
      message_ids: ['m2'],
    });
    expect((await conversation.transcript()).filter(([role]) => role === 'assistant')).toHaveLength(2);
  });

  test('from many customers at once, at any moment of the writing: nothing is lost and nothing is said twice', async () => {
    replyWith(['What ', 'takes ', 'you ', 'the ', 'most ', 'time?']);
    const conversations = await Promise.all(Array.from({ length: 8 }, () => begin('interrupt')));
    await Promise.all(
      conversations.map(async (conversation) => {
        const answers = [];
        for (let i = 0; i < 6; i += 1) {
          answers.push(conversation.send(`we need invoices ${i}`));
          const turnsBefore = await conversation.turns();
          expect(turnsBefore.length).toBeLessThanOrEqual(i + 1);
        }
        const bodies = (await Promise.all(answers)).map(({ body }) => body);
        const turns = await conversation.turns();
        expect(sorted(turns.flatMap(({ message_ids: ids }) => ids))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6']);
        for (const [index, body] of bodies.entries()) expect(body.message_ids).toContain(`m${index + 1}`);
        const said = (await conversation.transcript()).filter(([role]) => role === 'assistant');
        expect(said.map(([, , turn]) => turn)).toEqual(turns.map(({ turn }) => turn));
      }),
    );
  });
});

describe('a worker that ends', () => {
  test('while the model writes and another message comes: one reply to both', async () => {
    const conversation = await begin('interrupt');
    beginReply('Abandoned ');
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    await stack.stopWorkers();
    // The next attempt at the abandoned reply is as slow as the first was.
    replyWhenAskedAbout('invoices');
    const second = conversation.send('we need invoices');
    await stack.startWorker();
    const turn = await oneTurnOf(first.answer, second);
    expect(turn).toMatchObject({ turn: 1, reply: REPLY, message_ids: ['m1', 'm2'] });
    expect((await conversation.transcript()).map(([role]) => role)).toEqual(['customer', 'customer', 'assistant']);
  });

  test('within a window: what was sent until it ends is one turn', async () => {
    const conversation = await begin('merge-soon');
    const first = await conversation.hears('I am interested');
    await stack.stopWorkers();
    const second = conversation.send('we need invoices');
    await stack.startWorker();
    const turn = await oneTurnOf(first.answer, second);
    expect(turn).toMatchObject({ turn: 1, message_ids: ['m1', 'm2'] });
    expect(await conversation.turns()).toHaveLength(1);
  });
});

describe('a stop', () => {
  test.each(['merge-held', 'interrupt-held'])(
    'ends the window of %s at once, with all that waits in it',
    async (flow) => {
      const conversation = await beginHeld(flow);
      const first = await conversation.hears('I am interested');
      const second = await conversation.hears('STOP');
      const turn = await oneTurnOf(first.answer, second.answer);
      expect(turn).toMatchObject({ turn: 1, message_ids: ['m1', 'm2'], ...OPT_OUT });
      const { body } = await held.call('GET', `/conversations/${conversation.id}/follow-ups?status=pending`);
      expect(body.items).toEqual([]);
    },
  );

  test.each(['merge', 'interrupt', 'interrupt-soon', 'queue', 'reject'])(
    'while the model writes abandons the reply under %s',
    async (flow) => {
      const conversation = await begin(flow);
      beginReply('Abandoned ');
      const first = await conversation.hears('I am interested');
      await conversation.isComposing();
      const { answer } = await conversation.hears('STOP');
      const turn = await oneTurnOf(first.answer, answer);
      expect(turn).toMatchObject({ turn: 1, message_ids: ['m1', 'm2'], ...OPT_OUT });
      expect(JSON.stringify(await conversation.transcript())).not.toContain('Abandoned');
    },
  );

  test('is heard behind messages that are longer than one may be', async () => {
    const conversation = await beginHeld('merge-held');
    const long = 'we write a lot of invoices by hand, and it takes us days each month. '.repeat(20);
    const first = await conversation.hears(long);
    const second = await conversation.hears(long);
    const third = await conversation.hears('STOP');
    for (const { answer } of [first, second, third]) {
      expect((await answer).body).toMatchObject({ turn: 1, ...OPT_OUT, message_ids: ['m1', 'm2', 'm3'] });
    }
  });
});

describe('continue-as-new', () => {
  test('with a held window: the next run waits for the rest of it, and nothing is lost or said twice', async () => {
    const own = await TestStack.start({ clock, flows: flowsByPolicy(), modelUrl: model.url, maxTurnsPerRun: 1 });
    try {
      const conversation = await HeldConversation.begin(own, clock, { flow: 'merge-held' });
      const first = await conversation.hears('I am interested');
      await conversation.skipMinutes(11);
      await first.answer;
      const { runId } = await own.handle(conversation.id).describe();
      const second = await conversation.hears('we need invoices');
      await eventually(
        async () => (await own.handle(conversation.id).describe()).runId,
        (now) => now !== runId,
      );
      await conversation.isHeard();
      await conversation.skipMinutes(6);
      const lastArrival = await clock.currentTimeMs();
      const third = await conversation.hears('for five people');
      await conversation.skipMinutes(8);
      expect(await conversation.turns()).toHaveLength(1);
      await conversation.skipMinutes(3);
      const turn = await oneTurnOf(second.answer, third.answer);
      expect(turn).toMatchObject({ turn: 2, message_ids: ['m2', 'm3'] });
      const at = Date.parse((await conversation.turns())[1]?.at ?? '');
      expect(Math.round((at - lastArrival) / MINUTE_MS)).toBe(10);
      expect((await conversation.transcript()).map(([role, , number]) => [role, number])).toEqual([
        ['customer', 1],
        ['assistant', 1],
        ['customer', 2],
        ['customer', 2],
        ['assistant', 2],
      ]);
    } finally {
      await own.stop();
    }
  });
});
