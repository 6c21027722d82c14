import { describe, expect, test } from '@jest/globals';
import { countGraphemes } from '../engine/graphemes.ts';
import { STATES } from './states.ts';
import { TEMPLATES_EN } from './templates.en.ts';
import { TEMPLATES_HI } from './templates.hi.ts';

/** The longest that a slot is shown with. */
const LONG = 'x'.repeat(40);
/** Hours, counts and sums: four digits, as at most twenty processes are added up. */
const FIGURE = /\{(?:total|hours|monthly|price)\|[^}]*\}/g;
/** Names of slots and intents, which are parts of sentences. */
const IS_LABEL = /^(?:slot|intent)\./;
/** Filled by the engine or a tool whenever the template is said. */
const ALWAYS_FILLED = /\{(?:ask|day|slot|value|first|second)\}/g;

describe.each([
  ['en', TEMPLATES_EN],
  ['hi', TEMPLATES_HI],
])('templates of sales-dm in %s', (_, templates) => {
  const sentences = Object.entries(templates).filter(([key]) => !IS_LABEL.test(key));
  const texts = sentences.flatMap(([key, variants]) => variants.map((text) => [key, text] as const));

  test('have at least three different variants each', () => {
    const few = sentences.filter(([, variants]) => new Set(variants).size < 3);
    expect(few.map(([key]) => key)).toEqual([]);
  });

  test('fit 280 graphemes uncut, with empty slots and with long ones', () => {
    const long = texts.filter(
      ([, text]) =>
        countGraphemes(text.replace(/\{\w+\|?([^}]*)\}/g, '$1')) > 280 ||
        countGraphemes(text.replace(FIGURE, '9999').replace(/\{[^}]*\}/g, LONG)) > 280,
    );
    expect(long).toEqual([]);
  });

  test('leave room for the question that follows an answer in between', () => {
    const longest = Math.max(
      ...texts
        .filter(([key]) => Object.values(STATES).some(({ ask }) => ask === key))
        .map(([, text]) => countGraphemes(text.replace(/\{[^}]*\}/g, LONG))),
    );
    const long = texts.filter(([key, text]) => key.startsWith('aside_') && countGraphemes(text) + 1 + longest > 280);
    expect(long).toEqual([]);
  });

  test('have words instead for every slot they use', () => {
    expect(texts.filter(([, text]) => /\{\w+\}/.test(text.replace(ALWAYS_FILLED, '')))).toEqual([]);
  });
});

test('every template is there in both languages', () => {
  expect(Object.keys(TEMPLATES_HI).toSorted()).toEqual(Object.keys(TEMPLATES_EN).toSorted());
});
