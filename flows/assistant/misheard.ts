import { z } from 'zod';
import type { ToolDefinition } from '../engine/definition.ts';
import { RETURN } from '../engine/definition.ts';
import { asks } from '../engine/knowledge/asking.ts';
import { besidesDenials, deniesTopic } from './denials.ts';

/** Leaves a complaint or feedback that was none at once; what is asked besides is answered instead. */
export const MISHEARD: ToolDefinition = {
  name: 'leave_misheard',
  description: 'Leaves a complaint or feedback that the customer says was none, and keeps nothing of it.',
  states: ['complaint', 'feedback'],
  intents: [],
  claims: true,
  // Only the customer's own words say so.
  isBinding: true,
  parameters: z.object({}),
  readArguments: ({ text }) => (deniesTopic(text) && !asks(besidesDenials(text)) ? {} : undefined),
  run: () => ({ reply: 'not_meant', to: RETURN }),
};

const Denied = z.object({ isAll: z.boolean() });
type Denied = z.infer<typeof Denied>;

function isTopic(intent: string | undefined): boolean {
  return intent === 'complaint' || intent === 'feedback';
}

/** Takes "no complaint" and "just asking" for what they are where nothing was taken for one. */
export const ONLY_ASKING: ToolDefinition = {
  name: 'only_asking',
  description: 'Takes note of a customer who says that there is no complaint, where none was taken.',
  states: ['greeting', 'question', 'small_talk', 'farewell'],
  intents: [],
  claims: true,
  isBinding: true,
  parameters: Denied,
  readArguments: ({ text, intent }) =>
    deniesTopic(text) && !asks(besidesDenials(text)) && (besidesDenials(text) === '' || isTopic(intent))
      ? { isAll: besidesDenials(text) === '' }
      : undefined,
  run: (args) => ({ reply: (args as Denied).isAll ? 'ask_question' : 'fine' }),
};
