/** What was ordered before, all of the basket, and how often: patterns over the keys of a clause. */

/** "Same as last time", "the usual please", "pichli baar wala". */
export function isSameAsLast(said: string): boolean {
  if (
    /(?:^| )(?:was|were|is|wrong|late|status|where|cancel|track|refund|return|remove|don't|nahi|not|did|kab)(?: |$)/.test(
      said,
    )
  ) {
    return false;
  }
  return SAME.test(said) || USUAL.test(said) || HINDI_SAME.test(said);
}

const BEFORE =
  '(?:last|before|previous|previously|earlier|yesterday|always|usual|ever|the last|the other day|my last|my previous|the previous|what i|the one|i (?:had|ordered|got)|we (?:had|ordered|got))';
const LAST_ORDER =
  "(?:my |the |our )?(?:(?:last|previous|earlier|old|past|usual|regular)(?: (?:time|week|month)(?:'s|s)?)?|yesterday's) (?:order|purchase|list|one|items|groceries|basket)";
const DO = '(?:repeat|reorder|re-order|redo|send|order|copy|place|get|do|duplicate|want|give me|same as|again)';
const SAME = new RegExp(
  `(?:^| )(?:same|exactly)(?: (?:order|thing|things|items|list|stuff|quantity|groceries|one|ones))* (?:as|like|from|again|that) ?(?:${BEFORE})?|^(?:(?:the|do|just|send|give|me|get|order|repeat|i|want|will|take|have|i'll|us|need|like|would|to|can|you|could|my|place) )*same(?: (?:again|thing|things|order|items|list|to same|stuff))*(?: (?:bhej|kar|dena|do|chahiye|again|now))*$|^(?:(?:can|could|you|i|we|want|would|like|to|just|let's|then|will|us) )*${DO}(?: (?:me|us|again))? ${LAST_ORDER}|^${LAST_ORDER}(?: (?:again|repeat|once more|one more time|please|kar|do|bhej))+$|^(?:(?:can|you|i|want|to|please|just|the) )*(?:reorder|re-order|repeat|order again|repeat (?:it|that|order|the order|my order)|repeat kar(?: do)?)$|(?:^| )what (?:i|we) (?:had|ordered|got|bought|took|get|order|always)(?: .*)?(?:last|before|previously|yesterday|usually|always|earlier|order|get)|^(?:like|as) (?:last|always|usual|before)`,
);
const USUAL =
  /^(?:(?:reorder|the|my|our|just|send|give|me|us|get|order|i|we|want|will|take|have|i'll|need|would|like|to|can|you|could|deliver|bring|as|do|same|repeat|today|let's) )*usual(?: (?:order|stuff|things|items|one|list|again|thing|groceries|for (?:me|us)|today|now|quantity|kar|bhej|dena|do|wala|chahiye))*$/;
const HINDI_SAME =
  /pichla (?:baar|hafta|mahina|order|wala|time)(?: |$)|(?:^| )last time wala|(?:^| )(?:hamesha|roz|har baar) (?:ki tarah|wala|jaisa|jitna)|^(?:(?:phir|se|dobara|mujhe|bas|same) )*wahi(?: (?:order|sab|cheez|cheezein|saaman|saman|wala|phir|se|dobara|bhej|dena|do|kar|chahiye|jo|list|pehle|samaan))*(?: .*)?$|(?:purana|pehle wala|last|same) (?:order )?(?:phir|dobara|repeat)|(?:^| )order repeat/;

/** "Empty the basket", "remove everything"; not "everything except milk". */
export function isClear(said: string): boolean {
  return CLEAR.test(said) && !/(?: |^)(?:except|but|excluding|other|chhod|alawa|besides|apart)(?: |$)/.test(said);
}

const CLEAR =
  /^(?:(?:remove|delete|clear|empty|cancel|drop|discard|scrap|take out|wipe|reset|get rid of) (?:it all|all|everything|the (?:whole )?lot|all (?:of )?(?:it|them|that|those)|(?:all )?(?:the |my )?(?:items|products|things|everything)|(?:(?:out )?(?:my|the|this|that|our|whole|entire|full|complete|all) )*(?:cart|basket|list|bag|trolley))(?: (?:out|from (?:my|the) (?:cart|basket|list|order)|in (?:my|the) (?:cart|basket)))?|empty it|clear it|start (?:from scratch|afresh|fresh)|(?:sab )*(?:kuch )?(?:sab|(?:poora )?(?:cart|basket|list|saaman|saman|order)) ?(?:kuch )?(?:ko )?(?:hata|nikal|khali|cancel|clear|delete|remove)(?: (?:kar|dena|do|le))*|sab kuch (?:hata|nikal|cancel|clear|delete|remove)(?: (?:kar|dena|do))*|khali kar(?: (?:do|dena))?)$/;

/** "Double that", "half of the rice": by which factor, and the words of the product. */
export function scaleOf(said: string): { readonly factor: number; readonly product: string | undefined } | undefined {
  const match = SCALES.map((pattern) => pattern.exec(said)?.groups).find((groups) => groups !== undefined);
  const factor = FACTORS.get(match?.['factor'] ?? '');
  if (match === undefined || factor === undefined) return undefined;
  return { factor, product: match['product'] };
}

const FACTORS: ReadonlyMap<string, number> = new Map([
  ...(['double', 'twice', 'two times', '2 x', 'x 2', 'times two', 'times 2', '2 times'] as const).map(
    (word) => [word, 2] as const,
  ),
  ...(['triple', 'thrice', 'three times', '3 x', 'x 3', 'times three', '3 times', 'treble'] as const).map(
    (word) => [word, 3] as const,
  ),
  ...(['quadruple', 'four times', '4 times', '4 x'] as const).map((word) => [word, 4] as const),
  ...(['half', 'halve', 'aadha', 'आधा', 'आधी', 'आधे', 'adha', 'aadhi'] as const).map((word) => [word, 0.5] as const),
]);
const FACTOR = `(?<factor>${[...FACTORS.keys()].join('|')})`;
const ALL =
  '(?:it|that|this|them|those|these|everything|all|the (?:order|quantity|quantities|amount|amounts|lot|number|whole order|last (?:one|item))|my order|both|isko|yeh|woh|of (?:it|that|this|them|those|everything))';
const SCALES = [
  new RegExp(
    `^(?:make |just |only )?(?:(?:it|that|this|them|those|everything) )?(?:to )?${FACTOR}(?: the quantity| the amount)?(?: ${ALL})*(?: as (?:much|many))?(?: (?:kar|do|dena|up))*$`,
  ),
  new RegExp(
    `^${FACTOR} (?:of )?(?:the |my )(?:quantity of |amount of |number of )?(?:the )?(?<product>(?!kilo|kg|dozen|litre).+)$`,
  ),
  /^(?<factor>halve|triple) (?<product>.+)$/,
  /^(?<factor>double|twice|triple)(?: as (?:much|many)| the (?:quantity|amount) of) (?:the )?(?<product>.+)$/,
  new RegExp(`^make (?:the |my )?(?<product>.+) ${FACTOR}$`),
  new RegExp(`^(?:isko |yeh |woh |sab )?(?:ko )?${FACTOR} kar(?: (?:do|dena|le))*$`),
  new RegExp(`^(?<product>.+?) (?:ko |ka quantity |ki quantity )?${FACTOR} kar(?: (?:do|dena|le))*$`),
];
