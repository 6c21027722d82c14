import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Snapshot } from '../../contracts/dialogue.ts';
import { defineFlow } from './define-flow.ts';
import type { FlowDefinition } from './definition.ts';
import { countGraphemes } from './graphemes.ts';
import { CLOCK, DEFINITION, DOOR, HOUR_MS, NOON, say, talk } from './test-support/door.ts';

const flow = defineFlow(DEFINITION);
const inside = (): Snapshot => say(flow, 'yes please').snapshot;

describe('the definition of a flow', () => {
  test.each<[string, Partial<FlowDefinition>, RegExp]>([
    ['an initial state that is none', { initialState: 'roof' }, /initial state roof is no state/],
    [
      'an edge to no state',
      {
        states: {
          ...DEFINITION.states,
          door: { ...DOOR, edges: [{ to: 'roof', intents: [], reply: 'ask', reason: '' }] },
        },
      },
      /door leads to roof, which is no state/,
    ],
    [
      'a missing template',
      { states: { ...DEFINITION.states, door: { ...DOOR, replies: { '*': 'sing' } } } },
      /template sing is missing in en; template sing is missing in hi/,
    ],
    [
      'a template that one of its languages lacks',
      { templates: { ...DEFINITION.templates, hi: {} } },
      /template ask is missing in hi/,
    ],
    [
      'a state without a reply for the rest',
      { states: { ...DEFINITION.states, door: { ...DOOR, replies: {} } } },
      /no reply for \*/,
    ],
    [
      'more than three follow-ups in a state',
      {
        states: {
          ...DEFINITION.states,
          door: { ...DOOR, followUps: [...DOOR.followUps, ...DOOR.followUps, ...DOOR.followUps, ...DOOR.followUps] },
        },
      },
      /more than 3 follow-ups/,
    ],
    ['a state renamed to none', { renamed: { gate: 'roof' } }, /gate is renamed to roof/],
    [
      'a tool allowed in no state',
      { tools: DEFINITION.tools?.map((tool) => ({ ...tool, states: ['roof'] })) ?? [] },
      /allowed in roof/,
    ],
    [
      'an experiment of one variant',
      { experiments: [{ kind: 'prompt', name: 'tone', variants: { warm: '' }, conversionStates: ['roof'] }] },
      /fewer than two variants.*counts roof/s,
    ],
    [
      'an experiment that changes nothing that is ever sent',
      {
        experiments: [
          { kind: 'template', name: 'song', template: 'sing', variants: { a: {}, b: {} }, conversionStates: [] },
          { kind: 'follow_up_delay', name: 'pause', followUp: 'never', variants: { a: 1, b: 2 }, conversionStates: [] },
        ],
      },
      /changes template sing, which is none; .*changes follow-up never, which no state plans/,
    ],
    [
      'two experiments of one name',
      {
        experiments: ['a', 'b'].map((variant) => ({
          kind: 'prompt',
          name: 'tone',
          variants: { [variant]: '', other: '' },
          conversionStates: [],
        })),
      },
      /tone is there twice/,
    ],
    ['a conversion in no state', { conversionStates: ['roof'] }, /conversion state roof is no state/],
  ])('is refused with %s', (_, wrong, message) => {
    expect(() => defineFlow({ ...DEFINITION, ...wrong })).toThrow(message);
  });

  test('lists what a language lacks', () => {
    expect(flow.missingTemplates('hi')).toEqual([]);
    expect(flow.missingTemplates('de')).toEqual(expect.arrayContaining(['ask', 'stop', 'resume']));
  });
});

describe('a step', () => {
  test('takes a declared edge and says why', () => {
    const { snapshot, reason, trace, events } = say(flow, 'yes please');
    expect([snapshot.state, snapshot.turn, snapshot.probability, reason]).toEqual(['inside', 1, 1, 'they came in']);
    expect(trace.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['classifier', 'agreement'],
      ['language', 'en'],
      ['edge', 'to inside'],
      ['template', 'enter'],
    ]);
    expect(events.map(({ name }) => name)).toEqual(['flow_started', 'state_changed']);
  });

  test('crashes on no message and always answers with a state of the flow and words that fit', () => {
    const word = fc.constantFrom(
      'yes',
      'hello',
      'a human please',
      'zzz',
      'no, I meant 5 guests',
      'STOP',
      'skip',
      'cancel',
      '🙂',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 60 })), { maxLength: 12 }),
        (texts) => {
          for (const { snapshot, reply } of talk(flow, texts)) {
            expect(flow.states).toContain(snapshot.state);
            expect(countGraphemes(reply.text)).toBeGreaterThan(0);
            expect(countGraphemes(reply.text)).toBeLessThanOrEqual(160);
            expect(reply.template).not.toBe('internal_error');
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  test('leaves no placeholder and no gap where a slot is empty', () => {
    const texts = [0, 1].map(
      (variant) => say(flow, 'hello', { snapshot: { ...flow.start(), templateUses: { greet: variant } } }).reply.text,
    );
    expect(texts).toEqual(['Hello!', 'Hi there, come in!']);
    expect(say(flow, 'yes', { slots: { name: '  ' } }).reply.text).toBe('Welcome, friend.');
  });

  test('bounds what a customer or a channel can put into a reply, and never fills a slot from within a slot', () => {
    const snapshot = { ...flow.start(), templateUses: { greet: 1 } };
    const { reply } = say(flow, 'hello', { snapshot, event: { userName: '👩‍👩‍👧‍👦'.repeat(500) } });
    expect(countGraphemes(reply.text)).toBeLessThanOrEqual(160);
    expect(say(flow, 'yes', { slots: { name: '{name|x}' } }).reply.text).not.toMatch(/[{}]/);
    expect(say(flow, 'hello', { event: { userName: ' \n ' } }).slots['name']).toBeUndefined();
  });

  test('chooses the variant from the seed, moves on with each use, and repeats itself for the same input', () => {
    const variants: number[] = [];
    let snapshot = flow.start();
    for (let i = 0; i < 2; i += 1) {
      const said = say(flow, 'zzz', { snapshot });
      expect(say(flow, 'zzz', { snapshot })).toEqual(said);
      variants.push(said.reply.variant);
      ({ snapshot } = said);
    }
    expect(variants[1]).toBe(((variants[0] ?? 0) + 1) % 3);
  });

  test('leaves the words to a model, but for what is promised or decided', () => {
    expect(say(flow, 'hello').composition).toMatchObject({ state: 'door', maxGraphemes: 160, language: 'en' });
    expect(say(flow, 'a human please').composition).toBeUndefined();
    expect(say(flow, 'STOP').composition).toBeUndefined();
  });

  test('puts nothing of what was said into understanding, trace, events and snapshot', () => {
    const { understanding, trace, events, snapshot } = say(flow, 'I am Xylophonia, 00491701234567, x@y.example');
    expect(JSON.stringify({ understanding, trace, events, snapshot })).not.toMatch(/xylophonia|170123|y\.example/i);
  });

  test('goes on from a snapshot of the version before, and follows a renamed state', () => {
    const { language: _, paused: __, lastSlots: ___, ...old } = flow.start();
    const stored = { ...old, version: 1, state: 'gate' } as unknown as Snapshot;
    const renamed = defineFlow({ ...DEFINITION, renamed: { gate: 'door' } });
    expect(say(renamed, 'yes', { snapshot: stored }).snapshot).toMatchObject({ version: 2, state: 'inside' });
  });

  test('answers a snapshot it does not know with an apology, keeps the state, and asks for a person the third time', () => {
    const lost = { ...flow.start(), state: 'constructor' };
    const results = talk(flow, ['hello', 'hello?', 'anybody?'], { snapshot: lost });
    expect(results.map(({ reply }) => reply.template)).toEqual(['internal_error', 'internal_error', 'handed_over']);
    expect(results.map(({ snapshot }) => snapshot.state)).toEqual(['constructor', 'constructor', 'constructor']);
    expect(results[2]?.handOver).toEqual({ reason: 'failure', unansweredMs: HOUR_MS });
    expect(say(flow, 'hi', { snapshot: { ...lost, version: 9 as 2 } }).events).toEqual([{ name: 'internal_error' }]);
  });
});

describe('languages', () => {
  test('the first clear message decides, later two in a row', () => {
    const first = say(flow, 'नमस्ते, आप कब खोलते हैं?');
    expect([first.snapshot.language, first.composition?.language]).toEqual(['hi', 'hi']);
    const [one, two] = talk(
      flow,
      ['what are your opening hours on Sunday please', 'and are you open on Monday as well'],
      {
        snapshot: first.snapshot,
      },
    );
    expect([one?.snapshot.language, two?.snapshot.language]).toEqual(['hi', 'en']);
    expect(two?.events.map(({ name }) => name)).toContain('language_switched');
  });

  test('a language without templates is answered in the first one, and by a model in itself', () => {
    const { reply, composition } = say(flow, 'Guten Tag, wann haben Sie am Sonntag geöffnet?');
    expect(reply.text).toMatch(/[a-z]/);
    expect(composition?.language).toBe('de');
  });
});

describe('a follow-up', () => {
  const input = {
    snapshot: flow.start(),
    slots: {},
    kind: 'silence_24h',
    seed: 's',
    clock: CLOCK,
    isManual: false,
    subject: 'contact-1',
  };

  test('is said by its template, as silence, and put off in quiet hours', () => {
    expect(flow.followUp({ ...input, at: NOON })).toMatchObject({
      action: 'send',
      reply: { template: 'greet' },
      events: [{ name: 'silence', details: { kind: 'silence_24h' } }],
      isHandBack: false,
    });
    expect(flow.followUp({ ...input, at: NOON + 10 * HOUR_MS })).toEqual({
      action: 'postpone',
      dueAt: NOON + 21 * HOUR_MS,
    });
  });

  test('takes the conversation back from a person who never came, in the language of the conversation', () => {
    const snapshot = { ...inside(), language: 'hi' };
    const decision = flow.followUp({ ...input, snapshot, at: NOON, kind: 'hand_back' });
    expect(decision).toMatchObject({ action: 'send', isHandBack: true, reply: { template: 'nobody_came' } });
    expect(decision.action === 'send' && decision.reply.text).toMatch(/माफ़/);
  });

  test('of a kind the flow does not know is refused', () => {
    expect(() => flow.followUp({ ...input, at: NOON, kind: 'birthday' })).toThrow('no follow-up birthday');
  });
});
