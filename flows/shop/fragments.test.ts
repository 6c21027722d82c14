import { expect, test } from '@jest/globals';
import { joinedFragments } from './fragments.ts';

test.each([
  ['2 kg\nonions', '2 kg onions'],
  ['4\nCoriander powder 100 g', '4 Coriander powder 100 g'],
  ['500\ng\nSweet potato', '500 g Sweet potato'],
  ['500\ng Drumstick', '500 g Drumstick'],
  ['6 Salted butter\n100 g', '6 Salted butter 100 g'],
  ['half a kilo of\ntomatoes', 'half a kilo of tomatoes'],
  ['2 kg onions\n1 kg tomatoes', '2 kg onions\n1 kg tomatoes'],
  ['milk\nbread\neggs', 'milk\nbread\neggs'],
  ['2 bread\n1 milk', '2 bread\n1 milk'],
  ['2 sugar 1 kg\n500 g', '2 sugar 1 kg\n500 g'],
  ['Liquid handwash 750\nml 4', 'Liquid handwash 750 ml 4'],
  ['yes', 'yes'],
])('%j is read as %j', (text, joined) => {
  expect(joinedFragments(text)).toBe(joined);
});
