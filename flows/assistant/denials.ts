import { splitClauses } from '../understanding/clauses.ts';

/**
 * What a message says besides what it is not: "no complaint, just asking: is it free?" asks whether it is free. The text as
 * it is where it denies nothing; empty where it does nothing else.
 */
export function besidesDenials(text: string): string {
  const pieces = text.split(PIECES);
  const kept = pieces
    .map((piece) => piece.replace(NO_TOPIC, ' ').replace(NO_FAREWELL, ' '))
    .map((piece) => piece.replace(/\s+/gu, ' ').trim());
  if (kept.every((piece, at) => piece === pieces[at]?.replace(/\s+/gu, ' ').trim())) return text;
  return kept.filter((piece) => /[\p{L}\p{N}]{2}/u.test(piece) && !splitClauses(piece).every(isEmpty)).join(' ');
}

/** Whether a message says that it is no complaint and no feedback. */
export function deniesTopic(text: string): boolean {
  return text.split(PIECES).some((piece) => piece.search(NO_TOPIC) >= 0);
}

function isEmpty(clause: string): boolean {
  return EMPTY.test(clause);
}

const PIECES = /(?<=[.,!?;:।\n])\s+/u;

const TOPIC = '(?:complain(?:t|ts|ing)?|feed ?back|suggest(?:ion|ions|ing)|shikayat|sujha[vw]|शिकायत|सुझाव|फ़ीडबैक)';
/** "No complaint about the price, but …" is one about something else. */
const END = '(?!\\p{L})(?! (?:about|with|against|regarding|before|so far|until|except|but (?:the|your|my)))';
const NO_TOPIC = new RegExp(
  [
    `(?<!\\p{L})(?:(?:this|that|it)(?:['’]?s| is| was)|i(?:['’]?m| am)|there(?:['’]?s| is)|i (?:have|had|got|gave|made|want(?:ed)? to (?:give|make)|did|do))? ?(?:no|not|isn['’]?t|wasn['’]?t|never|didn['’]?t|don['’]?t|without)(?: (?:really|even|actually|at all|here to|give|giving|giv|made|making|have|want(?:ed)?|to|mean(?:t)? (?:as|to)|leaving|any|a|an|my|your|some))* ${TOPIC}(?: at all| anymore| any more| here| pls| please| ok| lol)*${END}`,
    `(?<!\\p{L})(?:stop|quit|enough(?: with| of)?|forget)(?: (?:taking|asking(?: for| about)?|noting|with|about|this|the|my|your|any|me|for))* ${TOPIC}(?: thing| stuff| pls| please| lol| now)*(?!\\p{L})`,
    `(?<!\\p{L})${TOPIC} (?:nahi+n?|nhi|mat)(?: (?:hai|h|thi|tha|lo|karo|likho))?(?!\\p{L})`,
    '(?<![\\p{L}\\p{M}])(?:शिकायत|सुझाव|फ़ीडबैक) (?:नहीं|नही|मत)(?: (?:है|थी|था|लिखो|कीजिए))?(?![\\p{L}\\p{M}])',
    `(?<!\\p{L})(?:i(?:['’]?m| am| was)|we(?:['’]?re| are| were)|was|am) (?:just|only) (?:asking|curious|wondering)(?: (?:a |one )?question)?(?!\\p{L})`,
    '(?<!\\p{L})(?:just|only) (?:asking|curious|wondering|a question)(?!\\p{L})',
    "(?<!\\p{L})nothing(?:['’]?s| is| was| has| had)? (?:broken?|wrong|happened|failed|lost)(?: yet| at all)?(?!\\p{L})",
  ].join('|'),
  'giu',
);
const NO_FAREWELL =
  /(?<!\p{L})(?:(?:i(?:['’]?m| am)|we(?:['’]?re| are)) )?(?:still )?not (?:leaving|going(?: anywhere| yet)?|done(?: yet)?|finished(?: yet)?|saying (?:good)?bye)(?!\p{L})/giu;
/** What stands around a denial and asks nothing. */
const EMPTY =
  /^\W*(?:(?:no+|not?|nope|nah|huh|wait|what|hey|ok(?:ay)?|sorry|pls|please|lol|but|i|just|thanks?|thx|ji|bhai|nahi+n?) *)+\W*$/iu;
