import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseThreshold, Classifier } from './classifier.ts';

const EXAMPLES = Object.entries({
  price: ['how much is it', 'what does it cost', 'price please', 'how much do you charge'],
  greeting: ['hello', 'hi there', 'good morning', 'hey you'],
  thanks: ['thank you', 'thanks a lot', 'many thanks', 'thx'],
  outside: ['the cat sleeps', 'purple rain', 'turn left here', 'my shoes are wet'],
}).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));
const OPTIONS = { epochs: 20, rate: 0.3, l2: 1e-5, minCount: 1, outside: 'outside' };
const classifier = Classifier.train(EXAMPLES, OPTIONS);

describe('the classifier', () => {
  test.each([
    ['how much would it cost', 'price'],
    ['HELLO!!', 'greeting'],
    ['thankss', 'thanks'],
    ['ｈｅｌｌｏ', 'greeting'],
  ])('hears through typing errors, case and width: %s', (text, intent) => {
    expect(classifier.classify(text).ranking[0]?.name).toBe(intent);
  });

  test('is sure of what it was taught, and not of what lies outside or says nothing', () => {
    expect(classifier.classify('what does it cost').confidence).toBeGreaterThan(0.8);
    expect(classifier.classify('the cat is asleep').confidence).toBeLessThan(0.3);
    for (const nothing of ['', '   ', '🙂', 'ሰላም']) expect(classifier.classify(nothing).confidence).toBe(0);
  });

  test('never answers with the label of what lies outside', () => {
    const names = classifier.classify('the cat sleeps').ranking.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['greeting', 'price', 'thanks']);
  });

  test('is the same model from the same examples', () => {
    const again = Classifier.train(EXAMPLES, OPTIONS);
    for (const { text } of EXAMPLES) expect(again.classify(text)).toEqual(classifier.classify(text));
  });

  test('judges a long message by its beginning', () => {
    const start = 'how much does it cost '.repeat(60);
    expect(classifier.classify(`${start}${'hello '.repeat(20_000)}`)).toEqual(classifier.classify(start));
  });

  test('answers any text with probabilities, best first', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { ranking, confidence } = classifier.classify(text);
        const scores = ranking.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const score of [...scores, confidence]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});

describe('the threshold', () => {
  test('leaves both figures the larger margin over what is asked', () => {
    const known = [0.9, 0.8, 0.7, 0.6, 0.5].map((confidence) => ({ isRight: true, confidence }));
    const threshold = chooseThreshold(known, [0.4, 0.3, 0.2, 0.1], { accuracy: 0.5, recall: 0.5 });
    expect(threshold).toBeGreaterThan(0.4);
    expect(threshold).toBeLessThanOrEqual(0.5);
  });
});
