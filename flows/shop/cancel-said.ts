/**
 * What a message wants cancelled. `placed`: an order that was placed, in so many words; `order`: an order, which may be the one that is
 * being put together; `it`: what was spoken of. Undefined: nothing, or goods of an order ("cancel the onions from my order").
 */
export type CancelSaid = 'placed' | 'order' | 'it';

/** Whatever reason follows is none of the goods: "cancel that one, my boss says no". */
export function cancelSaid(text: string): CancelSaid | undefined {
  const said = text.replace(/\s+/gu, ' ').trim();
  if (keepsOrder(said)) return undefined;
  if (ORDER.test(said) || ORDER_TURNED_DOWN.test(said)) return PLACED.test(said) ? 'placed' : 'order';
  if (!IT.test(said)) return undefined;
  return PLACED.test(said) ? 'placed' : 'it';
}

/** "Don't cancel my order", "cancel mat karna". */
export function keepsOrder(text: string): boolean {
  return KEEPS.test(text);
}

const KEEPS =
  /\b(?:don['’]?t|do not|never|not to|won['’]?t|no need to)\s+(?:please |pls )?(?:cancel+|cancle)\b|\b(?:cancel+|cancle)\s+(?:mat|na|nahi+n?)\b|रद्द\s+(?:मत|न|नहीं)(?![\p{L}\p{M}])/iu;

/** The basket is named, or what is put together now. */
export function saysBasket(text: string): boolean {
  return BASKET.test(text) && !/\bnot (?:the |my |this )?(?:basket|cart)\b/iu.test(text);
}

/** An order that was placed is named, or that it was placed. */
export function saysPlaced(text: string): boolean {
  return PLACED.test(text) || /(?:\border|ऑर्डर)(?![\p{L}\p{M}])/iu.test(text);
}

const BASKET = /\b(?:basket|cart|tokri|(?:the |this |my )?new (?:one|order|items?)|changes)\b|टोकरी/iu;
const PLACED =
  /\b(?:(?:i|we|u|you|was|been|already|just|have|ve)\s+(?:have\s+)?(?:just\s+|already\s+)?(?:placed|ordered|confirmed|booked)|placed (?:one|order)|(?:previous|earlier|old|last|existing|first|confirmed) (?:one|order)|order\s+(?:(?:from|of)\s+)?(?:before|earlier|yesterday|this morning)|not (?:the |my |this )?(?:basket|cart)|jo order (?:kiya|diya)|(?:pehle|pichl[ae]) wal[aei])\b|पहले वाला/iu;

const LEAD = String.raw`^(?:(?:pls|please|plz|hi|hey|hello|sorry|ok|okay|no+|nope|so|can|could|u|you|i|we|want|need|to|wanna|would|like|mean|meant|said|bhai|bhaiya|mujhe|yaar|arre|actually|wait|just|then|also|instead|have|must|had|lets|let['’]?s|change of plans?|hmm+|oh)[\s,.!–-]+)*`;
const VERB = String.raw`(?:cancel+|cancle|scrap|call off)`;
const KINDS = String.raw`(?:(?:my|the|that|this|our|your|whole|entire|full|complete|last|latest|previous|recent|earlier|existing|current|pending|placed|open|old|first|confirmed|same|other|today['’]?s?|tomorrow['’]?s?|a|all|both)\s+)*`;
/** Nothing but words of an order stands between the two: "cancel the onions from my order" is about onions. */
const ORDER = new RegExp(
  String.raw`${LEAD}(?:${VERB}|drop|delete)\s+(?:of\s+)?${KINDS}orders?\b(?!\s+of\b)|\b(?:order|ऑर्डर)\s+(?:(?:number|no\.?|#)?\s*#?\d{1,9}\s+)?(?:ko\s+)?(?:cancel|cancle|रद्द|कैंसल)(?!\p{L})(?!ed)|\b(?:want|need|like|get|have)\s+(?:my|the|that|this)\s+orders?\s+(?:number\s+)?(?:#?\d{1,9}\s+)?cancel+ed\b`,
  'iu',
);
/** "I don't want the order anymore", "my husband bought it all, cancel order". */
const ORDER_TURNED_DOWN = new RegExp(
  String.raw`\b(?:don['’]?t|dont|do not|no longer) (?:want|need) (?:my|the|that|this) (?:whole |entire )?order(?: (?:any ?more|now))?(?=$|[,.;!])|[,.;!–-]\s*(?:so\s+)?(?:please |pls )?${VERB}\s+${KINDS}order(?:s|\s+(?:please|pls|now|yaar|kar do))*[\s.!]*$`,
  'iu',
);
/** Why something is not wanted begins so. */
const REASON = String.raw`(?:i|i['’]?m|im|i['’]?ve|we|my|our|the|it|its|it['’]s|they|he|she|somebody|someone|plans?|there|found|got|bought|wife|husband|boss|guests?|change of|changed|no (?:longer|need)|not|don['’]?t|dont|too|by mistake|mistake|wrong|because|bcoz|bcz|coz|cuz|as|since|sorry|kyunki|mehman|ab|nahi|galti|mere|mera|meri|ghar)`;
const IT = new RegExp(
  String.raw`${LEAD}${VERB}(?:\s+(?:it|that|this|everything|all|all of (?:it|that)|the whole thing)(?:\s+(?:one|all))?)?(?:\s+(?:please|pls|plz|now|actually))*(?:[\s.!]*$|(?:\s*[,.;!:–-]+\s*|\s+(?=because|bcoz|bcz|coz|cuz|as|since|kyunki))(?=${REASON}(?![\p{L}\p{M}]))(?!.*\p{Nd})(?!.*\b(?:add|make|send|give|want (?:the|an?|some|only)|need (?:the|an?|some)|instead|only|put|keep|replace|have the)\b).*$)`,
  'iu',
);
