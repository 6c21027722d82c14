import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sentencesOf, splitClauses } from './clauses.ts';

describe('several needs are told apart', () => {
  test.each([
    ['How much is it? When can you start?', ['How much is it?', 'When can you start?']],
    ['how much is it and when can you start', ['how much is it', 'when can you start']],
    ['how much is it, when can you start?', ['how much is it', 'when can you start?']],
    ['price?delivery?', ['price?', 'delivery?']],
    ['price and delivery time?', ['price', 'delivery time?']],
    ['I want 5. Call me tomorrow', ['I want 5.', 'Call me tomorrow']],
    ['send the price, and also book a demo', ['send the price', 'book a demo']],
    ['it is nice but too expensive', ['it is nice', 'too expensive']],
    ['what is it; how does it work', ['what is it', 'how does it work']],
    ['first line\nsecond line', ['first line', 'second line']],
    ['wow!!! how much?', ['wow!!!', 'how much?']],
    ['we are Acme Ltd. Can you call us?', ['we are Acme Ltd.', 'Can you call us?']],
    ['I work at Acme and Bob needs a demo of it', ['I work at Acme and Bob needs a demo of it']],
    ['kitne ka hai aur kab milega', ['kitne ka hai', 'kab milega']],
    ['कितने का है और कब मिलेगा', ['कितने का है', 'कब मिलेगा']],
    ['यह क्या है। दाम बताइए', ['यह क्या है।', 'दाम बताइए']],
    ['was kostet das und wann geht es los', ['was kostet das', 'wann geht es los']],
  ])('%s', (text, clauses) => {
    expect(splitClauses(text)).toEqual(clauses);
  });
});

describe('nothing is cut within', () => {
  test.each([
    'Tom and Sons',
    'we are tom and sons',
    'Johnson and Johnson',
    'my wife and I',
    'salt and pepper',
    'between 3 and 4pm',
    'between the old and the new one',
    'two hundred and fifty',
    '5 and 6 pm',
    '3.5 lakh',
    'Rs. 500 a month',
    'about approx. 20 people',
    'Dr. Rao will come',
    'J. Smith will come',
    'the U.S. office',
    'Acme Pvt. Ltd. is our name',
    'no. 5 please',
    'flat no. 12, sector 7',
    'e.g. invoices',
    'at 5 p.m. tomorrow',
    'mujhe aur jaankari chahiye',
    'kya isko koi aur padh sakta hai',
    'दूध और ब्रेड भेज दो',
    'https://example.com/a?b=c',
    'a.b@c.example',
    '1. the price',
    'Yes, how much is it?',
    'research and development',
    'black and white',
    'hello',
  ])('"%s"', (text) => {
    expect(splitClauses(text)).toEqual([text]);
  });
});

test('sentences stay whole where clauses are cut', () => {
  expect(sentencesOf('How much is it and when? I ask for Tom and Sons.')).toEqual([
    'How much is it and when?',
    'I ask for Tom and Sons.',
  ]);
});

test('any text is cut into parts of itself, in its order, none empty, and a part stays as it is', () => {
  const words = fc.constantFrom('and', ',', '. ', '? ', 'price', 'Tom', '5', ' aur ', 'और', '\n', 'Rs.', 'how', ' ');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 800 }),
    fc.array(words, { maxLength: 40 }).map((said) => said.join(' ')),
  );
  fc.assert(
    fc.property(text, (said) => {
      let from = 0;
      for (const clause of splitClauses(said)) {
        expect(clause).toMatch(/[\p{L}\p{N}]/u);
        const at = said.indexOf(clause, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + clause.length;
      }
    }),
    { numRuns: 300, seed: 5 },
  );
});
