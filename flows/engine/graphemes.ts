const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * `text` in at most `max` graphemes (what a reader counts as characters), cut where a sentence or at least a word ends, with
 * an ellipsis where a sentence is broken off. Never cuts inside a grapheme; a lone surrogate becomes a replacement
 * character. White space is folded.
 */
export function fitGraphemes(text: string, max: number): string {
  const folded = text.toWellFormed().replace(/\s+/g, ' ').trim();
  if (folded.length <= max) return folded;
  const bounded = folded.slice(0, max * LONGEST_GRAPHEME);
  const segments: string[] = [];
  for (const { segment } of SEGMENTER.segment(bounded)) {
    segments.push(segment);
    if (segments.length > max) break;
  }
  if (segments.length <= max) {
    if (bounded.length === folded.length) return folded;
    // The bound may have gone through the last one.
    segments.pop();
  }
  const kept = segments.slice(0, Math.max(0, max - 1)).join('');
  const sentence = /^(?<whole>.*[.!?।؟])\s/su.exec(kept)?.groups?.['whole'];
  if (sentence !== undefined && sentence.length >= kept.length * 0.6) return sentence;
  const word = segments[max - 1] === ' ' ? kept.length : kept.lastIndexOf(' ');
  return `${(word >= kept.length * 0.6 ? kept.slice(0, word) : kept).replace(/[\s,;:–-]+$/u, '')}…`;
}

/** As `fitGraphemes`, and lines stay lines where all of it fits. */
export function fitLines(text: string, max: number): string {
  const tidy = text
    .toWellFormed()
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{2,}/gu, '\n')
    .trim();
  return countGraphemes(tidy) <= max ? tidy : fitGraphemes(tidy, max);
}

/** Longer ones are made to be long: they count as cut. UTF-16 units. */
const LONGEST_GRAPHEME = 40;

/** Number of graphemes. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of SEGMENTER.segment(text)) count += 1;
  return count;
}
