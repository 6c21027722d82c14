import type { Example } from '../classifier/classifier.ts';
import { DECISIONS } from './examples/decisions.ts';
import { HINDI } from './examples/hindi.ts';
import { HINDI_OTHERS } from './examples/hindi-others.ts';
import { OBJECTIONS } from './examples/objections.ts';
import { OPENINGS } from './examples/openings.ts';
import { OTHERS } from './examples/others.ts';
import { PRICES } from './examples/prices.ts';
import { STARTS } from './examples/starts.ts';

/** At least 30 sentences an intent in English, and 12 in Hindi in both scripts, as people type them in direct messages. */
export const EXAMPLES: readonly Example[] = [
  OPENINGS,
  PRICES,
  OBJECTIONS,
  DECISIONS,
  STARTS,
  OTHERS,
  HINDI,
  HINDI_OTHERS,
].flatMap((sentences) =>
  Object.entries(sentences).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent }))),
);
