import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Slots, Snapshot, StepResult } from '../../contracts/dialogue.ts';
import { countGraphemes } from '../engine/graphemes.ts';
import { say } from '../engine/test-support/door.ts';
import { EXAMPLES } from './examples.ts';
import { salesDm } from './flow.ts';

const flow = salesDm();
const NOON = Date.UTC(2026, 10, 21, 12);

class Talk {
  snapshot: Snapshot = flow.start();
  slots: Slots = {};
  private count = 0;

  says(text: string): StepResult {
    this.count += 1;
    const { snapshot, slots } = this;
    const result = say(flow, text, { snapshot, slots, event: { seed: `m${this.count}` } });
    // What is stored comes back as JSON.
    this.snapshot = JSON.parse(JSON.stringify(result.snapshot)) as Snapshot;
    this.slots = JSON.parse(JSON.stringify(result.slots)) as Slots;
    return result;
  }
}

function walk(...texts: string[]): string[] {
  const talk = new Talk();
  return texts.map((text) => talk.says(text).snapshot.state);
}

describe('a sale', () => {
  test('goes from first contact to post-purchase and on to the next with plain messages', () => {
    expect(
      walk(
        'hi',
        'I saw your ad, tell me more',
        'we spend hours copying invoices by hand',
        'how do I know this works?',
        'ok, that makes sense',
        'our budget is about $2k a month',
        'sounds good',
        'yes, send the contract',
        'anna@acme.example',
        'thanks!',
        'we also want to automate our support',
      ),
    ).toEqual([
      'initial_contact',
      'interest_qualification',
      'value_proposition',
      'objection_handling',
      'price_negotiation',
      'price_negotiation',
      'closing_attempt',
      'closing_attempt',
      'post_purchase',
      'post_purchase',
      'initial_contact',
    ]);
  });

  test('needs no objection: who agrees at once gets there as well', () => {
    expect(
      walk('interested', 'we need to automate our emails', 'sounds good', 'ok', 'deal', 'yes, to a@b.example').at(-1),
    ).toBe('post_purchase');
  });

  test('goes back for doubts: about the value from the price, about anything from the close', () => {
    const toPrice = ['interested', 'we need to automate our emails', 'how much is it?'];
    expect(walk(...toPrice, "I don't see the benefit").at(-1)).toBe('value_proposition');
    expect(walk(...toPrice, 'deal', 'I need to ask my boss').at(-1)).toBe('objection_handling');
    expect(walk(...toPrice, 'too expensive').at(-1)).toBe('price_negotiation');
  });

  test('becomes likelier with agreement, less likely with objections and refusals', () => {
    const talk = new Talk();
    const likely = ['hello', 'interested', 'we need to automate our emails', 'sounds good'].map(
      (text) => talk.says(text).snapshot.probability,
    );
    expect(likely).toEqual(likely.toSorted((a, b) => a - b));
    const before = talk.snapshot.probability;
    expect(talk.says('too expensive').snapshot.probability).toBeLessThan(before);
    expect(talk.says('no thanks').snapshot.probability).toBeLessThan(before);
  });

  test('collects the objections, each once', () => {
    const talk = new Talk();
    for (const text of ['too expensive', 'I need to ask my boss', 'way too pricey']) talk.says(text);
    expect(talk.slots['objections']).toEqual(['price', 'authority']);
  });

  test('plans a note after 24 hours, 72 hours and 7 days of silence, and one check-in for a client who writes', () => {
    const hours = ({ followUps }: StepResult) => followUps.map(({ kind, dueAt }) => [kind, (dueAt - NOON) / 3_600_000]);
    const talk = new Talk();
    expect(hours(talk.says('interested'))).toEqual([
      ['silence_24h', 24],
      ['silence_72h', 72],
      ['silence_7d', 168],
    ]);
    for (const text of ['we need to automate our emails', 'how much is it?', 'deal']) talk.says(text);
    expect(talk.says('yes, to anna@acme.example').handOver).toEqual({
      reason: 'purchase',
      unansweredMs: 72 * 3_600_000,
    });
    expect(hours(talk.says('thanks'))).toEqual([['check_in_7d', 168]]);
  });

  test('walks declared edges only and plans nothing after an opt-out, whatever is said in whatever order', () => {
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...EXAMPLES.map(({ text }) => text)) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (texts) => {
        const talk = new Talk();
        for (const text of texts) {
          const from = talk.snapshot;
          const { snapshot, reply, followUps } = talk.says(text);
          expect(talk.snapshot).toEqual(snapshot);
          expect([from.state, ...(flow.edges[from.state] ?? [])]).toContain(snapshot.state);
          expect(snapshot.turn).toBe(from.turn + 1);
          expect(reply.text).not.toBe('');
          expect(countGraphemes(reply.text)).toBeLessThanOrEqual(280);
          expect(from.optedOut && !snapshot.optedOut).toBe(false);
          expect(snapshot.optedOut && followUps.length > 0).toBe(false);
        }
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  test.each([
    ['a thousand letters', 'x'.repeat(1000)],
    ['a thousand words', 'a '.repeat(1000)],
    ['emoji', '🙃👨‍👩‍👧‍👦🔥'],
    ['a lone surrogate', '\ud83d'],
    ['control characters', '\u0000\u0007\u202e'],
    ['nothing', ''],
  ])('gets a clarifying question in place for %s', (_, text) => {
    const { snapshot, reply } = new Talk().says(text);
    expect([snapshot.state, reply.template]).toEqual(['initial_contact', 'clarify']);
  });

  test.each([
    ['letters', 'x'.repeat(100_000)],
    ['words', 'a '.repeat(50_000)],
  ])('asks for less when a hundred thousand %s arrive', (_, text) => {
    const { snapshot, reply } = new Talk().says(text);
    expect([snapshot.state, reply.template]).toEqual(['initial_contact', 'input_too_long']);
  });
});
