/** First digit of the decimal digits of scripts that are read here; NFKC folds the full-width and mathematical ones. */
const ZEROS = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x0f20,
];

/**
 * The text as the checks compare it: compatibility forms folded, digits of any script as ASCII, typographic apostrophes and
 * dashes as plain ones, invisible characters gone. Case is kept.
 */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[’‘ʼ]/gu, "'")
    .replace(/[‐‑‒–−]/gu, '-')
    .replace(/\p{Nd}/gu, (digit) => asciiDigit(digit));
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((candidate) => code >= candidate && code < candidate + 10);
  return zero === undefined ? digit : String(code - zero);
}

/** The sentence of `text` that the position is in. */
export function sentenceAt(text: string, index: number): string {
  const before = text.slice(0, index);
  const start = Math.max(...[...before.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length), 0);
  const after = text.slice(index).search(SENTENCE_END);
  return text.slice(start, after < 0 ? text.length : index + after + 1);
}

/** A full stop ends a sentence only before a space: not in `1.5` or `acme.com`. */
const SENTENCE_END = /[.!?](?=\s|$)|[।؟。！？\n]/gu;
