import type { DeliveryArea, ShopFacts } from '../../contracts/commerce/shop.ts';

/** Whether an address is delivered to; `doubt`: its postcode would tell. */
export type Served = 'inside' | 'outside' | 'doubt';

/**
 * Whether the shop delivers to an address. A postcode decides where the area names some; without one, a place of the area does, unless
 * words follow it that may be another town ("Shivaji Nagar, Mumbai"). A shop that states no area delivers everywhere.
 */
export function servedAt(address: string, area: DeliveryArea | undefined): Served {
  if (area === undefined) return 'inside';
  const { postcodes = [] } = area;
  const codes = postcodesIn(address);
  if (postcodes.length > 0 && codes.length > 0)
    return codes.some((code) => isOf(code, postcodes)) ? 'inside' : 'outside';
  const place = placeIn(address, area);
  if (place?.isLast === true) return 'inside';
  return postcodes.length > 0 ? 'doubt' : place === undefined ? 'outside' : 'doubt';
}

/** Of what a question about the area names, whether it is delivered to; undefined: it names nothing that tells. */
export function placeServed(question: string, area: DeliveryArea | undefined): 'inside' | 'outside' | undefined {
  if (area === undefined) return undefined;
  const said = question.replaceAll(BESIDE_A_PLACE, ' ');
  if (postcodesIn(said).length === 0 && placeIn(said, area) === undefined) return undefined;
  const served = servedAt(said, area);
  return served === 'doubt' ? undefined : served;
}

const BESIDE_A_PLACE =
  /(?<![\p{L}\p{M}])(?:also|too|as well|is|in|your|the|right|or not|please|pls|plz|area|side|na|kya|hai|ho|mein|me|tak|deliver(?:y|ies)?|karte|karoge|hoti|milti|bhi|में|तक|क्या|है|हैं|डिलीवरी|करते|हो|भी)(?![\p{L}\p{M}])/giu;

/** Whether a text tells just what an address in doubt lacks: a postcode, or a place of the area. */
export function completesAddress(text: string, area: DeliveryArea | undefined): boolean {
  if (area === undefined || (postcodesIn(text).length === 0 && placeIn(text, area) === undefined)) return false;
  const { places = [], towns = [] } = area;
  const named = [...places, ...towns].reduce((rest, name) => rest.replace(wordsOf(name), ' '), partTold(text));
  return !/[\p{L}\p{Nd}]/u.test(named.replaceAll(POSTCODE, ' '));
}

/** That part of the address without the words around it: "the postcode is 411038", "it's in kothrud". */
export function partTold(text: string): string {
  return text
    .replaceAll(AROUND_A_PART, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,.:-]+|[\s,.!?:-]+$/gu, '');
}

const AROUND_A_PART =
  /(?<![\p{L}\p{M}])(?:(?:my|our|the|its|it|it['’]s|that['’]s|thats|is|in|at|hai|है|area|pin|postal|zip|code|pin ?code|post ?code|पिन|कोड|ok|okay|oh|sorry|ah)(?![\p{L}\p{M}]))/giu;

/** The area as a customer reads it. */
export function areaText({ deliveryArea, deliversTo }: ShopFacts): string {
  return deliveryArea ?? [...(deliversTo?.places ?? []), ...(deliversTo?.postcodes ?? [])].join(', ');
}

/** Runs of five or six digits; Indian ones are written in two halves, too. */
function postcodesIn(text: string): readonly string[] {
  return [...text.matchAll(POSTCODE)].map(([code]) => code.replace(/\P{Nd}/gu, '')).map(latin);
}

const POSTCODE = /(?<![\p{Nd}+])(?:\p{Nd}{5,6}|\p{Nd}{3}[ -]\p{Nd}{3})(?!\p{Nd})/gu;

/** Digits of Devanagari as those of ASCII. */
function latin(digits: string): string {
  return digits.replace(/[०-९]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** `x` stands for one digit. */
function isOf(code: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('x', '\\d')}$`, 'u').test(code));
}

interface PlaceNamed {
  /** Nothing but towns of the area and digits stand after it. */
  readonly isLast: boolean;
}

function placeIn(text: string, { places = [], towns = [] }: DeliveryArea): PlaceNamed | undefined {
  const found = places.flatMap((place) => endOf(text, place));
  if (found.length === 0) return undefined;
  const after = text.slice(Math.max(...found));
  return { isLast: !/\p{L}/u.test(towns.reduce((rest, town) => rest.replace(wordsOf(town), ' '), after)) };
}

/** Where the last mention of a place ends. */
function endOf(text: string, place: string): readonly number[] {
  const last = [...text.matchAll(wordsOf(place))].at(-1);
  return last === undefined ? [] : [last.index + last[0].length];
}

/** The words of a name, however they are joined: "Karve Nagar", "karvenagar". */
function wordsOf(name: string): RegExp {
  const words = name.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
  return new RegExp(String.raw`(?<![\p{L}\p{M}])${words.join(String.raw`[\s.,-]*`)}(?![\p{L}\p{M}])`, 'giu');
}
