import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { defineShop } from '../shop/define-shop.ts';
import { WHOLESALE_EN } from './templates.en.ts';
import { WHOLESALE_HI } from './templates.hi.ts';

const HOUR_MS = 3_600_000;

/** A wholesaler of packaging: outlets order by message, for a day that is agreed. */
export function wholesale(): DialogueFlow {
  return defineShop({
    name: 'wholesale',
    description: 'Takes orders of outlets for a packaging wholesaler, agrees the day of delivery, reminds of reorders.',
    customers: 'outlet',
    delivery: 'day',
    country: 'SG',
    timeZone: 'Asia/Singapore',
    words: { en: WHOLESALE_EN, hi: WHOLESALE_HI },
    facts: [
      'You are an AI assistant of a wholesaler of packaging for restaurants. Customers get an invoice with the delivery.',
    ],
    remindMs: HOUR_MS,
    giveUpMs: 48 * HOUR_MS,
  });
}
