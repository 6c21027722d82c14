import type {
  Composition,
  ContactClock,
  DialogueFlow,
  FollowUpDecision,
  FollowUpInput,
  PlannedFollowUp,
  Slots,
  Snapshot,
  StepInput,
  StepResult,
  TraceEntry,
  Understanding,
} from '../../contracts/dialogue.ts';
import { Classifier } from '../classifier/classifier.ts';
import type { EdgeDefinition, FlowDefinition, StateDefinition } from './definition.ts';
import { checkDefinition } from './definition.ts';
import { fitGraphemes } from './graphemes.ts';
import { afterQuietHours } from './quiet-hours.ts';
import { isStopRequest } from './stop-words.ts';
import { countUse, sayTemplate } from './templates.ts';
import { OUTSIDE, understand } from './understand.ts';

/** Training options for the few hundred sentences of a flow: more passes, rare features kept. */
const TRAINING = { epochs: 25, rate: 0.3, l2: 1e-5, minCount: 1, outside: OUTSIDE };

/**
 * Makes a flow of a definition. Everything it answers follows from its arguments: no clock, no randomness, no memory but
 * the classifier, which is trained on first use.
 */
export function defineFlow(definition: FlowDefinition): DialogueFlow {
  checkDefinition(definition);
  let trained: Classifier | undefined;
  const classifier = (): Classifier => (trained ??= Classifier.train(definition.examples, TRAINING));
  return {
    name: definition.name,
    description: definition.description,
    states: Object.keys(definition.states),
    edges: Object.fromEntries(
      Object.entries(definition.states).map(([name, { edges }]) => [name, [...new Set(edges.map(({ to }) => to))]]),
    ),
    initialState: definition.initialState,
    idleMs: definition.idleMs,
    defaultQuietHours: definition.quietHours,
    prepare: () => void classifier(),
    start: () => startOf(definition),
    step: (input) => step(definition, classifier(), input),
    followUp: (input) => followUp(definition, input),
  };
}

function startOf(definition: FlowDefinition): Snapshot {
  return {
    version: 1,
    state: definition.initialState,
    turn: 0,
    turnsWithoutProgress: 0,
    probability: definition.probability({ state: definition.initialState, slots: {}, intentCounts: {} }),
    templateUses: {},
    intentCounts: {},
    optedOut: false,
  };
}

function step(definition: FlowDefinition, classifier: Classifier, { snapshot, slots, event }: StepInput): StepResult {
  if (snapshot.version !== 1) throw new Error('a snapshot of an unknown version');
  const state = stateOf(definition, snapshot.state);
  const understanding = hear(definition, classifier, { snapshot, text: event.text });
  const isOptOut = understanding === STOP;
  const filled = fillSlots(definition, slots, event, understanding);
  const edge = isOptOut
    ? undefined
    : state.edges.find((candidate) => isTaken(candidate, { snapshot, slots: filled, understanding }));
  const moved = edge?.to ?? snapshot.state;
  const template = edge?.reply ?? stayingReply(state, understanding, isOptOut);
  const next = advance(definition, { snapshot, moved, slots: filled, before: slots, understanding, isOptOut });
  const reply = sayTemplate(definition, template, { snapshot, slots: filled, seed: event.seed });
  return {
    snapshot: countUse(forgetQuestion(next), reply),
    slots: filled,
    understanding,
    reply,
    composition: isFixed(understanding, isOptOut) ? undefined : compositionOf(definition, moved),
    followUps: next.optedOut || understanding.intent === 'stop' ? [] : plan(definition, moved, event.at, event.clock),
    isOptOut,
    reason: edge?.reason ?? stayingReason(isOptOut),
    trace: traceOf({ definition, understanding, edge, template, state, isOptOut, filled: newSlots(slots, filled) }),
  };
}

/** An opt-out is heard by rule; where only the classifier hears one, the customer is asked, and a yes to that is one too. */
function hear(
  definition: FlowDefinition,
  classifier: Classifier,
  { snapshot, text }: { readonly snapshot: Snapshot; readonly text: string },
): Understanding {
  if (isStopRequest(text)) return STOP;
  const understanding = understand(definition, classifier, text);
  return understanding.intent === 'agreement' && snapshot.templateUses[ASKS_TO_STOP] !== undefined
    ? STOP
    : understanding;
}

/** The template that asks whether to stop. Its use is forgotten with the next reply: known means just asked. */
const ASKS_TO_STOP = 'stop_unsure';

function forgetQuestion(snapshot: Snapshot): Snapshot {
  const { [ASKS_TO_STOP]: _, ...templateUses } = snapshot.templateUses;
  return { ...snapshot, templateUses };
}

function stateOf(definition: FlowDefinition, name: string): StateDefinition {
  const state = Object.hasOwn(definition.states, name) ? definition.states[name] : undefined;
  if (state === undefined) throw new Error(`the flow has no state ${name}`);
  return state;
}

/** What is promised or has legal weight is said in the flow's words, never in a model's. */
function isFixed({ intent }: Understanding, isOptOut: boolean): boolean {
  return isOptOut || intent === 'human' || intent === 'stop';
}

function stayingReason(isOptOut: boolean): string {
  return isOptOut ? 'the customer opted out' : 'no edge matched; the state is kept';
}

const STOP: Understanding = {
  intents: [{ name: 'stop', score: 1 }],
  intent: 'stop',
  objection: undefined,
  sentiment: 'negative',
};

function isTaken(
  edge: EdgeDefinition,
  guard: { snapshot: Snapshot; slots: Slots; understanding: Understanding },
): boolean {
  const { intent } = guard.understanding;
  return intent !== undefined && edge.intents.includes(intent) && (edge.when?.(guard) ?? true);
}

function stayingReply(state: StateDefinition, { intent }: Understanding, isOptOut: boolean): string {
  if (isOptOut) return 'stop';
  if (intent === undefined) return 'clarify';
  if (intent === 'human') return 'human';
  return state.replies[intent] ?? state.replies['*'] ?? 'clarify';
}

function fillSlots(
  definition: FlowDefinition,
  slots: Slots,
  event: StepInput['event'],
  { objection }: Understanding,
): Slots {
  const found = { ...slots, ...definition.extract(event.text, slots) };
  const userName = fitGraphemes(event.userName ?? '', MAX_NAME_LENGTH);
  const named = found['name'] === undefined && userName !== '' ? { name: userName } : {};
  const objections = Array.isArray(found['objections']) ? (found['objections'] as readonly string[]) : [];
  const objected =
    objection === undefined || objections.includes(objection) ? {} : { objections: [...objections, objection] };
  return { ...found, ...named, ...objected };
}

/** Graphemes. */
const MAX_NAME_LENGTH = 80;

interface Advance {
  readonly snapshot: Snapshot;
  readonly moved: string;
  readonly before: Slots;
  readonly slots: Slots;
  readonly understanding: Understanding;
  readonly isOptOut: boolean;
}

function advance(
  definition: FlowDefinition,
  { snapshot, moved, before, slots, understanding, isOptOut }: Advance,
): Snapshot {
  const { intent } = understanding;
  const intentCounts =
    intent === undefined
      ? snapshot.intentCounts
      : { ...snapshot.intentCounts, [intent]: (snapshot.intentCounts[intent] ?? 0) + 1 };
  const isProgress = moved !== snapshot.state || newSlots(before, slots).length > 0;
  return {
    ...snapshot,
    state: moved,
    turn: snapshot.turn + 1,
    turnsWithoutProgress: isProgress ? 0 : snapshot.turnsWithoutProgress + 1,
    probability: definition.probability({ state: moved, slots, intentCounts }),
    intentCounts,
    optedOut: snapshot.optedOut || isOptOut,
  };
}

function newSlots(before: Slots, after: Slots): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
}

function compositionOf(definition: FlowDefinition, state: string): Composition {
  return {
    state,
    goal: definition.states[state]?.goal ?? '',
    facts: definition.facts,
    maxGraphemes: definition.maxGraphemes,
  };
}

function plan(definition: FlowDefinition, state: string, at: number, clock: ContactClock): PlannedFollowUp[] {
  return (definition.states[state]?.followUps ?? []).map(({ kind, afterMs, reason }) => ({
    kind,
    dueAt: afterQuietHours(at + afterMs, clock),
    reason,
  }));
}

function followUp(definition: FlowDefinition, input: FollowUpInput): FollowUpDecision {
  const dueAt = input.isManual ? input.at : afterQuietHours(input.at, input.clock);
  if (dueAt > input.at) return { action: 'postpone', dueAt };
  const planned = Object.values(definition.states).flatMap(({ followUps }) => followUps);
  const inState = definition.states[input.snapshot.state]?.followUps ?? [];
  const found = [...inState, ...planned].find(({ kind }) => kind === input.kind);
  if (found === undefined) throw new Error(`the flow has no follow-up ${input.kind}`);
  return { action: 'send', reply: sayTemplate(definition, found.template, input) };
}

interface Traced {
  readonly definition: FlowDefinition;
  readonly understanding: Understanding;
  readonly edge: EdgeDefinition | undefined;
  readonly template: string;
  readonly state: StateDefinition;
  readonly isOptOut: boolean;
  readonly filled: readonly string[];
}

function traceOf({ definition, understanding, edge, template, state, isOptOut, filled }: Traced): TraceEntry[] {
  const [best] = understanding.intents;
  return [
    isOptOut
      ? { rule: 'stop', outcome: 'the message asks not to be contacted again' }
      : {
          rule: 'classifier',
          outcome: understanding.intent ?? 'none of these',
          details: { best: best?.name ?? 'none', score: best?.score ?? 0, threshold: definition.threshold },
        },
    ...(filled.length > 0 ? [{ rule: 'slots', outcome: 'filled', details: { names: filled } }] : []),
    {
      rule: 'edge',
      outcome: edge === undefined ? 'stay' : `to ${edge.to}`,
      details: { allowed: state.edges.map(({ to }) => to) },
    },
    { rule: 'template', outcome: template },
  ];
}
