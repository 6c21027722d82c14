import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ModelPeer } from '../../bench/model-peer.ts';
import { flowsByPolicy, HeldConversation } from '../support/held-conversation.ts';
import { decodeHistory, decodedText, HISTORIES, keep, replay } from '../support/histories.ts';
import { SpokenPieces } from '../support/spoken-pieces.ts';
import { eventually, TestStack } from '../support/stack.ts';

describe('histories of conversations', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.start();
  });
  afterAll(() => stack.stop());

  test('a turn costs at most 16 events and 4 kB', async () => {
    const id = await stack.newConversation();
    await stack.say(id, 'I am interested');
    const before = await stack.handle(id).describe();
    const turns = 10;
    for (let i = 0; i < turns; i += 1)
      await stack.say(id, ['we need to automate invoices', 'how much is it?', 'too expensive', 'ok'][i % 4] ?? '');
    const after = await eventually(
      () => stack.handle(id).describe(),
      (described) => described.historyLength > before.historyLength,
    );
    expect((after.historyLength - before.historyLength) / turns).toBeLessThanOrEqual(16);
    expect(((after.historySize ?? 0) - (before.historySize ?? 0)) / turns).toBeLessThanOrEqual(4096);
  });

  test('histories and logs hold no text, name, number or user id that was sent', async () => {
    const secrets = [
      'Zaphod',
      'Beeblebrox',
      '+4917612345678',
      'zaphod@heart-of-gold.example',
      '4111 1111 1111 1111',
      'purple-elephant',
      'user-4711',
    ];
    const id = await stack.newConversation({
      user_id: 'user-4711',
      user_name: 'Zaphod Beeblebrox',
      initial_message: 'my name is Zaphod, call +4917612345678',
    });
    await stack.say(id, 'write to zaphod@heart-of-gold.example about the purple-elephant');
    await stack.say(id, 'my card is 4111 1111 1111 1111');
    await stack.say(id, `{"broken purple-elephant`);
    await stack.call('POST', `/conversations/${id}/messages`, '{"text": "purple-elephant');
    await stack.call('POST', `/conversations/${id}/close`);
    const decoded = decodedText(await stack.handle(id).fetchHistory());
    for (const secret of secrets) {
      expect(decoded).not.toContain(secret);
      expect(stack.logs.join('\n')).not.toContain(secret);
    }
  });

  test('a fresh history replays on this build; with PARLEY_RECORD_HISTORY it is kept for later builds', async () => {
    const id = await stack.newConversation({ initial_message: 'I am interested' });
    await stack.say(id, 'we need to automate invoices');
    const { body } = await stack.call('GET', `/conversations/${id}/follow-ups?status=pending`);
    await stack.call('POST', `/conversations/${id}/follow-ups/${body.items[0].follow_up_id}/fire`);
    await stack.call('DELETE', `/conversations/${id}/follow-ups/${body.items[1].follow_up_id}`);
    await stack.say(id, 'STOP');
    await stack.call('POST', `/conversations/${id}/close`);
    await eventually(
      async () => (await stack.handle(id).describe()).status.name,
      (status) => status === 'COMPLETED',
    );
    const history = await stack.handle(id).fetchHistory();
    await replay(history);
    await keep(history, 'sale');
  });
});

describe('the history of messages that overlap', () => {
  const pieces = new SpokenPieces();
  let model: ModelPeer;
  let stack: TestStack;
  beforeAll(async () => {
    model = await ModelPeer.start(() => ({ pieces }));
    stack = await TestStack.start({ modelUrl: model.url, flows: flowsByPolicy() });
  });
  afterAll(async () => {
    await stack.stop();
    model.stop();
  });

  test('replays on this build: a window, a reply that is interrupted, and one that a stop abandons; kept as the fresh one', async () => {
    const conversation = await HeldConversation.begin(stack, undefined, { flow: 'interrupt-soon' });
    pieces.say('Abandoned ');
    const first = await conversation.hears('I am interested');
    await conversation.isComposing();
    // Silent until the last one is in what it is asked.
    model.answer = ({ messages }) => ({
      pieces: JSON.stringify(messages).includes('five people') ? ['What takes you the most time?'] : new SpokenPieces(),
    });
    const others = [await conversation.hears('we need invoices'), await conversation.hears('for five people')];
    for (const { answer } of [first, ...others])
      expect((await answer).body).toMatchObject({ turn: 1, source: 'model' });
    model.answer = () => ({ pieces: new SpokenPieces() });
    const abandoned = await conversation.hears('how does it work?');
    await conversation.isComposing();
    const stop = await conversation.hears('STOP');
    for (const { answer } of [abandoned, stop]) expect((await answer).body.message_ids).toEqual(['m4', 'm5']);
    // Its task may be refused, as what the abandoned writer says reaches the workflow while it ends: asked again, it is carried out.
    expect((await stack.call('POST', `/conversations/${conversation.id}/close`)).status).toBe(200);
    await eventually(
      async () => (await stack.handle(conversation.id).describe()).status.name,
      (status) => status === 'COMPLETED',
    );
    const history = await stack.handle(conversation.id).fetchHistory();
    const has = (type: 'timerFiredEventAttributes' | 'activityTaskCancelRequestedEventAttributes') =>
      (history.events ?? []).filter((event) => event[type] != null).length;
    expect(has('timerFiredEventAttributes')).toBeGreaterThanOrEqual(2);
    expect(has('activityTaskCancelRequestedEventAttributes')).toBeGreaterThanOrEqual(2);
    await replay(history);
    await keep(history, 'overlap');
  });
});

test('histories recorded by earlier builds replay on this one', async () => {
  const names = (await readdir(HISTORIES)).filter((name) => name.endsWith('.b64'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    await replay(decodeHistory(await readFile(new URL(name, HISTORIES), 'utf8')));
  }
});

describe('continue-as-new', () => {
  test('while messages pour in, nothing is lost and each is answered once', async () => {
    const stack = await TestStack.start({ maxTurnsPerRun: 8 });
    try {
      const id = await stack.newConversation();
      const runNow = async () => (await stack.handle(id).describe()).runId;
      await stack.say(id, 'hello', 'm-0');
      let sent = 0;
      // No run ends in its first 1.5 seconds, so how many messages it takes depends on the machine.
      for (const runs = new Set<string>(); runs.size < 3; runs.add(await runNow())) {
        const ids = Array.from({ length: 4 }, (_, i) => `m-${sent + i + 1}`);
        sent += ids.length;
        const answers = await Promise.all(ids.map((messageId) => stack.say(id, `number ${messageId}`, messageId)));
        expect(answers.every(({ status }) => status === 200)).toBe(true);
      }
      const { items } = await stack.database.workspace(stack.workspaceId).listMessages(id, { limit: 10_000 });
      const answered = items.flatMap(({ role, messageId }) => (role === 'customer' ? [messageId] : []));
      expect([answered.length, new Set(answered).size]).toEqual([sent + 1, sent + 1]);
    } finally {
      await stack.stop();
    }
  });
});

describe('a second build', () => {
  test('takes over running conversations, which go on where they were', async () => {
    const stack = await TestStack.start({ buildId: 'first' });
    try {
      const ids = await Promise.all(
        Array.from({ length: 5 }, () => stack.newConversation({ initial_message: 'I am interested' })),
      );
      const buildOf = async (id: string) =>
        JSON.stringify((await stack.handle(id).describe()).raw.workflowExecutionInfo?.versioningInfo ?? {});
      expect(await buildOf(ids[0] ?? '')).toContain('first');
      await stack.startWorker('second');
      const fresh = await stack.newConversation({ initial_message: 'hello' });
      expect(await buildOf(fresh)).toContain('second');
      for (const id of ids) {
        await eventually(
          () => buildOf(id),
          (build) => build.includes('"second"') || build.includes('.second'),
          40_000,
        );
        const { status, body } = await stack.say(id, 'we need to automate invoices');
        expect([status, body.turn, body.state]).toEqual([200, 2, 'value_proposition']);
      }
    } finally {
      await stack.stop();
    }
  });
});
