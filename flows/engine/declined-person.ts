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
    `(?:^| )(?:no|not an?|without an?) (?:need (?:for|of) )?(?:an? |the |any |real |live )*${WHO}(?: (?:needed|required|necessary|please|pls|thanks|for (?:this|that|now)|yet|now|any ?more|at all|then|actually))*$`,
    `(?:don't|do not|didn't|did not|never|no need to|needn't) (?:really |even |actually )?${NEED} (?:to (?:talk|speak) (?:to|with) )?(?:an? |the |any |your |real |live )*${WHO}(?= |$)`,
    `(?:^| )(?:who|i) (?:never )?(?:said|asked)(?: anything)? (?:about |for )?(?:an? )?${WHO}$`,
    `(?:kisi )?(?:insaan|insan|aadmi|admi|vyakti|colleague|person|agent|sahkarmi|human|team)(?: ki| ki koi)?(?: zaroo?rat)? (?:nahi+n?|nhi|mat)(?= |$)`,
    '(?:किसी )?(?:इंसान|आदमी|व्यक्ति|सहकर्मी|एजेंट)(?: की| की कोई)?(?: ज़रूरत| जरूरत)? (?:नहीं|नही|मत)(?= |$)',
  ].join('|'),
  'u',
);

/** What a customer who waits for a person says for "go on with me": no person, never mind, only this question. */
export function wantsBotBack(text: string): boolean {
  const clauses = clausesOf(plain(text));
  return declinesPerson(text) || clauses.some((clause) => BACK.test(clause)) || wantsBot(clauses, text);
}

/** The word that a waiting customer is told to write, and its like; "bot, get me a person" wants none. */
function wantsBot(clauses: readonly string[], text: string): boolean {
  const isAgainst = clauses.some((clause) => AGAINST_BOT.test(clause));
  return !isAgainst && (THE_WORD.test(text) || clauses.some((clause) => BOT.test(clause)));
}

/** As it is told, with whatever is wanted of it; not "the bot is …", which speaks of it. */
const THE_WORD =
  /^\s*bot(?![\p{L}\p{M}])(?!\s+(?:is|was|are|were|did|does|do|said|says|told|keeps?|gave|gives?|has|had|can|could|will|would|should|just|only|sent|makes?|made|or|and|ne|ko|ka|ki|ke|se|hi|for|that|which|who|to)(?![\p{L}\p{M}]))[\s,.:!-]*/iu;

const BOT_WORD = '(?:the |ur |your )?(?:bot|robot|बॉट|बोट|रोबोट)';
const BOT = new RegExp(
  [
    `^(?:ok |okay |please |pls |hey |hi |then |fine )*${BOT_WORD}(?: (?:please|pls|back|again|now|wapas|chahiye|वापस|चाहिए))*$`,
    `(?:^| )(?:get|give|want|need|have|bring|use|try|take)(?: me| us)?(?: back)? ${BOT_WORD}(?: (?:back|again|please|pls|now|instead))*$`,
    `(?:^| )(?:talk|speak|chat|go on|continue|carry on|proceed|switch)(?: back)? (?:to|with) ${BOT_WORD}(?= |$)`,
    `(?:^| )${BOT_WORD} (?:is |will be |works |hi )*(?:fine|ok|okay|good|enough|alright|will do|theek|thik|sahi)(?: (?:hai|then|too|for me|also))*$`,
    `(?:^| )${BOT_WORD} (?:se|से) (?:hi |ही )?(?:baat|bat|बात)(?= |$)`,
  ].join('|'),
  'u',
);
const AGAINST_BOT = new RegExp(
  `(?:^| )(?:not|no|never|stop|instead of|without|hate|nahi+n?|nhi|mat|नहीं|नही|मत|stupid|useless|dumb)(?= |$)|n't(?= |$)|(?:^| )${WHO}(?= |$)`,
  'u',
);

const BACK = new RegExp(
  [
    `^(?:no |nah |hey |but |sorry )*(?:i|we) (?:just|only) (?:want(?:ed)?|need(?:ed)?|ask(?:ed)?|wanna|meant)(?= |$)(?!.* ${WHO}(?: |$))`,
    "(?:^| )(?:was|were|am|i'm) (?:just|only) (?:curious|asking|wondering|kidding|joking)(?= |$)",
    `^(?:no |nah |ok |okay |oh |actually |hey |sorry |pls |please )*(?:never ?mind|nvm|forget (?:it|that|about it)|cancel the ${WHO})(?: .*)?$`,
    `^(?:no |nah |ok |okay |oh |actually |hey |sorry |pls |please )*cancel (?:that|it)(?: please| pls| then| now| instead)*$`,
    '(?:^| )(?:go |get )?back to (?:the )?(?:bot|robot|assistant|you)(?= |$)|(?:^| )(?:you|u) (?:can |could |just )*(?:answer|help|do it)(?= instead$| then$|$)|(?:^| )you can (?:answer|help|do it)(?= |$)|(?:^| )(?:can|could) you (?:just )?(?:answer|help|do it) instead$',
    '(?:^| )(?:rehne|rahne) (?:do|dijiye)(?= |$)|(?:^| )(?:bas|sirf) (?:itna )?(?:puch|pooch)\\p{L}*',
  ].join('|'),
  'u',
);

/** What else the message holds: "no person, how many grams is it?" is about grams. Empty: nothing. */
export function besidesDeclining(text: string): string {
  return text
    .split(/(?<=[.,!?;।\n])\s+/u)
    .map((piece) => piece.replace(THE_WORD, ''))
    .filter((piece) => !declinesPerson(piece) && !IS_DOUBT.test(piece) && !IS_DROPPED.test(piece) && !isForBot(piece))
    .filter((piece) => /\p{L}{2}/u.test(piece))
    .join(' ')
    .trim();
}

/** "Get me the bot back", and nothing else. */
function isForBot(piece: string): boolean {
  const words = plain(piece);
  return words.split(' ').length <= MAX_WORDS_FOR_BOT && (wantsBot(clausesOf(words), '') || YOU_DO_IT.test(words));
}

/** It says who, and not what. */
const YOU_DO_IT =
  /^(?:ok |okay |fine |then |no |nah |hey |please |pls )*(?:you|u) (?:can |could |just )*(?:answer|help|do it)(?: instead| then| please| pls)*\W*$/u;
const MAX_WORDS_FOR_BOT = 9;

/** "A colleague?" */
const IS_DOUBT = new RegExp(`^\\W*(?:(?:what|which|an?|the) )*${WHO}\\W*$`, 'iu');
const IS_DROPPED =
  /^[^\p{L}\p{N}]*(?:(?:no+|nah|nope|ok|okay|oh|hey|sorry|actually|please|pls|dont|don't|(?:never ?mind|nvm)(?: \p{L}+){0,2}(?=\W*$)|never ?mind|nvm|forget it|(?:i )?was just (?:curious|asking)) ?)+[^\p{L}\p{N}]*$/iu;
