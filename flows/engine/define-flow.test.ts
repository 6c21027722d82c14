import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Slots, Snapshot } from '../../contracts/dialogue.ts';
import { defineFlow } from './define-flow.ts';
import type { FlowDefinition, StateDefinition } from './definition.ts';
import { countGraphemes } from './graphemes.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 21, 12);
const CLOCK = { timeZone: 'UTC', quietHours: { start: '21:00', end: '09:00' } };

const DOOR: StateDefinition = {
  goal: 'Ask who is there.',
  edges: [{ to: 'inside', intents: ['agreement'], reply: 'enter', reason: 'they came in' }],
  replies: { '*': 'ask', stop: 'stop_unsure', greeting: 'greet' },
  followUps: [{ kind: 'silence_24h', afterMs: 24 * HOUR_MS, template: 'greet', reason: 'no answer' }],
};

const DEFINITION: FlowDefinition = {
  name: 'door',
  description: 'A door.',
  initialState: 'door',
  states: { door: DOOR, inside: { ...DOOR, edges: [], followUps: [] } },
  examples: Object.entries({
    greeting: ['hello', 'hi there', 'good morning', 'hey'],
    agreement: ['yes', 'yes please', 'sure', 'okay'],
    stop: ['this is spam', 'you are spamming me', 'I will block you'],
    human: ['a human please', 'let me talk to a person'],
    none_of_these: ['zzz', 'the cat sleeps', 'purple rain'],
  }).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent }))),
  threshold: 0.3,
  extract: (text): Slots => (text.startsWith('I am ') ? { name: text.slice(5) } : {}),
  probability: ({ state }) => (state === 'inside' ? 1 : 0.1),
  templates: {
    ask: ['Who is there?'],
    greet: ['Hello {name}!', 'Hi {name|there}, come in!'],
    enter: ['Welcome{name}, {name|friend}.'],
    stop: ['No more from us.'],
    stop_unsure: ['Shall I stop?'],
    human: ['A person will be told.'],
    clarify: ['What do you mean?', 'Sorry?', 'Once more, please?'],
  },
  facts: [],
  maxGraphemes: 60,
  idleMs: HOUR_MS,
  quietHours: CLOCK.quietHours,
};

const flow = defineFlow(DEFINITION);

function step(text: string, snapshot: Snapshot = flow.start(), more: { slots?: Slots; userName?: string } = {}) {
  const event = { kind: 'message', text, at: NOON, seed: text, userName: more.userName, clock: CLOCK } as const;
  return flow.step({ snapshot, slots: more.slots ?? {}, event });
}

describe('the definition of a flow', () => {
  test.each<[string, Partial<FlowDefinition>, RegExp]>([
    ['an initial state that is none', { initialState: 'roof' }, /initial state roof is no state/],
    [
      'an edge to no state',
      { states: { door: { ...DOOR, edges: [{ to: 'roof', intents: [], reply: 'ask', reason: '' }] } } },
      /door leads to roof, which is no state/,
    ],
    [
      'a missing template',
      { states: { door: { ...DOOR, edges: [], replies: { '*': 'sing' } } } },
      /door uses template sing, which is missing/,
    ],
    [
      'a state without a reply for the rest',
      { states: { door: { ...DOOR, edges: [], replies: {} } } },
      /no reply for \*/,
    ],
    [
      'more than three follow-ups in a state',
      {
        states: {
          door: {
            ...DOOR,
            edges: [],
            followUps: DOOR.followUps.concat(DOOR.followUps, DOOR.followUps, DOOR.followUps),
          },
        },
      },
      /more than 3 follow-ups/,
    ],
    ['no words for an opt-out', { templates: { ...DEFINITION.templates, stop: [] } }, /template stop is missing/],
  ])('is refused with %s', (_, wrong, message) => {
    expect(() => defineFlow({ ...DEFINITION, ...wrong })).toThrow(message);
  });

  test('is refused with all that is wrong at once', () => {
    expect(() => defineFlow({ ...DEFINITION, initialState: 'roof', templates: {} })).toThrow(/roof.*ask.*clarify/s);
  });
});

describe('a step', () => {
  test('takes a declared edge and says why', () => {
    const { snapshot, reason, trace } = step('yes please');
    expect([snapshot.state, snapshot.turn, snapshot.probability, reason]).toEqual(['inside', 1, 1, 'they came in']);
    expect(trace.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['classifier', 'agreement'],
      ['edge', 'to inside'],
      ['template', 'enter'],
    ]);
  });

  test('stays where no edge is declared, whatever is said', () => {
    const inside = step('yes please').snapshot;
    const words = fc.constantFrom('yes', 'hello', 'a human please', 'zzz', 'go to the door', 'STOP');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (texts) => {
        const last = texts.reduce((snapshot, text) => step(text, snapshot).snapshot, inside);
        expect(last.state).toBe('inside');
      }),
      { seed: 1 },
    );
  });

  test('leaves no placeholder and no gap where a slot is empty', () => {
    const texts = [1, 2].map(
      (uses) => step('hello', { ...flow.start(), templateUses: { greet: uses - 1 } }).reply.text,
    );
    expect(texts).toEqual(['Hello!', 'Hi there, come in!']);
    expect(step('yes', flow.start(), { slots: { name: '  ' } }).reply.text).toBe('Welcome, friend.');
  });

  test('bounds what a customer or a channel can put into a reply, and never fills a slot from within a slot', () => {
    const { reply } = step(
      'hello',
      { ...flow.start(), templateUses: { greet: 1 } },
      { userName: '👩‍👩‍👧‍👦'.repeat(500) },
    );
    expect(countGraphemes(reply.text)).toBeLessThanOrEqual(60);
    expect(step('yes', flow.start(), { slots: { name: '{name|x}' } }).reply.text).not.toMatch(/[{}]/);
    expect(step('hello', flow.start(), { userName: ' \n ' }).slots['name']).toBeUndefined();
  });

  test('chooses the variant from the seed, and moves on with each use', () => {
    const variants: number[] = [];
    let snapshot = flow.start();
    for (let i = 0; i < 6; i += 1) {
      const said = step('zzz', snapshot);
      expect(step('zzz', snapshot)).toEqual(said);
      variants.push(said.reply.variant);
      ({ snapshot } = said);
    }
    expect(new Set(variants.slice(0, 3)).size).toBe(3);
    expect(variants.slice(3)).toEqual(variants.slice(0, 3));
  });

  test('asks when only the classifier hears an opt-out: then no follow-up is planned, and a yes is one', () => {
    const asked = step('you are spamming me');
    expect([asked.reply.template, asked.isOptOut, asked.followUps]).toEqual(['stop_unsure', false, []]);
    const yes = step('yes', asked.snapshot);
    expect([yes.isOptOut, yes.reply.template, yes.snapshot.state, yes.composition]).toEqual([
      true,
      'stop',
      'door',
      undefined,
    ]);
  });

  test('takes a yes for an agreement again once the question has passed', () => {
    const passed = step('hello', step('you are spamming me').snapshot);
    expect(step('yes', passed.snapshot).snapshot.state).toBe('inside');
  });

  test('leaves the words to a model, but for an opt-out and a promise of a person', () => {
    expect(step('hello').composition).toMatchObject({ state: 'door', maxGraphemes: 60 });
    expect(step('a human please').composition).toBeUndefined();
    expect(step('STOP').composition).toBeUndefined();
  });

  test('puts nothing of what was said into understanding and trace', () => {
    const { understanding, trace } = step('I am Xylophonia');
    expect(JSON.stringify({ understanding, trace })).not.toMatch(/xylophonia/i);
  });

  test('refuses a snapshot of an unknown version or state', () => {
    expect(() => step('hi', { ...flow.start(), version: 2 as 1 })).toThrow('unknown version');
    expect(() => step('hi', { ...flow.start(), state: 'roof' })).toThrow('no state roof');
    expect(() => step('hi', { ...flow.start(), state: 'constructor' })).toThrow('no state constructor');
  });
});

describe('a follow-up', () => {
  test('is said by its template, put off in quiet hours, and unknown kinds are refused', () => {
    const input = { snapshot: flow.start(), slots: {}, kind: 'silence_24h', seed: 's', clock: CLOCK, isManual: false };
    expect(flow.followUp({ ...input, at: NOON })).toMatchObject({ action: 'send', reply: { template: 'greet' } });
    expect(flow.followUp({ ...input, at: NOON + 10 * HOUR_MS })).toEqual({
      action: 'postpone',
      dueAt: NOON + 21 * HOUR_MS,
    });
    expect(() => flow.followUp({ ...input, at: NOON, kind: 'birthday' })).toThrow('no follow-up birthday');
  });
});
