import { sliceOf } from './actions.ts';
import type { Clause } from './clauses.ts';
import { clauseOf } from './clauses.ts';
import { isSameAsLast } from './references.ts';
import type { Token } from './tokens.ts';

/** What a clause says of items that stay while others go. */
export type Keeping =
  /** "Everything except the milk", "only keep the rice": all but these go. `isAllNamed`: in so many words, so that "2 milk" is what is left. */
  | { readonly kind: 'only'; readonly tokens: readonly Token[]; readonly isAllNamed: boolean }
  /** "Keep the onions": by itself it changes nothing. */
  | { readonly kind: 'stays'; readonly tokens: readonly Token[] }
  /** "Cancel the rest": all but what was spoken of. */
  | { readonly kind: 'rest' };

/** Undefined for clauses of anything else. `isBehindClear`: the clause before emptied the basket, "…, but leave the milk". */
export function keepingOf(clause: Clause, isBehindClear: boolean): Keeping | undefined {
  const { said, tokens } = clause;
  if (REST_GOES.test(said)) return { kind: 'rest' };
  for (const pattern of isBehindClear ? [...EXCEPTING, ...ONLY, ...BEHIND_CLEAR] : [...EXCEPTING, ...ONLY]) {
    const match = pattern.exec(said);
    const kept = match?.indices?.groups?.['p'];
    if (match !== null)
      return { kind: 'only', tokens: sliceOf(tokens, said, kept), isAllNamed: !ONLY.includes(pattern) };
  }
  const stays = STAYS.map((pattern) => pattern.exec(said)).find((match) => match !== null);
  return stays === undefined
    ? undefined
    : { kind: 'stays', tokens: sliceOf(tokens, said, stays.indices?.groups?.['p']) };
}

/** "Milk and eggs remove all others": what is run on behind an item is a clause of its own. */
export function withoutRunOn(clause: Clause): readonly Clause[] {
  const { said, tokens } = clause;
  const match = RUN_ON.exec(said);
  if (match === null || [...EXCEPTING, ...ONLY].some((pattern) => pattern.test(said))) return [clause];
  const groups = match.indices?.groups;
  const rest = clauseOf(sliceOf(tokens, said, groups?.['rest']), { ...clause, opening: 'and' });
  return [clauseOf(sliceOf(tokens, said, groups?.['item']), clause), rest];
}

/** "Same as last time except the milk": the order of before, and what is said besides. */
export interface SameBut {
  readonly kind: 'without' | 'but';
  readonly same: readonly Token[];
  readonly tokens: readonly Token[];
}

/** Undefined where it is not the order of before, or all of it. */
export function sameButOf({ said, tokens }: Clause): SameBut | undefined {
  const match = EXCEPTED.exec(said);
  if (match?.groups === undefined || !isSameAsLast(match.groups['same'] ?? '')) return undefined;
  const { same, p } = match.indices?.groups ?? {};
  const kind = /^(?:par|pe|lekin)$/.test(match.groups['joint'] ?? '') ? 'but' : 'without';
  return { kind, same: sliceOf(tokens, said, same), tokens: sliceOf(tokens, said, p) };
}

/** "Keep the onions", and "no, the onions stay". */
const STAYS: readonly RegExp[] = [
  /^keep (?<p>.+)$/d,
  /^(?:(?:no|nahi|sorry|wait) )*(?:the |my )?(?<p>.+?) (?:stays?|remains?)(?: in| there| as (?:it is|they are))?$/d,
];

const EXCEPT = '(?:except(?: for)?|excluding|apart from|aside from|other than|besides|but(?: not| for)?)';
const REST =
  '(?:(?:the |all (?:of )?(?:the )?|any )?(?:rest|others?|other (?:items|things|ones|stuff)|remaining(?: items| things| ones)?)|everything else|anything else|all else)(?: of (?:it|them|the (?:items|order|list|things)|my (?:order|list)))?';
const ALL = `(?:everything|anything|all(?: of (?:it|them))?|all (?:the |my )?(?:items|things|products|stuff)|the (?:whole )?(?:lot|list|basket|cart)|${REST})`;
const GOES =
  "(?:(?:i |we )?(?:don't|do not|no longer) (?:want|need|send|give)(?: me)?|no need (?:of|for)|remove|delete|drop|cancel|clear|empty|scrap|discard|forget(?: about)?|skip|leave out|take out|take off|get rid of|ditch)(?: out| off)?";
const GONE = '(?:hata|nikal|cancel|remove|delete|clear|rehne|drop|mat bhej|mat dena|nahi chahiye)';
const HELP = '(?: (?:kar|do|dena|le|la|de))*';
const HINDI_ALL = '(?:baaki )?(?:sab|kuch|saaman|items|everything|all)(?: (?:kuch|saaman|samaan|items|ka|ko))*';
const HINDI_REST = '(?:baaki|rest)(?: (?:sab|kuch|ka|ke|ko|saaman|samaan|items|order))*';
const LAST = '(?: (?:please|now|too|then|for now|this time))*';

const GOES_REST = `(?:${GOES} ${REST}${LAST}|${HINDI_REST} ${GONE}${HELP})`;
const REST_GOES = new RegExp(`^${GOES_REST}$`);
const RUN_ON = new RegExp(`^(?<item>.+?) (?<rest>${GOES_REST})$`, 'd');

/** They say that all the rest goes. */
const EXCEPTING: readonly RegExp[] = [
  `^${GOES} ${ALL}(?: (?:from|in) (?:my|the) \\S+)? (?:${EXCEPT}|keep|just|only)(?: (?:keep|only|just|leave))* (?<p>.+)$`,
  `^(?<p>.+?) (?:ko )?(?:chhod(?: kar| ke)*|(?:ke )?alawa) ${HINDI_ALL} ${GONE}${HELP}$`,
  `^${HINDI_ALL} ${GONE}${HELP} (?:sirf|bas|only|lekin) (?<p>.+?)(?: (?:ko )?(?:rakh|rehne|chhod)(?: (?:do|dena|le|de))*)?$`,
].map((source) => new RegExp(source, 'd'));

const ONLY: readonly RegExp[] = [
  '^(?:only|just|sirf|bas) (?:keep|leave) (?<p>.+)$',
  '^(?:keep|leave) (?:only|just) (?<p>.+)$',
  '^keep (?<p>.+?) only$',
  '^(?:sirf|bas|only) (?<p>.+?) (?:hi )?(?:rakh|chhod|rehne)(?: (?:do|dena|le|de))*$',
].map((source) => new RegExp(source, 'd'));

/** "Remove everything, but leave the milk"; alone they take something out, or say nothing. */
const BEHIND_CLEAR: readonly RegExp[] = [
  `^(?:${EXCEPT}|keep|leave)(?: (?:only|just|keep|leave))* (?<p>.+)$`,
  '^(?:just|only) (?<p>.+)$',
].map((source) => new RegExp(source, 'd'));

const EXCEPTED =
  /^(?<same>.+?) (?<joint>except(?: for)?|excluding|apart from|without|minus|leaving out|bina|par|lekin) (?<p>.+)$/d;
