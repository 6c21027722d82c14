import type { Example } from '../classifier/classifier.ts';
import { DECISIONS } from './examples/decisions.ts';
import { OBJECTIONS } from './examples/objections.ts';
import { OPENINGS } from './examples/openings.ts';
import { OTHERS } from './examples/others.ts';

/** At least 30 sentences an intent, as people type them in direct messages. */
export const EXAMPLES: readonly Example[] = Object.entries({
  ...OPENINGS,
  ...OBJECTIONS,
  ...DECISIONS,
  ...OTHERS,
}).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })));
