import type { Entity } from '../engine/definition.ts';
import type { EntityContext } from './mention.ts';
import { mentionAt } from './mention.ts';
import { EDGE_AFTER, EDGE_BEFORE, isOtherWord, NUMBER, parseNumber } from './numbers.ts';

/** Spellings of a unit, by the name it is given as. Weights and volumes are not converted: prices go by what was said. */
const UNITS: Readonly<Record<string, string>> = {
  kg: 'kgs?|kilos?|kilograms?|kilogrammes?|किलो|किग्रा|किलोग्राम',
  g: 'g|gms?|grams?|grammes?|ग्राम',
  l: 'l|lt|ltrs?|litres?|liters?|लीटर|लिटर',
  ml: 'ml|millilitres?|milliliters?|मिली|एमएल',
  tonne: 'tons?|tonnes?|टन',
  quintal: 'quintals?|क्विंटल',
  lb: 'lbs?',
  oz: 'oz|ounces?',
  pack: 'packs?|packets?|pkts?|पैकेट|पैक',
  box: 'boxes|box|dabbas?|dabba|dabbe|डिब्बा|डिब्बे|बॉक्स',
  carton: 'cartons?|ctns?|peti|petiyan|पेटी|कार्टन',
  crate: 'crates?|क्रेट',
  bag: 'bags?|sacks?|bori|boriyan|बोरी|बैग',
  dozen: 'dozens?|dz|darjan|darzan|दर्जन',
  piece: 'pieces?|pcs?|nos|units?|पीस|नग',
  bottle: 'bottles?|बोतल|बोतलें',
  can: 'cans|tins?',
  jar: 'jars?',
  bunch: 'bunch|bunches|गुच्छा',
  pair: 'pairs?|जोड़ी',
  tray: 'trays?|ट्रे',
  roll: 'rolls?',
};
const UNIT = `(?:${Object.values(UNITS).join('|')})`;
const UNIT_NAMES = Object.entries(UNITS).map(([name, spellings]) => ({
  name,
  spelled: new RegExp(`^(?:${spellings})$`, 'iu'),
}));

/** "5 x 1kg" is five kilograms; "5G" is a network. */
const QUANTITY = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}.,])(?:(?<times>\\d{1,4})\\s?[x×*]\\s?)?(?<number>${NUMBER})(?<gap>\\s?-?\\s?(?:an? |of )?)(?<unit>${UNIT})${EDGE_AFTER}`,
  'giu',
);
/** Fractions stand before the unit with words of their own. */
const A_DOZEN = new RegExp(`${EDGE_BEFORE}(?:(?<half>half) )?an? (?<unit>dozen|kilo)${EDGE_AFTER}`, 'giu');

/** Amounts with a unit: "2 kg", "half a dozen", "do kilo", "5 x 500g". */
export function findQuantities(text: string, context: EntityContext): readonly Entity[] {
  if (!MAY_COUNT.test(text)) return [];
  const counted = [...text.matchAll(QUANTITY)].map((match) => quantityOf(text, match, context));
  const dozens = [...text.matchAll(A_DOZEN)].map(({ 0: said, index, groups }) => ({
    kind: 'quantity' as const,
    ...mentionAt(text, index, index + said.length),
    amount: groups?.['half'] === undefined ? 1 : 0.5,
    unit: unitNamed(groups?.['unit'] ?? ''),
  }));
  return [...counted.filter((entity) => entity !== undefined), ...dozens];
}

const MAY_COUNT = new RegExp(`(?<![\\p{L}\\p{M}])${UNIT}(?![\\p{L}\\p{M}])`, 'iu');

function quantityOf(text: string, match: RegExpExecArray, { language }: EntityContext): Entity | undefined {
  const { times, number = '', gap, unit = '' } = match.groups ?? {};
  const amount = parseNumber(number, language);
  if (amount === undefined || (unit === 'G' && gap === '')) return undefined;
  if (isOtherWord(number, unit, language)) return undefined;
  return {
    kind: 'quantity',
    ...mentionAt(text, match.index, match.index + match[0].length),
    amount: amount * Number(times ?? 1),
    unit: unitNamed(unit),
  };
}

function unitNamed(said: string): string | undefined {
  return UNIT_NAMES.find(({ spelled }) => spelled.test(said))?.name;
}
