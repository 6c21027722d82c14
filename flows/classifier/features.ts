/** Features of a sentence: words, word pairs, and character runs inside words, each once with its count. */
export function featuresOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const words = normalise(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  let previous = '<';
  for (const word of words) {
    add(counts, `w ${word}`);
    add(counts, `p ${previous} ${word}`);
    previous = word;
    addCharacterRuns(counts, ` ${word.slice(0, MAX_WORD_LENGTH)} `);
  }
  if (words.length > 0) add(counts, `p ${previous} >`);
  return counts;
}

/** Messages are judged by their beginning: what follows changes neither cost nor verdict. */
const MAX_WORDS = 64;
const MAX_WORD_LENGTH = 24;

/** Compatibility forms folded, lower case, digits as one sign, apostrophes dropped, everything else that is no letter a space. */
function normalise(text: string): string {
  return text
    .slice(0, 1000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/\p{Nd}+/gu, '0')
    .replace(/[^\p{L}\p{M}0?!%$€£₹]+/gu, ' ')
    .replace(/([?!%$€£₹])/g, ' $1 ')
    .trim();
}

function addCharacterRuns(counts: Map<string, number>, padded: string): void {
  for (let length = 3; length <= 5; length += 1) {
    for (let start = 0; start + length <= padded.length; start += 1) {
      add(counts, `c ${padded.slice(start, start + length)}`);
    }
  }
}

function add(counts: Map<string, number>, feature: string): void {
  counts.set(feature, (counts.get(feature) ?? 0) + 1);
}
