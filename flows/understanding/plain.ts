/** Later text is not looked at by recognisers of single phrases. UTF-16 units. */
const MAX_LENGTH = 1000;

/**
 * The text as recognisers compare it: compatibility forms folded, lower case, one kind of apostrophe, invisible signs
 * dropped. Offsets are lost.
 */
export function plain(text: string, maxLength = MAX_LENGTH): string {
  return text
    .slice(0, maxLength)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}+/gu, '')
    .replace(/[‘’`´]/gu, "'");
}

/** The words of a plain text with one space between them and nothing else; "dont" and "im" get their apostrophes. */
export function wordsOf(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim()
    .replace(CONTRACTED, (word) => (word.endsWith('nt') ? `${word.slice(0, -1)}'t` : word.replace(/(?:m|re)$/, "'$&")));
}

const CONTRACTED =
  /(?<=^| )(?:(?:do|does|did|is|are|was|were|wo|ca|could|would|should|have|has)nt|im|youre|theyre)(?= |$)/g;

/** The clauses of a plain text, each as its words; empty ones are left out. A comma or point between digits splits nothing. */
export function clausesOf(said: string): readonly string[] {
  return said
    .split(/(?:(?<!\d)[.,:]|[.,:](?!\d)|[!?।؟\n;()–—…]|\p{Extended_Pictographic})+/u)
    .map(wordsOf)
    .filter((clause) => clause !== '');
}

/** Matches a whole clause of plain words that is one of the alternatives, with words of courtesy around it. */
export function clausePattern(alternatives: readonly string[]): RegExp {
  return new RegExp(`^${LEAD}(?:${alternatives.join('|')})${TAIL}$`.normalize('NFKC'), 'u');
}

/** Matches alternatives anywhere between whole words of a clause. `\b` knows no letters but Latin ones. */
export function phrasePattern(alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<=^| )(?:${alternatives.join('|')})(?= |$)`.normalize('NFKC'), 'u');
}

/** Matches a clause of nothing but the alternatives, one after the other, and words of courtesy. */
export function sequencePattern(alternatives: readonly string[]): RegExp {
  const one = `(?:${alternatives.join('|')})`;
  return new RegExp(`^(?:${OPENINGS} )*${one}(?: (?:${one}|${CLOSINGS}))*$`.normalize('NFKC'), 'u');
}

const OPENINGS =
  '(?:oh|ah|well|um+|hmm+|hey|hi|hello|so|and|but|umm*|please|pls|sorry|actually|arre|accha|acha|अरे|अच्छा)';
const CLOSINGS =
  '(?:please|pls|plz|thanks|thank you|thx|now|then|sir|madam|bro|man|mate|dear|for me|yaar|bhai|bhaiya|ji|na|so|कृपया|प्लीज़|जी|भाई|यार|धन्यवाद)';
const LEAD =
  "(?:(?:hey|hi|hello|hmm+|um+|uh+|oh|ah|ok|okay|well|so|and|but|no|nah|yes|yeah|sorry|actually|wait|please|pls|plz|kindly|just|now|then|maybe|i think|i said|guys|sir|madam|bro|dude|man|yaar|bhai|bhaiya|ji|accha|acha|arre|are|can you|could you|would you|can we|could we|let's|lets|let us|i want to|i'd like to|i would like to|we want to|i wanna|i need to|अरे|अच्छा|भाई|जी|कृपया|प्लीज़|ठीक है) )*";
const TAIL =
  '(?: (?:please|pls|plz|now|then|thanks|thank you|thx|for now|right now|ok|okay|sir|madam|bro|dude|man|mate|yaar|bhai|bhaiya|ji|na|again|today|already|कृपया|प्लीज़|जी|भाई|यार|ना))*';
