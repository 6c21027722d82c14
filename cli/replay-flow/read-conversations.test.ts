import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decideTurn } from '../../activities/decide-turn.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import { readConversations } from './read-conversations.ts';
import { replayConversation } from './replay.ts';

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 2, 3, 10, 30);
const WORDS = [
  'Hello',
  'I am interested in automating my invoices',
  'what does it cost?',
  'my name is Zebulon',
  'STOP',
];

let stores: TestStores;
let flow: DialogueFlow;
let conversationId: string;

beforeAll(async () => {
  stores = await openTestStores();
  const found = flowCatalogue().get('sales-dm');
  if (found === undefined) throw new Error('no flow');
  flow = found;
  conversationId = await converse(WORDS);
});
afterAll(() => stores.close());

/** As the workers do it: one stored message, one turn by the flow, a minute apart; and one follow-up in between. */
async function converse(texts: readonly string[]): Promise<string> {
  const { store } = stores;
  const { conversationId: id } = await store.createConversation({
    flow: flow.name,
    channel: 'web',
    initialSnapshot: flow.start(),
    contact: { externalId: randomUUID(), timeZone: 'Asia/Kolkata' },
    defaultQuietHours: flow.defaultQuietHours,
    at: new Date(START),
  });
  for (const [index, text] of texts.entries()) {
    const at = START + index * 2 * MINUTE_MS;
    const stored = await store.recordInbound({ conversationId: id, messageId: `m${index}`, text, at: new Date(at) });
    if (!('inboundId' in stored)) throw new Error(stored.kind);
    const { inboundId } = stored;
    await store.takeTurn(
      { conversationId: id, inboundIds: [inboundId] },
      {
        lookUp: () => undefined,
        needsLastReply: () => false,
        decide: (opening) => decideTurn(flow, opening, { at, seed: inboundId, hasModel: false }),
      },
    );
    if (index === 1) await fireFirstFollowUp(id, at + MINUTE_MS);
  }
  return id;
}

async function fireFirstFollowUp(id: string, at: number): Promise<void> {
  const { items } = await stores.store.listFollowUps(id, { limit: 10, status: 'pending' });
  const [followUp] = items;
  if (followUp === undefined) throw new Error('nothing is planned');
  const { followUpId, kind } = followUp;
  await stores.store.fireFollowUp({ conversationId: id, followUpId, at: new Date(at) }, (opening) =>
    flow.followUp({ ...opening, kind, at, seed: followUpId, isManual: true, subject: 'contact' }),
  );
}

describe('recorded conversations in the database', () => {
  test('are read with all that the flow was told, and go the same way again', async () => {
    const [recorded, ...others] = await readConversations(stores.store, {
      flow: flow.name,
      limit: 10,
      onProgress: () => undefined,
    });
    if (recorded === undefined) throw new Error('nothing was read');
    expect(others).toEqual([]);
    expect(recorded.id).toBe(conversationId);
    expect(recorded.turns.map(({ texts }) => texts)).toEqual(WORDS.map((text) => [text]));
    expect(recorded.turns[1]?.follow_ups).toEqual(['silence_24h', 'silence_72h', 'silence_7d']);
    expect(recorded.sent.map(({ kind }) => kind)).toEqual(['silence_24h']);
    expect(recorded.contact.time_zone).toBe('Asia/Kolkata');
    expect(replayConversation(flow, recorded, () => [])).toEqual({ turns: WORDS.length, differences: [], skipped: {} });
  });

  test('a changed flow differs at the turn that it changes', async () => {
    const [recorded] = await readConversations(stores.store, {
      flow: undefined,
      limit: 1,
      onProgress: () => undefined,
    });
    if (recorded === undefined) throw new Error('nothing was read');
    const changed: DialogueFlow = {
      ...flow,
      step: (input) => {
        const result = flow.step(input);
        return result.isOptOut ? { ...result, reply: { ...result.reply, template: 'goodbye' } } : result;
      },
    };
    const { differences } = replayConversation(changed, recorded, () => []);
    expect(differences.map(({ turn, changes }) => [turn, changes.map(({ what }) => what)])).toEqual([
      [5, ['template']],
    ]);
  });

  test('only conversations of the flow that is asked for are read', async () => {
    expect(await readConversations(stores.store, { flow: 'other', limit: 10, onProgress: () => undefined })).toEqual(
      [],
    );
  });
});
