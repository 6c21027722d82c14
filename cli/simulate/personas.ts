import type { Language } from '../../contracts/dialogue.ts';
import type { AsideKind } from './phrases.ts';

/** What somebody comes for: what the flow is after, or no more than an answer, a person, a chat. */
export type Aim = 'goal' | 'price' | 'status' | 'complaint' | 'chat';

/** A kind of customer: a goal pursued more or less straight, and habits. Probabilities are per message. */
export interface Persona {
  readonly name: string;
  /** For reports, and for a model that plays the customer. */
  readonly description: string;
  /** Whoever wants something else than a shop's order is judged by that; they come to shops only. */
  readonly aim: Aim;
  /** That the message goes towards the goal; else it is one of the asides. */
  readonly focus: number;
  /** Weights. */
  readonly asides: Readonly<Partial<Record<AsideKind, number>>>;
  /** Replies in a row that lead nowhere, until the customer has enough. */
  readonly patience: number;
  /** Far more than the goal takes, so that patience ends a talk: it takes about ten turns of a customer who says nothing besides. */
  readonly maxTurns: number;
  /** Per word. */
  readonly typos: number;
  /** That a message comes in pieces. */
  readonly fragments: number;
  /** That days pass before the next message. */
  readonly silence: number;
  /** That a customer who was silent comes back. */
  readonly returns: number;
  readonly languages: readonly [Language, ...Language[]];
  /** What is done when patience ends. */
  readonly whenFedUp: 'leave' | 'ask_person' | 'stop';
}

const STEADY = {
  aim: 'goal',
  focus: 0.85,
  patience: 4,
  maxTurns: 24,
  typos: 0,
  fragments: 0.05,
  silence: 0.02,
  returns: 0.7,
  languages: ['en'],
} as const;

/** Everyone who takes part. The numbers are guesses at people, chosen so that every habit shows in 50 conversations. */
export const PERSONAS: readonly Persona[] = [
  {
    ...STEADY,
    name: 'straightforward',
    description: 'knows what they want, answers what is asked, polite',
    asides: { courtesy: 1, question: 2 },
    whenFedUp: 'ask_person',
  },
  {
    ...STEADY,
    name: 'impatient',
    description: 'writes in scraps, has no time, leaves after two useless replies',
    focus: 0.8,
    asides: { urge: 3, repair: 1, abuse: 1 },
    patience: 2,
    fragments: 0.5,
    silence: 0,
    whenFedUp: 'leave',
  },
  {
    ...STEADY,
    name: 'typo-prone',
    description: 'types on a phone on the bus: letters swapped, dropped and doubled',
    asides: { question: 1, courtesy: 1, repair: 1 },
    typos: 0.3,
    fragments: 0.25,
    whenFedUp: 'ask_person',
  },
  {
    ...STEADY,
    name: 'off-topic',
    description: 'chats about the weather, cricket and their dog between two answers',
    focus: 0.5,
    maxTurns: 40,
    asides: { off_topic: 3, small_talk: 3, question: 1 },
    patience: 6,
    whenFedUp: 'leave',
  },
  {
    ...STEADY,
    name: 'haggler',
    description: 'objects to every price, names competitors, asks for a discount, buys at last',
    focus: 0.5,
    maxTurns: 40,
    asides: { objection: 5, haggle: 3, question: 1 },
    patience: 5,
    whenFedUp: 'leave',
  },
  {
    ...STEADY,
    name: 'polyglot',
    description: 'changes between English and Hindi from message to message',
    asides: { small_talk: 1, question: 1, courtesy: 1 },
    languages: ['en', 'hi'],
    whenFedUp: 'ask_person',
  },
  {
    ...STEADY,
    name: 'silent',
    description: 'answers in two words and disappears for days',
    asides: { courtesy: 1, refuse: 1 },
    silence: 0.5,
    returns: 0.6,
    whenFedUp: 'stop',
  },
  {
    ...STEADY,
    name: 'price-asker',
    description: 'compares prices, buys nothing today',
    aim: 'price',
    asides: { courtesy: 1, question: 1 },
    typos: 0.05,
    languages: ['en', 'hi'],
    whenFedUp: 'leave',
  },
  {
    ...STEADY,
    name: 'status-asker',
    description: 'waits for an order and wants to know how it stands',
    aim: 'status',
    asides: { courtesy: 1, urge: 2 },
    languages: ['en', 'hi'],
    whenFedUp: 'ask_person',
  },
  {
    ...STEADY,
    name: 'complainer',
    description: 'is unhappy with a delivery and wants somebody to see to it',
    aim: 'complaint',
    asides: { urge: 1, small_talk: 1 },
    typos: 0.05,
    languages: ['en', 'hi'],
    whenFedUp: 'leave',
  },
  {
    ...STEADY,
    name: 'chatterer',
    description: 'is lonely and came for a chat, not to buy',
    aim: 'chat',
    focus: 0.3,
    asides: { small_talk: 3, off_topic: 3, courtesy: 1 },
    patience: 6,
    whenFedUp: 'leave',
  },
];
