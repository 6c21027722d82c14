import type { Example } from '../classifier/classifier.ts';
import { ENGLISH } from './examples/english.ts';
import { ENGLISH_OTHERS } from './examples/english-others.ts';
import { HINDI } from './examples/hindi.ts';

/** At least 13 sentences an intent in English, and 12 in Hindi in both scripts. */
export const SHOP_EXAMPLES: readonly Example[] = [ENGLISH, ENGLISH_OTHERS, HINDI].flatMap((sentences) =>
  Object.entries(sentences).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent }))),
);
