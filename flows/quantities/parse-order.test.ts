import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import { gradedLines, gradeLines } from './grade-lines.ts';
import { parseOrder } from './parse-order.ts';

describe('a line is read as it is meant', () => {
  test.each(gradedLines('tuned').map((line) => [line.text, line] as const))('"%s"', (_, { expected, read }) => {
    expect(read).toBe(expected);
  });
});

test('of the lines that it was never tuned on it reads nine of ten', () => {
  const { passed, failed } = gradeLines().heldOut;
  expect(passed / (passed + failed)).toBeGreaterThanOrEqual(0.9);
});

test('the lines are many', () => {
  const { passed, failed, heldOut } = gradeLines();
  expect(passed + failed).toBeGreaterThanOrEqual(360);
  expect((heldOut.passed + heldOut.failed) * 5).toBeGreaterThanOrEqual(passed + failed);
});

test('a talk says where its words stand', () => {
  const text = 'Hi! 2 kg Basmati Rice, please\nand remove the milk';
  const spans = parseOrder(text, { language: 'en' }).map(({ start, end }) => text.slice(start, end));
  expect(spans).toEqual(['2 kg Basmati Rice', 'remove the milk']);
});

test('offsets count what is written, not what it is folded to', () => {
  const text = '🥛🥛 ﬁne ２ kg ｒｉｃｅ';
  const [talk] = parseOrder(text, { language: 'en' });
  expect([talk?.kind, text.slice(talk?.start, talk?.end)]).toEqual(['add', '２ kg ｒｉｃｅ']);
});

/** Words of orders in any order: they reach deeper than any string does. */
const WORDS = fc.constantFrom(
  '2',
  'kg',
  'rice',
  'half',
  'a',
  'dozen',
  'of',
  'and',
  'x',
  '-',
  '1/2',
  '500ml',
  'remove',
  'make',
  'it',
  'to',
  'with',
  'replace',
  'instead',
  'do',
  'kilo',
  'aur',
  'hata',
  'kar',
  'chahiye',
  'दो',
  'किलो',
  'same',
  'as',
  'last',
  'double',
  'for',
  '10',
  'inch',
  'boxes',
  ',',
  '.',
  '?',
  '\n',
  '1.',
  'no',
  'more',
  'each',
  'under',
  '₹',
  'by',
  'Friday',
  '0',
  '999999999999',
  'constructor',
  '__proto__',
  'toString',
  'saadhe',
  'teen',
  'ki',
  'jagah',
  'not',
  'less',
  'only',
  'call',
  '9876543210',
);
const TEXTS = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(WORDS, { maxLength: 40 }).map((words) => words.join(' ')),
);

test('any text is read without a crash, twice the same, with offsets inside and amounts that can be ordered', () => {
  fc.assert(
    fc.property(TEXTS, fc.constantFrom('en', 'hi', 'xx', '__proto__'), fc.boolean(), (text, language, isAnswer) => {
      const talks = parseOrder(text, { language, isAnswer });
      expect(parseOrder(text, { language, isAnswer })).toEqual(talks);
      for (const talk of talks) expectSound(talk, text);
    }),
    { numRuns: 1500, seed: 5 },
  );
});

function expectSound(talk: OrderTalk, text: string): void {
  expect(talk.start).toBeGreaterThanOrEqual(0);
  expect(talk.end).toBeGreaterThan(talk.start);
  expect(talk.end).toBeLessThanOrEqual(text.length);
  expect(amountsOf(talk).filter((amount) => !(amount > 0 && amount < Infinity))).toEqual([]);
  expect('product' in talk ? talk.product : undefined).not.toBe('');
}

function amountsOf(talk: OrderTalk): readonly number[] {
  if (talk.kind === 'scale') return [talk.factor];
  if (!('quantity' in talk)) return [];
  return [...(talk.quantity === undefined ? [] : [talk.quantity.amount]), ...talk.sizes.map(({ amount }) => amount)];
}
