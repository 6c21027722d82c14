import type { Random } from './random.ts';

/** The text with typing errors: letters swapped, dropped, doubled; capitals and full stops go too. `rate` is per word. */
export function withTypos(text: string, rate: number, random: Random): string {
  if (rate === 0) return text;
  const words = text.split(' ').map((word) => (word.length > 3 && random.chance(rate) ? mistyped(word, random) : word));
  const sentence = words.join(' ');
  return random.chance(rate) ? sentence.toLowerCase().replace(/[.,!?]/g, '') : sentence;
}

function mistyped(word: string, random: Random): string {
  const letters = Array.from(SEGMENTER.segment(word), ({ segment }) => segment);
  if (letters.length < 3) return word;
  const at = random.between(1, letters.length - 2);
  const letter = letters[at] ?? '';
  const change = random.pick(['swap', 'drop', 'double'] as const);
  if (change === 'drop') letters.splice(at, 1);
  else if (change === 'double') letters.splice(at, 0, letter);
  else letters.splice(at, 2, letters[at + 1] ?? '', letter);
  return letters.join('');
}

/** Letters with their marks: a Hindi vowel sign goes with its consonant. */
const SEGMENTER = new Intl.Segmenter();

/** The text as two or three messages, cut between words. */
export function inFragments(text: string, random: Random): readonly string[] {
  const words = text.split(' ');
  if (words.length < 3) return [text];
  const cut = random.between(1, words.length - 2);
  const [first, second] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
  return random.chance(0.3) ? [first, ...inFragments(second, random)] : [first, second];
}
