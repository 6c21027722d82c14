import type { Language } from '../../contracts/dialogue.ts';
import { isSkip } from '../understanding/repair-cues.ts';
import { saysNo } from './said.ts';
import { singular } from './singular.ts';

/** A no to what was offered: "no, something else", "none of them please", "can we skip this one?". */
export function turnsDown(text: string, language: Language): boolean {
  return saysNo(text, language) || isSkip(text, language) || [NOT_THESE, FORGET_IT].some((no) => no.test(text.trim()));
}

const NOT_THESE =
  /^(?:(?:no|nope|nah|sorry|nahi+n?|नहीं)[\s,.!]*)*(?:(?:something|anything) (?:else|different)|(?:some|an)?other (?:one|kind|thing)s?|not? (?:that|this|those|these|any)(?: one)?|none(?: of (?:them|these|those|that))?|neither(?: of (?:them|these|those))?|(?:can|could|let['’]?s|lets) (?:we )?skip (?:it|that|this)(?: one)?|kuch aur|koi aur|कुछ और|कोई और|इनमें से कोई (?:भी )?नहीं)(?:[\s,]+(?:please|pls|thanks|thank you))*[\s.!?]*$/iu;

/** Nothing of what is asked about: "forget it", "no leave that", "zero", "rehne do", "nahi chahiye". */
const FORGET_IT =
  /^(?:(?:no|nope|nah|ok|okay|oh|actually|then|just|pls|please|nahi+n?|नहीं)[\s,.!]+)*(?:(?:forget|leave|skip|drop|cancel|remove|ignore|scrap)(?: (?:about )?(?:it|that|this|them|those)(?: one)?)?|(?:i )?(?:do not|don['’]?t|dont) (?:want|need) (?:it|that|this|them|any)(?: one)?|never ?mind|zero|0|none|nil|not needed|no need|(?:rehne|chhod|chod|jaane|jane) (?:do|de|dijiye)|(?:wo |woh |ye |yeh |abhi )?nahi+n? chahiye|mat (?:do|dalo)|रहने दो|छोड़ दो|जाने दो|(?:ये |वो )?नहीं चाहिए)(?:[\s,]+(?:then|now|please|pls|for now|thanks|bhai|yaar|ji))*[\s.!]*$/iu;

/** "I don't want the white one", "white nahi chahiye": a no with nothing beside it but words of the product's own name. */
export function turnsDownNamed(text: string, name: string): boolean {
  const own = new Set(wordsIn(name));
  const isBare = BARE_NO.test(text) && !UNWANTED.test(text);
  if (!isBare && !UNWANTED.test(text)) return false;
  const rest = wordsIn(text.replace(isBare ? BARE_NO : UNWANTED, ' '));
  // A no alone is heard elsewhere: it may be about another amount.
  const isNamed = !isBare || rest.some((word) => own.has(word));
  return isNamed && rest.every((word) => own.has(word) || BESIDE.has(word));
}

const UNWANTED =
  /(?<![\p{L}\p{M}])(?:do not|don['’]?t|dont) (?:want|need|like)(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])nahi+n? (?:chahiye|chaiye|mangta)(?![\p{L}\p{M}])|नहीं चाहिए|^\s*(?:no[\s,]+)?(?:not|zero|without)(?![\p{L}\p{M}])/iu;

/** "No set". */
const BARE_NO = /^\s*(?:no|nil)(?: more| need of| need for)?(?![\p{L}\p{M}])/iu;

const BESIDE: ReadonlySet<string> = new Set(
  'i we no the a an any one ones of that this it please pls thanks mujhe hume wala wali bhai मुझे वाला वाली'.split(' '),
);

function wordsIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.map(singular);
}
