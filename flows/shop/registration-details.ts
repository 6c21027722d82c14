import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ShopSettings } from './settings.ts';
import { isAddress, isName } from './slots.ts';

/** Who somebody is, as far as one message tells it in any order, and what else it says. */
export interface Details {
  /** E.164. */
  readonly phone?: string;
  readonly name?: string;
  readonly address?: string;
  /** The other parts of the message, commas between them. */
  readonly rest: string;
}

/**
 * "Imran 98500 77665 3 Gulmohar Soc Karve Nagar Pune 411052, want 2 kg aloo". An address has a house and a street or a postal code;
 * a name is introduced ("im", "for"), or stands alone beside the phone or the address.
 */
export function detailsTold(text: string, { country }: Pick<ShopSettings, 'country'>): Details {
  const line = text
    .replace(/\s*\n\s*/gu, ' ; ')
    .replace(/\s+/gu, ' ')
    .trim();
  const phone = phoneIn(line, country);
  const unphoned = phone === undefined ? line : line.replace(phone.said, ` ${MARK} `).replace(NUMBERED, ` ${MARK} `);
  const address = addressIn(unphoned);
  const unplaced = address === undefined ? unphoned : unphoned.replace(address.said, ` ${MARK} `);
  const named = nameIn(unplaced);
  return {
    ...(phone === undefined ? {} : { phone: phone.number }),
    ...(address === undefined ? {} : { address: address.address }),
    ...(named.name === undefined ? {} : { name: named.name }),
    rest: named.rest,
  };
}

/** Stands where a phone or an address stood. */
const MARK = '‖';
/** Words that announce a phone that was taken out. */
const NUMBERED =
  /(?:\b(?:my|our)\s+)?\b(?:phone|mobile|mob|number|no\.?|ph|cell|contact|call me (?:on|at))\s*(?:number|no\.?)?\s*(?:is|:|-)?\s*‖/giu;
const PHONE = /(?:\+|00)?\d(?:[\s().-]{0,2}\d){6,15}/gu;

/** The first run of digits that is a phone; groups behind it that are something else (a house) are left. */
function phoneIn(
  line: string,
  country: ShopSettings['country'],
): { readonly said: string; readonly number: string } | undefined {
  for (const [run] of line.matchAll(PHONE)) {
    const groups = run.split(' ');
    for (let count = groups.length; count > 0; count -= 1) {
      const said = groups.slice(0, count).join(' ');
      const parsed = parsePhoneNumberFromString(said, country);
      if (parsed?.isValid() === true) return { said, number: parsed.number };
    }
  }
  return undefined;
}

const UNITS = String.raw`(?:kgs?|kilos?|g|gms?|grams?|l|ltrs?|lit(?:re|er)s?|ml|packets?|packs?|pkts?|pcs?|pieces?|doz(?:en)?s?|dzn|boxe?s?|cartons?|ctns?|bottles?|bags?|eggs?|rolls?|x|×|inch|in|oz|cm|mm|am|pm|baje)`;
const HOUSE = String.raw`(?:(?:flat|house|plot|shop|blk|block|unit|room|apt|door|h)\b\.?\s*)?(?:(?:no|number)\b\.?\s*)?#?\d{1,4}\p{L}?(?:[-/]\d+\p{L}?)?,?\s+(?!${UNITS}\b)(?=\p{L}|#)`;
const PLACED =
  /(?<!\d)\d{5,6}(?!\d)|\b(?:road|rd|street|st|lane|ln|avenue|ave|nagar|soc|society|colony|park|apartments?|apts?|towers?|marg|peth|chowk|gali|vihar|enclave|layout|cross|main|drive|dr|close|crescent|square|sector|phase|building|bldg|residency|heights|villa|garden)\b/iu;
const ADDRESS = new RegExp(
  String.raw`(?:(?:\b(?:my |the |delivery )*address(?: is|:)?|\b(?:i (?:live|stay) (?:at|in)|(?:deliver|send)(?: (?:it|to|at))+|at))\s+)?(?<![\p{L}\d.])(?<address>${HOUSE}[^‖;]*?)(?=\s*(?:‖|;|$|\.\s|,?\s+(?:and\s+)?(?:i\s+)?(?:want|need|order|send|chahiye|please|pls|phone|mobile|number)\b|,\s*\d+(?:\.\d+)?\s*${UNITS}\b|(?<=\b\d{5,6})[\s,]))`,
  'giu',
);

/** The first that holds no amount of goods: "100 boxes 12 inch, 77 Serangoon Rd" begins at 77. */
function addressIn(line: string): { readonly said: string; readonly address: string } | undefined {
  for (let from = 0; ; ) {
    ADDRESS.lastIndex = from;
    const found = ADDRESS.exec(line);
    const address = found?.groups?.['address']?.replace(/[\s,.]+$/u, '');
    if (found === null || address === undefined) return undefined;
    if (isAddress(address) && PLACED.test(address) && !AMOUNT.test(address)) return { said: found[0], address };
    from = found.index + found[0].indexOf(address) + 1;
  }
}

const AMOUNT = new RegExp(String.raw`\d\s*${UNITS}\b`, 'iu');

interface Named {
  readonly name: string | undefined;
  readonly rest: string;
}

function nameIn(line: string): Named {
  const parts = line.split(/([,;‖]|\.(?=\s|$))/u);
  for (const [index, part] of parts.entries()) {
    const name = introduced(part) ?? (isBesideMark(parts, index) ? alone(part) : undefined);
    if (name === undefined) continue;
    const others = parts.with(
      index,
      part.replace(INTRODUCED, ' ').trim() === part.trim() ? ' ' : part.replace(INTRODUCED, ' '),
    );
    return { name, rest: joined(others) };
  }
  return { name: undefined, rest: joined(parts) };
}

function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{Nd}]/u.test(part))
    .join(', ');
}

const INTRODUCED =
  /(?:^|\s)(?:(?:hi|hello|hey)\s+)?(?:i['’]?m|i am|this is|(?:my |our )?(?:name|naam)(?: is|:)?|mera naam|for|from)\s+(?<name>\p{L}[\p{L}\p{M}'’.]+(?:\s+\p{L}[\p{L}\p{M}'’.]*){0,3})\s*$/iu;

function introduced(part: string): string | undefined {
  const name = INTRODUCED.exec(part)?.groups?.['name'];
  return name !== undefined && isPersonal(name) ? name : undefined;
}

/** A phone or an address stood right before or after it. */
function isBesideMark(parts: readonly string[], index: number): boolean {
  const before = parts.slice(0, index).findLast((part) => !NOTHING.test(part));
  const after = parts.slice(index + 1).find((part) => !NOTHING.test(part));
  return before === MARK || after === MARK;
}

const NOTHING = /^[\s,;.]*$/u;

function alone(part: string): string | undefined {
  const name = part.trim();
  return isPersonal(name) && !/\p{Nd}/u.test(name) ? name : undefined;
}

function isPersonal(name: string): boolean {
  return isName(name) && name.split(' ').length <= MAX_WORDS && !NO_NAME.test(name);
}

const MAX_WORDS = 4;
/** Words of sentences. */
const NO_NAME =
  /(?<![\p{L}\p{M}])(?:hi|hello|hey|please|pls|thanks|yes|no|ok|okay|done|want|need|send|deliver|order|address|phone|number|mobile|my|me|you|u|i|we|it|the|a|and|today|tomorrow|kal|bhej|chahiye|hai|kar|do|tomorrow|home|office|delivery|next|week|later|now|call|karna|pe|par|ko|se|ka|ki|ke|mein|on|at|is|for|all|it)(?![\p{L}\p{M}])/iu;
