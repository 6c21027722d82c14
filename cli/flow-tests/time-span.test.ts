import { expect, test } from '@jest/globals';
import { parseTimeSpan } from './time-span.ts';

test.each([
  ['3 days', 259_200_000],
  ['1 day 4 hours', 100_800_000],
  ['1 week, 2 days and 30 seconds', 777_630_000],
  ['90 minutes', 5_400_000],
  ['1.5 hours', 5_400_000],
])('%s is a time', (text, milliseconds) => {
  expect(parseTimeSpan(text)).toBe(milliseconds);
});

test.each(['', 'soon', '3', 'days', '3 days later', '3 fortnights'])('%j is no time', (text) => {
  expect(parseTimeSpan(text)).toBeUndefined();
});
