import type { ExtractInput } from '../engine/definition.ts';
import { addressPartSaid, withoutRemarks } from './address-part.ts';
import { beginsAddress } from './registration-words.ts';
import { isAddress } from './slots.ts';

/** Another address that a message tells, whole, and what else it says. */
export interface AddressSaid {
  readonly address: string;
  /** The parts of the message before and after it; empty: there are none. */
  readonly rest: string;
}

/**
 * "Wrong address. 40 Bedok North Ave 4, 460040", "no deliver to my office 9 Hill Road, Pune", "ok place it but send to …": what follows the
 * words that announce an address, or the whole message where it begins by a house and the rules found an address in it.
 */
export function addressSaid({ text, entities }: Pick<ExtractInput, 'text' | 'entities'>): AddressSaid | undefined {
  if (addressPartSaid(text) !== undefined) return undefined;
  const said = withoutRemarks(text.replace(/\s+/gu, ' ').trim());
  return announced(said) ?? (entities.some(({ kind }) => kind === 'address') ? alone(said) : undefined);
}

function announced(said: string): AddressSaid | undefined {
  const { before = '', address = '', after = '' } = STATED.exec(said)?.groups ?? {};
  const whole = withoutEnd(address);
  const rest = [before, after].map((part) => part.trim()).filter((part) => part !== '');
  return isPlace(whole) ? { address: whole, rest: rest.join(', ') } : undefined;
}

function alone(said: string): AddressSaid | undefined {
  const address = withoutEnd(said.replace(LEADING, '').replace(TRAILING, ''));
  return beginsAddress(address) && isAddress(address) && !BESIDES.test(address) ? { address, rest: '' } : undefined;
}

function withoutEnd(text: string): string {
  return text.replace(/[\s?.!,]+$/u, '');
}

const TRAILING = /\s+(?:instead|now|please|pls|plz|rather|par|pe)[\s.!]*$/iu;
const LEADING = /^(?:(?:no+|nope|nahi+n?|sorry|wait|but|actually|wrong|hmm+|oh)[\s,.!:-]+)+/iu;
function isPlace(address: string): boolean {
  return /\p{Nd}/u.test(address) && isAddress(address) && !HOUR.test(address);
}

/** "Bring it at 5 pm tomorrow". */
const HOUR = /^\p{Nd}{1,2}(?:[:.]\p{Nd}{2})?\s*(?:am|pm|baje|o['’]?clock|बजे)(?![\p{L}\p{M}])/iu;
/** A sentence, not an address. */
const BESIDES = /\b(?:and|aur|add|remove|without|want|need|kg|kilo|pcs|packets?)\b/iu;
const WORDS = String.raw`(?:is|to|as|on|at|now|instead|wrong|galat|sahi nahi|nahi|not right|incorrect|new|should be|ye|yeh|hai|of (?:my|the) order|change|changed|not that|:|,|\.|-|–)`;
const ANNOUNCED = [
  String.raw`\b(?:(?:the|my|our|new|other|another|different|delivery|wrong|dusra|doosra|naya|change|update)\s+)*(?:add?ress|adress|adres|addr|pata|पता)(?:\s*${WORDS})*`,
  String.raw`\b(?:deliver|send|ship|bring|redirect|drop)(?: (?:it|that|this|them|the order|my order|everything|all))?(?: (?:to|at))+`,
].join('|');
const TO = String.raw`(?:(?:my|our|the)\s+(?:new\s+)?(?:\p{L}+['’]?s\s+)?(?:office|home|house|shop|place|flat|outlet|branch|work)\b[\s,:]*(?:at\b|which is\b|is\b)?\s*)?`;
const END = String.raw`(?:\s+(?:instead|now|please|pls|plz|rather)\b)?(?<after>(?:[,;.]|\s)+(?:and|aur|also|plus|but|lekin)\s+(?:add|put|also|make|change|remove|leave|call|ring|no|\p{Nd}).*)?[\s.!?]*$`;
const STATED = new RegExp(
  String.raw`^(?<before>.*?)(?:${ANNOUNCED})\s+(?=${TO}\S)(?:${TO}(?=[^,]*\p{Nd}))?(?<address>.*?\p{Nd}.*?)${END}`,
  'iu',
);
