import type { Entity } from '../engine/definition.ts';
import { mentionAt } from './mention.ts';

/** Postal addresses: a house number with a street, or what "my address is" introduces. */
export function findAddresses(text: string): readonly Entity[] {
  const stated = STATED.exec(text);
  const span = stated?.indices?.groups?.['name'];
  if (span !== undefined && /\p{Nd}/u.test(text.slice(span[0], span[1]))) return [addressAt(text, span[0], span[1])];
  if (!/\p{Nd}/u.test(text)) return [];
  return STREETS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: said, index }) => addressAt(text, index, index + said.length)),
  );
}

function addressAt(text: string, start: number, rawEnd: number): Entity {
  const end = start + text.slice(start, rawEnd).replace(/[\s,.;:।]+$/u, '').length;
  const mention = mentionAt(text, start, end);
  return { kind: 'address', ...mention, name: mention.text };
}

const PLACE = "\\p{Lu}[\\p{L}\\p{M}.'’-]+";
const WITHIN =
  '(?:[Ff]lat|[Ff]loor|[Ss]uite|[Uu]nit|[Aa]pt\\.?|[Aa]partment|[Tt]ower|[Bb]lock|[Ss]ector|[Pp]hase|[Rr]oom|[Ww]ing|#) ?[#]?\\p{Nd}{1,4}[A-Za-z]?(?:-\\p{Nd}{1,4}[A-Za-z]?)?(?![\\p{L}\\p{N}])';
const TAIL = `(?:,? (?:\\p{Nd}{5,6}|${WITHIN}|${PLACE})(?: ${PLACE}){0,2}){0,4}(?:[ ,-]+\\p{Nd}{5,6})?`;
const STREETS: readonly RegExp[] = [
  // 12 Main Street, Springfield 12345; 221B Baker St
  new RegExp(
    `(?<![\\p{L}\\p{N}.,])\\p{Nd}{1,5}[A-Za-z]?(?:[/-]\\p{Nd}{1,4}[A-Za-z]?)?,? (?:${PLACE} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Square|Nagar|Marg|Colony|Vihar|Enclave|Layout|Cross|Main|Chowk|Gali|Bazaar|Market)(?![\\p{L}\\p{M}])\\.?${TAIL}`,
    'gu',
  ),
  // Hauptstraße 5, 10115 Berlin
  new RegExp(
    `(?<![\\p{L}])\\p{Lu}[\\p{L}-]*(?:straße|strasse|str\\.|weg|platz|allee|gasse) \\p{Nd}{1,4}[a-z]?(?:,? \\p{Nd}{5} ${PLACE})?`,
    'gu',
  ),
  // Flat 4B, Shanti Apartments, Andheri West, 400053
  new RegExp(
    `(?<![\\p{L}])(?:[Ff]lat|[Hh]ouse|[Pp]lot|[Ss]hop|[Hh]\\.? ?[Nn]o)\\.?(?: ?[Nn]o\\.?| ?[Nn]umber)? ?\\p{Nd}{1,4}[A-Za-z]?(?:, ?[\\p{L}\\p{M}\\p{N} .'-]{3,40}){1,5}`,
    'gu',
  ),
  // 12 rue de la Paix; Calle Mayor 12
  new RegExp(`(?<![\\p{L}\\p{N}])\\p{Nd}{1,4},? (?:rue|avenue|boulevard|place) (?:[\\p{L}'’]+ ){0,3}${PLACE}`, 'gu'),
  new RegExp(`(?<![\\p{L}])(?:Calle|Avenida|Via|Rua) (?:\\p{L}+ ){1,3}\\p{Nd}{1,4}(?!\\p{Nd})`, 'gu'),
];
const STATED =
  /(?<![\p{L}\p{M}])(?:(?:[Mm]y|[Oo]ur|[Tt]he|[Dd]elivery|[Ss]hipping|[Nn]ew) )*(?:[Aa]ddress|पता)(?: is| hai| है|\s?:)\s*:?\s*(?<name>[^\n!?;]{8,160}?)(?=[.!?;।]?(?:\s(?:and|please|thanks|my|phone|call|mobile)(?![\p{L}])|\n|$)|[.!?।]\s|\n|$)/du;
