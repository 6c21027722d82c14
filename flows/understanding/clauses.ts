import { isNumberWord } from './numbers.ts';

/**
 * The sentences of a text, in its order and as written: cut after end marks and at line ends, but not after abbreviations and
 * initials ("Dr. Rao", "Rs. 500", "Acme Pvt. Ltd. is"), and never inside numbers and addresses. Empty ones are left out.
 */
export function sentencesOf(text: string): readonly string[] {
  return cutAt(text, SENTENCE_END, (before, after, mark) => !isInside(before, after, mark));
}

/**
 * The needs of a message that holds several: its sentences, cut where another one is joined on ("and", "but also", "aur", a
 * comma before a question). Never inside numbers ("two hundred and fifty"), names ("Tom and Sons") or set phrases.
 */
export function splitClauses(text: string): readonly string[] {
  return sentencesOf(text).flatMap((sentence) => cutAt(sentence, JOINT, isJoint));
}

/**
 * The questions of a message that holds nothing else but courtesies: each begins with a word that asks or ends with a question
 * mark. Empty where something is told too.
 */
export function questionsIn(text: string): readonly string[] {
  const clauses = splitClauses(text.slice(0, MAX_ASKED)).map((clause) => clause.replace(COURTESY, ''));
  const said = clauses.filter((clause) => /[\p{L}\p{N}]/u.test(clause));
  return said.every((clause) => IS_QUESTION.test(clause)) ? said : [];
}

/** Who writes more tells a story. UTF-16 units. */
const MAX_ASKED = 400;
const COURTESY =
  /^\s*(?:(?:hi+|hello+|hey+|good (?:morning|afternoon|evening|day)|namaste|namaskar|नमस्ते|नमस्कार|thanks?(?: you)?|thank you|thx|ok|okay|h+m+|alright|all right|right|cool|great|nice|perfect|understood|i see|got it|makes sense|fine|well|and|but|also|so|then|achha|accha|theek hai|thik hai|aur|अच्छा|ठीक है|और)(?: there| so much)?(?:[\s,.!]+|$))*/iu;

type IsCut = (before: string, after: string, mark: string) => boolean;

function cutAt(text: string, marks: RegExp, isCut: IsCut): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    const end = index + mark.length;
    const keeps = marks === SENTENCE_END ? end : index;
    if (keeps <= from || !isCut(text.slice(from, index), text.slice(end, end + LOOK_AHEAD), mark)) continue;
    pieces.push(text.slice(from, keeps));
    from = end;
  }
  return [...pieces, text.slice(from)].map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

/** UTF-16 units; enough for the next words. */
const LOOK_AHEAD = 40;
const SENTENCE_END = /\n+|[.!?।؟]+(?=\s|$)|[!?।؟]+(?=\p{L})/gu;

function isInside(before: string, after: string, mark: string): boolean {
  const [last = ''] = /\S*$/u.exec(before) ?? [];
  // Links hold question marks.
  if (/[/@]/.test(last) && /^\S/.test(after)) return true;
  if (mark !== '.') return false;
  // "1. the price": the number of a list.
  if (/^\s*\p{Nd}{1,2}$/u.test(before)) return true;
  if (TITLE.test(last)) return true;
  if (BEFORE_NUMBER.test(last)) return /^\s*\p{Nd}/u.test(after);
  return MAY_END.test(last) && !/^\s*(?:\p{Lu}|\p{Lo})/u.test(after);
}

/** A name or a number follows, whatever its first letter; also initials. */
const TITLE =
  /^\(?(?:\p{Lu}|mr|mrs|ms|dr|prof|st|smt|shri|sr|rs|approx|ca|pvt|e\.g|i\.e|z\.b|vs|viz|(?:\p{L}\.)+\p{Lu})$/iu;
const BEFORE_NUMBER = /^(?:no|nos|nr|qty|tel|ph|mob|ext|art|fig|sec|plot|flat)$/i;
/** These end a sentence where a capital follows. */
const MAY_END =
  /^(?:ltd|inc|co|corp|etc|bros|ave|rd|str|jr|min|max|hrs?|mins?|[ap]\.?m|usw|bzw|evtl|(?:\p{L}\.)+\p{L})$/iu;

const ASKING =
  "(?:what|what's|how|how's|when|where|which|who|why|can|could|do|does|is|are|will|would|please|kya|kitn[aei]|kab|kahan|kaise|क्या|कितन[ाेी]|कब|कहाँ|कैसे)";
const IS_QUESTION = new RegExp(
  `^\\W*${ASKING}(?![\\p{L}\\p{M}])|\\?\\s*$|(?:^|\\s)(?:kya|kitn[aei]|kab|kahan|kaise|क्या|कितन[ाेी]|कब|कहाँ|कैसे)(?:\\s|$)`,
  'iu',
);
const JOINT = new RegExp(
  `(?:\\s*,\\s*|\\s+)(?:and (?:also|then|please)|but also|and|but|as well as|aur(?: haan)?|lekin|और|लेकिन|und|aber|et|mais|y también|pero)\\s+|\\s*[,;]\\s*(?:also|plus|oh and)\\s+|\\s*;\\s*|\\s*,\\s+(?=${ASKING}(?![\\p{L}\\p{M}]))`,
  'giu',
);

function isJoint(before: string, after: string, mark: string): boolean {
  const last = LAST_WORD.exec(before)?.[0];
  const next = FIRST_WORD.exec(after)?.[0];
  if (last === undefined || next === undefined) return false;
  // "Yes, how much is it?" is one answer; a comma cuts what can stand alone.
  if (/^\s*,\s+$/.test(mark)) return before.trim().split(/\s+/).length >= MIN_ALONE;
  if (HINDI_AND.test(mark) && (before.trim() === last || NOT_LEFT.test(last) || NOT_RIGHT.test(next))) return false;
  return !RANGE.test(before) && !belongTogether(last, next);
}

/** "Aur" is "more" and "else" too: "mujhe aur jaankari chahiye", "koi aur"; and joins nouns: "doodh aur bread bhejo". */
const HINDI_AND = /aur|और/iu;
const NOT_LEFT = /^(?:mujhe|hume|hamein|thoda|thodi|koi|kisi|kuch|bas|ek|ya|मुझे|हमें|थोड़ा|थोड़ी|कोई|किसी|कुछ|बस|एक|या)$/iu;
const NOT_RIGHT =
  /^(?:kuch|koi|bhi|jaankari|jankari|zyada|jyada|samay|time|log|ek|details?|options?|sasta|कुछ|कोई|भी|जानकारी|ज़्यादा|ज्यादा|समय|लोग|विकल्प|सस्ता)$/iu;

/** Whether two words that "and" joins are one number, one name, one party or a set phrase. */
function belongTogether(last: string, next: string): boolean {
  if (isNumeral(last) && isNumeral(next)) return true;
  if (IS_NAME.test(last) && IS_NAME.test(next) && next.length > 1) return true;
  return COMPANY_TAIL.test(next) || isPartner(last, next) || SET_PHRASES.has(`${last} ${next}`.toLowerCase());
}

const LAST_WORD = /[\p{L}\p{M}\p{N}'’&.]+$/u;
const FIRST_WORD = /^[\p{L}\p{M}\p{N}'’&.]+/u;
/** Words. */
const MIN_ALONE = 3;

function isNumeral(word: string): boolean {
  return /^\p{Nd}/u.test(word) || (isNumberWord(word) && !/^do$/i.test(word));
}

const RANGE = /(?<![\p{L}])(?:between|both|zwischen|entre)\s[^,;]{1,30}$/iu;
const COMPANY_TAIL =
  /^(?:sons?|co|company|bros|brothers|sisters|daughters|partners|associates|family|more|so|others?|forth|söhne|fils|hijos)\.?$/iu;
const IS_NAME = /^\p{Lu}[\p{L}\p{M}\p{N}'’&.]*$/u;

/** "My wife and I", "you and me": who, not what. */
function isPartner(last: string, next: string): boolean {
  if (!/^(?:i|me|my|mine|you|your)$/i.test(next)) return false;
  return /^(?:me|you|he|she|him|her|wife|husband|brother|sister|partner|friend|boss|colleague|team)$/i.test(last);
}

const SET_PHRASES: ReadonlySet<string> = new Set(
  'salt pepper, bread butter, research development, terms conditions, black white, pros cons, up running, day night, back forth, up down, in out, try see, wait see, go see, come see, more more, again again, nice easy, safe sound, fish chips, food beverage, wear tear, supply demand, health safety, import export, sales marketing, trial error, first foremost, here there, now then, on on, over over, q a, r d, p l, b b, m a'.split(
    ', ',
  ),
);
