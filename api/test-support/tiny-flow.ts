import type { DialogueFlow, Snapshot } from '../../contracts/dialogue.ts';
import { defaultOverlap, QUEUE } from '../../contracts/overlap.ts';

const START: Snapshot = {
  version: 2,
  state: 'initial_contact',
  turn: 0,
  turnsWithoutProgress: 0,
  probability: 0.1,
  templateUses: {},
  intentCounts: {},
  optedOut: false,
  language: 'en',
  paused: [],
  lastSlots: [],
};

/** A flow that can only be begun: the API asks no more of one. */
export const tinyFlow: DialogueFlow = {
  name: 'sales-dm',
  description: 'for tests of the API',
  states: ['initial_contact', 'interest_qualification'],
  edges: { initial_contact: ['interest_qualification'] },
  initialState: 'initial_contact',
  idleMs: 86_400_000,
  defaultQuietHours: { start: '21:00', end: '09:00' },
  languages: ['en'],
  renamed: {},
  conversionStates: [],
  experiments: [],
  intents: [],
  patterns: [],
  // A channel on which messages that overlap are refused, and the rest as usual.
  overlapOn: (channel) => (channel === 'sms' ? { ...QUEUE, mode: 'reject' } : defaultOverlap(channel)),
  isUrgent: (text) => text === 'STOP',
  knowledgeQuery: () => undefined,
  shopQuery: () => undefined,
  needsLastReply: () => false,
  missingTemplates: () => [],
  checkReply: () => [],
  prepare: () => undefined,
  start: () => START,
  step: () => {
    throw new Error('the API takes no turns');
  },
  followUp: () => {
    throw new Error('the API fires no follow-ups');
  },
};
