import type { FoundProduct } from '../../../contracts/commerce/shop.ts';
import { productAsked } from '../asked-product.ts';
import type { Desk } from '../desk.ts';
import { foundFor } from '../match.ts';
import { phrase } from '../phrases.ts';
import { slotText } from '../times.ts';
import { priceText, quantityText } from '../wording.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** What we have of a product, and what it costs: as it is, no more. */
export const PRODUCT_QUESTION: DeskTool = {
  name: 'product_question',
  description: 'Tells whether we have a product and what it costs.',
  states: TRADING,
  hears: ({ text }) => productAsked(text) !== undefined,
  run: (desk) => {
    const words = productAsked(desk.reading.text);
    if (words === undefined) return undefined;
    const [best, ...others] = foundFor(desk.view, words, []).filter(({ score }) => score >= POSSIBLE);
    if (best === undefined) {
      const unknown = phrase(desk.language, 'unknown', { words: words.slice(0, MAX_WORDS) });
      return { reply: 'product_answer', lines: { answer: unknown } };
    }
    const alike = [best, ...others.filter(({ score }) => score > best.score - ALIKE)].slice(0, MAX_TOLD);
    const answer = alike.map((product) => stockText(product, desk)).join('\n');
    return { reply: 'product_answer', lines: { answer }, slots: { last: alike.length === 1 ? [best.sku] : [] } };
  },
};

/** As in matching. */
const POSSIBLE = 0.3;
const ALIKE = 0.1;
const MAX_TOLD = 3;
const MAX_WORDS = 40;
/** Fewer base units than this many priced units are few. A guess. */
const FEW = 5;

function stockText(product: FoundProduct, { view, language }: Desk): string {
  const { name, available, baseUnit, pricePer } = product;
  if (available <= 0) return phrase(language, 'sold_out', { product: name });
  const words = { product: name, price: priceText(product, view, language) };
  if (available > FEW * pricePer) return phrase(language, 'in_stock', words);
  return phrase(language, 'few_left', { ...words, quantity: quantityText(baseUnit, available, language) });
}

/** When we can deliver. */
export const DELIVERY_QUESTION: DeskTool = {
  name: 'delivery_question',
  description: 'Tells when can be delivered.',
  states: TRADING,
  hears: ({ intent }) => intent === 'delivery_question',
  run: ({ settings, view, timeZone, language }) => {
    if (settings.delivery === 'day') return { reply: 'delivery_days' };
    if (view.slots.length === 0) return { reply: 'no_slots' };
    const slots = view.slots.slice(0, MAX_TOLD).map((slot) => slotText(slot, timeZone, language));
    return { reply: 'delivery_slots', lines: { slots: slots.join('\n') } };
  },
};
