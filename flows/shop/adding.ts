import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';

/**
 * Whether a message asks for more of what is in the basket: "2 more", "another", "extra", "और दो". Without such words a quantity is
 * the whole of what is wanted: who repeats an amount has not doubled it.
 */
export function saysMore(text: string): boolean {
  return MORE.some((pattern) => pattern.test(text));
}

/**
 * The talk of a line, with the items that come on top of what is there: "2 more onions and 3 milk" asks for more onions only. A verb
 * goes for the whole of its list: for what stands behind "add", and for what stands before "add karo".
 */
export function withMore(line: string, talk: readonly OrderTalk[]): readonly OrderTalk[] {
  const isForAll = ADDS_ALL.test(line);
  let isAdding = false;
  return talk.map((one, at) => {
    const { lead, words } = partsAround(line, talk, at);
    if (ENDS_LIST.test(lead)) isAdding = false;
    isAdding ||= ADDS.test(`${lead} ${words}`);
    const isMore = one.kind === 'add' && (isAdding || isForAll || saysMore(words));
    return isMore ? { ...one, isMore } : one;
  });
}

/** What stands between an item and the one before it, and the words of its own: up to what joins it to its neighbours. */
function partsAround(line: string, talk: readonly OrderTalk[], at: number): { lead: string; words: string } {
  const [before, one, after] = [talk[at - 1], talk[at], talk[at + 1]];
  const [start, end] = [one?.start ?? 0, one?.end ?? 0];
  const lead = line.slice(Math.min(start, before?.end ?? 0), start);
  const behind = line.slice(end, Math.max(end, after?.start ?? line.length));
  const own = before === undefined ? lead : lead.slice(jointIn(lead)).replace(JOINT, ' ');
  return {
    lead,
    words: `${own}${line.slice(start, end)}${after === undefined ? behind : behind.slice(0, jointIn(behind))}`,
  };
}

/** Where the next item begins: at the first joint. */
function jointIn(gap: string): number {
  const at = gap.search(JOINTS);
  return at < 0 ? 0 : at;
}

const JOINTS = /[,;.\n&+]|(?<![\p{L}\p{M}])(?:and|aur|then|plus|और)(?![\p{L}\p{M}])/iu;
/** What only joins; "plus" and "+" ask for more too. */
const JOINT = /^(?:[,;.\n&]\s*)?(?:(?:and|aur|then|और)(?![\p{L}\p{M}]))?/iu;
const ADDS = /(?<![\p{L}\p{M}])(?:add|adding|increase)(?![\p{L}\p{M}])/iu;
const ADDS_ALL =
  /(?<![\p{L}\p{M}])(?:add|jod|badha)(?:\s+(?:kar|karo|karna|kardo|kijiye|do|dena|dijiye|bhi|please|pls))+[\s.!]*$|(?:जोड़|बढ़ा)(?:\s+(?:दो|दीजिए|देना))+[\s.!।]*$/iu;
/** A new sentence is a new list. */
const ENDS_LIST = /[.!?;](?:\s|$)/u;

const MORE: readonly RegExp[] = [
  /(?<!\bno )\b(?:more|another|extra|additional|add|adding|plus|increase|on top|as well|too)\b|\+\s*\p{Nd}/iu,
  // "And" between two products, "more" at either end and behind "one".
  /^\s*aur\s|\b(?:ek|one) aur\b|\baur(?:\s+(?:bhi|chahiye|de|do|dena|dijiye|kar|karo|bhej))*[\s.!]*$|\b(?:badha|jod)\b/iu,
  /^\s*और\s|एक और(?![\p{L}\p{M}])|\sऔर(?:\s+(?:भी|चाहिए|दे|दो|देना|दीजिए|कर|करो))*[\s.!।]*$|जोड़|बढ़ा/u,
];
