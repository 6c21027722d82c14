import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { turnDecider } from '../../activities/decide-turn.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { openDemoShops } from '../../launcher/demo/open-shops.ts';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { conversationOf, openTestStores, receive } from '../../test/support/stores.ts';
import { readConversations } from './read-conversations.ts';
import type { RecordedConversation } from './recording.ts';
import { readRecording, writeRecording } from './recording.ts';
import { replayConversation } from './replay.ts';

const START = Date.UTC(2026, 0, 6, 10);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const flows = flowCatalogue();

function flowOf(name: string): DialogueFlow {
  const flow = flows.get(name);
  if (flow === undefined) throw new Error(`there is no flow ${name}`);
  return flow;
}

describe('turns that are decided again with what they were decided with', () => {
  let stores: TestStores;
  let folder: string;
  let now = START;
  beforeAll(async () => {
    stores = await openTestStores();
    await openDemoShops(stores.store, () => undefined);
    folder = await mkdtemp(path.join(tmpdir(), 'parley-recording-'));
  });
  afterAll(async () => {
    await stores.close();
    await rm(folder, { recursive: true });
  });

  const begin = async (flow: DialogueFlow) => {
    const contact = { externalId: `+9198${randomUUID().replaceAll(/\D/g, '').padEnd(8, '7').slice(0, 8)}` };
    const made = await stores.store.createConversation(
      conversationOf(contact, { flow: flow.name, initialSnapshot: flow.start() }),
    );
    return made.conversationId;
  };

  const say = async (flow: DialogueFlow, conversationId: string, text: string, hasModel = false) => {
    const inboundId = await receive(stores.store, conversationId, text);
    now += MINUTE_MS;
    const circumstances = { at: now, seed: inboundId, hasModel };
    const taken = await stores.store.takeTurn(
      { conversationId, inboundIds: [inboundId] },
      turnDecider(() => flow, circumstances),
    );
    return { turnId: taken?.turnId ?? '', circumstances };
  };

  const read = async (flow: string, conversationId: string): Promise<RecordedConversation> => {
    const found = await readConversations(stores.store, { flow, limit: 100, onProgress: () => undefined });
    const recorded = found.find(({ id }) => id === conversationId);
    if (recorded === undefined) throw new Error('nothing was read');
    return recorded;
  };

  test('an order in a shop whose stock has changed since comes out as it did, from the database and from a file', async () => {
    const flow = flowOf('grocery');
    const id = await begin(flow);
    const words = [
      '2 kg tomatoes and a dozen eggs',
      'done',
      'Ravi Kumar',
      '12 MG Road, Camp, Pune 411001',
      'yes',
      '1',
      'yes',
    ];
    for (const text of words) await say(flow, id, text);
    await asAdmin(stores.testDatabase.url, (client) => client.query('UPDATE stock SET on_hand = reserved'));
    const recorded = await read('grocery', id);
    const same = { turns: words.length, differences: [], skipped: {} };
    expect(recorded.turns.at(-1)?.state_after).toBe('ordered');
    expect(replayConversation(flow, recorded, () => [])).toEqual(same);
    const file = path.join(folder, 'recording.json');
    await writeRecording(file, [recorded]);
    const [again] = await readRecording(file);
    expect(again === undefined ? undefined : replayConversation(flow, again, () => [])).toEqual(same);
  });

  test('a flow that hears other products in a message is named at that turn, and so is one that says something else', async () => {
    const flow = flowOf('grocery');
    const id = await begin(flow);
    await say(flow, id, '2 kg tomatoes');
    await say(flow, id, '3 kg onions');
    const changed: DialogueFlow = {
      ...flow,
      shopQuery: (input) => {
        const query = flow.shopQuery(input);
        return query === undefined ? undefined : { ...query, phrases: [] };
      },
      step: (input) => {
        const result = flow.step(input);
        return { ...result, reply: { ...result.reply, template: 'goodbye' } };
      },
    };
    const { differences } = replayConversation(changed, await read('grocery', id), () => []);
    const looksUp = {
      what: 'looks_up',
      recorded: expect.stringMatching(/^[1-9]\d* products$/),
      now: '0 products, in other words',
    };
    expect(differences.map(({ turn, changes }) => [turn, changes])).toEqual([1, 2].map((turn) => [turn, [looksUp]]));
    const silent = replayConversation(
      { ...changed, shopQuery: (input) => flow.shopQuery(input) },
      await read('grocery', id),
      () => [],
    );
    expect(silent.differences.map(({ changes }) => changes.map(({ what }) => what))).toEqual([
      ['template'],
      ['template'],
    ]);
  });

  test('a customer who waited for a person and was told a price waits again, and is told it again', async () => {
    const flow = flowOf('grocery');
    const id = await begin(flow);
    await say(flow, id, 'get me a human');
    for (const text of ['whats the price of toor dal', 'my order is late', 'its urgent']) await say(flow, id, text);
    const recorded = await read('grocery', id);
    const [, told, passedOn, silent] = recorded.turns;
    expect([told?.template, passedOn?.template, silent?.template]).toEqual([
      'product_sold_out',
      'waiting_for_person',
      null,
    ]);
    expect(told?.events).toContain('waiting_for_person');
    expect(replayConversation(flow, recorded, () => [])).toEqual({ turns: 4, differences: [], skipped: {} });
  });

  test('what a model proposed is proposed again', async () => {
    const flow = flowOf('sales-dm');
    const id = await begin(flow);
    const { turnId, circumstances } = await say(flow, id, 'hmm so about the thing with the papers', true);
    const opened = await stores.store.openComposition(turnId);
    if (opened?.kind !== 'composing') throw new Error('the model is not asked');
    const proposal: Proposal = {
      intents: [{ name: 'need', confidence: 0.9 }],
      slots: { need: 'the papers' },
      edge: undefined,
      tool: undefined,
    };
    const proposed = turnDecider(() => flow, { ...circumstances, proposal });
    const again = await stores.store.decideAgain(turnId, opened.attempt, proposed);
    if (again?.kind !== 'composing') throw new Error('the proposal was not taken');
    await stores.store.finishTurn(turnId, again.attempt, {
      text: 'Which papers?',
      source: 'template',
      reason: 'no_model',
      model: undefined,
      inputTokens: undefined,
      outputTokens: undefined,
      modelLatencyMs: undefined,
      firstTokenMs: undefined,
      costMicros: undefined,
      isPartial: false,
      trace: [],
      at: new Date(now),
    });
    const recorded = await read('sales-dm', id);
    expect(recorded.turns.map(({ kept }) => kept?.circumstances.proposal)).toEqual([proposal]);
    expect(replayConversation(flow, recorded, () => [])).toEqual({ turns: 1, differences: [], skipped: {} });
  });

  test('nothing of it can be read in the database, and after a month it is deleted', async () => {
    const flow = flowOf('sales-dm');
    const id = await begin(flow);
    await say(flow, id, 'call me Zaphod Beeblebrox');
    const rows = () =>
      asAdmin(stores.testDatabase.url, (client) =>
        client.query<{ sealed: Buffer }>(
          'SELECT opening_encrypted AS sealed FROM turn_openings WHERE conversation_id = $1',
          [id],
        ),
      ).then((result) => result.rows);
    const [row] = await rows();
    expect(row?.sealed.includes('Zaphod')).toBe(false);
    expect((await stores.store.readTurnOpenings(id)).size).toBe(1);
    await stores.database.system.deleteOldOpenings(Date.now() - now + DAY_MS);
    expect(await rows()).toHaveLength(1);
    await stores.database.system.deleteOldOpenings(Date.now() - now - DAY_MS);
    expect(await rows()).toEqual([]);
    expect((await stores.store.readTurnOpenings(id)).size).toBe(0);
  });
});
