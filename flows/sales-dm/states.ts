import type { EdgeDefinition, FollowUpDefinition, StateDefinition } from '../engine/definition.ts';

const DAY_MS = 24 * 3_600_000;

/** Intents that speak against a purchase. */
export const OBJECTIONS = [
  'objection_price',
  'objection_trust',
  'objection_timing',
  'objection_authority',
  'objection_need',
  'objection_competitor',
] as const;

const SILENCE: readonly FollowUpDefinition[] = [
  { kind: 'silence_24h', afterMs: DAY_MS, template: 'follow_up_24h', reason: 'no answer for 24 hours' },
  { kind: 'silence_72h', afterMs: 3 * DAY_MS, template: 'follow_up_72h', reason: 'no answer for 72 hours' },
  { kind: 'silence_7d', afterMs: 7 * DAY_MS, template: 'follow_up_7d', reason: 'no answer for 7 days' },
];

/** What every state says when it stays; states add and replace. */
const ANYWHERE: Readonly<Record<string, string>> = {
  greeting: 'hello_again',
  thanks: 'thanks',
  refusal: 'refusal',
  off_topic: 'off_topic',
  unsure: 'suggest',
  farewell: 'farewell',
  ...Object.fromEntries(OBJECTIONS.map((intent) => [intent, intent])),
};

const TO_OBJECTIONS: readonly EdgeDefinition[] = OBJECTIONS.map((intent) => ({
  to: 'objection_handling',
  intents: [intent],
  reply: intent,
  reason: `the customer objects: ${intent.slice('objection_'.length)}`,
}));

/**
 * The seven states of a sale over direct messages.
 *
 * ```
 * initial_contact ─► interest_qualification ─► value_proposition ─► objection_handling ─► price_negotiation ─► closing_attempt ─► post_purchase
 *                                                     │  ◄──────────────────┘  ▲                │   │    ▲            │                 │
 *                                                     │  ◄─────────────────────┼────────────────┘   │    │            │                 │
 *                                                     └─ jump: asks the price ─┼────────────────────┘    │            │                 │
 *                                                                              └─────────────────────────┼────────────┘                 │
 *        initial_contact ◄────────────────────────────────────────────────────────────────────────────────┴───────────────────────────┘
 * ```
 */
export const STATES: Readonly<Record<string, StateDefinition>> = {
  initial_contact: {
    goal: 'Greet, say that you are an AI assistant, and find out what brings the customer here.',
    ask: 'ask_welcome',
    edges: [
      {
        to: 'interest_qualification',
        intents: ['need'],
        reply: 'ask_details',
        reason: 'the customer told what they need',
      },
      {
        to: 'interest_qualification',
        intents: ['how_it_works'],
        reply: 'how_first',
        reason: 'the customer asks what it is about',
      },
      {
        to: 'interest_qualification',
        intents: ['interest', 'provide_info', 'agreement', 'budget'],
        reply: 'ask_challenge',
        reason: 'the customer shows interest',
      },
      {
        to: 'interest_qualification',
        intents: ['price_question'],
        reply: 'price_first',
        reason: 'the customer asks for the price',
      },
    ],
    replies: { ...ANYWHERE, '*': 'welcome', greeting: 'welcome' },
    followUps: SILENCE,
  },
  interest_qualification: {
    goal: 'Find out the challenge, the size of the team and the time frame, with one question.',
    ask: 'ask_task',
    edges: [
      {
        to: 'value_proposition',
        intents: ['need', 'provide_info', 'how_it_works', 'budget', 'agreement'],
        reply: 'pitch',
        reason: 'the customer told what they need',
      },
      {
        to: 'value_proposition',
        intents: ['price_question'],
        reply: 'pitch_before_price',
        reason: 'the customer asks for the price, and first hears what it buys',
      },
    ],
    replies: { ...ANYWHERE, '*': 'ask_details', greeting: 'ask_challenge', interest: 'ask_challenge' },
    followUps: SILENCE,
    skipTo: 'value_proposition',
  },
  value_proposition: {
    goal: 'Show what automation would bring this customer, and ask what would hold them back.',
    ask: 'ask_value',
    edges: [
      {
        to: 'price_negotiation',
        intents: ['price_question'],
        reply: 'price',
        reason: 'jump: the customer asks for the price',
      },
      ...TO_OBJECTIONS,
      {
        to: 'objection_handling',
        intents: ['agreement', 'budget'],
        reply: 'ask_open',
        reason: 'clear up what is open before the price',
      },
      {
        to: 'objection_handling',
        intents: ['refusal'],
        reply: 'ask_if_not',
        reason: 'a no to "any concern?" may mean none, or that it is not for them',
      },
    ],
    replies: { ...ANYWHERE, '*': 'pitch', how_it_works: 'how' },
    followUps: SILENCE,
  },
  objection_handling: {
    goal: 'Take the concern seriously, answer it with a fact, and ask whether it is settled.',
    ask: 'ask_settled',
    edges: [
      {
        to: 'price_negotiation',
        intents: ['agreement', 'price_question', 'budget', 'thanks'],
        reply: 'price',
        reason: 'the concern is settled',
      },
      {
        to: 'value_proposition',
        intents: ['interest', 'need', 'how_it_works'],
        reply: 'how',
        reason: 'the customer wants to know more about the value',
      },
    ],
    replies: { ...ANYWHERE, '*': 'objection_again' },
    followUps: SILENCE,
  },
  price_negotiation: {
    goal: 'Find a scope that fits the budget, without inventing a price.',
    ask: 'ask_terms',
    edges: [
      {
        to: 'closing_attempt',
        intents: ['agreement', 'purchased'],
        reply: 'close',
        reason: 'the customer agrees to the terms',
      },
      {
        to: 'value_proposition',
        intents: ['interest', 'need', 'objection_need'],
        reply: 'pitch',
        reason: 'the customer doubts the value',
      },
      ...(['objection_competitor', 'objection_trust'] as const).map((intent) => ({
        to: 'value_proposition',
        intents: [intent],
        reply: intent,
        reason: 'the customer doubts the value',
      })),
      {
        to: 'value_proposition',
        intents: ['how_it_works'],
        reply: 'how',
        reason: 'the customer wants to know more about the value',
      },
    ],
    replies: { ...ANYWHERE, '*': 'negotiate', price_question: 'price' },
    followUps: SILENCE,
  },
  closing_attempt: {
    goal: 'Ask for the yes and name the next step.',
    ask: 'ask_close',
    edges: [
      {
        to: 'post_purchase',
        intents: ['agreement', 'purchased'],
        reply: 'purchased',
        reason: 'the customer said yes',
        isBinding: true,
      },
      ...TO_OBJECTIONS,
    ],
    replies: { ...ANYWHERE, '*': 'ask_close' },
    followUps: SILENCE,
  },
  post_purchase: {
    goal: 'Help the customer to a good start and hear how it goes.',
    ask: 'ask_care',
    edges: [
      {
        to: 'initial_contact',
        intents: ['interest', 'need'],
        reply: 'new_interest',
        reason: 'the customer has a new need',
      },
    ],
    replies: { ...ANYWHERE, '*': 'care_general', problem: 'care' },
    isAgreed: true,
    followUps: [
      { kind: 'check_in_7d', afterMs: 7 * DAY_MS, template: 'check_in_7d', reason: 'a week after the purchase' },
    ],
  },
};
