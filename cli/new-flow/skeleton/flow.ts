import { z } from 'zod';
import type { DialogueFlow, Slots } from '../../../contracts/dialogue.ts';
import { defineFlow } from '../../../flows/engine/define-flow.ts';
import type { ExtractInput, StateDefinition } from '../../../flows/engine/definition.ts';
import { EXAMPLES } from './examples.ts';
import { TEMPLATES_EN } from './templates.en.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What may tell the name or the day. */
const TELLING = ['provide_info', 'appointment', 'agreement', 'greeting'];

/**
 * ```
 * welcome ─► details ─► booked
 *               ▲──────────┘
 * ```
 */
const STATES: Readonly<Record<string, StateDefinition>> = {
  welcome: {
    goal: 'Greet, and find out whether the customer wants an appointment.',
    ask: 'welcome',
    edges: [
      { to: 'details', intents: ['appointment'], reply: 'ask_details', reason: 'the customer wants an appointment' },
    ],
    replies: { '*': 'welcome', thanks: 'thanks' },
    followUps: [],
  },
  details: {
    goal: 'Find out the day and the name for the appointment.',
    ask: 'ask_details',
    edges: [
      {
        to: 'booked',
        intents: TELLING,
        reply: 'booked',
        reason: 'name and day are known',
        when: ({ slots }) => slots['name'] !== undefined && slots['day'] !== undefined,
      },
      // The first edge whose guard holds is taken: from here on something is missing.
      {
        to: 'details',
        intents: TELLING,
        reply: 'ask_day',
        reason: 'the name is known, the day is not',
        when: ({ slots }) => slots['name'] !== undefined,
      },
      {
        to: 'details',
        intents: TELLING,
        reply: 'ask_name',
        reason: 'the day is known, the name is not',
        when: ({ slots }) => slots['day'] !== undefined,
      },
    ],
    replies: { '*': 'ask_details', thanks: 'thanks' },
    followUps: [
      { kind: 'reminder_24h', afterMs: DAY_MS, template: 'reminder', reason: 'no day was named for 24 hours' },
    ],
  },
  booked: {
    goal: 'Answer what is still open about the appointment.',
    ask: 'anything_else',
    edges: [
      {
        to: 'details',
        intents: ['appointment'],
        reply: 'ask_details',
        reason: 'the customer wants another appointment',
      },
    ],
    replies: { '*': 'anything_else', thanks: 'thanks' },
    followUps: [],
  },
};

/** Takes requests for appointments. Replace this sentence, and everything else, by your own business. */
export function skeletonFlow(): DialogueFlow {
  return defineFlow({
    name: 'skeleton',
    description: 'Takes requests for appointments.',
    initialState: 'welcome',
    states: STATES,
    examples: EXAMPLES,
    threshold: 0.3,
    slots: {
      name: { description: 'Name of the customer.', schema: z.string().min(1).max(80) },
      day: { description: 'Day of the appointment, in the words of the customer.', schema: z.string().min(1).max(40) },
    },
    extract: readSlots,
    conversionStates: ['booked'],
    probability: ({ state }) => (state === 'booked' ? 1 : state === 'details' ? 0.5 : 0.1),
    templates: { en: TEMPLATES_EN },
    languages: ['en'],
    interruptions: [{ intents: ['opening_hours'], reply: 'opening_hours' }],
    noFollowUpsAfter: ['refusal'],
    facts: ['Appointments are free of charge.', 'We are open from Monday to Friday, nine to six.'],
    maxGraphemes: 280,
    maxInputChars: 2000,
    idleMs: 30 * DAY_MS,
    quietHours: { start: '21:00', end: '09:00' },
    handOver: { unansweredMs: HOUR_MS, answersWhileWaiting: true, details: ['name', 'day'] },
  });
}

/** What the message states; rather nothing than a guess. */
function readSlots({ text, entities }: ExtractInput): Slots {
  const name = /\b(?:my name is|i am|i'm|this is)\s+(?<name>\p{L}+)/iu.exec(text)?.groups?.['name'];
  const day = entities.find(({ kind }) => kind === 'date')?.text;
  return { ...(name === undefined ? {} : { name }), ...(day === undefined ? {} : { day }) };
}
