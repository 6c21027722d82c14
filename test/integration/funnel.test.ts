import { randomBytes } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { ConversationClient } from '../../client/conversation-client.ts';
import { createConversationClient } from '../../client/conversation-client.ts';
import { taskQueues } from '../../contracts/names.ts';
import type { NewContact, WorkspaceStore } from '../../db/interfaces.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { salesDm } from '../../flows/sales-dm/flow.ts';
import type { RunningWorker } from '../../workers/worker-runtime.ts';
import { startWorkers } from '../../workers/worker-runtime.ts';
import { loadWorkflowBundle } from '../../workers/workflow-bundle.ts';
import { eventually, patientClient } from '../support/stack.ts';
import type { TestStores } from '../support/stores.ts';
import { openTestStores } from '../support/stores.ts';
import { startTimeSkippingServer } from '../support/time-skipping.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SILENT = pino({ level: 'silent' });

let server: TestWorkflowEnvironment;
let stores: TestStores;
let store: WorkspaceStore;
let worker: RunningWorker;
let conversations: ConversationClient;

beforeAll(async () => {
  [server, stores] = await Promise.all([startTimeSkippingServer(), openTestStores()]);
  ({ store } = stores);
  const queues = taskQueues(`funnel-${randomBytes(4).toString('hex')}`);
  conversations = createConversationClient(patientClient(server.client), {
    queues,
    overlapOf: (_, channel) => salesDm().overlapOn(channel),
  });
  worker = await startWorkers({
    connection: server.nativeConnection,
    client: server.client,
    database: stores.database,
    flows: flowCatalogue(),
    queues,
    bundle: await loadWorkflowBundle(SILENT),
    deploymentName: 'funnel',
    model: undefined,
    maxCachedWorkflows: 50,
    shutdownGraceMs: 500,
    isVersioned: false,
    logger: SILENT,
  });
}, 300_000);

afterAll(async () => {
  await worker?.stop();
  await server?.teardown();
  await stores?.close();
});

class Contact {
  readonly id: string;
  private count = 0;

  private constructor(id: string) {
    this.id = id;
  }

  static async arrive(contact: NewContact): Promise<Contact> {
    const flow = salesDm();
    const { conversationId } = await store.createConversation({
      flow: flow.name,
      channel: 'api',
      initialSnapshot: flow.start(),
      defaultQuietHours: flow.defaultQuietHours,
      contact,
      at: new Date(),
    });
    return new Contact(conversationId);
  }

  async says(text: string): Promise<void> {
    this.count += 1;
    const recorded = await store.recordInbound({
      conversationId: this.id,
      messageId: `m${this.count}`,
      text,
      at: new Date(),
    });
    if (!('inboundId' in recorded)) throw new Error(recorded.kind);
    await conversations.deliver(recorded.address, recorded.inboundId);
    await eventually(
      () => store.findTurnByInbound(recorded.inboundId),
      (turn) => turn?.status === 'done',
    );
  }

  /** Kinds and times of what was sent, in order of their time. */
  async followUps(): Promise<{ kind: string; at: Date }[]> {
    const { items } = await store.listFollowUps(this.id, { limit: 200, status: 'fired' });
    return items
      .map(({ kind, firedAt }) => ({ kind, at: firedAt ?? new Date(0) }))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }
}

function hourIn(timeZone: string, at: Date): number {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(at));
}

test('90 days of four contacts: exactly the follow-ups that silences, replies, quiet hours and stop leave', async () => {
  const startedAt = await server.currentTimeMs();
  const silent = await Contact.arrive({ externalId: 'silent', timeZone: 'Asia/Kolkata' });
  const buyer = await Contact.arrive({ externalId: 'buyer', timeZone: 'Europe/Berlin' });
  const stopper = await Contact.arrive({ externalId: 'stopper', timeZone: 'America/New_York' });
  const anytime = await Contact.arrive({ externalId: 'anytime', timeZone: 'UTC', quietHours: null });

  await Promise.all([
    silent.says('Hi, I am interested'),
    buyer.says('Hi, I am interested'),
    stopper.says('hello'),
    anytime.says('hello'),
  ]);
  await server.sleep(30 * HOUR);
  // A day of silence has passed; quiet hours may have moved a note to the next morning.
  await server.sleep(12 * HOUR);
  await stopper.says('STOP');
  await buyer.says('we need to automate our invoices');
  await buyer.says('how much is it?');
  await buyer.says('ok that works for me');
  await buyer.says('yes, send the contract to buyer@acme.example');
  await server.sleep(8.5 * DAY);
  await buyer.says('thanks, all good');
  await server.sleep(80 * DAY);

  expect((await silent.followUps()).map(({ kind }) => kind)).toEqual(['silence_24h', 'silence_72h', 'silence_7d']);
  expect((await stopper.followUps()).map(({ kind }) => kind)).toEqual(['silence_24h']);
  expect((await buyer.followUps()).map(({ kind }) => kind)).toEqual(['silence_24h', 'hand_back', 'check_in_7d']);
  const sentAnytime = await anytime.followUps();
  expect(sentAnytime.map(({ kind }) => kind)).toEqual(['silence_24h', 'silence_72h', 'silence_7d']);
  // Without quiet hours they are due to the minute.
  expect(sentAnytime.map(({ at }) => Math.round((at.getTime() - startedAt) / HOUR))).toEqual([24, 72, 168]);
  for (const [contact, zone] of [
    [silent, 'Asia/Kolkata'],
    [buyer, 'Europe/Berlin'],
    [stopper, 'America/New_York'],
  ] as const) {
    for (const { at } of await contact.followUps()) {
      const hour = hourIn(zone, at);
      expect([zone, hour >= 9 && hour < 21]).toEqual([zone, true]);
    }
  }
  // The silent ones were closed when idle, after 30 days, and open again with their memory.
  expect(await store.findConversation(silent.id)).toMatchObject({ status: 'closed', closeReason: 'idle' });
  await silent.says('we need to automate our invoices');
  expect(await store.findConversation(silent.id)).toMatchObject({
    status: 'open',
    session: 2,
    state: 'value_proposition',
    turn: 2,
  });
  expect((await server.currentTimeMs()) - startedAt).toBeGreaterThan(90 * DAY);
}, 120_000);
