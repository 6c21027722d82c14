import { isNumberWord } from './numbers.ts';

/**
 * What a value is by its looks: `hard` for numbers, days, times and addresses of the net, `name` for words with a capital,
 * `word` for anything else that may be a value; undefined for words that never are one.
 */
export type ValueKind = 'hard' | 'name' | 'word';

/** See `ValueKind`. The text that the value stands in tells whether capitals mean anything. */
export function valueKindOf(value: string, text: string): ValueKind | undefined {
  const words = value.split(/\s+/);
  const [first = ''] = words;
  if (value === '' || words.length > MAX_WORDS) return undefined;
  if (words.some((word) => /^(?:nahi+n?|nhi|bhi|नहीं|भी)$/iu.test(word))) return undefined;
  if (/[\p{Nd}@]/u.test(value)) return 'hard';
  if (words.some((word) => DAY.test(word))) return 'hard';
  if (NO_VALUE.has(first.toLowerCase().replace(/['’].*$/u, ''))) return undefined;
  if (words.length <= 4 && words.every((word) => isNumberWord(word) && !/^do$/i.test(word))) return 'hard';
  const hasCapitals = /\p{Ll}/u.test(text) && /^\p{Lu}/u.test(value);
  return hasCapitals ? 'name' : 'word';
}

/** Whether every word is a number, a day, a time or what stands between them: nothing else is said. */
export function isBareMoment(value: string): boolean {
  const words = value.split(/\s+/);
  if (COUNTED_THING.test(value)) return true;
  return (
    words.length <= 4 &&
    words.every((word) => /^[₹$€£]?\p{Nd}[\p{Nd}.,:/%]*(?:k|am|pm|kg|st|nd|rd|th)?$/iu.test(word) || isMomentWord(word))
  );
}

/** "3 licences"; but who says "wait, 5 minutes" asks for patience, and "no, 2 more" or "no, 3 times" counts something else. */
const COUNTED_THING =
  /^\p{Nd}+ (?!(?:min|sec|more|less|times?|things?|questions?|problems?|reasons?|options?|percent|minat|bar|baar)|hours?\b|मिनट|बार)\p{L}[\p{L}\p{M}]{2,}$/iu;

function isMomentWord(word: string): boolean {
  return (
    DAY.test(word) ||
    isNumberWord(word) ||
    /^(?:at|on|by|the|next|this|am|pm|a\.m\.?|p\.m\.?|baje|बजे|ko|को|people|persons|guests|employees|users|seats|boxes|pieces|units|kilos?|log|लोग)$/iu.test(
      word,
    )
  );
}

/** One word with a capital that is no way to address people: the Lena of "nope, Lena", not the one of "sorry Lena". */
export function isNameAlone(value: string, text: string): boolean {
  if (SAID_TO_ONE.test(text)) return false;
  return /^\p{Lu}\p{Ll}{2,}$/u.test(value) && !ADDRESSED.test(value) && !NO_VALUE.has(value.toLowerCase());
}

const SAID_TO_ONE =
  /^\W*(?:(?:sorry|sry|pardon|excuse me|apologies|wait|hold on|hang on|hey|hi|maaf \S+)[\s,]+)+\p{L}+\W*$/iu;
const ADDRESSED =
  /^(?:sir|madam|maam|boss|bro|brother|bhai|dear|dude|mate|man|friend|guys|team|yaar|uncle|lol|haha|ha|god|gosh|jesus|dammit|damn|typo|mistake|problem|worries|way|chance|idea|thanks|hurry|rush)$/iu;

/** Without what is said around it: quotes, courtesies, the rest of the sentence's verb. */
export function tidyValue(said: string): string {
  return said
    .replace(/^[\s"“”'‘’:,–—-]+|[\s"“”'‘’:,;.!?।–—-]+$/gu, '')
    .replace(LEADS, '')
    .replace(TAILS, '')
    .replace(/^[\s"“”'‘’]+|[\s"“”'‘’,;.!?।]+$/gu, '');
}

const MAX_WORDS = 8;
const LEADS =
  /^(?:(?:it's|it is|its|that's|that is|it was|for|on|at|by|to|is|was|exactly|only|just|actually|about|like|around|the(?=\s\p{Nd}))\s+)+/iu;
const TAILS =
  /(?:,?\s+(?:please|pls|plz|sorry|thanks|thank you|actually|instead|by the way|btw|likhna|though|obviously|of course|ok|okay|na|ji|sir|bro|yaar|bhai|hai|h|hain|hoon|tha|thi|the|se|ko|ka|ki|wala|wali|bola|kaha|likha|kar do|kardo|karo|kar dijiye|chahiye|है|हैं|था|थी|थे|से|को|का|की|वाला|वाली|कर दो|करो|कर दीजिए|चाहिए|कृपया|प्लीज़))+$/iu;

const DAY = new RegExp(
  `^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|today|tomorrow|tmrw|tonight|yesterday|noon|midnight|morning|afternoon|evening|week|month|year|quarter|(?:jan|febr?)(?:uary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|aaj|kal|parson?|subah|shaam|sham|dopahar|raat|(?:ravi|it|som|mangal|budh|guru|veer|shukra|shani)[vw]ar|आज|कल|परसों|सुबह|शाम|दोपहर|रात|(?:रवि|इत|सोम|मंगल|बुध|गुरु|शुक्र|शनि)वार|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|heute|morgen|lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|mañana|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain)[.,]?$`.normalize(
    'NFKC',
  ),
  'iu',
);

/** First words of what is no value: answers, pronouns, questions, judgements. */
const NO_VALUE: ReadonlySet<string> = new Set(
  (
    'no not yes yeah yep ok okay sure thanks thank please sorry hello hi hey stop wait nothing something anything everything someone all every some any none never now later soon yet then here there ' +
    'i me my mine we us our you your u he she they them their his her it its this that these those who whom what why how when where which whether if because so but and or to from with without about of as than ' +
    'a an the is are was were be been being am do does did have has had can could will would shall should may might must let ' +
    'very too really quite much more most less least enough just only also maybe perhaps well good great bad better best worse fine right wrong true false correct incorrect clear sure ready easy hard possible impossible ' +
    'expensive cheap cheaper costly free interested interesting happy sad busy late early fast slow big small high low new old same different other another business joking kidding serious funny weird strange nice ' +
    'going looking trying asking saying getting making using working waiting thinking wondering want need like think know see say ask tell give send call ' +
    'hai h hain tha thi ho hoon hu है हैं था थी थे हो हूँ हूं ' +
    'main mai mein hum ham aap tum tu mera meri mere hamara aapka tumhara mujhe hume ye yeh wo woh kya kyun kyon kaise kab kahan kaun nahi nahin haan ji theek sahi galat accha acha bahut abhi phir baad matlab itna kuch koi sab ' +
    'मैं हम आप तुम तू मेरा मेरी मेरे हमारा आपका मुझे हमें यह ये वह वो क्या क्यों कैसे कब कहाँ कौन नहीं हाँ जी ठीक सही गलत अच्छा बहुत अभी फिर बाद मतलब इतना कुछ कोई सब पता समझ ' +
    'samjho samjhe samajhiye samjha mehnga mehenga mahanga sasta समझो समझे समझिए महंगा महँगा सस्ता chahiye chahta chahte lena dena karna aana jana milega hoga aaya gaya raha pata samajh चाहिए चाहता लेना देना करना आना जाना मिलेगा होगा आया गया रहा'
  )
    .normalize('NFKC')
    .split(' '),
);
