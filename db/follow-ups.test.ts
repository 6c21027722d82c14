import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FollowUpDecision } from '../contracts/dialogue.ts';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import { newConversationIn, openTestStores, START, say } from '../test/support/stores.ts';
import type { WorkspaceStore } from './interfaces.ts';

let stores: TestStores;
let store: WorkspaceStore;

beforeAll(async () => {
  stores = await openTestStores();
  store = stores.store;
});

afterAll(() => stores.close());

const AT = new Date('2026-01-06T10:00:01Z');
const SEND: FollowUpDecision = {
  action: 'send',
  reply: { text: 'Still interested?', template: 'silence.24h', variant: 1 },
  snapshot: { ...START, turn: 1, templateUses: { 'silence.24h': 2 } },
  events: [{ name: 'silence', details: { kind: 'silence_24h' } }],
  isHandBack: false,
};

async function waiting(): Promise<{
  readonly conversationId: string;
  readonly followUpId: string;
}> {
  const conversationId = await newConversationIn(store);
  const { standing } = await say(store, conversationId, 'hi');
  const [first] = standing.followUps;
  if (first === undefined) throw new Error('nothing waits');
  return { conversationId, followUpId: first.id };
}

describe('fireFollowUp', () => {
  test('asked ten times at once it is sent once, and its message follows the turns', async () => {
    const key = await waiting();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => store.fireFollowUp({ ...key, at: AT }, () => SEND)),
    );
    expect(results.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'not_sent')).toHaveLength(9);
    expect(results[0]?.standing).toMatchObject({ turn: 1, followUps: [] });
    const record = await store.findFollowUp(key.conversationId, key.followUpId);
    expect(record).toMatchObject({ status: 'fired', firedAt: AT });
    const { items } = await store.listMessages(key.conversationId, { limit: 10 });
    expect(items.at(-1)).toEqual({
      messageId: record?.messageId,
      role: 'assistant',
      text: 'Still interested?',
      turn: undefined,
      followUpId: key.followUpId,
      at: AT,
    });
    await say(store, key.conversationId, 'yes');
    expect((await store.listMessages(key.conversationId, { limit: 10 })).items).toHaveLength(5);
  });

  test('it sees the contact’s clock, and can be put off', async () => {
    const key = await waiting();
    const later = Date.parse('2026-01-07T09:00:00Z');
    const result = await store.fireFollowUp({ ...key, at: AT }, ({ clock, kind, flow }) => {
      expect({ clock, kind, flow }).toEqual({
        clock: { timeZone: 'UTC', quietHours: { start: '21:00', end: '09:00' } },
        kind: 'silence_24h',
        flow: 'sales-dm',
      });
      return { action: 'postpone', dueAt: later };
    });
    expect(result).toMatchObject({
      outcome: 'postponed',
      standing: { followUps: [{ id: key.followUpId, dueAt: later }] },
    });
  });

  test('a reply, a person who took over or an opt-out keep it from being sent', async () => {
    const replied = await waiting();
    await say(store, replied.conversationId, 'here I am', { followUps: [] });
    const owned = await waiting();
    const optedOut = await waiting();
    await asAdmin(stores.testDatabase.url, async (client) => {
      await client.query("UPDATE conversations SET owner = 'person' WHERE conversation_id = $1", [
        owned.conversationId,
      ]);
      await client.query(
        'UPDATE contacts SET opted_out_at = now() WHERE contact_id = (SELECT contact_id FROM conversations WHERE conversation_id = $1)',
        [optedOut.conversationId],
      );
    });
    for (const [key, reason] of [
      [replied, 'customer_replied'],
      [owned, 'owned_by_person'],
      [optedOut, 'opted_out'],
    ] as const) {
      const result = await store.fireFollowUp({ ...key, at: AT }, () => SEND);
      expect(result).toMatchObject({ outcome: 'not_sent', standing: { followUps: [] } });
      const record = await store.findFollowUp(key.conversationId, key.followUpId);
      expect(record).toMatchObject({
        status: 'cancelled',
        cancelReason: reason,
        messageId: undefined,
      });
    }
  });

  test('a reply and the timer at the same moment: sent before the turn or cancelled by it, never both or neither', async () => {
    for (let n = 0; n < 10; n += 1) {
      const key = await waiting();
      const [result] = await Promise.all([
        store.fireFollowUp({ ...key, at: AT }, () => SEND),
        say(store, key.conversationId, 'here I am', { followUps: [] }),
      ]);
      const record = await store.findFollowUp(key.conversationId, key.followUpId);
      expect(record?.status).toBe(result.outcome === 'sent' ? 'fired' : 'cancelled');
      const { items } = await store.listMessages(key.conversationId, { limit: 10 });
      expect(items).toHaveLength(result.outcome === 'sent' ? 5 : 4);
    }
  });

  test('unknown and malformed ids are not found', async () => {
    const { conversationId, followUpId } = await waiting();
    for (const ids of [
      { conversationId, followUpId: randomUUID() },
      { conversationId: randomUUID(), followUpId },
      { conversationId: 'x', followUpId: 'y' },
    ]) {
      expect(await store.fireFollowUp({ ...ids, at: AT }, () => SEND)).toEqual({
        outcome: 'not_found',
        standing: undefined,
      });
      await expect(store.moveFollowUp(ids.conversationId, ids.followUpId, AT)).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(store.cancelFollowUp(ids.conversationId, ids.followUpId, AT)).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await store.findFollowUp(ids.conversationId, ids.followUpId)).toBeUndefined();
    }
  });
});

test('a pending follow-up can be moved and cancelled; afterwards neither', async () => {
  const { conversationId, followUpId } = await waiting();
  const dueAt = new Date('2026-03-01T12:00:00Z');
  expect(await store.moveFollowUp(conversationId, followUpId, dueAt)).toMatchObject({
    status: 'pending',
    dueAt,
  });
  expect((await store.loadStanding(conversationId))?.followUps).toEqual([
    { id: followUpId, kind: 'silence_24h', dueAt: dueAt.getTime() },
  ]);
  const cancelled = await store.cancelFollowUp(conversationId, followUpId, AT);
  expect(cancelled).toMatchObject({
    status: 'cancelled',
    cancelReason: 'cancelled_by_api',
    cancelledAt: AT,
  });
  const gone = { code: 'follow_up_not_pending' };
  await expect(store.moveFollowUp(conversationId, followUpId, dueAt)).rejects.toMatchObject(gone);
  await expect(store.cancelFollowUp(conversationId, followUpId, AT)).rejects.toMatchObject(gone);
});

test('follow-ups whose time has passed are found for every workspace, the longest overdue first', async () => {
  const [first, second] = [await waiting(), await waiting()];
  const { workspaceId } = await stores.database.system.createWorkspace('Other');
  await store.moveFollowUp(first.conversationId, first.followUpId, new Date('2001-01-02T00:00:00Z'));
  await store.moveFollowUp(second.conversationId, second.followUpId, new Date('2001-01-01T00:00:00Z'));
  const overdue = await stores.database.system.findOverdueFollowUps(1000, 2);
  expect(overdue.map(({ conversationId }) => conversationId)).toEqual([second.conversationId, first.conversationId]);
  expect(overdue[0]).toMatchObject({
    workspaceId: stores.workspaceId,
    flow: 'sales-dm',
    channel: 'api',
    state: 'initial_contact',
  });
  expect(workspaceId).not.toBe(stores.workspaceId);
});
