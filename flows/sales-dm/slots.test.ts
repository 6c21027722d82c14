import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Slots } from '../../contracts/dialogue.ts';
import { countGraphemes } from '../engine/graphemes.ts';
import { extractSlots } from './slots.ts';

function read(text: string, known: Slots): Slots {
  return extractSlots({ text, known });
}

describe('slots', () => {
  test.each<[string, Slots]>([
    ["I'm Anna from Acme", { name: 'Anna', company: 'Acme' }],
    ['I’m Anna Maria Schmidt, hello', { name: 'Anna Maria Schmidt' }],
    ['my name is anna', { name: 'Anna' }],
    ['My name is Élodie', { name: 'Élodie' }],
    ['Call me Raj', { name: 'Raj' }],
    ["I'm CEO of Acme", { company: 'Acme' }],
    ['I work at Blue Sky', { company: 'Blue Sky' }],
    ['our company is called Nordwind', { company: 'Nordwind' }],
    ['we need help with invoices, 20 a day', { need: 'help with invoices, 20 a day' }],
    ['our biggest problem is slow replies', { need: 'slow replies' }],
    ['budget is around $5k', { budget: '$5k' }],
    ['my budget is 500', { budget: '500' }],
    ['we can spend 2000 euros per month', { budget: '2000 euros per month' }],
    ['next month would be good', { timeline: 'next month' }],
    ['we want it live within six weeks', { timeline: 'within six weeks' }],
  ])('are taken from "%s"', (text, slots) => {
    expect(read(text, {})).toMatchObject(slots);
  });

  test.each([
    "I'm interested",
    'I am German',
    'hello from Pune',
    'call me back later',
    'my name is not important',
    'can you call me at Monday',
    'I need to ask my boss',
    'we need to think about it',
    'we want to go ahead',
    'I want a demo',
    'I want to talk to a human',
    'we lost $3k to this',
    "we can't afford $500",
    'this is great',
    'I work at home',
    '',
  ])('are not guessed from "%s"', (text) => {
    expect(read(text, {})).toEqual({});
  });

  test('that are known are kept, unless the customer states them anew', () => {
    expect(read('looking for something nice', { need: 'invoices' })).toEqual({});
    expect(read('we need help with emails', { need: 'invoices' })).toEqual({ need: 'help with emails' });
  });

  test('are short, well formed and not empty, whatever comes in', () => {
    const lead = fc.constantFrom('', 'my name is ', "I'm ", 'we need ', 'budget ', 'I work at ', 'our company is ');
    fc.assert(
      fc.property(lead, fc.string({ unit: 'binary', maxLength: 1500 }), (start, text) => {
        for (const value of Object.values(read(`${start}${text}`, {}))) {
          expect(String(value)).not.toBe('');
          expect(String(value).isWellFormed()).toBe(true);
          expect(countGraphemes(String(value))).toBeLessThanOrEqual(120);
        }
      }),
      { numRuns: 500, seed: 9 },
    );
    expect(read('we need '.repeat(20_000), {})).toBeDefined();
  });
});
