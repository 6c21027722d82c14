import { describe, expect, test } from '@jest/globals';
import { pictureMeaning } from './pictures.ts';

describe('the meaning of a message of emoji', () => {
  test.each([
    ['👋', { kind: 'intent', intent: 'greeting' }],
    ['👍🏽', { kind: 'intent', intent: 'agreement' }],
    ['👍👍!', { kind: 'intent', intent: 'agreement' }],
    ['👎', { kind: 'intent', intent: 'refusal' }],
    ['🙏', { kind: 'intent', intent: 'thanks' }],
    ['❤️', { kind: 'glad' }],
    ['😡😡', { kind: 'sad' }],
  ])('%s', (text, meaning) => {
    expect(pictureMeaning(text)).toEqual(meaning);
  });

  test.each(['ok 👍', '👍 500', '🍌', '...', '', '?'])('nothing is made of %j', (text) => {
    expect(pictureMeaning(text)).toBeUndefined();
  });
});
