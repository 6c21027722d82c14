/**
 * A question for what an amount costs, in one form: "how much for 300 12 inch ones" for "how much for 12 inch ones if i take 300", "5000 of 12 oz
 * cups total with gst?" and "12 oz cups, 5000, what will it cost". Other text stays as it is.
 */
export function inOneShape(question: string): string {
  const said = question.replace(OPENING, '').trim();
  const asked = SHAPES.map((shape) => shape.exec(said)?.groups).find((groups) => groups !== undefined);
  if (asked === undefined) return question;
  const { what = '', amount } = asked;
  return `how much for ${amount === undefined ? '' : `${amount} `}${amountFirst(what)}`;
}

/** "Paper cup 12 oz, 5000": the number behind the comma counts. */
function amountFirst(what: string): string {
  return what.replace(
    /^(?<name>.*\p{L}.*?)\s*,\s*(?<amount>\p{Nd}[\p{Nd}.]*)(?:\s*(?:pcs?|pieces|nos?))?$/u,
    '$<amount> $<name>',
  );
}

/** Both sizes of one thing: "8 oz cups" and "12 oz cups" of "the 8oz and 12oz cups", "cups in 8oz and 12oz"; else the words alone. */
export function inEachSize(words: string): readonly string[] {
  const { one, other, name } =
    SIZED.map((pattern) => pattern.exec(words)?.groups).find((groups) => groups !== undefined) ?? {};
  return one === undefined || other === undefined || name === undefined
    ? [words]
    : [`${one} ${name}`, `${other} ${name}`];
}

/** "Is there any cheaper rice", "sasta chawal hai kya": the kind of goods that is wished for at a lower price; undefined where none is named. */
export function cheaperWished(text: string): string | undefined {
  const words = CHEAPER.exec(text.trim())?.groups?.['what']?.trim();
  return words === undefined || NO_KIND.test(words) || FOUND.test(text) ? undefined : words;
}

const CHEAPER =
  /(?<![\p{L}\p{M}])(?:cheap(?:er|est)|less (?:expensive|costly|pricey)|more affordable|sast[aei]|सस्त[ाेी])\s+(?:(?:wal[aei]|वाल[ाेी]|kind of|brand of|type of)\s+)?(?<what>(?!se\s)[\p{L}\p{M}][\p{L}\p{M} ]{1,38}?)(?:\s+(?:hai(?: kya)?|h|milega|milegi|do|dena|chahiye|please|pls|available|there|instead|है(?: क्या)?|मिलेगा|मिलेगी|दो|चाहिए))*[\s?!.।]*$/iu;
/** What a price is compared with, or bargained for. */
const NO_KIND =
  /^(?:(?:one|ones|option|options|price|prices|rate|rates|deal|elsewhere|there|here|at|in|around|next|if|for|than|or|and|by|per|online|outside|na|please|pls|karo|kar|milta|lagao|it|that|this|these|those)(?:\s|$)|.*\s(?:(?:or|vs|ya|if|than)\s|(?:elsewhere|outside|online|there)$))/iu;
/** It was found somewhere else, or goes out. */
const FOUND = /\b(?:found|saw|bought|got|remove|cancel|return|drop|why)\b/iu;

const OPENING = /^(?:(?:so|ok|okay|and|then|but|now|hi|hello|pls|please)[\s,]+)+/iu;
const TAX = String.raw`(?:\s*(?:w|w\/|with|incl?\.?|including|inclusive of|plus)\s*(?:the )?(?:gst|tax|taxes|vat))`;
const END = String.raw`(?:\s+(?:(?:in )?total|altogether|in all|for me|me))*${TAX}?[\s?!.]*$`;
/** One sentence; it names a number. */
const COUNTED = String.raw`(?=[^?!;\n]*\p{Nd})[^?!;\n]{2,60}?`;

const SHAPES: readonly RegExp[] = [
  // "How much for 12 inch ones if i take 300"
  new RegExp(
    String.raw`^(?:how much (?:is|are|r|for|would|will)|what(?:'s| is) (?:the )?(?:price|cost|rate) (?:of|for)|(?:price|cost|rate) (?:of|for))(?: the)? (?<what>[^?!;,\n]{2,60}?),? if (?:i|we) (?:take|buy|order|get|need|want) (?<amount>\p{Nd}[\p{Nd}.,]*)${END}`,
    'iu',
  ),
  // "What is 5000 of the 12 oz cups total with gst"
  new RegExp(
    String.raw`^what(?:'s| is| are| would| will) (?<what>\p{Nd}[^?!;\n]{2,60}?) (?:(?:be|cost|come to|in total|total|altogether)|(?=w|incl|plus))${END}`,
    'iu',
  ),
  // "12 oz cups, 5000, what will it cost"
  new RegExp(
    String.raw`^(?<what>${COUNTED})[\s,]+(?:what|how much) (?:will|would|does|do) (?:it|that|they|this|those|all(?: of)? (?:it|that)) (?:cost|be|come to)${END}`,
    'iu',
  ),
  // "5000 of the 12 oz, whats the total with gst"
  new RegExp(String.raw`^(?<what>${COUNTED})[\s,]+(?:what(?:'s| is) )?(?:the )?total${TAX}[\s?!.]*$`, 'iu'),
];

const SIZE = String.raw`\p{Nd}+(?:\.\p{Nd}+)?\s*-?(?:oz|inch(?:es)?|cm|mm|ml|l|litres?|liters?|kg|g|gsm)`;
const JOINT = String.raw`\s*(?:,|\/|&|and|n|or|aur|और)\s*(?:the )?`;
const SIZED: readonly RegExp[] = [
  new RegExp(String.raw`^(?:the )?(?<one>${SIZE})${JOINT}(?<other>${SIZE}) (?<name>\p{L}.*)$`, 'iu'),
  new RegExp(String.raw`^(?<name>\p{L}.*?) (?:in )?(?<one>${SIZE})${JOINT}(?<other>${SIZE})$`, 'iu'),
];
