import { describe, expect, test } from '@jest/globals';
import { countGraphemes } from '../engine/graphemes.ts';
import { TEMPLATES } from './templates.ts';

const VARIANTS = Object.entries(TEMPLATES).flatMap(([key, variants]) => variants.map((text) => [key, text] as const));
/** The longest that a slot is shown with. */
const LONG = 'x'.repeat(40);

describe('templates of sales-dm', () => {
  test('have at least three different variants each', () => {
    const few = Object.entries(TEMPLATES).filter(([, variants]) => new Set(variants).size < 3);
    expect(few.map(([key]) => key)).toEqual([]);
  });

  test('fit 280 graphemes uncut, with empty slots and with long ones', () => {
    const long = VARIANTS.filter(
      ([, text]) =>
        countGraphemes(text.replace(/\{\w+\|?([^}]*)\}/g, '$1')) > 280 ||
        countGraphemes(text.replace(/\{[^}]*\}/g, LONG)) > 280,
    );
    expect(long).toEqual([]);
  });

  test('have words instead for every slot they use', () => {
    expect(VARIANTS.filter(([, text]) => /\{\w+\}/.test(text))).toEqual([]);
  });
});
