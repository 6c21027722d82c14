import { describe, expect, test } from '@jest/globals';
import { isSlipOf, withoutSlips } from './slips.ts';

describe('slips of thumbs', () => {
  test.each([
    ['yees, thhat is rigt', 'yes, that is right'],
    ['the seocnd one', 'the second one'],
    ['on Thursdya pelase', 'on thursday please'],
    ['nothign esle, thanks', 'nothing else, thanks'],
    ['dnoe', 'done'],
    ['tomrrow', 'tomorrow'],
    ['ys', 'yes'],
  ])('%s is %s', (typed, meant) => {
    expect(withoutSlips(typed)).toBe(meant);
  });

  test.each([
    ['2 kg oinons'],
    ['Ingrd'],
    ['my naem is Anna'],
    ['yes but not the rice'],
    ['yet'],
    ['12 MG Raod, Pune'],
    ['nan'],
    ['बस इतना ही'],
  ])('%s is left as it is', (text) => {
    expect(withoutSlips(text)).toBe(text);
  });

  test('another letter in place of one is no slip: it may be another word', () => {
    expect(isSlipOf('dove', 'done')).toBe(false);
    expect(isSlipOf('nine', 'fine')).toBe(false);
  });
});
