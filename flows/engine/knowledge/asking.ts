import { splitClauses } from '../../understanding/clauses.ts';

/** A question fits in this; a search for an essay finds everything. UTF-16 units. */
export const MAX_QUERY_CHARS = 400;

/** Whether a sentence of the text has the form of a question, or of a wish to do or know something, whatever its words are about. */
export function asks(text: string): boolean {
  return splitClauses(text.slice(0, MAX_QUERY_CHARS)).some((clause) => ASKS.test(clause) || WISHES.test(clause));
}

/** Whether a sentence begins as a question for facts: "do you have an office", "can it sing", "how do I leave". */
export function asksPlainly(text: string): boolean {
  return splitClauses(text.slice(0, MAX_QUERY_CHARS)).some((clause) => PLAINLY.test(clause));
}

/** Whether a text only goes on with what was asked before it: "and the port", "now the second part", "no, I asked state". */
export function goesOn(text: string): boolean {
  return text.length < MAX_GOING_ON && (JOINS.test(text) || GOES_ON.test(text.replace(LEAD, '')));
}

/**
 * What is asked, without the words that lead up to it ("ok cool.", "no, I asked"), each sentence by itself. "The difference
 * between a slot and a state" asks what either is; "… and how to raise it" is about what stands before it.
 */
export function questionsOf(text: string): readonly string[] {
  const compared = DIFFERENCE.test(text) ? comparedIn(text) : [];
  return compared.length > 1 ? compared : withWhatTheyMean(splitClauses(text));
}

/** Without courtesies and corrections at its beginning: "ok cool. now the port" is about the port. */
export function withoutLead(text: string): string {
  const rest = text.replace(LEAD, '').replace(CORRECTS, '').replace(GOING_ON, '');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}

function withWhatTheyMean(clauses: readonly string[]): readonly string[] {
  return clauses.reduce<readonly string[]>((before, clause) => {
    const last = before.at(-1);
    return last === undefined || !POINTS_BACK.test(clause)
      ? [...before, clause]
      : [...before.slice(0, -1), `${last} ${clause}`];
  }, []);
}

const POINTS_BACK = /(?<!\p{L})(?:it|that|them|those)\W*$|^\W*(?:how|why|when|where)\W*$/iu;

function comparedIn(text: string): readonly string[] {
  return text
    .replace(DIFFERENCE, ' ')
    .split(/(?<!\p{L})(?:and|n|&|vs|versus|or|from|aur|और)(?!\p{L})/iu)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]{2}/u.test(part))
    .slice(0, 2);
}

const DIFFERENCE =
  /(?<!\p{L})(?:diff(?:erence|rence|erent)?s?(?: (?:between|btw|of|bw|from))?|compared? (?:to|with)|farq|फ़र्क|अंतर)(?!\p{L})/iu;

const COURTESY =
  "(?:another q(?:uestion)?|(?:just )?one (?:more|last)(?: thing| question| q)?|quick q(?:uestion)?|(?:1st|2nd|3rd|next|last|other|second|third)(?: (?:thing|question|q|one))?|question|hi+|hello|hey|yes|yep|yeah|haan?|no|nope|nah|nahi|well|ok(?:ay)?|k|kk|alright|cool|great|nice|perfect|fine|good|right|huh|wait|hm+|oh|ah|lol|thanks?(?: you)?|thx|ty|shukriya|dhanyavaad|achha|accha|theek hai|thik hai|sorry|btw|actually|just|please|pls|so|but|also|then|and|n|&|now|aur|fyi|bhai|bro|tbh|i mean|ek aur|one at a time|got it|understood|i see|thats? (?:enough|all|fine)|(?:while|as) (?:i(?:['’]?m| am)?|we(?:['’]?re| are)?) wait(?:ing)?|meanwhile|in the meantime|(?:till|until) then)";
const LEAD = new RegExp(`^\\W*(?:${COURTESY}(?![\\p{L}\\p{M}\\p{N}'’])[\\s,.!?:;…-]*){0,6}`, 'iu');
const ASKING = 'how|hows|what|whats|wat|wht|which|where|wheres|when|who|whos|why';
const WHETHER_WORDS =
  'can|cn|could|does|do|did|is|are|will|would|should|may|shall|has|have you|does?nt|isnt|cant|possible to';

const ASKS = new RegExp(
  [
    `^\\W*(?:${COURTESY}(?![\\p{L}\\p{M}\\p{N}'’])[\\s,.!?:;…-]*){0,6}(?:${ASKING}|${WHETHER_WORDS}|if|tell me|explain|any (?:way|chance)|meaning of)(?![\\p{L}\\p{M}])`,
    '\\?\\s*$',
    `(?<![\\p{L}\\p{M}])(?:${ASKING})(?:['’]s)? (?:is|are|r|was|do|does|did|can|could|should|would|will|to|long|much|many|often|big|far|if|about|happens?|works?)(?![\\p{L}\\p{M}])`,
    '(?<![\\p{L}\\p{M}])(?:how|why|when|where)\\W*$',
    '(?<![\\p{L}\\p{M}])(?:to know|wonder(?:s|ing)?|asking|asks|asked|not sure|idk|dunno) (?:also |me |us |you )?(?:if|whether|how|what|who|why|when|where)(?![\\p{L}\\p{M}])',
    '(?<![\\p{L}\\p{M}])(?:kya|kaise|kaisey|kaha+n?|kab|kitn[aei]|kaun(?:s[aei])?|kons[aei]|kidhar|kyu+n?|matlab|batao|bataiye|क्या|कैसे|कहाँ|कहां|कब|कितन[ाेी]|कौन|बताओ|बताइए)(?![\\p{L}\\p{M}])',
  ].join('|'),
  'iu',
);

/** "I want to complain" wishes too: only what the knowledge surely has is answered by it. */
const WISHES =
  /(?<![\p{L}\p{M}])(?:i|we)(?:['’]d| just| only| really| also| still)* (?:wanna|want to|wanted to|need to|gotta|have to|would like to|like to|(?:['’]?m|am) (?:trying|looking) to|need (?:more|a|an|to know)|forgot how)(?![\p{L}\p{M}])/iu;

const PLAINLY = new RegExp(
  `^\\W*(?:${COURTESY}(?![\\p{L}\\p{M}\\p{N}'’])[\\s,.!?:;…-]*){0,6}(?:can (?!you |u )|does |do (?:u|you|i|we|they) |did |is (?!this )|are (?!you |u )|will (?!you |u )|(?:how|where) (?:do|can|could) (?:i|we|u|you) )(?=[\\p{L}\\p{M}])`,
  'iu',
);

const CORRECTS =
  /^\W*(?:i|we) (?:asked|meant|mean|said|told (?:u|you))(?: (?:about|for|u|you))?(?![\p{L}\p{M}])[\s,.:]*/iu;
const GOING_ON = /^\W*(?:what about|how about|same for|about)(?![\p{L}\p{M}])\s*/iu;
const GOES_ON = new RegExp(`${CORRECTS.source}|${GOING_ON.source}`, 'iu');
const JOINS = new RegExp(
  `^\\W*(?:${COURTESY}(?![\\p{L}\\p{M}\\p{N}'’])[\\s,.!?:;…-]*){0,6}(?:and|n|&|now|next|also|aur)\\s+[\\p{L}\\p{N}]`,
  'iu',
);
/** Longer ones tell a story. UTF-16 units. */
const MAX_GOING_ON = 80;
