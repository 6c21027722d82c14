import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { defineFlow } from '../engine/define-flow.ts';
import { besidesDenials } from './denials.ts';
import { EXAMPLES } from './examples.ts';
import { MISHEARD, ONLY_ASKING } from './misheard.ts';
import { LANGUAGES_SAID, SAY_LANGUAGES } from './other-language.ts';
import { extractSlots, SLOTS } from './slots.ts';
import { SYNONYMS } from './synonyms.ts';
import { STATES } from './states.ts';
import { TEMPLATES_EN } from './templates.en.ts';
import { TEMPLATES_HI } from './templates.hi.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A general assistant: answers from the knowledge of the workspace, takes complaints and feedback, and fetches a person when it cannot help. */
export function assistant(): DialogueFlow {
  return defineFlow({
    name: 'assistant',
    description:
      'Answers questions from a knowledge folder, takes complaints and feedback, and hands over to a person.',
    initialState: 'greeting',
    states: STATES,
    examples: EXAMPLES,
    threshold: 0.3,
    slots: SLOTS,
    extract: extractSlots,
    // Nothing is sold here.
    probability: () => 0,
    templates: { ...LANGUAGES_SAID, en: TEMPLATES_EN, hi: TEMPLATES_HI },
    tools: [MISHEARD, ONLY_ASKING, SAY_LANGUAGES],
    languages: ['en', 'hi'],
    latinHindi: 'en',
    interruptions: [
      { intents: ['complaint'], reply: 'complaint', to: 'complaint' },
      { intents: ['feedback'], reply: 'feedback', to: 'feedback' },
      { intents: ['capabilities'], reply: 'capabilities' },
    ],
    courtesies: ['greeting', 'thanks', 'small_talk', 'agreement', 'done', 'farewell'],
    noFollowUpsAfter: ['refusal', 'done', 'farewell'],
    patterns: { human_request: { to: 'human_request' } },
    facts: ['You are an AI assistant. A person of the team takes over whenever the customer asks for one.'],
    // Two or three sentences and the name of their source.
    maxGraphemes: 600,
    maxInputChars: 4000,
    idleMs: 30 * DAY_MS,
    quietHours: { start: '21:00', end: '09:00' },
    model: { proposals: 'unsure' },
    handOver: { unansweredMs: 2 * HOUR_MS, answersWhileWaiting: true, details: ['name', 'complaint', 'feedback'] },
    knowledge: { intents: ['question'], limit: 10, synonyms: SYNONYMS, besides: besidesDenials },
  });
}
