import type { ProductSaid, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import { namesNoGoods } from './no-goods.ts';
import { cheaperWished, inEachSize, inOneShape } from './question-shapes.ts';
import { choiceTalkOf, talkOf } from './said.ts';

/** A product that is asked about: its words, none where its size alone tells, and how much of it the question names. */
export interface AskedProduct {
  readonly words: string;
  readonly sizes: readonly SpokenSize[];
  readonly said?: SpokenQuantity;
  /** A lower price is wished for. */
  readonly isCheaper?: true;
}

/** The products that a message asks about, not orders: "do you have eggs?", "how much for 3000 burger boxes", "which is cheaper, a or b". */
export function productsAsked(text: string, language: Language): readonly AskedProduct[] {
  const said = plainQuestion(text).slice(0, MAX_CHARS);
  const compared = COMPARING.exec(said)?.groups;
  if (compared !== undefined) return [compared['one'], compared['other']].flatMap((words) => askedOf(words, language));
  const cheaper = cheaperWished(said);
  if (cheaper !== undefined) return askedOf(cheaper, language).map((one) => ({ ...one, isCheaper: true }));
  const each = said
    .split(QUESTIONS_APART)
    .flatMap((part) => askedIn(part.trim().replace(OPENING, ''), language))
    .filter(({ words }, at, all) => all.findIndex((other) => other.words === words) === at);
  if (each.length > 1) return each.slice(0, MAX_ASKED);
  const clauses = said.split(/[?!;\n]+|,(?!\d)|\.\s/u);
  const asked =
    [said, ...clauses].map((clause) => askedIn(clause.trim(), language)).find((some) => some.length > 0) ?? [];
  return asked.map((one) => (one.said === undefined ? { ...one, ...amountAsked(clauses, language) } : one));
}

/** "Do you sell straws? Price for 5000 pls": the amount that stands in a question of its own. */
function amountAsked(clauses: readonly string[], language: Language): Pick<AskedProduct, 'said'> {
  const said = clauses.map((clause) => asksOfLast(clause, language)?.said).find((one) => one !== undefined);
  return said === undefined ? {} : { said };
}

/** The sentences of a message that ask about no product: "2 kg onions. Also what's basmati going for?" orders onions. */
export function besideQuestions(text: string, language: Language): string {
  const sentences = text.split(SENTENCES);
  const isAsking = (one: string): boolean =>
    askedIn(plainQuestion(one), language).length > 0 || asksOfLast(one, language) !== undefined;
  return sentences
    .filter((one) => !isAsking(one))
    .map((one) => one.trim())
    .reduce((left, one) => (/\p{L}$|\p{Nd}$/u.test(left) ? `${left}. ${one}` : `${left} ${one}`), '')
    .trim();
}

/** "Make it 400 and do you have the 10 inch": a question may begin behind an and. */
const SENTENCES = /(?<=[?!;\n]|\.\s)|\s+(?:and|n|aur)\s+(?=(?:do|does) (?:you|u) )/iu;

/** Two questions are joined by these. */
const QUESTIONS_APART = /[?!;\n]+|,(?!\d)|\.\s|\s(?:and|aur|n|&|also|plus|और)\s/u;
const MAX_ASKED = 2;

/** A question with its spaces, courtesy and spelling put right: "whats X going for" as "what's X going for". */
function plainQuestion(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(OPENING, '')
    .replace(/(?<!\p{L})(?:whats|wats|wat['’]?s|what['’]s)(?!\p{L})/giu, "what's")
    .replace(/(?<!\p{L})hows(?!\p{L})/giu, 'how is')
    .replace(/,\s*(?=per\s)/giu, ' ')
    .replace(PARTICLES, '')
    .trim();
}

/** What a question ends with in speech: "how much ah", "kitna bhai". */
const PARTICLES =
  /(?<=\S)(?:[\s,]+(?:ah+|la+h?|leh|eh|bro|boss|bhai|bhaiya|yaar|sir|madam|first|pehle|altogether|in all|tho|though|then|pls|please|plz|pl|na|ji))+(?=[\s?!.]*$)/iu;

function askedIn(clause: string, language: Language): readonly AskedProduct[] {
  const question = inOneShape(clause);
  for (const pattern of ASKING) {
    const asked = askedOf(pattern.exec(question)?.groups?.['product'], language);
    if (asked.length > 0) return asked;
  }
  return [];
}

function askedOf(found: string | undefined, language: Language): readonly AskedProduct[] {
  const [clause] = found?.split(/[,?;]|\s+and\s+(?=(?:do|can|what|how|if|is|are|when|which)\b)/u) ?? [];
  const product = clause === undefined ? '' : trimmed(clause);
  if (product.length < 2 || !/\p{L}{2}/u.test(product) || NO_PRODUCT.test(product) || namesNoGoods(product)) return [];
  const [bare = '', pack] = product.split(PACKED);
  return inEachSize(bare).map((words) => itemAsked(words, pack, language));
}

/** Of "300 of the 12 inch" and "the 10 inch" only the size is known, and perhaps the amount. */
function itemAsked(bare: string, pack: string | undefined, language: Language): AskedProduct {
  const talk = sizeAlone(bare, language) ?? onlyItem(pack === undefined ? bare : `1 ${pack} ${bare}`, language, true);
  if (talk === undefined || (talk.product === undefined && talk.sizes.length === 0))
    return { words: bare.trim(), sizes: [] };
  const { product = '', sizes, quantity } = talk;
  return { words: product, sizes, ...(quantity === undefined ? {} : { said: quantity }) };
}

function sizeAlone(words: string, language: Language): ReturnType<typeof onlyItem> {
  const [talk] = choiceTalkOf(words, language);
  return talk?.kind === 'add' && talk.product === undefined && talk.quantity === undefined ? talk : undefined;
}

/** Without what stands around a product in a question; the pack that a price is asked for comes after `PACKED`. */
function trimmed(clause: string): string {
  return clause
    .replace(LEADING, '')
    .replace(TRAILING, '')
    .replace(PER, (_, pack: string) => (PACK.test(pack) ? `${PACKED}${pack}` : ''))
    .trim()
    .toLowerCase();
}

const PACKED = '\u0000';

/** The one item that the words name; undefined: none, several, or something else than an item. */
function onlyItem(
  words: string,
  language: Language,
  isAnswer = false,
): (ProductSaid & { readonly quantity: SpokenQuantity | undefined }) | undefined {
  const [talk, more] = talkOf([words], language, isAnswer);
  return more === undefined && (talk?.kind === 'add' || talk?.kind === 'set') ? talk : undefined;
}

/** How much of it, and in which size, where that was said. */
export type AskedOfLast = Partial<Pick<AskedProduct, 'said' | 'sizes'>>;

/** What is asked of whatever was spoken of last: "price?", "just want the price first", "and if I take 5000?". */
export function asksOfLast(text: string, language: Language): AskedOfLast | undefined {
  const asked = plainQuestion(text);
  const amount = amountTaken(asked);
  if (amount === undefined) return OF_LAST.test(asked) ? {} : undefined;
  const talk = onlyItem(amount, language, true);
  return talk?.product === undefined && talk?.quantity !== undefined
    ? { said: talk.quantity, sizes: talk.sizes }
    : undefined;
}

/** "If I take 5000", "price for 5000", "5000 ka kitna": the amount that is asked about. */
function amountTaken(asked: string): string | undefined {
  const found = [IF_TAKEN, TOTAL_FOR, FOR_TOTAL].map((pattern) => pattern.exec(asked)?.groups);
  const taken = found.find((groups) => groups !== undefined);
  return taken?.['amount'] ?? taken?.['amount2'];
}

const OF_LAST =
  /^(?:(?:and|ok|okay|but|no|first|just|only|please|pls|tell me|i|we|want(?:ed)?|need|give me|know|to know|say|what['’]?s|what (?:is|are)|the|its|your|ur|first)[\s,]+)*(?:prices?|costs?|rates?|how much|kitne ka|kitna|kitne|bhav|daam|dam|cost\?+)(?:\s+(?:is|are|r|do|does|it|that|this|they|these|those|them|one|cost|first|please|pls|hai|ka|ke|padega|lagega|each|per \p{L}+|ek|incl\.?|including|inc|with|tax|gst|for (?:it|that|one|this)))*[\s?!.]*$|^what (?:do|does|would|will) (?:it|they|that|this|these) cost[\s?!.]*$|^(?:ye|yeh|wo|woh)?\s*kitne? (?:ka|ki|ke|mein|me) (?:hai|padega|milega)[\s?!.]*$|^(?:ये|यह|वो)?\s*कितने (?:का|की|के|में)(?: है| पड़ेगा)?[\s?!.]*$|^(?:कीमत|दाम|भाव)(?: क्या है)?[\s?!.]*$|^(?:is it|are they|these|is that|it['’]?s?)\s*(?:in stock|available)[\s,?!.]*(?:how many)?[\s?!.]*$/iu;
const IF_TAKEN =
  /^(?:and |what |how much |so |ok |is it cheaper |cheaper )*(?:if (?:i|we) (?:take|buy|order|get|need|want)|what about|how about|for)\s+(?<amount>\d[\p{L}\p{Nd}., ]{0,20}?)[\s?!.]*$|(?:cheaper|discount|less|better price)\b.{0,12}\b(?:if (?:i|we) (?:take|buy|order|get)|for)\s+(?<amount2>\d[\p{L}\p{Nd}., ]{0,20}?)[\s?!.]*$/iu;

const COSTS = String.raw`(?:what(?:'s| is| will be| would be)(?: the| my| your| ur)? |(?:the|ur|your) )*(?:total|price|cost|rate|amount|damage|how much(?: (?:is it|would it be|will it be|does it cost))?|kitna|kitne(?: ka)?|total kitna)(?: (?:hoga|padega|lagega|price|cost))?`;
const AMOUNT = String.raw`(?<amount>\p{Nd}[\p{L}\p{Nd}., ]{0,20}?)`;
/** "But for 5000 what's the total", "5000 ka kitna hoga". */
const FOR_TOTAL = new RegExp(
  String.raw`^(?:(?:but|and|ok|so|then|for|of|agar)[\s,]+)*${AMOUNT}(?: (?:ka|ke|ki|ke liye|loon to|lu to))?[\s,]+${COSTS}[\s?!.]*$`,
  'iu',
);
/** "Price for 5000", "and what's the total for 200". */
const TOTAL_FOR = new RegExp(
  String.raw`^(?:(?:but|and|ok|so|then)[\s,]+)*${COSTS} (?:for|of|if i (?:take|buy|order)) ${AMOUNT}[\s?!.]*$`,
  'iu',
);

const MAX_CHARS = 200;
const OPENING =
  /^(?:(?:hi|hello|hey|hiya|morning|good (?:morning|evening|afternoon)|boss|bro|bhai|bhaiya|sir|madam|and|also|ok|okay|no|first|pls|please|namaste|aur|excuse me|quick (?:one|question))(?:[\s,!.:–-]+))+/iu;
/** "Per carton" asks for the price of one; "per kilo" is how prices are told anyway. */
const PER = /\s+(?:per|a|for (?:a|one))\s+(?<pack>\p{L}+)$/iu;
const PACK = /^(?:carton|box|bag|pack|packet|tray|dozen|crate|roll|case|bundle|sleeve)e?s?$/iu;
const COMPARING =
  /\b(?:cheaper|cheapest|costs? less|less expensive|more expensive|costs? more|better price|sasta|sasti)\b[^,:?]*[,:?\s]\s*(?<one>[^,?]{2,40}?)\s+(?:or|vs\.?|ya|versus)\s+(?<other>[^,?]{2,40})/iu;
const LEADING = /^(?:(?:any|some|the|a|an|your|ur|more|fresh|got|aapke paas|आपके पास|क्या|kya)\s+)+/iu;
const TRAILING =
  /[\s,]*(?:\b(?:today|now|right now|please|pls|plz|in stock|available|left|aaj|each|hai|with u|with you|at all|altogether|in all|going for|first|too|also|as well|(?:incl?\.?|including|inclusive of|with|plus|without|excl?\.?) (?:gst|tax|vat)|incl\.?|in total|per (?:kilo|kg|piece|pc|unit|litre|liter)|price|rate|cost|then)|आज|[?!.।])+$/iu;
/** What is asked about the shop, not about a product. */
const NO_PRODUCT =
  /\b(?:order|orders|delivery|deliveries|deliver|slot|slots|discount|offer|basket|cart|menu|total|time|it|that|this|you|me|i|aap|tum|office|robot|human|everything|anything|something|products?|items?|address|phone|payment|invoice|bill)\b|ऑर्डर|डिलीवरी|टोकरी|बिल|आप|तुम|दफ़्तर|दुकान/iu;

const ASKING: readonly RegExp[] = [
  /\bquot(?:e|ation)(?: me| us)? (?:for|on)\s+(?<product>.{2,60})$/iu,
  /\b(?:do|did|would) (?:you|u)(?: guys| people)? (?:have|hav|hv|sell|stock|keep|carry)\s+(?<product>.{2,60})$/iu,
  /^(?:u|you|ya|yall|y['’]all|aap) (?:guys )?(?:have|hav|hv|sell|stock|keep|carry|rakhte ho) (?:any |some )?(?<product>.{2,60})\?$/iu,
  /^(?:kya |what )?(?:rate|bhav|bhaav|daam|dam|price|kimat|keemat) (?:kya )?(?:hai |h )(?<product>.{2,40}?) (?:ka|ki|ke)[?!.]*$/iu,
  /^(?<product>.{2,40}?)\s+(?:ka|ki|ke)\s+kya\s+(?:price|daam|dam|rate|bhav|bhaav|kimat|keemat)\b/iu,
  /^(?:have )?(?:you|u)? ?got (?:any |some )(?<product>.{2,60})$/iu,
  /\bhow (?:many|much) (?<product>.{2,60}?) (?:do (?:you|u) have|is there|are there|in stock|left|available|is left|are left)/iu,
  /\bhave (?:you|u) got\s+(?<product>.{2,60})$/iu,
  /\b(?:is|are) there(?: any)?\s+(?<product>.{2,60})$/iu,
  /\b(?:prices?|costs?|rates?) (?:of|for|on)\s+(?<product>.{2,60})$/iu,
  /\bwhat(?:'s| is| are) (?:the )?(?:total|damage|amount|price|rate|cost) (?:for|of|on)\s+(?<product>.{2,60}?)[?!.]*$/iu,
  /\bwhat(?:'s| is| are) (?:the )?(?<product>.{2,60}?) (?:going (?:for|at|rate)|price|rate|cost|at (?:today|now))[?!.]*$/iu,
  /\bhow much (?:is|are|r|does|do|for|would|will)\s+(?<product>.{2,60}?)(?:\s+(?:cost|be))?[?!.]*$/iu,
  /\bwhat (?:is|are|does|do|['’]s)\s+(?:the price of\s+)?(?<product>.{2,60}?)\s+cost[?!.]*$/iu,
  /^(?:is|are)\s+(?<product>.{2,60}?)\s+(?:available|in stock|there|back)[?!.]*$/iu,
  /^(?<product>.{2,60}?)[\s,:–-]+(?:(?:what(?:['’]?s| is)? |the |ur |your )*(?:price|cost|rate|rates)|how much|kitne ka|kitna|kitne)(?:\s+(?:please|pls|plz|is it|hai|each|padega|lagega))*[\s?!.]*$/iu,
  /^(?:what|how|wht|wat|hw) (?:about|abt|bout|abut) (?<product>(?=.*\p{Nd})(?=.*\p{L}{3}).{2,60}?)[?!.]*$/iu,
  /^any\s+(?<product>.{2,40})\?$/iu,
  /^(?<product>.{2,40}?)\s+(?:hai kya|milega|milegi|milta hai|milti hai|available hai|hai)\s*\?$/iu,
  /^(?<product>.{2,40}?)\s+(?:hai kya|milega kya|milegi kya)\W*$/iu,
  /^(?<product>.{2,40}?)\s+(?:ka|ki|ke)\s+(?:price|daam|dam|rate|bhav|bhaav|kimat|keemat)\b/iu,
  /^(?<product>.{2,40}?)\s+kitne? (?:ka|ki|ke|mein|me)\b/iu,
  /^(?<product>.{2,40}?)\s+(?:है क्या|मिलेगा|मिलेगी|मिलता है)/u,
  /^क्या (?:आपके पास )?(?<product>.{2,40}?) (?:है|हैं|मिलेगा|मिलेगी)/u,
  /^(?<product>.{2,40}?)\s+(?:का|की|के)\s+(?:दाम|भाव|रेट|कीमत|क़ीमत)/u,
  /^(?<product>.{2,40}?)\s+कितने (?:का|की|के)/u,
];
