import type { Entity } from '../engine/definition.ts';
import { mentionAt } from './mention.ts';

/** Names of people and companies, where the sentence says that they are: "my name is", "I work at", "… GmbH". */
export function findNames(text: string): readonly Entity[] {
  return [...named(text, 'person', PERSONS), ...named(text, 'company', COMPANIES)];
}

function named(text: string, kind: 'person' | 'company', patterns: readonly RegExp[]): Entity[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): Entity[] => {
      const span = match.indices?.groups?.['name'];
      if (span === undefined) return [];
      const mention = mentionAt(text, span[0], span[1]);
      const first = mention.text.split(/[\s.]/)[0]?.toLowerCase() ?? '';
      if (NOT_NAMES.has(first) || (kind === 'person' && /^\p{Lu}{2,}$/u.test(mention.text))) return [];
      return [{ kind, ...mention, name: mention.text }];
    }),
  );
}

const WORD = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,30}";
const ANY_WORD = "[\\p{L}\\p{M}'’-]{2,30}";
const END = '(?![\\p{L}\\p{M}\\p{N}@])';
const BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';

const PERSONS: readonly RegExp[] = [
  // Said outright: small letters are names too.
  new RegExp(`${BEFORE}[Mm]y name(?: is|['’]s)\\s+(?<name>${ANY_WORD}(?:\\s${WORD}){0,2})${END}`, 'dgu'),
  new RegExp(`${BEFORE}(?:[Mm]era|[Hh]amara) naam\\s+(?<name>${ANY_WORD}(?:\\s${WORD}){0,2})\\s(?:hai|h)${END}`, 'dgu'),
  /मेरा नाम\s+(?<name>[\p{L}\p{M}]{2,30}(?:\s[\p{L}\p{M}]{2,30})?)\sहै/dgu,
  new RegExp(
    `${BEFORE}(?:[Mm]ein [Nn]ame ist|[Ii]ch heiße|[Mm]e llamo|[Mm]i nombre es|[Jj]e m['’]appelle)\\s+(?<name>${WORD}(?:\\s${WORD}){0,2})${END}`,
    'dgu',
  ),
  // Only with a capital: "I'm anna" might be anything.
  new RegExp(
    `${BEFORE}(?:[Cc]all me|[Tt]his is|[Ii] am|[Ii]['’]?m|[Mm]ain)\\s+(?<name>${WORD}(?:\\s${WORD}){0,2})${END}(?!\\s?[%$])`,
    'dgu',
  ),
  new RegExp(`${BEFORE}(?:Mr|Mrs|Ms|Dr|Herr|Frau|Shri|Smt)\\.?\\s(?<name>${WORD}(?:\\s${WORD}){0,2})${END}`, 'dgu'),
  new RegExp(`(?:^|\\n)[Nn]ame\\s?[:=-]\\s?(?<name>${ANY_WORD}(?:\\s${WORD}){0,2})${END}`, 'dgu'),
];

const FIRM = "\\p{Lu}[\\p{L}\\p{M}\\p{N}&.'’-]*[\\p{L}\\p{M}\\p{N}]";
const FIRM_NAME = `${FIRM}(?:\\s(?:&\\s)?${FIRM}){0,3}`;
const COMPANIES: readonly RegExp[] = [
  new RegExp(
    `${BEFORE}(?<name>${FIRM}(?:\\s(?:&\\s)?${FIRM}){0,3}\\s(?:GmbH|AG|KG|UG|Ltd|LTD|Limited|LLP|LLC|Inc|Corp|Corporation|Pvt\\.? Ltd|Private Limited|S\\.?A\\.?|SARL|SAS|S\\.?r\\.?l|S\\.?L|BV|B\\.V|NV|PLC|Oy|AB))${END}`,
    'dgu',
  ),
  new RegExp(
    `${BEFORE}(?:[Mm]y|[Oo]ur|[Tt]he) (?:company|business|agency|firm|startup|shop|store|restaurant)(?: is called| is named| name is|['’]s name is| is)\\s+(?<name>${FIRM_NAME})${END}`,
    'dgu',
  ),
  new RegExp(
    `${BEFORE}(?:[Ii] work (?:for|at)|[Ii] am working (?:for|at)|[Ii]['’]?m working (?:for|at)|(?:owner|founder|co-?founder|head of \\p{L}+|director|manager|CEO|CTO|COO|CFO) (?:of|at))\\s+(?<name>${FIRM_NAME})${END}`,
    'dgu',
  ),
  // "from" names a company only after a name: people say hello from cities.
  new RegExp(
    `${BEFORE}(?:[Nn]ame is|[Tt]his is|[Ii] am|[Ii]['’]?m)\\s+${WORD}(?:\\s${WORD}){0,2},? (?:at|of|with)\\s+(?<name>${FIRM_NAME})${END}`,
    'dgu',
  ),
  new RegExp(`(?:^|\\n)(?:[Cc]ompany|[Ff]irma|[Bb]usiness)(?: name)?\\s?[:=-]\\s?(?<name>${FIRM_NAME})`, 'dgu'),
];

/** What follows "I'm", "call me" or "I work at" without being a name. */
const NOT_NAMES: ReadonlySet<string> = new Set(
  'interested looking not a an the in from so very just sure sorry ready fine good okay ok worried afraid skeptical happy curious keen too here at busy trying using with going new still only done also really glad tired based currently thinking wondering having getting your our my back later tomorrow today tonight now when if on asap maybe please again anytime head owner founder director manager senior junior chief sales marketing german french spanish italian indian british american english chinese dutch turkish monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december what who how why where there that this it home great bad wrong right spelled called no yes and but or of'.split(
    ' ',
  ),
);
