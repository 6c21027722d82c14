import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { safePrefixLength } from './safe-prefix.ts';

describe('what may be shown of a growing reply', () => {
  test.each([
    ['plain words go out at once, complete or not', 'Great to hea', 'Great to hea'],
    ['a number waits', 'It costs 50', 'It costs '],
    ['a complete number waits for its unit', 'It costs 500 ', 'It costs '],
    ['a unit that is being written', 'It costs 500 doll', 'It costs '],
    ['a complete unit settles it', 'It costs 500 dollars ', 'It costs 500 dollars '],
    ['a currency sign waits', 'It costs $', 'It costs '],
    ['a number in words waits as a whole', 'It is five hundred', 'It is '],
    ['an address waits', 'Write to me@ac', 'Write to '],
    ['a host waits', 'See acme.co', 'See '],
    ['a phone number waits as a whole', 'Call +91 98765 432', 'Call '],
    ['half of an emoji waits', `Nice ${'😀'.slice(0, 1)}`, 'Nice '],
  ])('%s', (_, text, shown) => {
    expect(text.slice(0, safePrefixLength(text))).toBe(shown);
  });

  test('is never longer than the text, and grows with it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const length = safePrefixLength(text);
        expect(length).toBeLessThanOrEqual(text.length);
        expect(length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
