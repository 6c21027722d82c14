import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StreamCursor } from '../contracts/stream.ts';
import { asAdmin } from '../test/support/postgres.ts';
import type { TwoProcesses } from '../test/support/stores.ts';
import {
  COMPOSITION,
  conversationOf,
  deciderOf,
  finishedReply,
  newConversationIn,
  openTwoProcesses,
  receive,
  START,
  say,
} from '../test/support/stores.ts';
import type { Database, StreamItem, WorkspaceStore } from './interfaces.ts';

let stores: TwoProcesses;
let other: Database;
let store: WorkspaceStore;
/** The same workspace, as another process sees it. */
let elsewhere: WorkspaceStore;

beforeAll(async () => {
  stores = await openTwoProcesses();
  ({ store, elsewhere, other } = stores);
});

afterAll(() => stores.close());

const BEGINNING: StreamCursor = { turn: 0, attempt: 0, chunk: 0, message: 0 };

const newConversation = () => newConversationIn(store);

/** A first turn that is being worded, with an attempt open. */
async function composing() {
  const conversationId = await newConversation();
  const { turnId } = await say(store, conversationId, 'hi', { composition: COMPOSITION });
  await store.openComposition(turnId);
  return { conversationId, turnId };
}

async function write(turnId: string, attempt: number, words: readonly string[]): Promise<void> {
  for (const [index, text] of words.entries()) {
    expect(await store.appendChunk(turnId, { attempt, sequence: index + 1, text })).toBe('written');
  }
}

/** A reader on another process that goes on from where it stood. */
class Reader {
  cursor = BEGINNING;
  private readonly conversationId: string;

  constructor(conversationId: string) {
    this.conversationId = conversationId;
  }

  async read(): Promise<string[]> {
    const items = await elsewhere.readStream(this.conversationId, this.cursor);
    this.cursor = items.at(-1)?.cursor ?? this.cursor;
    return items.map(shown);
  }
}

function shown(item: StreamItem): string {
  switch (item.kind) {
    case 'chunk':
      return `${item.chunk.turn}.${item.chunk.attempt}.${item.chunk.sequence} ${item.chunk.text}`;
    case 'reset':
      return `reset ${item.turn}.${item.attempt}`;
    case 'turn':
      return `turn ${item.turn.turn}: ${item.turn.reply ?? '(silent)'}`;
    case 'message':
      return `${item.message.role}: ${item.message.text}`;
  }
}

describe('a reader of the stream', () => {
  test('sees the chunks as they come, then the turn, each once', async () => {
    const { conversationId, turnId } = await composing();
    const reader = new Reader(conversationId);
    expect(await reader.read()).toEqual([]);
    await write(turnId, 1, ['What ', 'does ']);
    expect(await reader.read()).toEqual(['1.1.1 What ', '1.1.2 does ']);
    expect(await reader.read()).toEqual([]);
    await store.appendChunk(turnId, { attempt: 1, sequence: 3, text: 'it do?' });
    await store.finishTurn(turnId, 1, finishedReply({ text: 'What does it do?' }));
    expect(await reader.read()).toEqual(['1.1.3 it do?', 'turn 1: What does it do?']);
    expect(await reader.read()).toEqual([]);
  });

  test('who stands in one attempt and finds the next is reset first; one who saw nothing is not', async () => {
    const { conversationId, turnId } = await composing();
    const [reader, late] = [new Reader(conversationId), new Reader(conversationId)];
    await write(turnId, 1, ['Abandoned ', 'words']);
    await reader.read();
    await store.openComposition(turnId);
    expect(await reader.read()).toEqual(['reset 1.2']);
    await write(turnId, 2, ['Better']);
    expect(await reader.read()).toEqual(['1.2.1 Better']);
    expect(await late.read()).toEqual(['1.2.1 Better']);
    await store.finishTurn(turnId, 2, finishedReply({ text: 'Better' }));
    expect(await reader.read()).toEqual(['turn 1: Better']);
  });

  test('a turn that is planned again resets, and ends with its own reply', async () => {
    const { conversationId, turnId } = await composing();
    const reader = new Reader(conversationId);
    await write(turnId, 1, ['Abandoned ']);
    await reader.read();
    const inboundIds = [await receive(store, conversationId, 'wait')];
    await store.takeTurn({ conversationId, inboundIds, replaces: turnId }, deciderOf());
    expect(await reader.read()).toEqual(['reset 1.2', 'turn 1: Thanks, tell me more.']);
  });

  test('a reply that is not what was shown resets: a template took over, or the chunks are gone', async () => {
    const replaced = await composing();
    const first = new Reader(replaced.conversationId);
    await write(replaced.turnId, 1, ['What ']);
    await first.read();
    await store.finishTurn(replaced.turnId, 1, finishedReply({ text: 'Thanks.', source: 'template' }));
    expect(await first.read()).toEqual(['reset 1.1', 'turn 1: Thanks.']);

    const gone = await composing();
    const second = new Reader(gone.conversationId);
    await write(gone.turnId, 1, ['What ', 'now?']);
    await second.read();
    await store.finishTurn(gone.turnId, 1, finishedReply({ text: 'What now?' }));
    await asAdmin(stores.testDatabase.url, (client) =>
      client.query("UPDATE reply_chunks SET created_at = now() - interval '61 minutes' WHERE conversation_id = $1", [
        gone.conversationId,
      ]),
    );
    expect(await stores.database.system.deleteOldChunks(3_600_000)).toBe(2);
    expect(await second.read()).toEqual(['reset 1.1', 'turn 1: What now?']);
  });

  test('turns, follow-ups and people come in the order of the transcript, from any cursor on', async () => {
    const conversationId = await newConversation();
    const { standing } = await say(store, conversationId, 'hi');
    await store.fireFollowUp(
      { conversationId, followUpId: standing.followUps[0]?.id ?? '', at: new Date() },
      ({ snapshot }) => ({
        action: 'send',
        reply: { text: 'Still there?', template: 'silence', variant: 0 },
        snapshot,
        events: [],
        isHandBack: false,
      }),
    );
    await say(store, conversationId, 'a person, please', {
      handOver: { reason: 'customer_asked', unansweredMs: 60_000 },
    });
    await store.recordAgentMessage({ conversationId, messageId: 'a1', text: 'Ann here.', at: new Date() });
    await say(store, conversationId, 'thanks', { reply: undefined });
    const all = [
      'turn 1: Thanks, tell me more.',
      'assistant: Still there?',
      'turn 2: Thanks, tell me more.',
      'agent: Ann here.',
      'turn 3: (silent)',
    ];
    const items = await elsewhere.readStream(conversationId, BEGINNING);
    expect(items.map(shown)).toEqual(all);
    for (const [index, { cursor }] of items.entries()) {
      const rest = await store.readStream(conversationId, cursor);
      expect(rest.map(shown)).toEqual(all.slice(index + 1));
    }
    const end = await store.findStreamEnd(conversationId);
    expect(end).toEqual(items.at(-1)?.cursor);
  });

  test('at most 200 items a read; the next goes on behind them', async () => {
    const conversationId = await newConversation();
    for (let n = 0; n < 205; n += 1) await say(store, conversationId, `m ${n}`, { followUps: [] });
    const reader = new Reader(conversationId);
    expect(await reader.read()).toHaveLength(200);
    expect((await reader.read()).map((text) => text.split(':')[0])).toEqual(
      [201, 202, 203, 204, 205].map((n) => `turn ${n}`),
    );
  });

  test('who wants only what comes is shown the reply that is being worded from its beginning', async () => {
    const conversationId = await newConversation();
    expect(await store.findStreamEnd(conversationId)).toMatchObject({ turn: 0, message: 0 });
    await say(store, conversationId, 'hi');
    const { turnId } = await say(store, conversationId, 'go on', { composition: COMPOSITION });
    await store.openComposition(turnId);
    await write(turnId, 1, ['What ']);
    const end = await store.findStreamEnd(conversationId);
    expect((await store.readStream(conversationId, end ?? BEGINNING)).map(shown)).toEqual(['2.1.1 What ']);
  });

  test('is woken by a chunk, by the finished turn, by a follow-up, and no longer after it left', async () => {
    const { conversationId, turnId } = await composing();
    let wakes = 0;
    const woken: (() => void)[] = [];
    const unwatch = other.turns.watchStream(conversationId, () => {
      wakes += 1;
      for (const wake of woken.splice(0)) wake();
    });
    const next = () => new Promise<void>((resolve) => woken.push(resolve));
    let wait = next();
    await write(turnId, 1, ['What']);
    await wait;
    wait = next();
    await store.finishTurn(turnId, 1, finishedReply());
    await wait;
    const [followUp] = (await store.loadStanding(conversationId))?.followUps ?? [];
    wait = next();
    await store.fireFollowUp({ conversationId, followUpId: followUp?.id ?? '', at: new Date() }, () => ({
      action: 'send',
      reply: { text: 'Still there?', template: 'silence', variant: 0 },
      snapshot: START,
      events: [],
      isHandBack: false,
    }));
    await wait;
    unwatch();
    const seen = wakes;
    await say(store, conversationId, 'yes');
    // What is announced later is heard later: by then the turn before would have woken it.
    const inboundIds = [await receive(store, conversationId, 'and more')];
    const heard = other.turns.wait(inboundIds[0] ?? '', 10_000);
    await store.takeTurn({ conversationId, inboundIds }, deciderOf());
    expect(await heard).toBe(true);
    expect(wakes).toBe(seen);
  });

  test('chunks are stored sealed, once each, and not after a gap', async () => {
    const { conversationId, turnId } = await composing();
    await write(turnId, 1, ['wombat']);
    await store.appendChunk(turnId, { attempt: 1, sequence: 1, text: 'again' });
    await store.appendChunk(turnId, { attempt: 1, sequence: 3, text: 'gap' });
    expect(await new Reader(conversationId).read()).toEqual(['1.1.1 wombat']);
    const { rowCount } = await asAdmin(stores.testDatabase.url, (client) =>
      client.query(`SELECT 1 FROM reply_chunks WHERE position('wombat'::bytea IN text_encrypted) > 0`),
    );
    expect(rowCount).toBe(0);
  });
});

describe('another workspace', () => {
  test('neither reads the stream nor writes, stops, decides or sums up by the ids of this one', async () => {
    const { conversationId, turnId } = await composing();
    const { workspaceId } = await stores.database.system.createWorkspace('Intruder');
    const intruder = stores.database.workspace(workspaceId);
    await write(turnId, 1, ['ours']);
    const summary = { text: 'x', upTo: 1, at: new Date() };
    expect(await intruder.readStream(conversationId, BEGINNING)).toEqual([]);
    expect(await intruder.findStreamEnd(conversationId)).toBeUndefined();
    expect(await intruder.appendChunk(turnId, { attempt: 1, sequence: 2, text: 'theirs' })).toBe('superseded');
    expect(await intruder.stopComposition(conversationId, new Date())).toBeUndefined();
    expect(await intruder.decideAgain(turnId, 1, deciderOf())).toBeUndefined();
    expect(await intruder.openComposition(turnId)).toBeUndefined();
    expect(await intruder.finishTurn(turnId, 1, finishedReply())).toBe(false);
    expect(await intruder.openSummary(conversationId)).toBeUndefined();
    expect(await intruder.saveSummary(conversationId, summary)).toBe(false);
    await intruder.setOwner(conversationId, 'person', new Date());
    expect(await store.loadStanding(conversationId)).toMatchObject({ owner: 'bot' });
    const own = await intruder.createConversation(conversationOf({ externalId: 'x' }));
    const inboundIds = [await receive(intruder, own.conversationId, 'hi')];
    const key = { conversationId: own.conversationId, inboundIds, replaces: turnId };
    expect((await intruder.takeTurn(key, deciderOf()))?.turnId).not.toBe(turnId);
    expect(await store.appendChunk(turnId, { attempt: 1, sequence: 2, text: ' still' })).toBe('written');
    expect(await new Reader(conversationId).read()).toEqual(['1.1.1 ours', '1.1.2  still']);
  });
});
