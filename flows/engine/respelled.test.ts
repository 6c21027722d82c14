import { expect, test } from '@jest/globals';
import { respelled } from './respelled.ts';

const PASSAGES = [
  {
    source: 'a.md',
    title: 'Backups',
    text: 'To make a backup, copy the data. The plan has limits; privacy first.',
    rank: 1,
  },
];

test.each([
  ['how do I make a bakup', 'how do I make a backup'],
  ['pirvacy?', 'privacy?'],
  ['which paln', 'which plan'],
  ['are there limts', 'are there limits'],
])('a slip is put right: %s', (question, right) => {
  expect(respelled(question, PASSAGES)).toBe(right);
});

test.each(['what date is it', 'what are the backups', 'do you sell plants in Leeds', 'the', ''])(
  'what is no slip stays: %s',
  (question) => {
    expect(respelled(question, PASSAGES)).toBe(question);
  },
);
