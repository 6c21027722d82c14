import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FollowUpDecision, HandOver } from '../contracts/dialogue.ts';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import {
  COMPOSITION,
  decidingBy,
  decisionOf,
  finishedReply,
  newConversationIn,
  openTestStores,
  receive,
  START,
  say,
} from '../test/support/stores.ts';
import type { TurnOpening, WorkspaceStore } from './interfaces.ts';

let stores: TestStores;
let store: WorkspaceStore;

beforeAll(async () => {
  stores = await openTestStores();
  store = stores.store;
});

afterAll(() => stores.close());

const HAND_OVER: HandOver = { reason: 'customer_asked', unansweredMs: 3_600_000 };
const ASKED_AT = new Date('2026-01-05T10:00:01Z');
const DUE_AT = new Date('2026-01-05T11:00:01Z');
const TAKE_BACK: FollowUpDecision = {
  action: 'send',
  reply: { text: 'Sorry, nobody is free. I am back.', template: 'nobody_came', variant: 0 },
  snapshot: { ...START, turn: 2, templateUses: { nobody_came: 1 } },
  events: [{ name: 'flow_resumed', details: { from: 'person' } }],
  isHandBack: true,
};

const newConversation = () => newConversationIn(store);

async function handedOver() {
  const conversationId = await newConversation();
  await say(store, conversationId, 'hi');
  const { standing } = await say(store, conversationId, 'a person, please', { handOver: HAND_OVER, at: ASKED_AT });
  const [handBack] = standing.followUps;
  if (handBack === undefined) throw new Error('no hand-back was planned');
  return { conversationId, standing, followUpId: handBack.id };
}

describe('a hand-over', () => {
  test('comes with the turn’s reply, ends what was planned and plans to take back', async () => {
    const { conversationId, standing, followUpId } = await handedOver();
    expect(standing).toMatchObject({
      owner: 'person',
      followUps: [{ id: followUpId, kind: 'hand_back', dueAt: DUE_AT.getTime() }],
    });
    expect(await store.loadStanding(conversationId)).toEqual(standing);
    expect((await store.listMessages(conversationId, { limit: 10 })).items.at(-1)?.role).toBe('assistant');
  });

  test('of a turn that is worded waits for its words, and says so in the standing at once', async () => {
    const conversationId = await newConversation();
    const taken = await say(store, conversationId, 'a person!', { handOver: HAND_OVER, composition: COMPOSITION });
    expect(taken.standing.owner).toBe('person');
    expect(await store.loadStanding(conversationId)).toMatchObject({ owner: 'bot' });
    await store.openComposition(taken.turnId);
    await store.finishTurn(taken.turnId, 1, finishedReply({ text: 'Somebody comes.' }));
    expect(await store.loadStanding(conversationId)).toMatchObject({ owner: 'person' });
    expect((await store.listMessages(conversationId, { limit: 10 })).items.at(-1)?.text).toBe('Somebody comes.');
  });

  test('outlives what the customer writes meanwhile', async () => {
    const { conversationId, standing } = await handedOver();
    const silent = await say(store, conversationId, 'hello?', { reply: undefined, followUps: [] });
    expect(silent.standing).toEqual({ ...standing, turn: 3 });
    expect(await store.loadStanding(conversationId)).toEqual(silent.standing);
  });

  test('is taken back by the customer who wants no person: the bot owns again, and nobody is awaited', async () => {
    const { conversationId } = await handedOver();
    const { standing } = await say(store, conversationId, 'no person, thanks', { isHandBack: true, followUps: [] });
    expect(standing).toMatchObject({ owner: 'bot', followUps: [] });
    expect(await store.loadStanding(conversationId)).toEqual(standing);
    expect((await store.listMessages(conversationId, { limit: 10 })).items.at(-1)?.role).toBe('assistant');
  });

  test('tells a decider that a person is awaited until one has written', async () => {
    const { conversationId } = await handedOver();
    const isAwaited = async (text: string): Promise<boolean> => {
      const seen: TurnOpening[] = [];
      const inboundIds = [await receive(store, conversationId, text)];
      const decider = decidingBy((opening) => {
        seen.push(opening);
        return decisionOf(opening, { reply: undefined, followUps: [] });
      });
      await store.takeTurn({ conversationId, inboundIds }, decider);
      return seen[0]?.isPersonAwaited === true;
    };
    expect(await isAwaited('hello?')).toBe(true);
    await store.recordAgentMessage({ conversationId, messageId: 'a1', text: 'Ann here.', at: new Date() });
    expect(await isAwaited('hello Ann')).toBe(false);
  });

  test('outlives an opt-out, and ends without a word: the bot owns again', async () => {
    const { conversationId, followUpId } = await handedOver();
    const { standing } = await say(store, conversationId, 'stop', { isOptOut: true, followUps: [] });
    expect(standing.followUps).toMatchObject([{ id: followUpId }]);
    expect(await store.loadStanding(conversationId)).toEqual(standing);
    const before = (await store.listMessages(conversationId, { limit: 10 })).items;
    const result = await store.fireFollowUp({ conversationId, followUpId, at: DUE_AT }, () => TAKE_BACK);
    expect(result).toMatchObject({ outcome: 'not_sent', standing: { owner: 'bot', followUps: [] } });
    expect((await store.listMessages(conversationId, { limit: 10 })).items).toEqual(before);
  });

  test('of a contact who opted out before plans to take back, too', async () => {
    const conversationId = await newConversation();
    await say(store, conversationId, 'stop', { isOptOut: true, followUps: [] });
    const { standing } = await say(store, conversationId, 'a person, please', { handOver: HAND_OVER, at: ASKED_AT });
    expect(standing).toMatchObject({ owner: 'person', followUps: [{ kind: 'hand_back' }] });
  });
});

describe('a hand-back', () => {
  test('when nobody came: the apology is sent, the bot owns again, snapshot and events are kept', async () => {
    const { conversationId, followUpId } = await handedOver();
    await say(store, conversationId, 'hello?', { reply: undefined, followUps: [] });
    const { outcome, standing } = await store.fireFollowUp({ conversationId, followUpId, at: DUE_AT }, () => TAKE_BACK);
    expect(outcome).toBe('sent');
    expect(standing).toMatchObject({ owner: 'bot', followUps: [] });
    const { rows } = await asAdmin(stores.testDatabase.url, (client) =>
      client.query(
        'SELECT f.events, c.snapshot FROM follow_ups f JOIN conversations c USING (conversation_id) WHERE follow_up_id = $1',
        [followUpId],
      ),
    );
    expect(rows).toEqual([
      {
        events: [{ name: 'flow_resumed', details: { from: 'person' } }],
        snapshot: { ...START, turn: 2, templateUses: { nobody_came: 1 } },
      },
    ]);
  });

  test('when a person wrote since: it is cancelled and the person keeps the conversation', async () => {
    const { conversationId, followUpId } = await handedOver();
    const at = new Date('2026-01-05T10:30:00Z');
    await store.recordAgentMessage({ conversationId, messageId: 'a1', text: 'Ann here.', at });
    const result = await store.fireFollowUp({ conversationId, followUpId, at: DUE_AT }, () => TAKE_BACK);
    expect(result).toMatchObject({ outcome: 'not_sent', standing: { owner: 'person', followUps: [] } });
    expect(await store.findFollowUp(conversationId, followUpId)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'owned_by_person',
    });
  });
});

describe('setOwner', () => {
  test('a person who takes over ends all that was planned', async () => {
    const conversationId = await newConversation();
    await say(store, conversationId, 'hi');
    await store.setOwner(conversationId, 'person', ASKED_AT);
    expect(await store.loadStanding(conversationId)).toMatchObject({ owner: 'person', followUps: [] });
    const { items } = await store.listFollowUps(conversationId, { limit: 10 });
    expect(items).toMatchObject([{ status: 'cancelled', cancelReason: 'owned_by_person' }]);
  });

  test('back to the bot: nobody is waited for any more, and the bot speaks', async () => {
    const { conversationId } = await handedOver();
    await store.setOwner(conversationId, 'bot', ASKED_AT);
    expect(await store.loadStanding(conversationId)).toMatchObject({ owner: 'bot', followUps: [] });
    const { standing } = await say(store, conversationId, 'hi again');
    expect(standing).toMatchObject({ owner: 'bot', followUps: [{ kind: 'silence_24h' }] });
  });
});
