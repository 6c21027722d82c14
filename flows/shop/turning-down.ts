import type { Language } from '../../contracts/dialogue.ts';
import { isSkip } from '../understanding/repair-cues.ts';
import { saysNo } from './said.ts';

/** A no to what was offered: "no, something else", "none of them please", "can we skip this one?". */
export function turnsDown(text: string, language: Language): boolean {
  return saysNo(text, language) || isSkip(text, language) || [NOT_THESE, FORGET_IT].some((no) => no.test(text.trim()));
}

const NOT_THESE =
  /^(?:(?:no|nope|nah|sorry|nahi+n?|नहीं)[\s,.!]*)*(?:(?:something|anything) (?:else|different)|(?:some|an)?other (?:one|kind|thing)s?|not? (?:that|this|those|these|any)(?: one)?|none(?: of (?:them|these|those|that))?|neither(?: of (?:them|these|those))?|(?:can|could|let['’]?s|lets) (?:we )?skip (?:it|that|this)(?: one)?|kuch aur|koi aur|कुछ और|कोई और|इनमें से कोई (?:भी )?नहीं)(?:[\s,]+(?:please|pls|thanks|thank you))*[\s.!?]*$/iu;

/** Nothing of what is asked about: "forget it", "no leave that", "zero", "rehne do", "nahi chahiye". */
const FORGET_IT =
  /^(?:(?:no|nope|nah|ok|okay|oh|actually|then|just|pls|please|nahi+n?|नहीं)[\s,.!]+)*(?:(?:forget|leave|skip|drop|cancel|remove|ignore|scrap)(?: (?:about )?(?:it|that|this|them|those)(?: one)?)?|(?:i )?(?:do not|don['’]?t|dont) (?:want|need) (?:it|that|this|them|any)(?: one)?|never ?mind|zero|0|none|nil|not needed|no need|(?:rehne|chhod|chod|jaane|jane) (?:do|de|dijiye)|(?:wo |woh |ye |yeh |abhi )?nahi+n? chahiye|mat (?:do|dalo)|रहने दो|छोड़ दो|जाने दो|(?:ये |वो )?नहीं चाहिए)(?:[\s,]+(?:then|now|please|pls|for now|thanks|bhai|yaar|ji))*[\s.!]*$/iu;
