import type { Sources } from './sources.ts';

/**
 * Whether a reply tells what the model was instructed: eight words in a row of the instructions that no source has, marks of
 * chat formats, or talk about being a language model. `reply` is plain.
 */
export function leaksPrompt(reply: string, prompt: string, { stated, told }: Sources): boolean {
  if (MARKS.some((pattern) => pattern.test(reply))) return true;
  const spoken = grams(wordsOf(reply));
  if (spoken.length === 0) return false;
  const instructed = new Set(grams(wordsOf(prompt)));
  const leaked = spoken.filter((gram) => instructed.has(gram));
  if (leaked.length === 0) return false;
  const known = new Set(grams([...wordsOf(stated), ...wordsOf(told)]));
  return leaked.some((gram) => !known.has(gram));
}

const MARKS: readonly RegExp[] = [
  /^\s*(?:system|assistant|user|developer|human|customer)\s*:/imu,
  /<\|[\w ]+\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|instructions?|prompt|assistant|user)>/iu,
  /^\s*#{1,4} ?(?:instructions?|system|prompt|rules|response)\b/imu,
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model|chat ?bot|llm)\b|\bi(?:'m| am) (?:just )?an? (?:ai|(?:large )?language model|llm)\b/iu,
  /\b(?:my|the|these) (?:system )?(?:prompt|instructions?) (?:is|are|say|says|tell|tells|state|states|read|reads|were|was)\b/iu,
  /\bi (?:was|am|have been|'ve been) (?:told|instructed|prompted|programmed|configured) (?:to|not to|never to)\b/iu,
  /\b(?:openai|chatgpt|gpt-?\d|anthropic's claude|knowledge cut-?off|training data)\b/iu,
  /भाषा मॉडल|मेरे निर्देश(?:ों)? (?:है|हैं|के अनुसार|में)|मुझे निर्देश दिया गया/u,
  // Nothing that a business writes is an unbroken run like this: it is text in another coat (base64, hexadecimal).
  /(?<![\w/+=-])(?=[A-Za-z\d+/=]*\d)(?=[A-Za-z\d+/=]*[A-Za-z])[A-Za-z\d+/=]{40,}/u,
];

const GRAM = 8;
/** Scripts without spaces count by sign: eight of them are less than eight words. */
const WORD = /\p{Script=Han}{2}|[\p{Script=Hiragana}\p{Script=Katakana}]{2}|[\p{L}\p{M}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

function grams(words: readonly string[]): string[] {
  return words.slice(GRAM - 1).map((_, index) => words.slice(index, index + GRAM).join(' '));
}
