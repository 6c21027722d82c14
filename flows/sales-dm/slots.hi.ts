/**
 * What is said about oneself in Hindi, in Devanagari and in Latin letters. Words are bounded by hand: `\b` knows no letters but
 * Latin ones. Each returns what was said, or nothing.
 */

/** "मेरा नाम अनिता है", "mera naam Anita hai", "main Anita bol rahi hoon". */
export function nameInHindi(said: string): string | undefined {
  const name = NAME.exec(said)?.groups?.['name'];
  return name === undefined || NOT_NAMES.test(name) ? undefined : name.charAt(0).toUpperCase() + name.slice(1);
}

/** "हमारी कंपनी का नाम आशा टेक है", "hamari company Asha Tech hai", "main Asha Tech se hoon". */
export function companyInHindi(said: string): string | undefined {
  return COMPANY.exec(said)?.groups?.['company'];
}

/** "हमारा बजट 50 हज़ार है", "20000 rupaye tak". Costs and losses that are told are no budget. */
export function budgetInHindi(said: string): string | undefined {
  return IS_BUDGET.test(said) && !NOT_BUDGET.test(said) ? AMOUNT.exec(said)?.[0].trim() : undefined;
}

/** The amount of a message that is surely about a budget: "mahine ka 10 hazar tak", "5000 se zyada nahi". */
export function amountInHindi(said: string): string | undefined {
  const amount = AMOUNT.exec(said)?.[0].trim();
  return amount !== undefined && /\p{Nd}{3}|\p{L}/u.test(amount) ? amount : undefined;
}

/** "हमें इनवॉइस का काम ऑटोमेट करना है", "mujhe leads ka follow up automate karna hai". */
export function needInHindi(said: string): string | undefined {
  const need = NEED.exec(said)?.groups?.['need'];
  return need === undefined || NOT_NEEDS.test(need) ? undefined : need;
}

const START = '(?<![\\p{L}\\p{M}\\p{N}])';
const END = '(?![\\p{L}\\p{M}\\p{N}])';
const WORD = "[\\p{L}][\\p{L}\\p{M}.’'-]*";

const NAME = new RegExp(
  `${START}(?:मेरा नाम|mera na+m)\\s+(?<name>${WORD}(?:\\s(?!है|hai)${WORD})?)\\s+(?:है|हैं|hai|h)${END}`,
  'iu',
);
const NOT_NAMES = /^(?:kya|क्या|nahi|नहीं|to|तो)(?:\s|$)/iu;

const COMPANY = new RegExp(
  `${START}(?:(?:हमारी|मेरी|hamari|humari|meri) (?:कंपनी|company|firm|dukaan|दुकान)(?: (?:का नाम|ka na+m))?)\\s+(?<company>[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}&.’'-]*(?:\\s(?!है|hai|hain)[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}&.’'-]*){0,3})\\s+(?:है|hai)${END}`,
  'iu',
);

const AMOUNT =
  /(?:₹|rs\.?|रु\.?)?\s?\p{Nd}[\p{Nd}.,]*(?:\s?(?:हज़ार|हजार|लाख|hazaa?r|hajaa?r|lakhs?|k(?![\p{L}])))?(?:\s?(?:रुपये|रुपए|रुपया|rupa(?:ye|ya|y|iye)|rupees?|₹))?/iu;
const IS_BUDGET = new RegExp(
  `${START}(?:बजट|budget|खर्च कर (?:सकते|सकता|सकती)|kharch kar (?:sakte|sakta|sakti)|de (?:sakte|sakta|sakti|dunga|dungi|denge)|(?:me|mein|mahin[ae]|rupa?y\\p{L}*|dollars?)\\W{1,2}(?:chalega|ho jayega|ho jaega|hoga kya)|में (?:चलेगा|हो जाएगा)|दे (?:सकते|सकता|सकती))${END}`,
  'iu',
);
const NOT_BUDGET = new RegExp(`${START}(?:नहीं|nahi+n?|nuksaan|नुकसान)${END}`, 'iu');

/** Spans and days of a time frame. */
export const TIME_IN_HINDI = new RegExp(
  `${START}(?:(?:अगले|इस|इसी|agle|is|isi) (?:हफ़्ते|हफ्ते|महीने|साल|hafte|mahine|saal)|(?:\\p{Nd}{1,2}|एक|दो|तीन|चार|ek|do|teen|char) (?:दिन|हफ़्ते|हफ्ते|महीने|din|hafte|mahine) (?:में|के अंदर|mein|me|ke andar)|(?:जल्द से जल्द|जल्दी से जल्दी|तुरंत|jald se jald|jaldi se jaldi|turant))${END}`,
  'iu',
);

const NEED = new RegExp(
  `${START}(?:हमें|हमको|मुझे|hame|hamein|humein|hume|hamko|mujhe)\\s+(?<need>[^.!?।\\n]{4,110}?)\\s+(?:(?:ऑटोमेट|automate|kam|कम|tez|तेज़) (?:करना|करनी|करने|karna|karni|karne)|चाहिए|chahiye)${END}`,
  'iu',
);
/** What people need of the conversation, not of the product. */
const NOT_NEEDS =
  /(?:जानकारी|jaa?nkaa?ri|समय|samay|time|इंसान|insaan|बात|baat|demo|डेमो|price|कीमत|keemat|discount|छूट|नहीं|nahi)/iu;
