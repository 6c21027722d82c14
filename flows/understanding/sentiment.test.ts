import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sentimentOf } from './sentiment.ts';

const LINES = {
  positive: lines(`
    this is great | I like it | thanks a lot | awesome service! | very helpful | looks good | I am so happy with it
    👍 | ❤ it | perfect | excellent work | bahut badhiya | accha laga | mast hai yaar | bahut accha hai | बहुत अच्छा है
    शानदार | धन्यवाद | मुझे पसंद है
  `),
  negative: lines(`
    this is bad | not good at all | it isn't helpful | worst service ever | too expensive for us | I am disappointed
    it does not work, terrible | you are late again | 😡 | what a scam | very slow | this is a waste of time
    accha nahi hai | bahut kharab | bakwas hai | bilkul bekar | बहुत खराब सेवा | अच्छा नहीं है | यह घटिया है | धोखा है
  `),
  neutral: ['it was good but expensive', 'not bad', 'a bit slow', 'accha hai par mehnga hai', 'yeh fraud to nahi hai'],
} as const;

describe.each(Object.entries(LINES))('%s', (sentiment, lines) => {
  test.each(lines)('"%s"', (text) => {
    expect(sentimentOf(text, 'en')).toBe(sentiment);
  });
});

describe('no word of tone is in', () => {
  test.each(
    lines(`
    what is it like? | I would like to order | looks like a robot | your best price? | which plan is better
    how fast is it | good morning | no problem | hello | we are 5 people | how good is the support | no thanks | no need, thank you | नहीं, धन्यवाद | sounds too good to be true | wow, so much?
    kitne ka hai | kal aana | आप क्या बेचते हैं | कीमत बताइए | 📦 | 12
  `),
  )('"%s"', (text) => {
    expect(sentimentOf(text, 'en')).toBeUndefined();
  });
});

test.each([
  ['das gefällt mir nicht', 'de', 'negative'],
  ['das ist sehr gut', 'de', 'positive'],
  ['kein gutes Angebot', 'de', 'negative'],
  ['je suis déçu', 'fr', 'negative'],
  ["c'est parfait, merci", 'fr', 'positive'],
  ['me encanta', 'es', 'positive'],
  ['no me gusta', 'es', 'negative'],
])('%s counts in its language', (text, language, sentiment) => {
  expect(sentimentOf(text, language)).toBe(sentiment);
});

test('words of other languages count nothing in English', () => {
  expect([sentimentOf('Mist', 'en'), sentimentOf('die gute Frau', 'en')]).toEqual([undefined, undefined]);
});

test('any text has a tone or none, without a crash, and twice the same', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 1200 }),
      fc.constantFrom('en', 'hi', 'xx', '__proto__'),
      (text, language) => {
        const tone = sentimentOf(text, language);
        expect([undefined, 'positive', 'neutral', 'negative']).toContain(tone);
        expect(sentimentOf(text, language)).toBe(tone);
      },
    ),
    { numRuns: 200, seed: 8 },
  );
});

/** The lines of a table, parted by bars and line ends. */
function lines(table: string): readonly string[] {
  return table
    .split(/[|\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
