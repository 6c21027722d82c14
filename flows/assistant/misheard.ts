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

/** Takes "no complaint" and "just asking" for what they are where nothing was taken for one. */
export const ONLY_ASKING: ToolDefinition = {
  name: 'only_asking',
  description: 'Asks for the question of a customer who only says that it is no complaint.',
  states: ['greeting', 'question', 'small_talk', 'farewell'],
  intents: [],
  claims: true,
  isBinding: true,
  parameters: z.object({}),
  readArguments: ({ text }) => (deniesTopic(text) && besidesDenials(text) === '' ? {} : undefined),
  run: () => ({ reply: 'ask_question' }),
};
