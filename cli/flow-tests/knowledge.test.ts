import { expect, test } from '@jest/globals';
import { wordSearch } from './knowledge.ts';

const search = wordSearch([
  { source: 'delivery.md', title: 'Delivery', text: 'We deliver within three days.' },
  { source: 'returns.md', title: 'Returns', text: 'Goods are taken back within thirty days.' },
]);

test('the piece with the rarest words in common comes first', () => {
  const found = search({ text: 'When do you deliver within a day?', language: 'en', limit: 3 });
  expect(found.map(({ source }) => source)).toEqual(['delivery.md', 'returns.md']);
});

test('the limit is kept', () => {
  expect(search({ text: 'days', language: 'en', limit: 1 })).toHaveLength(1);
});

test('a question without a word of any piece finds nothing', () => {
  expect(search({ text: 'What is the capital of Peru?', language: 'en', limit: 3 })).toEqual([]);
});
