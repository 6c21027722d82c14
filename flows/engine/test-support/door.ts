import { z } from 'zod';
import type { DialogueFlow, MessageEvent, Slots, Snapshot, StepResult } from '../../../contracts/dialogue.ts';
import type { Proposal } from '../../../contracts/proposal.ts';
import type { FlowDefinition, StateDefinition } from '../definition.ts';
import { RETURN } from '../definition.ts';

export const HOUR_MS = 3_600_000;
export const NOON = Date.UTC(2026, 10, 21, 12);
export const CLOCK = { timeZone: 'UTC', quietHours: { start: '21:00', end: '09:00' } };

export const DOOR: StateDefinition = {
  goal: 'Ask who is there.',
  ask: 'ask',
  edges: [{ to: 'inside', intents: ['agreement'], reply: 'enter', reason: 'they came in' }],
  replies: { '*': 'ask', greeting: 'greet', hours: 'hours' },
  followUps: [{ kind: 'silence_24h', afterMs: 24 * HOUR_MS, template: 'greet', reason: 'no answer' }],
  skipTo: 'inside',
};

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  greeting: ['hello', 'hi there', 'good morning', 'hey'],
  agreement: ['yes', 'yes please', 'sure', 'okay', 'let me in'],
  hours: ['when do you open', 'what are your opening hours', 'are you open on sunday'],
  lost_key: ['i lost my key', 'my key is gone', 'the key is missing'],
  refusal: ['not interested', 'i do not want to come in', 'no interest at all'],
  question: ['what is the house made of', 'how old is the house', 'tell me about the garden'],
  callback: ['call me tomorrow', 'write me next week', 'remind me on friday'],
  stop: ['this is spam', 'you are spamming me', 'i will block you'],
  human: ['a human please', 'let me talk to a person'],
  none_of_these: ['zzz', 'the cat sleeps', 'purple rain', 'qqq'],
};

/** A small flow that has one of everything. */
export const DEFINITION: FlowDefinition = {
  name: 'door',
  description: 'A door.',
  initialState: 'door',
  states: {
    door: DOOR,
    inside: {
      ...DOOR,
      goal: 'Make them feel at home.',
      ask: 'ask_inside',
      edges: [
        { to: 'owner', intents: ['agreement'], reply: 'sold', reason: 'they bought the house', isBinding: true },
        { to: 'door', intents: ['refusal'], reply: 'bye', reason: 'they left' },
      ],
      replies: { '*': 'ask_inside', greeting: 'greet', hours: 'hours' },
    },
    owner: { ...DOOR, edges: [], followUps: [] },
    key: {
      ...DOOR,
      ask: 'ask_key',
      edges: [{ to: RETURN, intents: ['agreement'], reply: 'resume', reason: 'the key was found' }],
      isInterruption: true,
    },
  },
  examples: Object.entries(SENTENCES).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent }))),
  threshold: 0.3,
  slots: {
    name: { description: 'Name of the visitor.', schema: z.string().min(1).max(40) },
    guests: { description: 'Number of guests.', schema: z.string().regex(/^\d+$/) },
  },
  extract: ({ text }): Slots => ({
    .../^I am (?<name>\p{L}+)/u.exec(text)?.groups,
    .../(?<guests>\d+) guests/u.exec(text)?.groups,
  }),
  probability: ({ state }) => (state === 'inside' ? 1 : 0.1),
  templates: {
    en: {
      ask: ['Who is there?'],
      ask_inside: ['What do you think?'],
      ask_key: ['Where did you see the key last?'],
      greet: ['Hello {name}!', 'Hi {name|there}, come in!'],
      enter: ['Welcome{name}, {name|friend}.'],
      sold: ['The house is yours.'],
      bye: ['Goodbye.'],
      hours: ['We open at nine.'],
      answer: ['{answer} (Source: {source})'],
      called: ['I will call you.'],
      follow_up_callback: ['You asked me to call.'],
      clarify: ['What do you mean?', 'Sorry?', 'Once more, please?'],
      'intent.hours': ['our opening hours'],
      'intent.lost_key': ['a lost key'],
    },
    hi: {
      ask: ['कौन है?'],
      ask_inside: ['आपको कैसा लगा?'],
      ask_key: ['चाबी आख़िरी बार कहाँ देखी?'],
      greet: ['नमस्ते {name}!'],
      enter: ['स्वागत है।'],
      sold: ['घर आपका है।'],
      bye: ['अलविदा।'],
      hours: ['हम नौ बजे खोलते हैं।'],
      answer: ['{answer} (स्रोत: {source})'],
      called: ['मैं फ़ोन करूँगा।'],
      follow_up_callback: ['आपने फ़ोन करने को कहा था।'],
      clarify: ['आपका क्या मतलब है?'],
      'intent.hours': ['समय'],
      'intent.lost_key': ['खोई चाबी'],
    },
  },
  languages: ['en', 'hi'],
  interruptions: [{ intents: ['hours'] }, { intents: ['lost_key'], to: 'key' }],
  noFollowUpsAfter: ['refusal'],
  tools: [
    {
      name: 'schedule_callback',
      description: 'Calls back at a time.',
      states: ['door', 'inside'],
      intents: ['callback'],
      parameters: z.object({ at: z.number() }),
      readArguments: ({ entities }) => {
        const date = entities.find((entity) => entity.kind === 'date');
        return date?.kind === 'date' ? { at: date.at } : undefined;
      },
      run: (args) => ({
        reply: 'called',
        followUps: [{ kind: 'callback', dueAt: (args as { at: number }).at, reason: 'asked for' }],
      }),
    },
  ],
  facts: ['The house costs 100 dollars.'],
  maxGraphemes: 160,
  maxInputChars: 500,
  idleMs: HOUR_MS,
  quietHours: CLOCK.quietHours,
  handOver: { unansweredMs: HOUR_MS },
  knowledge: { intents: ['question'], limit: 3 },
};

export interface Given {
  readonly snapshot?: Snapshot | undefined;
  readonly slots?: Slots;
  readonly event?: Partial<MessageEvent>;
  readonly proposal?: Proposal;
}

/** One message to a flow, at noon from a contact without a name unless given otherwise. */
export function say(flow: DialogueFlow, text: string, given: Given = {}): StepResult {
  return flow.step({
    snapshot: given.snapshot ?? flow.start(),
    slots: given.slots ?? {},
    ...(given.proposal === undefined ? {} : { proposal: given.proposal }),
    event: {
      kind: 'message',
      text,
      at: NOON,
      seed: text,
      userName: undefined,
      clock: CLOCK,
      subject: 'contact-1',
      channel: 'api',
      locale: undefined,
      passages: [],
      ...given.event,
    },
  });
}

/** Several messages, one after the other; the results of all. */
export function talk(flow: DialogueFlow, texts: readonly string[], given: Given = {}): StepResult[] {
  const results: StepResult[] = [];
  for (const text of texts) {
    const last = results.at(-1);
    results.push(
      say(flow, text, last === undefined ? given : { ...given, snapshot: last.snapshot, slots: last.slots }),
    );
  }
  return results;
}
