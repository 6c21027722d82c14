import type { Language } from '../../contracts/dialogue.ts';
import { isSkip } from '../understanding/repair-cues.ts';
import { saysNo } from './said.ts';

/** A no to what was offered: "no, something else", "none of them please", "can we skip this one?". */
export function turnsDown(text: string, language: Language): boolean {
  return saysNo(text, language) || isSkip(text, language) || NOT_THESE.test(text.trim());
}

const NOT_THESE =
  /^(?:(?:no|nope|nah|sorry|nahi+n?|नहीं)[\s,.!]*)*(?:(?:something|anything) (?:else|different)|(?:some|an)?other (?:one|kind|thing)s?|not? (?:that|this|those|these|any)(?: one)?|none(?: of (?:them|these|those|that))?|neither(?: of (?:them|these|those))?|(?:can|could|let['’]?s|lets) (?:we )?skip (?:it|that|this)(?: one)?|kuch aur|koi aur|कुछ और|कोई और|इनमें से कोई (?:भी )?नहीं)(?:[\s,]+(?:please|pls|thanks|thank you))*[\s.!?]*$/iu;
