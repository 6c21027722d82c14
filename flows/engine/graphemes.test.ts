import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countGraphemes, fitGraphemes } from './graphemes.ts';

const FAMILY = '👨‍👩‍👧‍👦';

describe('text fitted to a number of graphemes', () => {
  test('is left as it is when it fits, with its white space folded', () => {
    expect(fitGraphemes('  two\n words ', 280)).toBe('two words');
    expect(fitGraphemes(FAMILY.repeat(280), 280)).toBe(FAMILY.repeat(280));
  });

  test('ends after a sentence where one ends late enough, else after a word with an ellipsis', () => {
    expect(fitGraphemes('One two three. Four five six', 20)).toBe('One two three.');
    expect(fitGraphemes('One. Two three four five six', 20)).toBe('One. Two three four…');
    expect(fitGraphemes('abcdefghijklmnop', 10)).toBe('abcdefghi…');
  });

  test('never breaks what a reader sees as one character', () => {
    expect(fitGraphemes(FAMILY.repeat(300), 280)).toBe(`${FAMILY.repeat(279)}…`);
    const stacked = `a${'\u0301'.repeat(60)}`;
    expect(fitGraphemes(stacked.repeat(400), 280).replaceAll(stacked, '')).toBe('…');
    expect(fitGraphemes(`a${'\u0301'.repeat(20_000)}`, 280)).toBe('…');
  });

  test('is well formed, not empty where there was something, and never longer than asked, whatever comes in', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.string({ unit: 'grapheme', maxLength: 600 }),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 280 }), (given, max) => {
        const fitted = fitGraphemes(given, max);
        expect(countGraphemes(fitted)).toBeLessThanOrEqual(max);
        expect(fitted.isWellFormed()).toBe(true);
        expect(fitted === '').toBe(given.trim() === '');
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
