import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { Conversation } from '../flow-tests/conversation.ts';
import { skeletonFlow } from '../new-flow/skeleton/flow.ts';
import type { RecordedConversation, RecordedFollowUp, RecordedTurn } from './recording.ts';
import { readRecording, writeRecording } from './recording.ts';
import { replayConversation } from './replay.ts';

const flow = skeletonFlow();
const CLOCK = { timeZone: 'Asia/Kolkata', quietHours: { start: '21:00', end: '09:00' } };
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SECRET = 'my name is Zebulon';
/** In place of a message: a person of the business writes. */
const AGENT = '$agent';

/** A conversation as the database has it: what was said, a minute apart; a number waits so many days. */
function record(steps: readonly (string | number)[]): RecordedConversation {
  const conversation = new Conversation({
    flow,
    at: Date.UTC(2026, 2, 3, 6),
    clock: CLOCK,
    channel: 'web',
    locale: undefined,
    subject: 'contact-1',
    userName: undefined,
    knowledge: () => [],
  });
  const turns: RecordedTurn[] = [];
  const sent: RecordedFollowUp[] = [];
  for (const step of steps) {
    const passed = conversation.wait(typeof step === 'number' ? step * DAY_MS : MINUTE_MS);
    sent.push(...passed.map(({ kind, at }, index) => ({ id: `${kind}-${turns.length}-${index}`, kind, at })));
    if (typeof step === 'number') continue;
    if (step === AGENT) {
      conversation.agentWrites('Hello, this is Meera');
      continue;
    }
    const number = turns.length + 1;
    const turn = conversation.say({ texts: [step], seed: `inbound-${number}` });
    turns.push({
      number,
      seed: `inbound-${number}`,
      at: conversation.at,
      texts: [step],
      state_before: turn.stateBefore,
      state_after: turn.stateAfter,
      template: turn.reply?.template ?? null,
      variant: turn.reply?.variant ?? null,
      source: turn.reply?.source ?? null,
      events: turn.events.map(({ name }) => name),
      // A hand-back that is still to come was planned with an earlier turn.
      follow_ups: turn.followUps.map(({ kind }) => kind).filter((kind) => turn.handsOver || kind !== 'hand_back'),
    });
  }
  const contact = {
    id: 'contact-1',
    name: null,
    locale: null,
    time_zone: CLOCK.timeZone,
    quiet_hours: CLOCK.quietHours,
  };
  return { id: 'conversation-1', flow: flow.name, channel: 'web', contact, turns, sent };
}

const recorded = record(['Hello', 'I would like an appointment', 3, SECRET, 'Friday afternoon', 'thank you', 'STOP']);

describe('a recorded conversation', () => {
  test('goes as it went when the flow is the same, over follow-ups and opt-out', () => {
    expect(recorded.sent.map(({ kind }) => kind)).toEqual(['reminder_24h']);
    expect(replayConversation(flow, recorded, () => [])).toEqual({ turns: 6, differences: [], skipped: {} });
  });

  test('with a person who is awaited, while the customer is told so once', () => {
    const waiting = record(['Hello', 'I want to talk to a human', 'are you there?', 'it is urgent']);
    expect(waiting.turns.map(({ template }) => template)).toEqual(['welcome', 'human', 'waiting_for_person', null]);
    expect(replayConversation(flow, waiting, () => []).differences).toEqual([]);
  });

  test('with a person who has written, whose turns the bot only hears', () => {
    const withPerson = record(['Hello', 'I want to talk to a human', AGENT, 'are you there?']);
    expect(withPerson.turns.map(({ template }) => template)).toEqual(['welcome', 'human', null]);
    expect(replayConversation(flow, withPerson, () => []).differences).toEqual([]);
  });

  test('names the one turn that a changed reply changes, and not those after it', () => {
    const changed = withStep(flow, (result) =>
      result.reply.template === 'ask_day' ? { ...result, reply: { ...result.reply, template: 'ask_when' } } : result,
    );
    expect(replayConversation(changed, recorded, () => []).differences).toEqual([
      {
        conversation: 'conversation-1',
        turn: 3,
        state: 'details',
        changes: [{ what: 'template', recorded: 'ask_day', now: 'ask_when' }],
      },
    ]);
  });

  test('tells another state, other events and other follow-ups', () => {
    const changed = withStep(flow, (result) =>
      result.snapshot.state === 'booked' && result.events.some(({ name }) => name === 'state_changed')
        ? {
            ...result,
            snapshot: { ...result.snapshot, state: 'welcome' },
            events: [],
            followUps: [{ kind: 'later', dueAt: 0, reason: '' }],
          }
        : result,
    );
    const [first, ...others] = replayConversation(changed, recorded, () => []).differences;
    expect(others).toEqual([]);
    expect(first?.changes).toEqual([
      { what: 'state', recorded: 'booked', now: 'welcome' },
      { what: 'events', recorded: 'slot_set, state_changed', now: 'none' },
      { what: 'follow_ups', recorded: 'none', now: 'later' },
    ]);
  });

  test('a renamed state is the same state; one that is gone is skipped and said', () => {
    const old = JSON.parse(JSON.stringify(recorded).replaceAll('"booked"', '"done"')) as RecordedConversation;
    const renamed: DialogueFlow = { ...flow, renamed: { done: 'booked' } };
    const templatesBack = {
      ...old,
      turns: old.turns.map((turn) => ({ ...turn, template: turn.template === 'done' ? 'booked' : turn.template })),
    };
    expect(replayConversation(renamed, templatesBack, () => []).differences).toEqual([]);
    expect(replayConversation(flow, templatesBack, () => []).skipped).toEqual({ 'state_gone:done': 2 });
  });

  test('what a model worded is compared by where it led; what it proposed is not', () => {
    const [hello, ...rest] = recorded.turns;
    if (hello === undefined) throw new Error('no turn');
    const worded = { ...recorded, turns: [{ ...hello, source: 'model' as const, events: [] }, ...rest] };
    expect(replayConversation(flow, worded, () => []).differences).toEqual([]);
    const proposed = {
      ...recorded,
      turns: [{ ...hello, template: 'other', events: ['proposal_accepted' as const] }, ...rest],
    };
    const { differences, skipped } = replayConversation(flow, proposed, () => []);
    expect({ differences, skipped }).toEqual({ differences: [], skipped: { model_proposed: 1 } });
  });

  test('nothing that a customer said is in what is reported', () => {
    const changed = withStep(flow, (result) => ({ ...result, reply: { ...result.reply, template: 'x' } }));
    const replayed = replayConversation(changed, recorded, () => []);
    expect(replayed.differences).toHaveLength(6);
    expect(JSON.stringify(replayed)).not.toMatch(/Zebulon|Friday/);
  });
});

type Step = ReturnType<DialogueFlow['step']>;

function withStep(original: DialogueFlow, change: (result: Step) => Step): DialogueFlow {
  return { ...original, step: (input) => change(original.step(input)) };
}

describe('a recording in a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'parley-replay-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is read as it was written, and only its owner can read it', async () => {
    const file = path.join(folder, 'a.json');
    await writeRecording(file, [recorded]);
    expect(await readRecording(file)).toEqual([recorded]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('never overwrites a file, whose permissions may be wider', async () => {
    const file = path.join(folder, 'b.json');
    await writeFile(file, 'mine');
    await expect(writeRecording(file, [recorded])).rejects.toThrow('exists already');
  });

  test.each(['{"version": 1, "conversations": [{"my name is Zebulon', '{"version": 2, "Zebulon": "Zebulon"}'])(
    'that is broken is refused without a word of it',
    async (text) => {
      const file = path.join(folder, 'c.json');
      await writeFile(file, text);
      const refused = readRecording(file);
      await expect(refused).rejects.toThrow(/is not JSON|is no recording/);
      await expect(refused).rejects.not.toThrow(/Zebulon/);
    },
  );
});
