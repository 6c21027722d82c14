import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { defineShop } from '../shop/define-shop.ts';

const HOUR_MS = 3_600_000;

/** A neighbourhood grocery: orders in people's own words, delivered in slots. */
export function grocery(): DialogueFlow {
  return defineShop({
    name: 'grocery',
    description: 'Takes orders for a grocery, tells how they stand, changes and cancels them.',
    customers: 'person',
    delivery: 'slot',
    country: 'IN',
    timeZone: 'Asia/Kolkata',
    words: {},
    facts: ['You are an AI assistant of a neighbourhood grocery that delivers. Customers pay on delivery.'],
    remindMs: HOUR_MS,
    giveUpMs: 24 * HOUR_MS,
  });
}
