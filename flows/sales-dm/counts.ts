/** How many there are by what was said before; `both` with what this message names. */
interface Known {
  readonly both: number;
  /** Tasks that are known by name. */
  readonly named: number;
  readonly processes: number;
}

/**
 * How many processes a message speaks of; "both" is as many as are named. What is said not to be so counts nothing, and puts right
 * what was counted: "I didn't say two tasks". Undefined: it says nothing of how many.
 */
export function countIn(said: string, { both, named, processes }: Known): number | undefined {
  if (saysSame(said) || IS_ONE.test(said)) return 1;
  if (NO_MORE.test(said)) return Math.max(1, named);
  const text = said.replace(ASIDE, '').replace(NOT_SO, '$<no>');
  const number = numberIn(text) ?? (BOTH.test(text) && both > 1 ? both : undefined);
  // Of two that are not two one is left.
  return number ?? (processes === 2 && deniesCount(said) ? 1 : undefined);
}

function numberIn(text: string): number | undefined {
  const said = COUNT.map((pattern) => pattern.exec(text)?.groups?.['n']?.toLowerCase()).find((n) => n !== undefined);
  return said === undefined ? undefined : (NUMBERS[said] ?? Number(said));
}

/** Whether what was counted is said to be wrong: it is put right before anything else is made of the message. */
export function correctsCount(said: string): boolean {
  return saysSame(said) || IS_ONE.test(said) || NO_MORE.test(said) || deniesCount(said);
}

function deniesCount(said: string): boolean {
  return said.search(NOT_SO) >= 0;
}

/** "Appointments and reminders are the same thing": what was counted twice is one. */
export function saysSame(said: string): boolean {
  return IS_SAME.test(said);
}

const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    ['ek', 'do', 'teen', 'char', 'paanch'],
    ['एक', 'दो', 'तीन', 'चार', 'पाँच'],
  ].flatMap((words) => words.map((word, at) => [word, at + 1])),
);
const ENGLISH = '(?<n>\\p{Nd}{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)';
const HINDI = '(?<n>\\p{Nd}{1,2}|ek|do|teen|char|paanch|एक|दो|तीन|चार|पाँच)';
const COUNT = [
  `${ENGLISH} (?:(?:different|separate|more|other) )?(?:things?|tasks?|process(?:es)?|work ?flows?|automations?|jobs?)`,
  `${HINDI} (?:kaamo?n?|kam|काम|cheez\\p{L}*)`,
  `(?:price|cost|total|much|dollars|usd|\\p{Nd}{2,5}) (?:is it )?(?:for|4) (?:the |all )?${ENGLISH}(?=\\W*$|\\W*[?!,.])`,
  `(?:^|and|ok|okay|so|what about|then)\\W*for (?:the |all )?${ENGLISH}(?=\\W*$)`,
  `(?:make it|go with|start (?:with|w\\/?)|those|these) (?:those |these |the )?${ENGLISH}(?: then| first| only| please| pls| now)?(?=\\W*$|[.,!?])`,
  `(?:its|it['’]s|that['’]?s|are) ${ENGLISH}(?=\\W*$|[.,!?])`,
  `${ENGLISH} (?:then|only|first)(?=\\W*$|[.,!?])`,
].map((source) => new RegExp(`(?<![\\p{L}\\p{N}$€£₹])(?:${source})(?![\\p{L}\\p{M}])`, 'iu'));
const BOTH = /(?<![\p{L}])(?:both|dono|दोनों)(?![\p{L}\p{M}])/iu;

const THING = '(?:things?|tasks?|process(?:es)?|work ?flows?|automations?|jobs?|kaam|काम)';
const IS_SAME = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:is|are|its|it['’]s|that['’]?s|thats|all|both|one and) (?:really |actually |all |just |exactly )?the same (?:${THING})(?![\\p{L}\\p{M}])`,
  'iu',
);
/** "Only the one", "it is one task", "ek hi kaam". */
const IS_ONE = new RegExp(
  `(?<![\\p{L}\\p{M}])(?<!(?:not|n['’]?t|nahi) )(?:(?:just|only|its|it['’]s|that['’]?s|is|have) (?:only |just )?(?:the |that )?(?:one|1)(?: ${THING})?(?=\\W*(?:$|[.,!?]))|(?:ek|एक) (?:hi|ही) (?:kaam|kam|काम|process|task)|sirf ek(?: ${THING})|सिर्फ़ एक(?: ${THING}))(?![\\p{L}\\p{M}])`.normalize(
    'NFKC',
  ),
  'iu',
);
/** "One more thing, …" leads to a question, and "not only one" to how many there are. */
const ASIDE =
  /(?<![\p{L}])(?:not|n['’]?t) (?:only|just) (?:one|1|a single)(?: (?:things?|tasks?|process))?(?![\p{L}])|(?<![\p{L}])(?:one|1|(?:a )?couple(?: of)?) (?:more|other|last) (?:things?|questions?)(?![\p{L}])/giu;
/** What we counted besides the tasks by name is not wanted: "you keep saying +1 more", "there is no second task". */
const NO_MORE = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:no|not|n['’]?t|never|remove|drop|without|stop|keep|why|what|which|where|kya|kaun)(?![\\p{L}\\p{M}])[^.!\\n]{0,24}(?:\\+ ?1|(?<!\\p{Nd})1 more|one more|plus one|second (?:one|${THING}))(?![\\p{L}\\p{M}])`,
  'iu',
);
const NOT_SO = new RegExp(
  `(?<no>(?<![\\p{L}\\p{M}])(?:not|\\p{L}+n['’]?t|never|nahi+n?|नहीं))(?![\\p{L}\\p{M}])[^.,;!?\\n]{0,24}?(?:\\p{Nd}{1,2}|two|three|four|five|both|do|teen|दो|तीन|दोनों)(?: (?:different |separate )?${THING})?(?![\\p{L}\\p{M}])|(?<![\\p{L}])(?:both|do|two|दो|दोनों) (?:${THING} )?(?:nahi+n?|नहीं)(?![\\p{L}\\p{M}])`,
  'giu',
);
