/** The words of the product that a message asks about, not orders: "do you have eggs?", "price of rice". */
export function productAsked(text: string): string | undefined {
  const said = text.normalize('NFKC').replace(/\s+/gu, ' ').trim().slice(0, MAX_CHARS);
  for (const pattern of ASKING) {
    const found = pattern.exec(said)?.groups?.['product'];
    const product = found?.replace(LEADING, '').replace(TRAILING, '').trim().toLowerCase();
    if (product !== undefined && product.length >= 2 && !NO_PRODUCT.test(product)) return product;
  }
  return undefined;
}

const MAX_CHARS = 200;
const LEADING = /^(?:(?:any|some|the|a|an|your|more|fresh|aapke paas|आपके पास|क्या|kya)\s+)+/iu;
const TRAILING = /\s*(?:today|now|right now|please|in stock|available|left|aaj|आज|[?!.।])+$/iu;
/** What is asked about the shop, not about a product. */
const NO_PRODUCT =
  /\b(?:order|orders|delivery|deliveries|deliver|slot|slots|discount|offer|basket|cart|menu|total|time|it|that|this|you|me|i|aap|tum|office|robot|human|everything|anything|something|products?|items?|address|phone|payment|invoice|bill)\b|ऑर्डर|डिलीवरी|टोकरी|बिल|आप|तुम|दफ़्तर|दुकान/iu;

const ASKING: readonly RegExp[] = [
  /\bquot(?:e|ation)(?: me| us)? (?:for|on)\s+(?:\d+\s+)?(?<product>.{2,60})$/iu,
  /\b(?:do|did|would) (?:you|u)(?: guys| people)? (?:have|hav|hv|sell|stock|keep|carry)\s+(?<product>.{2,60})$/iu,
  /\bhave you got\s+(?<product>.{2,60})$/iu,
  /\b(?:is|are) there(?: any)?\s+(?<product>.{2,60})$/iu,
  /\b(?:price|cost|rate) (?:of|for)\s+(?<product>.{2,60})$/iu,
  /\bhow much (?:is|are|does|do|for)\s+(?<product>.{2,60}?)(?:\s+cost)?[?!.]*$/iu,
  /\bwhat (?:is|are|does|do|['’]s)\s+(?:the price of\s+)?(?<product>.{2,60}?)\s+cost[?!.]*$/iu,
  /^(?:is|are)\s+(?<product>.{2,60}?)\s+(?:available|in stock|there|back)[?!.]*$/iu,
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
