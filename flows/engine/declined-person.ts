import { clausesOf, plain } from '../understanding/plain.ts';

/** Whether the customer says that no person is wanted: "no person", "nah dont need a colleague", "kisi insaan ki zaroorat nahi". */
export function declinesPerson(text: string): boolean {
  return WONDERED.test(text.trim()) || clausesOf(plain(text)).some((clause) => DECLINED.test(clause));
}

const WHO =
  '(?:humans?|persons?|people|agents?|colleagues?|representatives?|operators?|staff|team|managers?|someone|somebody|anyone|anybody|human being)';
const NEED =
  '(?:need|want|require|wanted|needed|ask(?:ed)? for|mean|meant|get|call|bring|involve|transfer me to|pass me to)';

/** "A colleague? I just wanted eggs": surprise, and no wish. */
const WONDERED = new RegExp(
  `^(?:an? |what |which )?${WHO}\\s*\\?+\\s*(?:no\\b|nah\\b|why\\b|what for|(?:but )?(?:i|we) (?:just|only)\\b)`,
  'iu',
);

/** Read in a clause of plain words. */
const DECLINED = new RegExp(
  [
    `(?:^| )(?:no|not an?|without an?) (?:need (?:for|of) )?(?:an? |the |any |real |live )*${WHO}(?: (?:needed|required|necessary|please|pls|thanks|for (?:this|that|now)|yet|now))*$`,
    `(?:don't|do not|didn't|did not|never|no need to|needn't) (?:really |even |actually )?${NEED} (?:to (?:talk|speak) (?:to|with) )?(?:an? |the |any |your |real |live )*${WHO}(?= |$)`,
    `(?:^| )(?:who|i) (?:never )?(?:said|asked)(?: anything)? (?:about |for )?(?:an? )?${WHO}$`,
    `(?:kisi )?(?:insaan|insan|aadmi|admi|vyakti|colleague|person|agent|sahkarmi|human|team)(?: ki| ki koi)?(?: zaroo?rat)? (?:nahi+n?|nhi|mat)(?= |$)`,
    '(?:किसी )?(?:इंसान|आदमी|व्यक्ति|सहकर्मी|एजेंट)(?: की| की कोई)?(?: ज़रूरत| जरूरत)? (?:नहीं|नही|मत)(?= |$)',
  ].join('|'),
  'u',
);

/** What a customer who waits for a person says for "go on with me": no person, never mind, only this question. */
export function wantsBotBack(text: string): boolean {
  return declinesPerson(text) || clausesOf(plain(text)).some((clause) => BACK.test(clause));
}

const BACK = new RegExp(
  [
    `^(?:no |nah |hey |but |sorry )*(?:i|we) (?:just|only) (?:want(?:ed)?|need(?:ed)?|ask(?:ed)?|wanna|meant)(?= |$)(?!.* ${WHO}(?: |$))`,
    "(?:^| )(?:was|were|am|i'm) (?:just|only) (?:curious|asking|wondering|kidding|joking)(?= |$)",
    `^(?:no |nah |ok |okay |oh |actually |hey |sorry |pls |please )*(?:never ?mind|nvm|forget (?:it|that|about it)|cancel (?:that|it|the ${WHO}))(?: .*)?$`,
    '(?:^| )(?:go |get )?back to (?:the )?(?:bot|robot|assistant|you)(?= |$)|(?:^| )you can (?:answer|help|do it)(?= |$)|(?:^| )(?:can|could) you (?:just )?(?:answer|help|do it) instead$',
    `^(?:ok |please |pls )*(?:the )?(?:bot|बॉट|बोट)(?: (?:please|pls|back|again|wapas|वापस))*$`,
    '(?:^| )(?:rehne|rahne) (?:do|dijiye)(?= |$)|(?:^| )(?:bas|sirf) (?:itna )?(?:puch|pooch)\\p{L}*',
  ].join('|'),
  'u',
);

/** What else the message holds: "no person, how many grams is it?" is about grams. Empty: nothing. */
export function besidesDeclining(text: string): string {
  return text
    .split(/(?<=[.,!?;।\n])\s+/u)
    .filter((piece) => !declinesPerson(piece) && !IS_DOUBT.test(piece) && !IS_DROPPED.test(piece))
    .filter((piece) => /\p{L}{2}/u.test(piece))
    .join(' ')
    .trim();
}

/** "A colleague?" */
const IS_DOUBT = new RegExp(`^\\W*(?:(?:what|which|an?|the) )*${WHO}\\W*$`, 'iu');
const IS_DROPPED =
  /^[^\p{L}\p{N}]*(?:(?:(?:the )?(?:bot|बॉट|बोट)(?: (?:please|pls|back|again))?|no+|nah|nope|ok|oh|dont|don't|never ?mind|nvm|forget it|(?:i )?was just (?:curious|asking)) ?)+[^\p{L}\p{N}]*$/iu;
