import type { QuietHours, Slots, Snapshot, Understanding } from '../../contracts/dialogue.ts';
import type { Example } from '../classifier/classifier.ts';

/** What a flow is made of. Data, and small pure functions where data does not reach. */
export interface FlowDefinition {
  readonly name: string;
  readonly description: string;
  readonly initialState: string;
  readonly states: Readonly<Record<string, StateDefinition>>;
  /** Sentences the classifier is trained on. */
  readonly examples: readonly Example[];
  /** Confidence from which an intent is believed, 0..1. */
  readonly threshold: number;
  /** Slots a message may fill; pure and conservative. */
  readonly extract: (text: string, known: Slots) => Slots;
  /** Probability that the contact buys, 0..1. */
  readonly probability: (input: ProbabilityInput) => number;
  /** Texts in variants, by key; `{slot}` or `{slot|words instead}` is filled in. */
  readonly templates: Readonly<Record<string, readonly string[]>>;
  /** What a model may state. */
  readonly facts: readonly string[];
  readonly maxGraphemes: number;
  readonly idleMs: number;
  readonly quietHours: QuietHours;
}

export interface StateDefinition {
  /** What a model is asked to achieve here. */
  readonly goal: string;
  /** Moves by intent, tried in order; what matches none stays. */
  readonly edges: readonly EdgeDefinition[];
  /** Template by intent for a message that stays; `*` for any other. */
  readonly replies: Readonly<Record<string, string>>;
  readonly followUps: readonly FollowUpDefinition[];
}

export interface EdgeDefinition {
  readonly to: string;
  readonly intents: readonly string[];
  /** Template that is said on arrival. */
  readonly reply: string;
  /** Why, in words for the state history. */
  readonly reason: string;
  /** Taken only when this holds. */
  readonly when?: (guard: GuardInput) => boolean;
}

export interface GuardInput {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly understanding: Understanding;
}

export interface FollowUpDefinition {
  readonly kind: string;
  readonly afterMs: number;
  readonly template: string;
  readonly reason: string;
}

export interface ProbabilityInput {
  readonly state: string;
  readonly slots: Slots;
  readonly intentCounts: Readonly<Record<string, number>>;
}

/** Throws with everything that is wrong with a definition, so that a flow that loads is a flow that runs. */
export function checkDefinition(definition: FlowDefinition): void {
  const problems = [
    ...(definition.states[definition.initialState] === undefined
      ? [`initial state ${definition.initialState} is no state`]
      : []),
    ...Object.entries(definition.states).flatMap(([name, state]) => stateProblems(definition, name, state)),
    ...['clarify', 'stop', 'human']
      .filter((key) => !hasTemplate(definition, key))
      .map((key) => `template ${key} is missing`),
  ];
  if (problems.length > 0) throw new Error(`flow ${definition.name}: ${problems.join('; ')}`);
}

function stateProblems(definition: FlowDefinition, name: string, state: StateDefinition): string[] {
  const keys = [
    ...state.edges.map(({ reply }) => reply),
    ...Object.values(state.replies),
    ...state.followUps.map(({ template }) => template),
  ];
  return [
    ...state.edges
      .filter(({ to }) => definition.states[to] === undefined)
      .map(({ to }) => `${name} leads to ${to}, which is no state`),
    ...keys
      .filter((key) => !hasTemplate(definition, key))
      .map((key) => `${name} uses template ${key}, which is missing`),
    ...(state.replies['*'] === undefined ? [`${name} has no reply for *`] : []),
    ...(state.followUps.length > MAX_FOLLOW_UPS ? [`${name} has more than ${MAX_FOLLOW_UPS} follow-ups`] : []),
  ];
}

const MAX_FOLLOW_UPS = 3;

function hasTemplate({ templates }: FlowDefinition, key: string): boolean {
  return (templates[key]?.length ?? 0) > 0;
}
