import type { EdgeDefinition, FollowUpDefinition, StateDefinition } from '../engine/definition.ts';
import { RETURN } from '../engine/definition.ts';

const DAY_MS = 24 * 3_600_000;

const FAREWELL: EdgeDefinition = {
  to: 'farewell',
  intents: ['farewell'],
  reply: 'farewell',
  reason: 'the customer says goodbye',
};

/** What a message is about leads to the state of that name, from wherever the conversation stands. */
const TOPICS: readonly EdgeDefinition[] = [
  { to: 'question', intents: ['question'], reply: 'ask_question', reason: 'the customer asks something' },
  { to: 'small_talk', intents: ['small_talk'], reply: 'small_talk', reason: 'the customer makes small talk' },
  FAREWELL,
];

/** A question in the middle of it is answered, and has left it: what was noted stays noted. */
const QUESTION = TOPICS.filter(({ to }) => to === 'question');

const GREETING: EdgeDefinition = {
  to: 'greeting',
  intents: ['greeting'],
  reply: 'hello_again',
  reason: 'the customer greets',
};

function topicsBut(own: string): EdgeDefinition[] {
  return TOPICS.filter(({ to }) => to !== own);
}

function afterSilence(kind: string, template: string): FollowUpDefinition {
  return { kind, afterMs: DAY_MS, template, reason: 'no answer for 24 hours' };
}

/**
 * The default state is `greeting`; each message is classified into a state. Complaints and feedback take several turns and lead
 * back to what they interrupted; `human_request` is entered by the pattern of that name, or with a complaint that is passed on.
 *
 * ```
 *            ┌────────────── any topic from any of these ──────────────┐
 * greeting ◄─┼─► question ◄──► small_talk ◄──► farewell ◄──► human_request
 *            │      ▲  │
 *            │      │  ▼ interrupted by
 *            └─ complaint ──(pass it on)──► human_request
 *               feedback
 * ```
 */
export const STATES: Readonly<Record<string, StateDefinition>> = {
  greeting: {
    goal: 'Greet, say that you are an AI assistant, and ask what you can do.',
    ask: 'ask_help',
    edges: TOPICS,
    replies: { '*': 'welcome', thanks: 'thanks', agreement: 'ask_question', refusal: 'fine', done: 'fine' },
    followUps: [],
  },
  question: {
    goal: 'Answer the question from the passages alone, and name the source.',
    ask: 'ask_more',
    edges: [...topicsBut('question'), GREETING],
    replies: {
      '*': 'ask_more',
      question: 'ask_question',
      thanks: 'thanks',
      agreement: 'glad',
      refusal: 'ask_other_words',
      done: 'fine',
    },
    followUps: [afterSilence('check_in_24h', 'follow_up_24h')],
  },
  small_talk: {
    goal: 'Chat in a few friendly words, truthfully as an AI assistant, and offer help.',
    ask: 'ask_small_talk',
    edges: [...topicsBut('small_talk'), GREETING],
    replies: { '*': 'small_talk', thanks: 'thanks', agreement: 'ask_question', refusal: 'fine', done: 'fine' },
    followUps: [],
  },
  complaint: {
    goal: 'Take the complaint seriously, promise nothing, and ask whether a person shall take care of it.',
    ask: 'ask_complaint',
    edges: [
      {
        to: 'human_request',
        intents: ['agreement'],
        reply: 'complaint_passed_on',
        reason: 'the customer wants a person to look at the complaint',
        handOver: 'complaint',
        // What a model proposes hands nobody over.
        isBinding: true,
      },
      {
        to: RETURN,
        intents: ['refusal', 'done', 'thanks'],
        reply: 'complaint_noted',
        reason: 'the complaint stays noted',
      },
      ...QUESTION,
      FAREWELL,
    ],
    replies: { '*': 'complaint_more', complaint: 'complaint_more', greeting: 'hello_again' },
    followUps: [afterSilence('complaint_24h', 'follow_up_complaint')],
    isInterruption: true,
    skipTo: RETURN,
  },
  feedback: {
    goal: 'Thank the customer for the feedback, and ask whether there is more.',
    ask: 'ask_feedback',
    edges: [
      {
        to: RETURN,
        intents: ['refusal', 'done', 'thanks', 'agreement'],
        reply: 'feedback_done',
        reason: 'the feedback is complete',
      },
      ...QUESTION,
      FAREWELL,
    ],
    replies: { '*': 'feedback_more', feedback: 'feedback_more', greeting: 'hello_again' },
    followUps: [],
    isInterruption: true,
    skipTo: RETURN,
  },
  human_request: {
    goal: 'Say that a person will answer here, and help in the meantime.',
    ask: 'ask_help',
    edges: [...TOPICS, GREETING],
    replies: { '*': 'ask_help', thanks: 'thanks', agreement: 'ask_question', refusal: 'fine', done: 'fine' },
    followUps: [],
  },
  farewell: {
    goal: 'Say goodbye in a friendly way.',
    ask: 'ask_help',
    edges: [...topicsBut('farewell'), GREETING],
    replies: {
      '*': 'ask_help',
      thanks: 'farewell',
      farewell: 'farewell',
      refusal: 'farewell',
      done: 'farewell',
      agreement: 'farewell',
    },
    followUps: [],
  },
};
