import type { Slots } from '../../contracts/dialogue.ts';
import { addressAnew, withoutRemarks } from './address-part.ts';
import type { ShopSettings } from './settings.ts';
import { isAddress, isName } from './slots.ts';

/** The parts of a line of details: commas, semicolons and line breaks stand between them. */
function partsOf(text: string): readonly string[] {
  return text
    .split(/[\n,;]+/u)
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter((part) => part !== '');
}

/**
 * A name, and after it an address, of one line; undefined where it is not both. The name of a person is the first part; that of an
 * outlet goes on until a house begins: "Kopi 99, Joo Chiat, 88 Joo Chiat Rd".
 */
export function nameAndAddress(
  text: string,
  { customers }: Pick<ShopSettings, 'customers'>,
): { readonly name: string; readonly address: string } | undefined {
  const parts = partsOf(text);
  const house = parts.findIndex((part, index) => index > 0 && beginsAddress(part));
  const at = customers === 'person' || house < 0 ? 1 : house;
  if (beginsAddress(parts[0] ?? '') || (customers === 'outlet' && house < 0)) return undefined;
  const [name, address] = [parts.slice(0, at).join(', '), parts.slice(at).join(', ')];
  const isNamed = isName(name) && (customers === 'outlet' || !/\p{Nd}/u.test(name));
  return isNamed && isAddress(address) ? { name, address } : undefined;
}

/** Whether it begins as addresses do, by a house: "12B …", "Flat 4 …", "#02-01 …"; no name of a person or a shop does. */
export function beginsAddress(text: string): boolean {
  return HOUSE.test(text.trim());
}

const HOUSE =
  /^(?:#\s*\d|(?:(?:flat|house|h|plot|door|shop|blk|block|unit|room|apt|apartment|floor|bldg|building|makaan|makan|मकान|फ्लैट|फ़्लैट)\b\.?\s*)?(?:(?:no|number|num|नंबर)\b\.?\s*)?#?\d+[\p{L}]?(?:[-/]\d+\p{L}?)?(?=[\s,]+\p{L}|$))/iu;

/** What is told anew of a registration: "no, my name is just Anna", "the street is missing: 4 Hill Road", "flat number is 4 also". */
export function restated(text: string, address: string | undefined): Slots | undefined {
  const said = text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:(?:no+|nope|nahi+n?|sorry|wait|wrong|not right|but|actually|नहीं)[\s,.!:-]+)+/iu, '');
  const anew = addressAnew(text, address);
  if (anew !== undefined) return { address: anew };
  return missingIn(said, address) ?? renamed(said) ?? movedTo(withoutRemarks(said));
}

/** The name that a sentence tells: "no thats the delivery day. name is Lim Cafe, Bugis". */
export function renamed(said: string): Slots | undefined {
  const name = NAME.exec(said)?.groups?.['name']?.trim();
  return name !== undefined && isName(name) ? { name } : undefined;
}

/** The name that a customer wants to have instead: "my name is spelled …", "change my name to …", "naam … likho". */
export function renamedTo(text: string): string | undefined {
  const said = text.replace(/\s+/gu, ' ').trim();
  const name = RENAMES.map((pattern) => pattern.exec(said)?.groups?.['name'])
    .find((found) => found !== undefined)
    ?.replace(/[\s.!,]+$/u, '');
  return name !== undefined && isName(name) && !/\p{Nd}/u.test(name) && name.split(' ').length <= MAX_NAME
    ? name
    : undefined;
}

const MAX_NAME = 5;
const AS_NAME = String.raw`(?<name>\p{L}[\p{L}\p{M}'’. -]*?)(?:\s+(?:not|instead of|nahi)\b.*)?(?:\s+(?:please|pls|plz|only|hai))*[\s.!]*$`;
const RENAMES: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:my|our|the) n[aem]{2,3} (?:is|should be|must be|has to be|was) (?:actually |really )?(?:spelled|spelt|written|speled)(?: as| like| with)?:? ${AS_NAME}`,
    'iu',
  ),
  new RegExp(String.raw`\b(?:change|correct|update|fix) (?:my|our|the) n[aem]{2,3} (?:to|as|into):? ${AS_NAME}`, 'iu'),
  new RegExp(String.raw`\b(?:my|our) n[aem]{2,3} should be:? ${AS_NAME}`, 'iu'),
  new RegExp(
    String.raw`\b(?:wrong n[aem]{2,3}|n[aem]{2,3} is wrong)[\s,.:;–-]+(?:it['’]?s |it is |its |should be )?${AS_NAME}`,
    'iu',
  ),
];

function movedTo(said: string): Slots | undefined {
  const address = ADDRESS.exec(said)?.groups?.['address']?.trim() ?? (beginsAddress(said) ? said : undefined);
  return address !== undefined && isAddress(address) ? { address } : undefined;
}

/** A part of the address that was left out comes before what is known of it. */
function missingIn(said: string, address: string | undefined): Slots | undefined {
  const found = [MISSING, LACKING, ALSO]
    .map((pattern) => pattern.exec(said)?.groups)
    .find((groups) => groups !== undefined);
  if (found === undefined || address === undefined) return undefined;
  const { what = '', part = '' } = found;
  if (address.toLowerCase().includes(part.toLowerCase())) return isAddress(address) ? { address } : undefined;
  const added = /^\p{Nd}/u.test(part) && part.length < SHORT ? `${what} ${part}` : part;
  const whole = `${added.trim()}, ${address}`;
  return isAddress(whole) ? { address: whole } : undefined;
}

/** "4" alone is nothing to find: it is said what it is the number of. UTF-16 units. */
const SHORT = 6;
const FILLER = String.raw`(?:(?:is|are|was|should be|must be|only|just|simply|sirf|bas|to|it['’]?s|its|:|=|-)\s*)*`;
const NAME = new RegExp(
  String.raw`(?:^|[\s,.])(?:n[aem]{3}|naam|business|outlet|company|नाम)\s+${FILLER}(?<name>[^.!?]+?)(?:\s+(?:hai|है|only|please|pls))*[\s.!]*$`,
  'iu',
);
const ADDRESS = new RegExp(
  String.raw`(?:^|[\s,.])(?:ad{1,2}[dres]{3,6}|pata|पता)\s+${FILLER}(?:missing [^:]{1,20}:\s*|wrong[,:.!]*\s*${FILLER})?(?<address>.+?)(?:\s+(?:hai|है))?[\s.!]*$`,
  'iu',
);
const PART = String.raw`(?:the |my |your |u |you )*(?<what>street|road|lane|flat|house|building|society|area|locality|landmark|pin|pin ?code|postal code|zip|city|floor|unit|door|apartment|block)`;
const MISSING = new RegExp(
  String.raw`${PART}(?: (?:name|number|no\.?))?\s*(?:is |was |are )?(?:missing|left out|not there|forgotten|wrong)\s*[,:;.!–-]*\s*(?:it['’]?s |it is |its |is )*(?<part>.{1,80}?)[\s.!]*$`,
  'iu',
);
const LACKING = new RegExp(
  String.raw`\b(?:missing|lacks|forgot|without) ${PART}\s*[,:;–-]\s*(?<part>.{1,80}?)[\s.!]*$`,
  'iu',
);
const ALSO = new RegExp(
  String.raw`^(?:and |also |add |plus )*${PART}(?: (?:name|number|no\.?))?\s*(?:is |:)?\s*(?<part>[\p{L}\p{Nd}][^?]{0,60}?)(?:\s+(?:also|too|as well|add|please|pls|bhi))*[\s.!]*$`,
  'iu',
);
