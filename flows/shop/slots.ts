import { z } from 'zod';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ExtractInput, FlowDefinition } from '../engine/definition.ts';
import { addressPartSaid, withoutRemarks } from './address-part.ts';

const NAME = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.,&() /-]{0,79}$/u;

/** Whether it can be the name of a person or a business. */
export function isName(text: string): boolean {
  return NAME.test(text) && /\p{L}[\p{L}\p{M}]/u.test(text) && text.split(' ').length <= MAX_NAME_WORDS;
}

const MAX_NAME_WORDS = 8;

/** Whether somebody can be found by it: words and a number, or several parts. */
export function isAddress(text: string): boolean {
  const isLong = text.length >= 10 && text.length <= 200 && /\p{L}[\p{L}\p{M}]/u.test(text);
  return isLong && (/\p{Nd}/u.test(text) || text.includes(',')) && !/[{}<>]/u.test(text);
}

const Lines = z.array(z.string());

/** What a shop's conversation remembers. Lists are the desk's own: only its tools write them. */
export const SHOP_SLOTS: FlowDefinition['slots'] = {
  name: { description: 'Name of the customer or their business.', schema: z.string().refine(isName) },
  phone: { description: 'Phone of the customer, E.164.', schema: z.string().regex(/^\+\d{7,15}$/u) },
  address: { description: 'Where to deliver.', schema: z.string().refine(isAddress) },
  languages_told: { description: 'That the customer was told which languages are spoken.', schema: z.literal('yes') },
  basket: { description: 'What is to be ordered: base units and SKU.', schema: Lines },
  open: { description: 'Questions about items.', schema: Lines },
  last: { description: 'SKUs that were spoken of last.', schema: Lines },
  delivery: { description: 'Slot or day of the delivery.', schema: Lines },
  checkout: { description: 'Nothing more is wanted.', schema: Lines },
  shown: { description: 'What was read back last.', schema: Lines },
  changing: { description: 'The order that is being changed.', schema: Lines },
  cancelling: { description: 'The order that may be cancelled.', schema: Lines },
  redirecting: { description: 'Another address that was read back, and of which order.', schema: Lines },
  note: { description: 'What whoever delivers shall know.', schema: Lines },
  renaming: { description: 'Another name that was read back.', schema: Lines },
  noting: { description: 'A note that was read back, and of which order.', schema: Lines },
  returning: { description: 'What is known of a return.', schema: Lines },
  return_shown: { description: 'The return that was read back last.', schema: Lines },
  claimed: { description: 'A phone that is said to be the customer’s, and tries to prove it.', schema: Lines },
  looking_for: { description: 'Why the phone was asked: to find orders.', schema: Lines },
  waiting_for: { description: 'Products that the customer waits for.', schema: Lines },
};

/** Reads name and address where they are stated outright; the rest is asked for. */
export function extractShopSlots({ entities, state, text }: ExtractInput): Slots {
  const named = (kind: 'person' | 'address'): string | undefined =>
    entities.flatMap((entity) => (entity.kind === kind && 'name' in entity ? [entity.name] : []))[0];
  const name = state === 'identify' ? undefined : named('person');
  // A part alone ("flat 19") is put into what is known of the address by who hears it.
  const told = addressPartSaid(text) === undefined ? named('address') : undefined;
  const address = told === undefined ? undefined : withoutRemarks(told);
  return {
    ...(name !== undefined && isName(name) ? { name } : {}),
    ...(address !== undefined && isAddress(address) ? { address } : {}),
  };
}
