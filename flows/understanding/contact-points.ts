import { findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max';
import type { Entity } from '../engine/definition.ts';
import type { EntityContext } from './mention.ts';
import { mentionAt } from './mention.ts';
import { regionOfZone } from './zones.ts';

/** E-mail addresses, in lower case. */
export function findEmails(text: string): readonly Entity[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(EMAIL)].map(({ 0: said, index }) => ({
    kind: 'email',
    ...mentionAt(text, index, index + said.length),
    address: said.toLowerCase(),
  }));
}

/** Practical, not RFC 5322: no quotes, no comments; a domain has a point. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,5}\p{L}{2,24}(?![\p{L}\p{N}@])/gu;

/**
 * Phone numbers, valid by the numbering plan of their country: the stated one, the contact's or that of the contact's zone. One
 * without a country code must be long, or a word such as "call" must stand by: order numbers look alike.
 */
export function findPhones(text: string, { region, timeZone }: EntityContext): readonly Entity[] {
  // The search takes 150 µs; most messages have no such run of digits.
  if (!DIGIT_RUN.test(text)) return [];
  const country = (region ?? regionOfZone(timeZone))?.toUpperCase() ?? '';
  const options = isSupportedCountry(country) ? { defaultCountry: country } : {};
  return findPhoneNumbersInText(text, options)
    .filter(({ number, startsAt, endsAt }) => isMeant(text, text.slice(startsAt, endsAt), number.nationalNumber))
    .map(({ startsAt, endsAt, number }) => ({
      kind: 'phone',
      ...mentionAt(text, startsAt, endsAt),
      number: number.number,
    }));
}

const DIGIT_RUN = /\p{Nd}(?:[\s().-]{0,3}\p{Nd}){6,}/u;
const ABOUT_CALLS =
  /\b(?:call|phone|mobile|cell|whats ?app|number|no|tel|contact|reach|ring|dial|sms|handy|telefon|fon|fone)\b|नंबर|फोन|फ़ोन/iu;

function isMeant(text: string, said: string, national: string): boolean {
  return said.startsWith('+') || said.startsWith('00') || national.length >= 10 || ABOUT_CALLS.test(text);
}
