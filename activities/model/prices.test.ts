import { describe, expect, test } from '@jest/globals';
import { costMicros, PRICES, PRICES_AS_OF } from './prices.ts';

const USAGE = { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 100 };

describe('prices', () => {
  test('cached input is cheaper, and the sum is in millionths of a dollar', () => {
    // 600 × $2.50 + 400 × $1.25 + 100 × $10, a million each.
    expect(costMicros(PRICES, 'gpt-4o', USAGE)).toBe(1500 + 500 + 1000);
  });
  test('a dated name is priced as its model, another model is not', () => {
    expect(costMicros(PRICES, 'gpt-4o-2024-08-06', USAGE)).toBe(costMicros(PRICES, 'gpt-4o', USAGE));
    expect(costMicros(PRICES, 'gpt-4o-mini-2024-07-18', USAGE)).toBe(costMicros(PRICES, 'gpt-4o-mini', USAGE));
    expect(costMicros(PRICES, 'gpt-4o-audio', USAGE)).toBeUndefined();
    expect(costMicros(PRICES, 'openai/gpt-4o', USAGE)).toBe(costMicros(PRICES, 'gpt-4o', USAGE));
  });
  test('an unknown model has no price, also one with a name of Object', () => {
    expect(costMicros(PRICES, 'llama-3', USAGE)).toBeUndefined();
    expect(costMicros(PRICES, 'constructor', USAGE)).toBeUndefined();
  });
  test('the table is dated and holds together', () => {
    expect(PRICES_AS_OF).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { input, cachedInput, output } of Object.values(PRICES)) {
      expect(cachedInput).toBeLessThanOrEqual(input);
      expect(output).toBeGreaterThan(input);
    }
  });
});
