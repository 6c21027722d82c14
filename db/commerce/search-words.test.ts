import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likeness, scoreOf } from './search-score.ts';
import { indexEntry, searchWords } from './search-words.ts';
import { canonicalSize, readSize, takeSizes, writeSize } from './sizes.ts';

describe('sizes', () => {
  test.each([
    ['5 kg', 5000, 'g'],
    ['5kg', 5000, 'g'],
    ['1.5 KG', 1500, 'g'],
    ['1,5 kg', 1500, 'g'],
    ['½ kg', 500, 'g'],
    ['1/2 l', 500, 'ml'],
    ['500 gms', 500, 'g'],
    ['750ML', 750, 'ml'],
    ['2 litres', 2000, 'ml'],
    ['10 inch', 10, 'inch'],
    ['10"', 10, 'inch'],
    ['10in', 10, 'inch'],
    ['10-inch', 10, 'inch'],
    ['300 gsm', 300, 'gsm'],
    ['8 oz', 8, 'oz'],
    ['5 किलो', 5000, 'g'],
  ])('%s', (text, amount, unit) => expect(readSize(text)).toEqual({ amount, unit }));

  test.each(['', 'kg', '5', '5 kg 3', 'five kg', '0 kg', '5 kgx', '10 in a box', 'a4', '1.2.3 kg'])(
    '%j is none',
    (text) => expect(readSize(text)).toBeUndefined(),
  );

  test('are equal in other units', () => {
    expect(canonicalSize({ amount: 10, unit: 'inch' })).toBe(canonicalSize({ amount: 25.4, unit: 'cm' }));
    expect(canonicalSize({ amount: 10, unit: 'inch' })).toBe(canonicalSize({ amount: 254, unit: 'mm' }));
    expect(takeSizes('1 kg').sizes.map(canonicalSize)).toEqual(takeSizes('1000 g').sizes.map(canonicalSize));
  });

  test('are read as they are written', () => {
    const size = fc.record({
      amount: fc.integer({ min: 1, max: 1_000_000 }).map((tenths) => tenths / 10),
      unit: fc.constantFrom('g', 'ml', 'inch', 'cm', 'mm', 'oz', 'gsm'),
    });
    fc.assert(fc.property(size, (one) => expect(readSize(writeSize(one as never))).toEqual(one)));
  });
});

describe('words', () => {
  test.each([
    ['10 inch pizza boxes', ['pizza', 'box'], ['254mm']],
    ['Crème fraîche', ['creme', 'fraiche'], []],
    ['ज़ीरा', ['जीरा'], []],
    ['box for 10 inch pizza', ['box', 'pizza'], ['254mm']],
    ['टमाटर ५ किलो', ['टमाटर'], ['5000g']],
    ["Haldiram's", ['haldiram'], []],
    ['THE of and', [], []],
  ])('of %s', (text, words, sizes) => expect(searchWords(text)).toEqual({ words, sizes }));

  test.each([
    ['boxes', 'box'],
    ['tomatoes', 'tomato'],
    ['chillies', 'chilli'],
    ['berries', 'berry'],
    ['cookies', 'cookie'],
    ['cases', 'case'],
    ['olives', 'olive'],
    ['glasses', 'glass'],
    ['leaves', 'leaf'],
    ['brushes', 'brush'],
  ])('%s and %s are the same', (many, one) => expect(searchWords(many)).toEqual(searchWords(one)));

  test.each([
    ['glass', 'glas'],
    ['gas', 'ga'],
    ['rice', 'rici'],
  ])('%s is not %s', (one, other) => expect(searchWords(one)).not.toEqual(searchWords(other)));

  test('of any text can be quoted in a query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const word of searchWords(text).words) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
      }),
    );
  });
});

describe('a misspelled word', () => {
  test.each([
    ['basmati', 'basmati', 1],
    ['bsmati', 'basmati', 0.9],
    ['rize', 'rice', 0.72],
    ['coke', 'cake', 0.72],
    ['rcie', 'rice', 0.9],
    ['bxo', 'box', 0.9],
    ['choclate', 'chocolate', 0.9],
    ['choclte', 'chocolate', 0.78],
    ['choco', 'chocolate', 0.8],
    ['bex', 'box', 0],
    ['oil', 'nil', 0],
    ['a4', 'a5', 0],
    ['milk', 'silly', 0],
  ])('%s stands for %s by %d', (said, word, expected) => expect(likeness(said, word)).toBe(expected));
});

describe('the score', () => {
  const entry = (names: readonly string[], sizes: readonly string[] = []) =>
    indexEntry({ names, sizes: sizes.flatMap((size) => readSize(size) ?? []), baseUnit: 'piece', sku: 'X' }).words;
  const score = (text: string, indexed: string): number => {
    const { words, sizes } = searchWords(text);
    return scoreOf({ words: words.map((word) => ({ word, readings: new Map([[word, 1]]) })), sizes }, indexed);
  };

  test('is 1 for a name or a synonym as it is, in any order', () => {
    expect(score('basmati rice', entry(['Basmati rice 5 kg']))).toBe(1);
    expect(score('rice basmati', entry(['Basmati rice']))).toBe(1);
    expect(score('chawal', entry(['Rice', 'chawal']))).toBe(1);
  });

  test('falls with words that are not there, words that were not said, and the wrong size', () => {
    const exact = score('basmati rice', entry(['Basmati rice']));
    const longer = score('basmati rice', entry(['Golden basmati rice']));
    const longest = score('basmati rice', entry(['Golden old basmati rice of the hills']));
    const partly = score('basmati rice', entry(['Basmati flour']));
    expect([exact - longer > 0.1, longer > longest, longest > partly]).toEqual([true, true, true]);
    expect(score('rice 5 kg', entry(['Rice'], ['5 kg']))).toBe(1);
    expect(score('rice 5 kg', entry(['Rice'], ['1 kg']))).toBeLessThan(0.75);
    expect(score('rice 5 kg', entry(['Rice']))).toBeCloseTo(0.9);
  });

  test('is between 0 and 1 for anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (text, names) => {
        const value = score(text, entry(names));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});
