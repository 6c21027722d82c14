import type { FoundProduct } from '../../../contracts/commerce/shop.ts';
import { productAsked } from '../asked-product.ts';
import type { Desk } from '../desk.ts';
import { foundFor, kindFirst } from '../match.ts';
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
    const near = [best, ...others.filter(({ score }) => score > best.score - ALIKE)];
    const alike = kindFirst(near, words).slice(0, MAX_TOLD);
    const answer = stockText(alike, desk);
    // Of what is sold out nothing can be added.
    const reply = alike.some(({ available }) => available > 0) ? 'product_answer' : 'product_sold_out';
    return { reply, lines: { answer }, slots: { last: alike.map(({ sku }) => sku) } };
  },
};

/** As in matching. */
const POSSIBLE = 0.3;
const ALIKE = 0.1;
const MAX_TOLD = 3;
const MAX_WORDS = 40;
/** Fewer base units than this many priced units are few. A guess. */
const FEW = 5;

/** What is there in one sentence, what is sold out in another. */
function stockText(products: readonly FoundProduct[], { view, language }: Desk): string {
  const list = (some: readonly string[]): string => new Intl.ListFormat(language).format(some);
  const there = products.filter(({ available }) => available > 0);
  const gone = products.filter(({ available }) => available <= 0);
  const priced = there.map((product) => {
    const { name, available, baseUnit, pricePer } = product;
    const words = { product: name, price: priceText(product, view, language) };
    if (available > FEW * pricePer) return phrase(language, 'stocked', words);
    return phrase(language, 'stocked_few', { ...words, quantity: quantityText(baseUnit, available, language) });
  });
  return [
    ...(there.length === 0 ? [] : [phrase(language, 'in_stock', { products: list(priced) })]),
    ...(gone.length === 0 ? [] : [phrase(language, 'sold_out', { products: list(gone.map(({ name }) => name)) })]),
  ].join(' ');
}

/** When we can deliver. */
export const DELIVERY_QUESTION: DeskTool = {
  name: 'delivery_question',
  description: 'Tells when can be delivered.',
  hears: ({ intent }) => intent === 'delivery_question',
  run: ({ settings, view, timeZone, language }) => {
    if (settings.delivery === 'day') return { reply: 'delivery_days' };
    if (view.slots.length === 0) return { reply: 'no_slots' };
    const slots = view.slots.slice(0, MAX_TOLD).map((slot) => slotText(slot, timeZone, language));
    return { reply: 'delivery_slots', lines: { slots: slots.join('\n') } };
  },
};
