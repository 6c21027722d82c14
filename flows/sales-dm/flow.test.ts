import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Slots, Snapshot } from '../../contracts/dialogue.ts';
import { countGraphemes } from '../engine/graphemes.ts';
import { CLOCK, say } from '../engine/test-support/door.ts';
import { salesDm } from './flow.ts';

const flow = salesDm();

function step(text: string, snapshot: Snapshot = flow.start(), slots: Slots = {}) {
  return say(flow, text, { snapshot, slots });
}

function stateAfter(texts: readonly string[]): string {
  let snapshot = flow.start();
  let slots: Slots = {};
  for (const text of texts) ({ snapshot, slots } = step(text, snapshot, slots));
  return snapshot.state;
}

const EDGES = {
  initial_contact: ['closing_attempt', 'interest_qualification'],
  interest_qualification: ['closing_attempt', 'value_proposition'],
  value_proposition: ['closing_attempt', 'objection_handling', 'price_negotiation'],
  objection_handling: ['closing_attempt', 'on_hold', 'price_negotiation', 'value_proposition'],
  price_negotiation: ['closing_attempt', 'on_hold', 'value_proposition'],
  closing_attempt: ['objection_handling', 'on_hold', 'post_purchase', 'price_negotiation'],
  on_hold: ['closing_attempt', 'price_negotiation', 'value_proposition'],
  post_purchase: ['initial_contact'],
};

describe('sales-dm', () => {
  test('has exactly the edges of its source, the declared jump to the price, the way of the ready to the close, and the rest of a denied agreement', () => {
    const edges = Object.fromEntries(Object.entries(flow.edges).map(([state, to]) => [state, to.toSorted()]));
    expect(edges).toEqual(EDGES);
  });

  test('a question for the price walks one edge at a time, and jumps from the value proposition', () => {
    expect(stateAfter(['how much is it?'])).toBe('interest_qualification');
    expect(stateAfter(['how much is it?', 'how much is it?'])).toBe('value_proposition');
    expect(stateAfter(['how much is it?', 'how much is it?', 'how much is it?'])).toBe('price_negotiation');
  });

  test.each([
    ["I'd love to hear more about what you offer", 'interest'],
    ['what do you charge for this?', 'price_question'],
    ['our people spend too many hours typing in orders by hand', 'need'],
    ['honestly that is way over what we can pay', 'objection_price'],
    ['how do I know this is not a scam', 'objection_trust'],
    ['we are too busy this month to start something new', 'objection_timing'],
    ['my boss has to decide about that', 'objection_authority'],
    ['we already work with another agency for that', 'objection_competitor'],
    ["we don't really need automation, all is fine", 'objection_need'],
    ['yes sounds great', 'agreement'],
    ['yes sounds great, let us start', 'start'],
    ['is this a real person?', 'identity'],
    ['no thanks, not interested', 'refusal'],
    ['let me think and get back to you next week', 'later'],
    ['thank you very much for your help', 'thanks'],
    ['good morning!', 'greeting'],
    ['please let me speak with a real person', 'human'],
    ['what is the capital of Spain', 'off_topic'],
    ['the integration with our CRM stopped working', 'problem'],
    ['I have paid the invoice', 'purchased'],
    ['how exactly does the setup work', 'how_it_works'],
    ['we have a budget of 4000 euros', 'budget'],
  ])('%s → %s', (text, intent) => {
    expect(step(text).understanding.intent).toBe(intent);
  });

  test.each([
    'STOP',
    'stop!!',
    'Please stop messaging me',
    'unsubscribe',
    "don't contact me again",
    'remove me from your list',
  ])('"%s" opts out for good', (text) => {
    const { isOptOut, followUps, snapshot, composition } = step(text);
    expect({ isOptOut, followUps, composition }).toEqual({ isOptOut: true, followUps: [], composition: undefined });
    expect(step('I am interested after all', snapshot).followUps).toEqual([]);
  });

  test.each(["I can't stop thinking about it", 'our line must not stop', 'the non-stop support is great'])(
    '"%s" is no opt-out',
    (text) => {
      expect(step(text).isOptOut).toBe(false);
    },
  );

  test('what it does not understand gets a clarifying question in place', () => {
    const { snapshot, reply } = step('zorgle blip wump');
    expect([snapshot.state, reply.template]).toEqual(['initial_contact', 'clarify']);
  });

  test('slots are filled from what is said', () => {
    const { slots } = step(
      'My name is Anna Berg from Acme. We need to automate invoices. Budget is $2k a month, start next month.',
    );
    expect(slots).toMatchObject({ name: 'Anna Berg', company: 'Acme', budget: '$2k a month', timeline: 'next month' });
    expect(step("I'm interested").slots['name']).toBeUndefined();
  });

  test('the same message in the same place gets the same reply; the next time another variant', () => {
    const first = step('zorgle blip');
    expect(step('zorgle blip')).toEqual(first);
    expect(step('zorgle blip', first.snapshot).reply.text).not.toBe(first.reply.text);
  });

  test('follow-ups keep out of quiet hours, in the zone of the contact, across changes of the clock', () => {
    const due = (at: number, timeZone: string) =>
      say(flow, 'hi', {
        event: { at, clock: { timeZone, quietHours: { start: '21:00', end: '09:00' } } },
      }).followUps.map(({ dueAt }) => new Date(dueAt).toISOString());
    expect(due(Date.UTC(2026, 10, 21, 12), 'UTC')[0]).toBe('2026-11-22T12:00:00.000Z');
    expect(due(Date.UTC(2026, 10, 21, 23), 'UTC')[0]).toBe('2026-11-23T09:00:00.000Z');
    expect(due(Date.UTC(2026, 10, 21, 2), 'Asia/Kolkata')[0]).toBe('2026-11-22T03:30:00.000Z');
    // Berlin springs forward on 2027-03-28 at 02:00: nine o'clock is 07:00 UTC then.
    expect(due(Date.UTC(2027, 2, 26, 23), 'Europe/Berlin')[0]).toBe('2027-03-28T07:00:00.000Z');
  });

  test('a follow-up that is due in quiet hours is put off, unless a person fires it', () => {
    const input = {
      snapshot: flow.start(),
      slots: {},
      kind: 'silence_24h',
      at: Date.UTC(2026, 10, 21, 23),
      seed: 's',
      clock: CLOCK,
      subject: 'contact-1',
    };
    expect(flow.followUp({ ...input, isManual: false })).toEqual({
      action: 'postpone',
      dueAt: Date.UTC(2026, 10, 22, 9),
    });
    expect(flow.followUp({ ...input, isManual: true })).toMatchObject({ action: 'send' });
  });

  test('no message crashes it, leaves its edges or says more than 280 characters', () => {
    const state = fc.constantFrom(...flow.states);
    fc.assert(
      fc.property(
        state,
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (from, text, name) => {
          const { snapshot, reply, followUps } = step(text, { ...flow.start(), state: from }, { name, budget: text });
          expect(snapshot.state === from || flow.edges[from]?.includes(snapshot.state)).toBe(true);
          expect(reply.text).not.toBe('');
          expect(countGraphemes(reply.text)).toBeLessThanOrEqual(280);
          expect(reply.text).not.toMatch(/[{}]|undefined/);
          expect(followUps.length).toBeLessThanOrEqual(3);
          expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
          expect(snapshot.probability).toBeGreaterThanOrEqual(0);
          expect(snapshot.probability).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
    expect(step('x'.repeat(100_000)).reply.text).not.toBe('');
  });
});
