import { detailsQuestion } from './hearing.ts';
import { OBJECTIONS } from './objections.ts';
import type { EdgeDefinition, FollowUpDefinition, GuardInput, StateDefinition } from '../engine/definition.ts';

const DAY_MS = 24 * 3_600_000;

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
  identity: 'identity',
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

const KNOWS_EMAIL = ({ slots }: GuardInput): boolean => slots['email'] !== undefined;
const KNOWS_TASK = ({ slots }: GuardInput): boolean => slots['task'] !== undefined || slots['need'] !== undefined;
/** Said yes before there was anything to say yes to: what is missing is asked, and then it goes on to the close. */
const WANTED_TO_START = ({ snapshot }: GuardInput): boolean => (snapshot.intentCounts['start'] ?? 0) > 0;
/** The last question was whether to start, with the price in it. */
const WAS_OFFERED = ({ snapshot }: GuardInput): boolean => snapshot.lastReply?.template === 'ask_open';

/** On to the close: the address is asked for where none is known, and said back where one is. */
function toClose(intents: readonly string[], reason: string, when?: EdgeDefinition['when']): EdgeDefinition[] {
  const isAllowed = when ?? (() => true);
  return [
    {
      to: 'closing_attempt',
      intents,
      reply: 'close_to',
      reason,
      when: (guard) => KNOWS_EMAIL(guard) && isAllowed(guard),
    },
    { to: 'closing_attempt', intents, reply: 'close', reason, when: isAllowed },
  ];
}

const READY = toClose(['start', 'purchased'], 'the customer wants to start');

/** A way that only a tool takes, by the customer's own words. */
function byTool(to: string, reply: string, reason: string): EdgeDefinition {
  return { to, intents: [], reply, reason, isBinding: true };
}

const TO_REST = byTool('on_hold', 'not_started', 'the customer wants no agreement');

/** What is not known yet is asked. */
const DETAILS: readonly EdgeDefinition[] = ['ask_tools', 'ask_when', 'ask_team', 'ask_details'].map((reply) => ({
  to: 'interest_qualification',
  intents: ['need'],
  reply,
  reason: 'the customer told what they need',
  when: ({ slots }) => detailsQuestion(slots) === reply,
}));

/**
 * The seven states of a sale over direct messages, and the one in which it rests: whoever denies the agreement stands in `on_hold`,
 * where questions are answered and nothing is sold, until they want to start or tell another need.
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
      ...toClose(['start'], 'the customer wants to start and says with what', KNOWS_TASK),
      {
        to: 'interest_qualification',
        intents: ['start', 'purchased'],
        reply: 'start_first',
        reason: 'the customer wants to start; with what is asked',
      },
      ...DETAILS,
      ...DETAILS.map((edge) => ({
        ...edge,
        intents: ['interest', 'provide_info', 'how_it_works', 'agreement', 'budget'],
        when: (guard: GuardInput) => guard.slots['task'] !== undefined && edge.when?.(guard) === true,
      })),
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
        reply: 'price_for_task',
        reason: 'the customer asks for the price of a task',
        when: KNOWS_TASK,
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
      ...toClose(['start', 'purchased'], 'the customer wants to start, and the need is known', KNOWS_TASK),
      ...toClose(['need', 'provide_info'], 'what was missing to start is told', WANTED_TO_START),
      {
        to: 'value_proposition',
        intents: ['need', 'provide_info', 'how_it_works', 'budget', 'agreement'],
        reply: 'pitch',
        reason: 'the customer told what they need',
      },
      {
        to: 'value_proposition',
        intents: ['interest'],
        reply: 'pitch',
        reason: 'the customer is interested, and told in what',
        when: KNOWS_TASK,
      },
      {
        to: 'value_proposition',
        intents: ['price_question'],
        reply: 'pitch_before_price',
        reason: 'the customer asks for the price, and first hears what it buys',
      },
    ],
    replies: {
      ...ANYWHERE,
      '*': 'ask_details',
      greeting: 'ask_challenge',
      interest: 'ask_challenge',
      start: 'start_first',
      purchased: 'start_first',
    },
    followUps: SILENCE,
    skipTo: 'value_proposition',
  },
  value_proposition: {
    goal: 'Show what automation would bring this customer, say what the pilot costs, and ask whether it fits.',
    ask: 'ask_value',
    edges: [
      ...READY,
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
      ...READY,
      ...toClose(['agreement'], 'the customer agrees to start', WAS_OFFERED),
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
      TO_REST,
    ],
    replies: { ...ANYWHERE, '*': 'objection_again' },
    followUps: SILENCE,
  },
  price_negotiation: {
    goal: 'Name the price of the list, never below it; to whom it is too much offer the pilot with one process. Ask whether to start.',
    ask: 'ask_terms',
    edges: [
      ...toClose(['agreement', 'start', 'purchased'], 'the customer agrees to the terms'),
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
      TO_REST,
    ],
    replies: { ...ANYWHERE, '*': 'negotiate', price_question: 'price' },
    followUps: SILENCE,
  },
  closing_attempt: {
    goal: 'Ask for the yes and for the e-mail address that a colleague sends the agreement to.',
    ask: 'ask_close',
    edges: [
      {
        to: 'post_purchase',
        intents: ['agreement', 'start', 'purchased'],
        reply: 'purchased',
        reason: 'the customer said yes',
        isBinding: true,
        handOver: 'purchase',
        when: KNOWS_EMAIL,
      },
      {
        to: 'post_purchase',
        intents: ['purchased'],
        reply: 'purchased_signed',
        reason: 'the customer has signed or paid',
        isBinding: true,
        handOver: 'purchase',
      },
      ...TO_OBJECTIONS,
      TO_REST,
      byTool('price_negotiation', 'negotiate', 'the customer agrees to another amount'),
    ],
    replies: {
      ...ANYWHERE,
      '*': 'ask_close',
      agreement: 'ask_email',
      start: 'ask_email',
      purchased: 'ask_email',
      provide_info: 'ask_email',
      budget: 'budget_closing',
    },
    followUps: SILENCE,
  },
  on_hold: {
    goal: 'Answer questions. The customer wants no agreement: neither ask for an address nor offer to start until they ask to.',
    ask: 'ask_on_hold',
    edges: [
      {
        to: 'value_proposition',
        intents: ['need'],
        reply: 'pitch',
        reason: 'the customer tells what they need',
      },
      byTool('price_negotiation', 'negotiate', 'the customer bargains'),
      byTool('closing_attempt', 'close', 'the customer wants to start after all'),
    ],
    replies: { ...ANYWHERE, '*': 'on_hold' },
    followUps: [],
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
    replies: { ...ANYWHERE, '*': 'care_general', price_question: 'aside_price', start: 'acknowledged_sale' },
    isAgreed: true,
    followUps: [
      { kind: 'check_in_7d', afterMs: 7 * DAY_MS, template: 'check_in_7d', reason: 'a week after the purchase' },
    ],
  },
};
