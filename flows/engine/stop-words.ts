/**
 * Whether a message asks never to be contacted again. A rule, not a score: it has legal weight, so it must catch the plain
 * forms for certain. It looks for a request to us: a clause that begins with it, so that leads who talk about their own
 * messages ("we want to stop writing invoices by hand", "customers don't message us back") are left alone.
 */
export function isStopRequest(text: string): boolean {
  const sentences = text
    .split('\n')
    .flatMap((line) => tidied(line).split(/[.!?]+/u))
    .map((sentence) =>
      sentence
        .split(/[,;:()–—]+/u)
        .map(wordsOf)
        .filter(isSaid),
    )
    .filter((clauses) => clauses.length > 0);
  return sentences.some((clauses) => isKeyword(clauses) || clauses.some((clause) => REQUEST.test(clause)));
}

/**
 * Whether a message that a classifier took for such a request may be one: it names writing to someone or what is annoying
 * about it, asks no question, and tells of nobody else's messages. "Full stop" and "stop by on Monday" are none.
 */
export function mayBeStopRequest(text: string): boolean {
  const said = tidied(text);
  return ABOUT_WRITING.test(said) && !ABOUT_OTHERS.test(said);
}

const ABOUT_WRITING =
  /(?<![\p{L}\p{M}])(?:messag\p{L}*|msgs?|texts?|texting|writ(?:e|ing)|spam\p{L}*|contact\p{L}*|unsubscribe|subscription|block|report(?:ing)? you|lists?|annoy\p{L}*|bother\p{L}*|bug(?:s|ging)? me|harass\p{L}*|leave me|newsletters?|enough|bas|bore|pareshan|sandesh|मैसेज|मेसेज|संदेश|परेशान|ब्लॉक|स्पैम|तंग|बस)(?![\p{L}\p{M}])/u;
const ABOUT_OTHERS =
  /\?|\p{Nd}{6}|(?<![\p{L}\p{M}])(?:how|what|when|where|why|which|who|do|does|kya|kaise|kab|kahan|क्या|कैसे|कब|कहाँ|(?:my|our|the) (?:customers?|clients?|users?|leads?|patients?|guests?)|they|them|grahak\p{L}*|customers?|ग्राहक\p{L}*)(?![\p{L}\p{M}])/u;

/** A bare keyword counts as a sentence of its own or as its end: "stop", "no, stop", but not "stop, you are joking". */
function isKeyword(clauses: readonly string[]): boolean {
  return KEYWORD.test(clauses.join(' ')) || KEYWORD.test(clauses.at(-1) ?? '');
}

/**
 * What is behind it in a line is not looked at, UTF-16 units. Messages that became one turn are its lines: none of them
 * hides a stop behind its length.
 */
const MAX_LENGTH = 1000;

/** Compatibility forms folded, lower case, one kind of apostrophe, invisible signs dropped. */
function tidied(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}+/gu, '')
    .replace(/[‘’`´]/gu, "'");
}

function wordsOf(clause: string): string {
  return clause.replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ').trim();
}

function isSaid(clause: string): boolean {
  return clause !== '';
}

const LEAD =
  "(?:(?:hey|hi|hello|ok|okay|no|please|pls|plz|kindly|just|so|and|now|guys|sir|bro|seriously|then|enough|i said|i told you(?: to)?|i asked you to|(?:can|could|will|would) (?:you|u)(?: guys)?|(?:you|u)(?: guys| people| all)? (?:should|must|need to|have to)|i(?: want|'d like| would like| need) you to) )*";
const TAIL =
  '(?: (?:please|pls|plz|now|ok|thanks|thank you|already|immediately|right now|asap|then|again|anymore|any more|ever|forever|here|then|bro|sir|man|from you|on this number))*';
const NOTES = '(?:messages?|msgs?|texts?|dms?|sms|spam|follow ?ups?|notifications?|reminders?)';
const WRITING =
  '(?:messaging|messagin|msging|texting|contacting|writing|emailing|mailing|calling|spamming|bothering|bugging|annoying|dming|pinging|harassing|disturbing)';
const QUIT = '(?:stop|quit|cease(?: and desist)?)';

/** "Now" and "please" before a request in Hindi. */
const AB = '(?:(?:ab|अब|aur|और|please|plz|pls|कृपया|प्लीज़|bhai|भाई|bas(?: karo)?|बस(?: करो)?) )*';
const AB_END = '(?: (?:ab|अब|please|plz|bhai|भाई|yaar|mujhe|मुझे))*';

const KEYWORD = new RegExp(
  `^${LEAD}(?:sto+p+(?: sto+p+)*|stop ?all|stop (?:it|this|that|dm|dms|messages|msgs?|all messages)|unsubscribe|opt ?out|(?:cancel|end)(?: these| the| all)? messages)${TAIL}$`,
  'u',
);

const REQUEST = new RegExp(
  `^${LEAD}(?:${[
    `${QUIT} ${WRITING}(?: (?:and|or) ${WRITING})*(?: to)? (?:me|us)\\b.*`,
    `${QUIT} ${WRITING}${TAIL}`,
    `${QUIT}(?: it)?(?: with)?(?: all| these| those| this| the| your)+ (?:${NOTES}|${WRITING})${TAIL}`,
    `(?:lose|forget) (?:my|our) number${TAIL}`,
    `(?:take|get) (?:my|our) (?:number|name|contact) (?:off|out)\\b.*`,
    `${QUIT} ${WRITING} (?:this|my|our) (?:number|phone|mobile)${TAIL}`,
    `(?:i|we) never (?:want|wish) to (?:hear from you|be (?:contacted|messaged|texted))(?: by you)?${TAIL}`,
    `${AB}(?:number|नंबर) (?:hata|हटा|delete|डिलीट) (?:do|दो|kar do|कर दो|karo|करो) (?:mera|मेरा)${AB_END}`,
    `${AB}band (?:karo|kar do|kardo) (?:ye|yeh)(?: sab)?${AB_END}`,
    `(?:stop|quit) (?:sending|dm|msg|message|text) (?:me|us)\\b.*`,
    `(?:stop|quit) sending(?: all| any| more| these| those| this| the| your| such)* ${NOTES}${TAIL}`,
    `(?:don't|dont|do not|never)(?: you)?(?: ever| dare)?(?: to)? (?:message|msg|text|contact|write|dm|ping|bother|disturb|spam|email|mail)(?: to)? (?:me|us)${TAIL}`,
    `(?:don't|dont|do not|never) call (?:me|us) (?:again|anymore|any more|ever)${TAIL}`,
    `(?:don't|dont|do not|never)(?: ever)? (?:message|msg|text|contact|write|dm|ping) (?:again|anymore|any more|ever)${TAIL}`,
    `(?:don't|dont|do not|never) send(?: me| us)?(?: any| more| your| these| such)* (?:${NOTES}|anything)(?: more| else)?${TAIL}`,
    `(?:i|we) (?:don't|dont|do not|no longer) (?:want|wish)(?: to (?:get|receive|have))?(?: any| more| your| these| such)* ${NOTES}${TAIL}`,
    `(?:i|we) (?:don't|dont|do not|no longer) (?:want|wish) to (?:hear from you|be (?:contacted|messaged|texted))(?: by you)?${TAIL}`,
    `(?:i|we)(?: want| would like| wish| need|'d like) to (?:stop|quit) (?:getting|receiving) (?:these|your) ${NOTES}${TAIL}`,
    `no more ${NOTES}${TAIL}`,
    `(?:take|get) (?:me|us) off\\b.*`,
    `(?:remove|delete|erase|drop|lose) (?:me|us|(?:my|our) (?:number|contact))(?: from\\b.*)?${TAIL}`,
    `(?:(?:i|we)(?: want| would like| wish| need|'d like) to |i wanna |how (?:do|can) (?:i|we) |let me )?(?:unsubscribe|opt ?out)(?: me| us)?(?: (?:from|of)\\b.*)?${TAIL}`,
    `opt (?:me|us) out\\b.*`,
    `leave (?:me|us) alone${TAIL}`,
    `${AB}(?:(?:mujhe|mujhko|hume|hamein|humko) )?(?:(?:dobara|phir se) )?(?:messages?|msgs?|sms|sandesh) (?:mat|na) (?:karo|kro|bhejo|karna|bhejna|kijiye|bhejiye|likho)${AB_END}`,
    `${AB}(?:(?:mujhe|mujhko|hume|hamein|humko) )?(?:(?:dobara|phir se) )?(?:contact|sampark|text|msg) (?:mat|na) (?:karo|kro|karna|kijiye)${AB_END}`,
    `${AB}(?:(?:mujhe|hume|hamein) )?(?:(?:ye|yeh|ye sab|yeh sab) )?(?:(?:messages?|msgs?|sms) )?(?:bhejna|karna|likhna) band (?:karo|kro|kar do|kardo|kijiye)${AB_END}`,
    `${AB}(?:mujhe|hume|hamein) (?:aur |ab |koi |ye |yeh |aise )*(?:messages?|msgs?|sms|sandesh) (?:nahi+n?|nhi) chahiye${AB_END}`,
    `${AB}(?:(?:ye|yeh|yeh sab|ye sab|messages?|msgs?|sms) )?band (?:karo|kar do|kardo|kijiye)`,
    `${AB}(?:mujhe |hume )?(?:pareshan|disturb) (?:mat|na) (?:karo|kijiye|karna)`,
    `${AB}(?:(?:मुझे|मुझको|हमें|हमको) )?(?:(?:दोबारा|फिर से|अब|और) )*(?:मैसेज|मेसेज|संदेश|एसएमएस) (?:मत|न|ना) (?:करो|भेजो|करना|भेजना|कीजिए|भेजिए|लिखो|लिखिए)`,
    `${AB}(?:(?:मुझे|हमें) )?(?:(?:दोबारा|फिर से) )?(?:संपर्क|सम्पर्क|कॉन्टैक्ट) (?:मत|न|ना) (?:करो|करना|कीजिए)${AB_END}`,
    `${AB}(?:(?:मुझे|हमें) )?(?:(?:यह|ये|ये सब) )?(?:(?:मैसेज|मेसेज|संदेश) )?(?:भेजना|करना|लिखना) बंद (?:करो|करें|कर दो|कर दीजिए|कीजिए)${AB_END}`,
    `${AB}(?:मुझे|हमें) (?:और |अब |कोई |ये |ऐसे )*(?:मैसेज|मेसेज|संदेश) (?:नहीं|नही) चाहिए${AB_END}`,
    `${AB}(?:(?:मुझे|हमें) )?(?:(?:दोबारा|फिर से) )?मत (?:करो|भेजो|लिखो|लिखना|भेजना)`,
    `${AB}(?:(?:यह सब|ये सब|यह|ये|मैसेज|मेसेज|संदेश) )?बंद (?:करो|कर दो|कीजिए)|रोको`,
    `${AB}(?:मुझे |हमें )?(?:परेशान|तंग) (?:मत|न|ना) (?:करो|कीजिए|करना)`,
    `${AB}(?:mera|मेरा) (?:number|no|नंबर)(?: (?:list|लिस्ट) (?:se|से))? (?:hata|हटा|delete|डिलीट) (?:do|दो|dijiye|दीजिए|karo|करो|kar do|कर दो)(?: (?:list|लिस्ट) (?:se|से))?${AB_END}`,
  ].join('|')})$`,
  'u',
);
