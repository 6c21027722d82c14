import { tellsPrompt } from './prompt-runs.ts';
import { retellsPrompt } from './retold-prompt.ts';
import type { Sources } from './sources.ts';

/**
 * Whether a reply tells what the model was instructed: its words in any writing (see prompt-runs.ts) or retold (see retold-prompt.ts) where no source has them, marks
 * of chat formats, encoded text, or talk about being a language model. `reply` is plain.
 */
export function leaksPrompt(reply: string, prompt: string, sources: Sources): boolean {
  return (
    MARKS.some((pattern) => pattern.test(reply)) ||
    tellsPrompt(reply, prompt, sources) ||
    retellsPrompt(reply, prompt, sources)
  );
}

/** Eight signs or more with a digit between letters, or two small letters before capitals. */
const ENCODED = String.raw`(?=[A-Za-z\d+/]*(?:[A-Za-z]\d[A-Za-z]|[a-z][A-Z][A-Za-z\d+/]*[a-z][A-Z]|\d[a-f]\d))[A-Za-z\d+/]{8,}={0,2}`;

const MARKS: readonly RegExp[] = [
  /^\s*(?:system|assistant|user|developer|human|customer)\s*:/imu,
  /<\|[\w ]+\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|instructions?|prompt|assistant|user)>/iu,
  /^\s*#{1,4} ?(?:instructions?|system|prompt|rules|response)\b/imu,
  // "I am an AI assistant" is what flows ask to be said.
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model|chat ?bot|llm)\b(?! assistant)|\bi(?:'m| am) (?:just )?an? (?:ai(?! assistant)|(?:large )?language model|llm)\b/iu,
  /\b(?:my|the|these) (?:system )?(?:prompt|instructions?) (?:is|are|say|says|tell|tells|state|states|read|reads|were|was)\b/iu,
  /\bi (?:was|am|have been|'ve been) (?:told|instructed|prompted|programmed|configured) (?:to|not to|never to)\b/iu,
  /\b(?:openai|chatgpt|gpt-?\d|anthropic's claude|knowledge cut-?off|training data)\b/iu,
  /भाषा मॉडल|मेरे निर्देश(?:ों)? (?:है|हैं|के अनुसार|में)|मुझे निर्देश दिया गया/u,
  // Nothing that a business writes is an unbroken run like this: it is text in another coat (base64, hexadecimal).
  /(?<![\w/+=-])(?=[A-Za-z\d+/=]*\d)(?=[A-Za-z\d+/=]*[A-Za-z])[A-Za-z\d+/=]{40,}/u,
  // Cut up, it is several words with digits or capitals inside.
  new RegExp(`(?:^|\\s)${ENCODED}(?:\\s+${ENCODED})+(?=\\s|$)`, 'u'),
];
