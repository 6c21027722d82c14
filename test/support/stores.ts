import { randomBytes, randomUUID } from 'node:crypto';
import type { Composition, Snapshot } from '../../contracts/dialogue.ts';
import type { MasterKey } from '../../db/crypto.ts';
import { createDatabase } from '../../db/database.ts';
import type {
  Database,
  FinishedReply,
  NewContact,
  NewConversation,
  TakenTurn,
  TurnDecider,
  TurnDecision,
  TurnOpening,
  WorkspaceStore,
} from '../../db/interfaces.ts';
import type { TestDatabase } from './postgres.ts';
import { createTestDatabase, startPostgres } from './postgres.ts';

/** A database of its own with one workspace in it. */
export interface TestStores {
  readonly database: Database;
  readonly testDatabase: TestDatabase;
  readonly masterKey: MasterKey;
  readonly workspaceId: string;
  readonly store: WorkspaceStore;
  close(): Promise<void>;
}

export async function openTestStores(): Promise<TestStores> {
  const server = await startPostgres();
  const testDatabase = await createTestDatabase(server.url);
  const masterKey = newMasterKey('first');
  const database = await openDatabase(testDatabase, masterKey);
  const { workspaceId } = await database.system.createWorkspace('Acme');
  return {
    database,
    testDatabase,
    masterKey,
    workspaceId,
    store: database.workspace(workspaceId),
    async close() {
      await database.close();
      await testDatabase.drop();
      await server.stop();
    },
  };
}

/** The same workspace, as two processes see it. */
export interface TwoProcesses extends TestStores {
  /** The second process: its own pool, caches and listening connection. */
  readonly other: Database;
  readonly elsewhere: WorkspaceStore;
}

/** As `openTestStores`, seen from a second process too; `close` ends both. */
export async function openTwoProcesses(): Promise<TwoProcesses> {
  const stores = await openTestStores();
  const other = await openDatabase(stores.testDatabase, stores.masterKey);
  return {
    ...stores,
    other,
    elsewhere: other.workspace(stores.workspaceId),
    async close() {
      await other.close();
      await stores.close();
    },
  };
}

/** Another process, as far as the database can tell: its own pool, caches and listening connection. */
export function openDatabase(
  testDatabase: TestDatabase,
  current: MasterKey,
  previous: readonly MasterKey[] = [],
): Promise<Database> {
  return createDatabase({
    connectionString: testDatabase.url,
    masterKeys: { current, previous },
    poolSize: 8,
    applicationName: testDatabase.name,
    connectTimeoutMs: 30_000,
    logger: { warn: () => undefined },
  });
}

export function newMasterKey(id: string): MasterKey {
  return { id, key: randomBytes(32) };
}

export const START: Snapshot = {
  version: 2,
  state: 'initial_contact',
  turn: 0,
  turnsWithoutProgress: 0,
  probability: 0.1,
  templateUses: {},
  intentCounts: {},
  optedOut: false,
  language: 'en',
  paused: [],
  lastSlots: [],
};

export const COMPOSITION: Composition = {
  state: 'initial_contact',
  goal: 'Ask what they need.',
  facts: [],
  maxGraphemes: 280,
  language: 'en',
  budget: {},
  models: [],
};

export function conversationOf(contact: NewContact, overrides: Partial<NewConversation> = {}): NewConversation {
  return {
    flow: 'sales-dm',
    channel: 'api',
    initialSnapshot: START,
    contact,
    defaultQuietHours: { start: '21:00', end: '09:00' },
    at: new Date('2026-01-05T10:00:00Z'),
    ...overrides,
  };
}

/** A conversation of a contact of its own, in `conversationOf`'s flow; answers its id. */
export async function newConversationIn(store: WorkspaceStore): Promise<string> {
  return (await store.createConversation(conversationOf({ externalId: randomUUID() }))).conversationId;
}

/** A decision that says thanks, moves on by one turn and plans one follow-up a day later. */
export function decisionOf(opening: TurnOpening, overrides: Partial<TurnDecision> = {}): TurnDecision {
  const at = overrides.at ?? new Date('2026-01-05T10:00:01Z');
  return {
    at,
    snapshot: { ...opening.snapshot, turn: opening.snapshot.turn + 1 },
    slots: opening.slots,
    understanding: {
      intents: [{ name: 'interest', score: 0.9 }],
      intent: 'interest',
      objection: undefined,
      sentiment: 'neutral',
    },
    trace: [{ rule: 'classifier', outcome: 'interest' }],
    reason: 'stayed',
    reply: { text: 'Thanks, tell me more.', template: 'initial_contact.more', variant: 0 },
    replyReason: 'no_model',
    composition: undefined,
    followUps: [{ kind: 'silence_24h', dueAt: at.getTime() + 86_400_000, reason: 'no answer for a day' }],
    isOptOut: false,
    events: [],
    handOver: undefined,
    variants: {},
    ...overrides,
  };
}

/** Looks nothing up. */
export function decidingBy(decide: (opening: TurnOpening) => TurnDecision): TurnDecider {
  return { lookUp: () => undefined, needsLastReply: () => false, decide };
}

export function deciderOf(overrides: Partial<TurnDecision> = {}): TurnDecider {
  return decidingBy((opening) => decisionOf(opening, overrides));
}

/** What a model's reply is finished with. */
export function finishedReply(overrides: Partial<FinishedReply> = {}): FinishedReply {
  return {
    text: 'What does your team need?',
    source: 'model',
    reason: undefined,
    model: 'gpt-4o',
    inputTokens: 100,
    outputTokens: 9,
    modelLatencyMs: 412.7,
    firstTokenMs: 210.2,
    costMicros: 340,
    isPartial: false,
    trace: [],
    at: new Date('2026-01-05T10:00:03Z'),
    ...overrides,
  };
}

/** Stores a message and answers our id of it. */
export async function receive(store: WorkspaceStore, conversationId: string, text: string): Promise<string> {
  const stored = await store.recordInbound({ conversationId, messageId: randomUUID(), text, at: new Date() });
  if (stored.kind !== 'stored') throw new Error(`not stored: ${stored.kind}`);
  return stored.inboundId;
}

/** Stores a message and takes its turn. */
export async function say(
  store: WorkspaceStore,
  conversationId: string,
  text: string,
  overrides: Partial<TurnDecision> = {},
): Promise<TakenTurn & { readonly inboundId: string }> {
  const inboundId = await receive(store, conversationId, text);
  const taken = await store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf(overrides));
  if (taken === undefined) throw new Error('no turn was taken');
  return { ...taken, inboundId };
}

/** What was said: role, text, turn. */
export async function transcriptOf(
  store: WorkspaceStore,
  conversationId: string,
): Promise<(readonly [string, string, number | undefined])[]> {
  const { items } = await store.listMessages(conversationId, { limit: 200 });
  return items.map(({ role, text, turn }) => [role, text, turn] as const);
}

/** A conversation of one answered turn and a second one that is being composed. */
export async function beginComposing(store: WorkspaceStore, overrides: Partial<TurnDecision> = {}) {
  const conversationId = await newConversationIn(store);
  await say(store, conversationId, 'hi', { slots: { name: 'Ann' } });
  const { turnId, inboundId } = await say(store, conversationId, 'first thought', {
    composition: COMPOSITION,
    slots: { name: 'Ann', need: 'abandoned' },
    ...overrides,
  });
  return { conversationId, turnId, inboundId };
}
