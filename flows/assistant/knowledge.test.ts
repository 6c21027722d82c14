import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Passage } from '../../contracts/dialogue.ts';
import { Conversation } from '../../cli/flow-tests/conversation.ts';
import { readKnowledge, wordSearch } from '../../cli/flow-tests/knowledge.ts';
import { CLOCK, NOON, say } from '../engine/test-support/door.ts';
import { EXAMPLES } from './examples.ts';
import { assistant } from './flow.ts';
import { EVERYDAY_QUESTIONS, HELD_OUT_EVERYDAY_QUESTIONS } from './everyday-questions.ts';
import { FARTHEST_QUESTIONS, HURRIED_QUESTIONS, MORE_HURRIED_QUESTIONS } from './hurried-questions.ts';
import { DEV_QUESTIONS, FOURTH_QUESTIONS, SECOND_QUESTIONS, THIRD_QUESTIONS } from './knowledge-questions.ts';

/** Questions in no example, and the page that answers each. Written before any was tried. */
const ANSWERED: Readonly<Record<string, readonly string[]>> = {
  'about-parley.md': [
    'what kind of software is Parley',
    'what happens after a crash',
    'which flows do you bring along',
    'is Hindi understood',
  ],
  'starting.md': [
    'how can I start Parley',
    'do I have to install PostgreSQL',
    'which port does the API listen on',
    'how do I talk to the bot in my terminal',
  ],
  'flows.md': [
    'what are slots for',
    'how do I write my own flow',
    'how are templates changed',
    'can I run scripted conversations as tests',
  ],
  'follow-ups.md': ['when is a follow-up sent', 'what are the quiet hours', 'how can a customer opt out'],
  'persons.md': ['when does a person take over', 'what happens when no person answers'],
  'privacy.md': ['is personal data encrypted', 'who is able to read the messages', 'how can I rotate the master key'],
  'models.md': ['can I run it without a model', 'what happens when the model fails', 'how are replies checked'],
  'channels.md': ['do you support phone calls', 'is WhatsApp a channel'],
  'api.md': ['where can I get an API key', 'is there a limit for requests', 'how do I repeat a request safely'],
  'experiments.md': ['how are experiments evaluated', 'where do I see the results of an experiment'],
  'backups.md': ['how can I back up my installation', 'what do I need for a backup'],
  'hindi.md': ['Parley को कैसे शुरू करें?', 'मेरा डेटा कहाँ रखा जाएगा?', 'फ़ॉलो-अप का मतलब क्या है?'],
};

/** Questions that no page answers. */
const UNANSWERED = [
  'what is the capital of France',
  'when was the company founded',
  'how do I bake bread',
  'who won the election last year',
  'how tall is the Eiffel tower',
  'which vaccines do I need for Kenya',
  'what time does the pharmacy close',
  'how many calories are in an apple',
];

const flow = assistant();
let find: ReturnType<typeof wordSearch>;
let search: (text: string) => readonly Passage[];

beforeAll(async () => {
  find = wordSearch(await readKnowledge(`${import.meta.dirname}/knowledge`));
  search = (text) => find({ text, language: 'en', limit: 5 });
});

function ask(text: string) {
  const { reply, trace } = say(flow, text, { event: { passages: search(text) } });
  const source = trace.find(({ rule, outcome }) => rule === 'knowledge' && outcome === 'answered')?.details?.['source'];
  return { template: reply.template, source };
}

/** What is said where a question is answered: its source stands in it. */
function told(text: string): string | undefined {
  const conversation = new Conversation({
    flow,
    at: NOON,
    clock: CLOCK,
    channel: 'api',
    locale: undefined,
    subject: 'contact-1',
    userName: undefined,
    knowledge: find,
  });
  const { reply } = conversation.say({ texts: [text] });
  return reply?.template === 'answer' ? reply.text : undefined;
}

describe('the knowledge of the assistant', () => {
  const cases = Object.entries(ANSWERED).flatMap(([page, texts]) => texts.map((text) => ({ page, text })));

  test('is asked for in words that no example has', () => {
    const trained = new Set(EXAMPLES.map(({ text }) => text.toLowerCase()));
    expect(cases.filter(({ text }) => trained.has(text.toLowerCase()))).toEqual([]);
  });

  test('answers at least 85 of 100 questions from the page that holds the answer', () => {
    const wrong = cases
      .map(({ page, text }) => ({ page, text, ...ask(text) }))
      .filter(({ page, source }) => source !== page);
    expect(wrong.slice(Math.floor(cases.length * 0.15))).toEqual([]);
  });

  test('is not quoted for questions about something else', () => {
    expect(UNANSWERED.filter((text) => ask(text).template === 'answer')).toEqual([]);
  });

  test.each([
    ['the questions of a trial', DEV_QUESTIONS, 90],
    ['the second questions', SECOND_QUESTIONS, 85],
    ['the third questions', THIRD_QUESTIONS, 75],
    ['the fourth questions', FOURTH_QUESTIONS, 65],
    ['questions of customers in a hurry', HURRIED_QUESTIONS, 78],
    ['more of them', MORE_HURRIED_QUESTIONS, 80],
    ['those in words of no section', FARTHEST_QUESTIONS, 5],
    ['everyday ones, Hindi among them', EVERYDAY_QUESTIONS, 90],
    ['others of that kind that nothing was changed for', HELD_OUT_EVERYDAY_QUESTIONS, 65],
  ])('answers %s in other words than its own, and few that it has no answer to', (_, questions, atLeastPercent) => {
    const asked = questions.map(([text, answeredBy]) => ({ text, answeredBy, told: told(text) }));
    const answerable = asked.filter(({ answeredBy }) => answeredBy !== undefined);
    const missed = answerable.filter(({ answeredBy, told: title }) => answeredBy?.test(title ?? '') !== true);
    const tolerated = Math.floor((answerable.length * (100 - atLeastPercent)) / 100);
    expect(missed.slice(tolerated)).toEqual([]);
    const invented = asked.filter(({ answeredBy, told: title }) => answeredBy === undefined && title !== undefined);
    expect(invented.slice(3)).toEqual([]);
  });
});
