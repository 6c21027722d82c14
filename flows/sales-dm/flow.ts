import { z } from 'zod';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { defineFlow } from '../engine/define-flow.ts';
import type { FlowDefinition, InterruptionDefinition } from '../engine/definition.ts';
import { COMPARE_BUDGET } from './budget.ts';
import { CHECK_BACK, SCHEDULE_CALLBACK } from './callback.ts';
import { OFFER_AGAIN, OFFER_TO_ADDRESS, SEND_AGREEMENT } from './closing.ts';
import { HEAR_COUNTER_OFFER } from './counter-offers.ts';
import { EXAMPLES } from './examples.ts';
import { HEARING } from './hearing.ts';
import { HOLDING_OFF } from './holding-off.ts';
import { LANGUAGES_SAID, SAY_LANGUAGES } from './other-language.ts';
import { OWN_UP } from './owning-up.ts';
import { PRICE_FACTS } from './prices.ts';
import { conversionProbability } from './probability.ts';
import { SEND_PROPOSAL } from './proposals.ts';
import { START_AFTER_ALL } from './resting.ts';
import { extractSlots, TIME_WORDS } from './slots.ts';
import { OBJECTIONS } from './objections.ts';
import { STATES } from './states.ts';
import { TEMPLATES_EN } from './templates.en.ts';
import { TEMPLATES_HI } from './templates.hi.ts';
import { TO_PERSON } from './to-person.ts';
import { TOPICS } from './topics.ts';
import { PRICE_WITH_TASK, SAY_TOTAL } from './totals.ts';
import { WEIGH_HOURS } from './hours.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Answered in a sentence wherever they come up; the question of the state follows. */
const INTERRUPTIONS: readonly InterruptionDefinition[] = [
  { intents: ['how_it_works'], reply: 'aside_how', notIn: ['value_proposition'], onlyTells: true },
  { intents: ['price_question'], reply: 'aside_price', notIn: ['price_negotiation'], onlyTells: true },
  { intents: ['identity'], reply: 'identity' },
  { intents: ['problem'], reply: 'aside_problem', notIn: ['post_purchase'] },
  ...OBJECTIONS.map((intent) => ({
    intents: [intent],
    reply: `aside_${intent}`,
    notIn: ['objection_handling', 'price_negotiation'],
  })),
];

/** Values are kept short: they are shown in replies and to operators. */
const SLOTS: FlowDefinition['slots'] = {
  name: {
    description: 'Name of the customer.',
    schema: z.string().regex(/^\p{L}[\p{L}\p{M}'’. -]{1,79}$/u),
  },
  company: { description: 'Company the customer works for.', schema: z.string().regex(/^[\p{L}\p{N}].{1,79}$/u) },
  budget: {
    description: 'What the customer would spend, as said: an amount, with its currency where given.',
    schema: z
      .string()
      .max(60)
      .regex(/\p{Nd}/u),
  },
  timeline: {
    description: 'When the customer wants to start or be live, as said.',
    schema: z.string().regex(TIME_WORDS),
  },
  need: { description: 'What the customer wants to automate, as said.', schema: z.string().min(4).max(120) },
  task: { description: 'The task to automate, in two or three words.', schema: z.string().min(3).max(60) },
  team: { description: 'Size of the team, as said: "8 people".', schema: z.string().min(3).max(40) },
  volume: {
    description: 'How often the task comes up, as said: "60 a day".',
    schema: z
      .string()
      .max(40)
      .regex(/\p{Nd}/u),
  },
  email: { description: 'Where the agreement goes.', schema: z.email().max(120) },
  phone: {
    description: 'Phone number of the customer: E.164, or its digits where no country is known.',
    schema: z.string().regex(/^\+?\d{7,15}$/),
  },
};

/** Sells automation consulting over direct messages, in English and Hindi. */
export function salesDm(): DialogueFlow {
  return defineFlow({
    name: 'sales-dm',
    description: 'Sells automation consulting over direct messages, from first contact to post-purchase.',
    initialState: 'initial_contact',
    states: STATES,
    examples: EXAMPLES,
    // Chosen by 5-fold cross-validation over the English examples. Of sentences unseen (paraphrases.test.ts) 101 of 112 are
    // understood, 40 of 45 in Hindi, and 2 of 10 outside ones is taken for an intent.
    threshold: 0.3,
    slots: SLOTS,
    extract: extractSlots,
    probability: conversionProbability,
    templates: { en: TEMPLATES_EN, hi: TEMPLATES_HI, ...LANGUAGES_SAID },
    languages: ['en', 'hi'],
    latinHindi: 'en',
    interruptions: INTERRUPTIONS,
    topics: TOPICS,
    courtesies: ['greeting', 'thanks', 'farewell'],
    noFollowUpsAfter: ['refusal'],
    tools: [
      SEND_PROPOSAL,
      ...HOLDING_OFF,
      START_AFTER_ALL,
      HEAR_COUNTER_OFFER,
      SEND_AGREEMENT,
      OFFER_TO_ADDRESS,
      ...TO_PERSON,
      SAY_LANGUAGES,
      WEIGH_HOURS,
      SAY_TOTAL,
      PRICE_WITH_TASK,
      ...HEARING,
      COMPARE_BUDGET,
      SCHEDULE_CALLBACK,
      CHECK_BACK,
      OWN_UP,
      OFFER_AGAIN,
    ],
    products: ['pilot', 'AI workflow', 'AI assistant', 'automation', 'chatbot'],
    facts: [
      'We are a consultancy that automates repetitive work with AI.',
      'Clients typically save 20 or more hours a week.',
      'A project goes live within about four weeks; set-up, training and support are included.',
      ...PRICE_FACTS,
      'It works with tools such as Gmail, Slack, HubSpot and WhatsApp.',
    ],
    maxGraphemes: 280,
    maxInputChars: 2000,
    idleMs: 30 * DAY_MS,
    quietHours: { start: '21:00', end: '09:00' },
    model: { proposals: 'unsure' },
    conversionStates: ['post_purchase'],
    experiments: [
      {
        name: 'closing_question',
        kind: 'template',
        template: 'ask_close',
        conversionStates: ['post_purchase'],
        variants: {
          agreement: {},
          kickoff: {
            en: [
              'For the agreement and your kickoff date a colleague writes to you: {email|at which e-mail address}?',
              'All that is left before your kickoff is the address for the agreement: {email|which e-mail is it}?',
              'Your kickoff date comes with the agreement. Shall it go to {email|you by e-mail, and to which address}?',
            ],
            hi: [
              'शुरुआती कॉल की तारीख़ सहकर्मी आपके साथ तय करेंगे। किस ईमेल पर लिखें: {email|आपका ईमेल क्या है}?',
              'शुरुआती कॉल के लिए सहकर्मी आपको लिखेंगे। ईमेल: {email|कौन सा पता}?',
              'बस अनुबंध का पता बाकी है: {email|आपका ईमेल क्या है}?',
            ],
          },
        },
      },
    ],
    // A sale waits for a person over a weekend: only a conversation that a person owns is on anybody's list.
    handOver: {
      unansweredMs: 2 * HOUR_MS,
      unansweredMsFor: { purchase: 3 * DAY_MS },
      answersWhileWaiting: true,
      details: ['name', 'company', 'email', 'phone', 'budget', 'timeline', 'team', 'volume'],
    },
  });
}
