import type { Example } from '../classifier/classifier.ts';
import { COURTESIES } from './examples/courtesies.ts';
import { HINDI } from './examples/hindi.ts';
import { NEEDS } from './examples/needs.ts';
import { OTHERS } from './examples/others.ts';

/** At least 25 sentences an intent in English, and 12 in Hindi in both scripts. */
export const EXAMPLES: readonly Example[] = [NEEDS, COURTESIES, OTHERS, HINDI].flatMap((sentences) =>
  Object.entries(sentences).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent }))),
);
