import type { ReturnReason } from '../../../contracts/commerce/returns.ts';

/** What a message says about goods that shall come back, before anybody looks which. */
export interface ReturnTalk {
  /** They want it back in so many words; else something is merely said to be wrong. */
  readonly isWish: boolean;
  readonly reason: ReturnReason | undefined;
  readonly isAll: boolean;
  /** All of just two: "both". */
  readonly isPair: boolean;
  /** What is left without the words of returning: items, clause by clause. */
  readonly items: readonly string[];
  /** An exchange, and the words of what is wanted instead; empty: that was not said. */
  readonly instead: string | undefined;
}

/** Undefined: the message is not about goods that come back. */
export function returnTalkOf(text: string): ReturnTalk | undefined {
  const said = normal(text);
  if (NO_RETURN.test(said)) return undefined;
  const isTrouble = TROUBLES.some((pattern) => pattern.test(said));
  const isBack = EXCHANGE.test(said) || WISH.test(said);
  const isExchange = EXCHANGE.test(said) || ((isBack || isTrouble) && NEW_ONE.test(said));
  const isWish = isBack || isExchange;
  if (!isWish && !isTrouble) return undefined;
  return { isWish, ...answered(said, isExchange) };
}

/** The same of an answer to a question about a return: nothing in it has to say so once more. */
export function returnAnswerOf(text: string): Omit<ReturnTalk, 'isWish'> {
  return answered(normal(text), false);
}

/** Why something comes back, in words that a question about it is answered with. */
export function reasonSaid(text: string): ReturnReason | undefined {
  const said = normal(text);
  return REASONS.find(([, pattern]) => pattern.test(said))?.[0];
}

function answered(said: string, isExchange: boolean): Omit<ReturnTalk, 'isWish'> {
  const [own, instead] = isExchange ? halves(said) : [said, undefined];
  return { reason: reasonSaid(said), isAll: ALL.test(own), isPair: PAIR.test(own), items: itemsIn(own), instead };
}

function normal(text: string): string {
  return text.normalize('NFKC').replace(/[’]/gu, "'").replace(/\s+/gu, ' ').trim().slice(0, MAX_CHARS);
}

/** More than anybody says about a return. UTF-16 units. */
const MAX_CHARS = 300;

/** "A for B", "A की जगह B": what goes, and what comes. */
function halves(said: string): readonly [own: string, instead: string] {
  const replaced = REPLACEMENT.exec(said)?.groups?.['own'];
  if (replaced !== undefined) return [replaced, ''];
  const parts = EXCHANGE.test(said) ? EXCHANGED.exec(said)?.groups : undefined;
  return parts === undefined ? [said, ''] : [parts['own'] ?? '', tidy(parts['instead'] ?? '')];
}

function itemsIn(said: string): readonly string[] {
  return said
    .split(/(?<!\p{Nd})[.,]+|[.,]+(?!\p{Nd})|[!?;।\n]+|\b(?:because|but|since|so)\b|(?:क्योंकि|लेकिन)/iu)
    .map(tidy)
    .filter((clause) => clause !== '');
}

function tidy(clause: string): string {
  return NOISE.reduce((left, pattern) => left.replace(pattern, ' '), clause)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(LOOSE_ENDS, '')
    .trim();
}

const LOOSE_ENDS =
  /^(?:(?:and|or|of|with|the|a|an|about|aur|और)(?:\s+|$))+|(?:(?:^|\s+)(?:and|or|of|with|the|a|an|about|aur|और))+$/giu;

/** Whole words, in scripts with marks that `\b` does not know. */
function words(alternatives: string, flags = 'iu'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}])`, flags);
}

const SPOILED =
  'sour|spoil(?:ed|t)|rotten|stale|expired|mou?ldy|rancid|curdled|infested|insects?|worms?|bad|not fresh|smelly|smell(?:s|ing|ed)?|stink(?:s|ing)?|past (?:its|their|the) (?:date|expiry)|kharab|khata?r+ab|khatt?[aie]|sad[aie]|basi|badbu(?:dar)?|keede|ख़राब|खराब|खट्टा|खट्टी|खट्टे|सड़ा|सड़ी|सड़े|बासी|बदबू|बदबूदार|कीड़े|फट गया';
const DAMAGED =
  'broken|damaged|wet|soaked|crushed|torn|cracked|leaking|leaked|leaky|dented|smashed|squashed|ripped|defective|faulty|t(?:oo|u)t[aie]|phat[aie]|leak|टूटा|टूटी|टूटे|टूट|फटा|फटी|फटे|लीक';
const WRONG =
  'wrong|not what (?:i|we) (?:asked for|ordered|wanted)|(?:different|other) (?:from|than) what (?:i|we) ordered|incorrect|galat|ग़लत|गलत';
const UNWANTED =
  "(?:do not|don't|dont|no longer|not) (?:need|want|like)(?: (?:it|them|this|that|these|those))?(?: any ?more)?|changed my mind|(?:too|so) many|too much|by mistake|not (?:wanted|needed|liked)|unwanted|nahi+n? chahiye|zaroorat nahi+n?|pasand nahi+n?|नहीं चाहिए|ज़रूरत नहीं|जरूरत नहीं|पसंद नहीं|गलती से|ग़लती से";
const REASONS: readonly (readonly [ReturnReason, RegExp])[] = [
  ['not_wanted', words(UNWANTED)],
  ['damaged', words(DAMAGED)],
  ['spoiled', words(SPOILED)],
  ['wrong_item', words(WRONG)],
  [
    'other',
    words('something else|some(?: |-)?other reason|other reasons?|none of (?:these|those|them)|kuchh? aur|कुछ और'),
  ],
];

const WISH = words(
  'return(?:ing)?|(?:take|send|give) (?:(?!me\\b|us\\b)\\S+ ){0,5}back|refund(?:ed)?|money back|[wv]aa?p(?:a|i)s|lauta\\p{L}*|वापस|वापिस|लौटा\\p{L}*\\p{M}*|रिफ़ंड|रिफंड|रिटर्न',
);
const EXCHANGE = words('exchange|swap|replace|replacement|badal(?:na|wana|kar|ke)?|बदल|बदलना|बदलकर|बदलवाना');
/** It speaks of returning, and wants nothing back. */
const NO_RETURN =
  /\breturn(?:ing)? (?:policy|customer|address|call|ticket)|\bin return\b|\b(?:do not|don't|dont|not going to|no need to|won't)\s+(?:want |need |wish |have )?(?:to )?(?:return|exchange|send|refund)|\bI (?:have )?ordered (?:the )?wrong\b|(?:नहीं|mat|nahi+n?) (?:लौटा|lauta)/iu;

const INTENSE =
  '(?:(?:all|very|really|quite|completely|totally|so|half|already|a bit|too|just|bahut|ekdam|bilkul|pura|puri|बहुत|बिल्कुल|एकदम) )*';
const BROKEN_NOUN = `(?:${SPOILED}|${DAMAGED})`;
const TROUBLES: readonly RegExp[] = [
  // "The milk was sour", "two of the boxes came broken".
  words(
    `(?:was|were|is|are|came|come|arrived|turned|went|gone|got|tastes?|tasted|looks?|looked|feels?) (?:out )?(?:to be )?(?:\\S+ and )?${INTENSE}${BROKEN_NOUN}`,
  ),
  words('(?:has|had|have) (?:insects?|worms?|expired|leaked|gone off|a (?:bad |foul )?smell)'),
  // "I got broken eggs", "you sent the wrong rice".
  words(`(?:got|received|sent|delivered|gave|brought)(?: \\S+){0,3} (?:${DAMAGED}|${SPOILED}|wrong)`),
  // "Wrong item delivered".
  words(
    '(?:wrong|incorrect|galat|ग़लत|गलत) (?:items?|products?|things?|goods|stuff|size|brand|ones?|saa?ma+n|cheez(?:en)?|samaan|सामान|चीज़|चीज|चीज़ें)',
  ),
  new RegExp(`^(?:\\S+ ){1,5}(?:${DAMAGED}|rotten|sour|spoil(?:ed|t)|expired|stale)[.! ]*$`, 'iu'),
  // "दूध खट्टा था", "ande toote nikle".
  words(
    `(?:${SPOILED}|${DAMAGED}|${WRONG})(?: \\S+){0,2} (?:th?[aie]|the|hai|hain|nikl[aie]|nikle|aa?y[aie]|aaye|mil[aie]|ga(?:y[aei]|i)|gaye|था|थी|थे|है|हैं|निकला|निकली|निकले|आया|आई|आए|मिला|मिली|मिले|गया|गई|गए)`,
  ),
];

/** All of what is named, or of everything; "that is all" and "not at all" mean nothing of the kind. */
const ALL =
  /(?<!\b(?:that is|that's|not|at) )\ball\b(?! right)|\b(?:everything|both|(?:the|my|this) (?:whole|entire|complete|full) (?:order|lot|thing)|sab ?(?:kuchh?)?|saar[aie]|poor[aie]|pur[aie] order|dono)\b|(?:सब|सबकुछ|सारा|सारे|सारी|पूरा|पूरे|पूरी|दोनों)(?![\p{L}\p{M}])|\breturn(?:ing)? (?:my |the |this |that )?order\b|\border (?:ko )?(?:[wv]aa?pas|lauta)|ऑर्डर (?:को )?(?:वापस|लौटा)/iu;
/** "Both": two of them, or of the lines. */
const PAIR = /\b(?:both|dono)\b|दोनों/iu;

const REPLACEMENT = /\breplacements? (?:for|of) (?<own>.+)$/iu;
/** Of something that is wrong, another of the same is wanted. */
const NEW_ONE =
  /\b(?:send|give|bring|get|want|need) (?:me |us )?(?:a |an |some )?(?:new|another|fresh|good) (?:ones?|packets?|packs?|bags?|box(?:es)?|bottles?)\b|\b(?:doosr[aie]|dusr[aie]|nay[aie]) (?:bhej|de|chahiye)|(?:दूसरा|दूसरी|दूसरे|नया|नई|नए) (?:भेज|दे|चाहिए)/iu;
const EXCHANGED =
  /^(?<own>.+?)\s+(?:for|with|by|to|into|against|ke badle|ki jagah|badal ?kar|badal ke|के बदले|की जगह|बदलकर|बदल कर)\s+(?<instead>.+)$/iu;

/** Words around the items. */
const NOISE: readonly RegExp[] = [
  new RegExp(NEW_ONE.source, 'giu'),
  /(?:\b(?:from|of|in) )?(?:\border\b|ऑर्डर|#)\s*(?:number|no\.?|nr\.?|#|नंबर)?\s*#?\d{1,9}\b/giu,
  /\b(?:from|of|in) (?:my |the |our )?(?:last |latest |previous |recent )?(?:order|delivery)\b/giu,
  /\b(?:kar|de|le|lauta|[wv]apas|bata|badal) do\b|(?:कर|दे|ले|लौटा|वापस|बता|बदल) (?:दो|दीजिए|दें)(?![\p{L}\p{M}])/giu,
  words(UNWANTED, 'giu'),
  words(BROKEN_NOUN, 'giu'),
  words(WRONG, 'giu'),
  words(
    "(?:i|we|you|he|they)(?:'(?:d|m|ve|ll|re))?|would|like|want(?:ed)?|wish|need|please|pls|plz|can|could|may|how|does|did|has|have|had|my|our|your|me|us|to|money|back|refund(?:ed)?|return(?:ed|ing)?|send|give|take|exchange|swap|replace(?:ment)?|was|were|is|are|am|been|came|come|arrived|got|gotten|received|deliver(?:ed|y)?|sent|gave|brought|turned|went|gone|out|make|change|very|really|quite|completely|totally|already|just|also|only|sorry|hello|hi|hey|order(?:ed)?|last|latest|yesterday|today|it|this|that|these|those|them|as|be|full|wrong|from|for|item|items|product|products|thing|things|goods|stuff|tastes?|tasted|looks?|looked|feels?|no|yes|everything|both|all|now|there|here|on|at|in",
    'giu',
  ),
  words(
    'mujhe|mujhko|ab|hame|hamein|humein|hum|main|maine|hamne|humne|mera|mere|meri|apna|apne|apni|hamara|ye|yeh|wo|woh|ka|ki|ke|ko|se|ne|[wv]aa?p(?:a|i)s|lauta\\p{L}*|badal\\p{L}*|karna|karni|karne|karo|kardo|karein|karen|kijiye|dena|dijiye|dijie|de|hai|hain|tha|thi|chahta|chahti|chahte|chahiye|hoon|hu|hun|paise|paisa|nikl[aie]|aa?y[aie]|aaye|mil[aie]|gay[aei]|gaye|gai|bhi|wal[aie]|saa?ma+n|samaan|cheez(?:en)?|kripya|bahut|sab|kuch|kuchh|saar[aie]|poor[aie]|pur[aie]|dono|hu[aei]|huye|isme|liya|liye',
    'giu',
  ),
  /(?<![\p{L}\p{M}])(?:मुझे|अब|मैं|मैंने|हमें|हम|हमने|मेरा|मेरे|मेरी|अपना|अपने|यह|ये|वह|वो|का|की|के|को|से|ने|वापस|वापिस|लौटा[\p{L}\p{M}]*|बदल[\p{L}\p{M}]*|करना|करनी|करने|कर|करो|करें|कीजिए|देना|दीजिए|है|हैं|हूँ|हूं|था|थी|थे|चाहता|चाहती|चाहते|चाहिए|पैसे|पैसा|निकला|निकली|निकले|आया|आई|आए|मिला|मिली|मिले|गया|गई|गए|भी|वाला|वाली|वाले|सामान|चीज़|चीज|कृपया|बहुत|सब|सबकुछ|कुछ|सारा|सारे|सारी|पूरा|पूरे|पूरी|दोनों|हुआ|हुए|हुई|इसमें|ऑर्डर|रिफ़ंड|रिफंड|रिटर्न)(?![\p{L}\p{M}])/gu,
];
