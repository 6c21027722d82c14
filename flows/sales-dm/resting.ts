import { z } from 'zod';
import type { ExtractInput, ToolDefinition } from '../engine/definition.ts';
import { agreesToPrice } from './counter-offers.ts';

/** Where a sale rests whose agreement is not wanted; nothing: it has not come so far that anything about it would be asked. */
export function restingFrom(state: string): { readonly to?: string } {
  return RESTS_FROM.has(state) ? { to: 'on_hold' } : {};
}

/** Whether an agreement was spoken of where the conversation stands. */
export function isAboutAgreement(state: string): boolean {
  return state === 'on_hold' || RESTS_FROM.has(state);
}

/** From here on the questions of the states are about the start and the agreement. */
const RESTS_FROM: ReadonlySet<string> = new Set(['objection_handling', 'price_negotiation', 'closing_attempt']);

/** A sale that rests goes on by a plain word only: "when could we start, if we did?" asks, and is answered. */
export const START_AFTER_ALL: ToolDefinition = {
  name: 'start_after_all',
  description: 'Goes on with a sale that rested, where the customer plainly wants to start.',
  states: ['on_hold'],
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  parameters: z.object({}),
  readArguments: (input) => (wantsToStart(input) ? {} : undefined),
  run: (_, { slots }) => ({ reply: slots['email'] === undefined ? 'close' : 'close_to', to: 'closing_attempt' }),
};

function wantsToStart(input: ExtractInput): boolean {
  const isStart = input.intent === 'start' || input.intent === 'purchased' || agreesToPrice(input);
  return isStart && !IS_OPEN.test(input.text);
}

const IS_OPEN =
  /[?]|(?<![\p{L}])(?:if|when|how|what|where|would|could|once|before|unless|until|not|n['’]t|dont|agar|jab|kab|kaise|nahi+n?|mat|अगर|जब|कब|कैसे|नहीं|मत)(?![\p{L}\p{M}])/iu;
