/** A part of an address that is told alone: the number of a house or a flat with the word for it, or a postcode. */
export interface AddressPart {
  readonly kind: 'house' | 'flat' | 'postcode';
  /** As it is written into the address. */
  readonly words: string;
}

/** "Change the address to flat 19, i typed wrong", "house no is 92 actually", "flat 20 not 19", "pin is 411052"; undefined: it is no part alone. */
export function addressPartSaid(text: string): AddressPart | undefined {
  const { what = '', number, code } = PART_ALONE.exec(withoutRemarks(text.replace(/\s+/gu, ' ').trim()))?.groups ?? {};
  if (code !== undefined) return { kind: 'postcode', words: code };
  if (number === undefined) return undefined;
  return {
    kind: FLATS.test(what) ? 'flat' : 'house',
    words: FLATS.test(what) ? `${what.toLowerCase()} ${number}` : number,
  };
}

/** The address with the part in the place of the one that is meant; what it has none of comes before it. */
export function withPart(address: string, { kind, words }: AddressPart): string {
  if (kind === 'postcode') return POSTCODE.test(address) ? address.replace(POSTCODE, words) : `${address}, ${words}`;
  const known = kind === 'flat' ? FLAT_OF : HOUSE_OF;
  return known.test(address) ? address.replace(known, `$<before>${words}`) : `${words}, ${address}`;
}

/** The address that a part makes of the one that is known; undefined: no part is told, or nothing is known. */
export function addressAnew(text: string, known: string | undefined): string | undefined {
  const part = addressPartSaid(text);
  return part === undefined || known === undefined ? undefined : withPart(known, part);
}

/** Without what is said about the address, and is none of it: "…, i typed wrong", "… sorry my mistake". */
export function withoutRemarks(address: string): string {
  return address.replace(REMARK, '').trim();
}

const REMARK =
  /[\s,.;–-]+(?:(?:sorry|oops|actually)[\s,.!]+)*(?:i (?:had |have )?(?:typed|wrote|gave|put|made|entered|told|said|forgot)\b.*|(?:(?:it|that) was )?(?:a |my )?(?:typo|mistake)|by mistake|galti (?:se|ho gayi).*|(?:the |that )?(?:old|other|first|earlier) one (?:is|was) (?:wrong|old).*|(?:i|we)(?: have|['’]ve)? moved\b.*|galat (?:likha|likh|type)\b.*)[\s.!]*$|[\s,.;]+(?:sorry|oops|actually|please|pls|plz|only)[\s.!]*$/iu;

const FLATS = /^(?:flat|apt|apartment|unit|room|shop|floor)$/iu;
const NUMBER = String.raw`#?\d{1,4}[a-z]?(?:[-/]\d{1,4}[a-z]?)?`;
const WHAT = String.raw`(?:flat|apt|apartment|unit|room|shop|house|plot|door|building|bldg)`;
const FLAT_OF = new RegExp(
  String.raw`(?<before>^|[\s,])(?:flat|apt|apartment|unit|room|shop|floor)\s*(?:(?:no|number)\b\.?\s*)?${NUMBER}(?![\p{L}\p{Nd}])`,
  'iu',
);
const HOUSE_OF = new RegExp(
  String.raw`(?<before>^(?:(?:house|plot|door|building|bldg)\s*(?:(?:no|number)\b\.?\s*)?)?|[\s,](?:house|plot|door|building|bldg)\s*(?:(?:no|number)\b\.?\s*)?|,\s*(?=\d[^,\s]*\s+\p{L}))${NUMBER}(?![\p{L}\p{Nd}])`,
  'iu',
);
const POSTCODE = /(?<!\d)\d{5,6}(?!\d)/u;
const PART_ALONE = new RegExp(
  String.raw`^(?:(?:no+|nope|sorry|wait|oops|actually|but|wrong|change|update|correct|make|it|its|it['’]s|the|my|our|delivery|add?ress|adress|to|as|is|should be|nahi)[\s,.:!]+)*(?:(?<what>${WHAT})\s*(?:(?:no|number|num)\b\.?\s*)?(?:is|to|should be|:)?\s*(?<number>${NUMBER})|(?:pin|pin ?code|postal code|post ?code|zip(?: code)?)\s*(?:is|to|should be|:)?\s*(?<code>\d{5,6}))(?:[\s,]+(?:(?:and )?not|instead of|rather than|nahi)\s+(?:${WHAT}\s*)?#?[\w/-]+)?(?:\s+(?:hai|instead|now))?[\s.!]*$`,
  'iu',
);
