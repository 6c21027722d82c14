import { z } from 'zod';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ToolDefinition } from '../engine/definition.ts';
import { taskIn } from './tasks.ts';

const Nothing = z.object({});

/** The question for what is not known yet: who tells the team and the day at once is asked for neither. */
export function detailsQuestion(slots: Slots): string {
  if (slots['team'] !== undefined) return slots['timeline'] === undefined ? 'ask_when' : 'ask_tools';
  return slots['volume'] === undefined ? 'ask_details' : 'ask_team';
}

/** Short lines that say more than their intent does. They bind nobody, and only the customer's own words call them. */
export const HEARING: readonly ToolDefinition[] = [
  {
    name: 'hear_task',
    description: 'Takes a task that the customer names in a line that says nothing else.',
    states: ['initial_contact', 'interest_qualification'],
    intents: [],
    claims: true,
    isBinding: true,
    parameters: Nothing,
    readArguments: ({ text, intent }) => (intent === undefined && taskIn(text) !== undefined ? {} : undefined),
    run: (_, { slots, reading }) =>
      reading.state === 'initial_contact'
        ? { reply: detailsQuestion(slots), to: 'interest_qualification' }
        : { reply: 'pitch', to: 'value_proposition' },
  },
  {
    name: 'say_goodbye',
    description: 'Lets a customer go who drops it and says goodbye: nothing is left to ask.',
    intents: [],
    claims: true,
    isBinding: true,
    parameters: Nothing,
    readArguments: ({ text }) => (LEAVES.test(text) && DROPS.test(text) ? {} : undefined),
    run: () => ({ reply: 'farewell', followUps: [] }),
  },
  {
    name: 'say_next_steps',
    description: 'Says what happens after the yes.',
    states: ['price_negotiation', 'closing_attempt', 'post_purchase'],
    intents: [],
    claims: true,
    isBinding: true,
    parameters: Nothing,
    readArguments: ({ text, entities }) =>
      NEXT_STEPS.test(text) && entities.every(({ kind }) => kind !== 'email') ? {} : undefined,
    run: (_, { reading }) => ({ reply: reading.state === 'post_purchase' ? 'acknowledged_sale' : 'next_steps' }),
  },
  {
    name: 'say_legal',
    description: 'Says who answers for contracts about data.',
    intents: [],
    claims: true,
    isBinding: true,
    parameters: Nothing,
    readArguments: ({ text }) => (LEGAL.test(text) ? {} : undefined),
    run: () => ({ reply: 'legal' }),
  },
];

const LEAVES =
  /(?:^|[\s.,!;])(?:good ?)?(?:bye|bye bye|ciao|tschüss|adi[oó]s|alvida|बाय|अलविदा)(?: (?:then|now|bot|ji|guys))?[\s.!]*$/iu;
const DROPS =
  /(?<![\p{L}])(?:forget (?:about )?it|never ?mind|too (?:vague|slow|complicated|expensive|much)|whatever|waste of time|not worth it|leave it|drop it|avoiding|rehne do|chhodo|chodo|jaane do|रहने दो|छोड़ो|जाने दो)(?![\p{L}\p{M}])/iu;
const NEXT_STEPS =
  /(?<![\p{L}])(?:what happens (?:next|now|then)|what(?:['’]?s| is) (?:the )?next step|where (?:will|do|would) (?:you|u) send|when (?:will|do) (?:i|we) (?:hear|get|receive)|you (?:don['’]?t|do not) (?:even )?have my e-?mail|kab call|call kab|kickoff (?:call )?(?:kab|ki date)|aage kya)(?![\p{L}])/iu;
const LEGAL =
  /(?<![\p{L}])(?:dpa|data processing (?:agreement|addendum)|gdpr|hipaa|soc ?2|iso ?27001|where (?:is|will be) (?:the |our |my )?data (?:be )?(?:hosted|stored|kept))(?![\p{L}])/iu;
