import type { ShopQuery } from '../../contracts/commerce/shop.ts';
import type { DialogueFlow, StepInput, StepResult } from '../../contracts/dialogue.ts';
import { wantsBotBack } from './declined-person.ts';
import { defaultOverlap } from '../../contracts/overlap.ts';
import { Classifier } from '../classifier/classifier.ts';
import { isRepeat } from '../understanding/repair-cues.ts';
import { OUTSIDE } from '../understanding/understand.ts';
import { checkDefinition, missingTemplates } from './check-definition.ts';
import type { FlowDefinition } from './definition.ts';
import { RETURN } from './definition.ts';
import { failedStep } from './failed-step.ts';
import { conversionStatesOf, summariseExperiments } from './experiments.ts';
import { decideFollowUp } from './follow-up.ts';
import { knowledgeQueryOf } from './knowledge.ts';
import { checkReply } from './reply-checks.ts';
import { PATTERNS } from './patterns/names.ts';
import { startOf } from './snapshot.ts';
import { openTurn, step } from './step.ts';
import { isStopRequest } from './stop-words.ts';
import { readingOf } from './tools.ts';

/** How a flow trains its classifier: more passes over its few hundred sentences, rare features kept. */
export const TRAINING = { epochs: 25, rate: 0.3, l2: 1e-5, minCount: 1, outside: OUTSIDE };

/**
 * Makes a flow of a definition. Everything it answers follows from its arguments: no clock, no randomness, no memory but
 * the classifier, which is trained on first use. Throws for a definition that does not hold together, with all that is wrong.
 */
export function defineFlow(definition: FlowDefinition): DialogueFlow {
  checkDefinition(definition);
  let trained: Classifier | undefined;
  const classifier = (): Classifier => (trained ??= Classifier.train(definition.examples, TRAINING));
  return {
    name: definition.name,
    description: definition.description,
    states: Object.keys(definition.states),
    edges: edgesOf(definition),
    initialState: definition.initialState,
    idleMs: definition.idleMs,
    defaultQuietHours: definition.quietHours,
    defaultTimeZone: definition.timeZone,
    languages: definition.languages,
    renamed: definition.renamed ?? {},
    conversionStates: conversionStatesOf(definition),
    experiments: summariseExperiments(definition),
    intents: intentsOf(definition),
    patterns: PATTERNS.filter((name) => definition.patterns?.[name]?.isOff !== true),
    missingTemplates: (language) => missingTemplates(definition, language),
    overlapOn: (channel) => definition.overlap?.[channel] ?? defaultOverlap(channel),
    isUrgent: (text) => definition.patterns?.stop?.isOff !== true && isStopRequest(text),
    prepare: () => void classifier(),
    start: () => startOf(definition),
    knowledgeQuery: (input) =>
      definition.knowledge === undefined ? undefined : queryOf(definition, classifier(), input),
    shopQuery: (input) =>
      definition.shopQuery === undefined ? undefined : shopQueryOf(definition, classifier(), input),
    wantsBotBack,
    answersWhileWaiting: definition.handOver.answersWhileWaiting === true,
    needsLastReply: ({ event, snapshot }) => isRepeat(event.text, snapshot.language),
    checkReply,
    step: (input) => stepOrApologise(definition, classifier(), input),
    followUp: (input) => decideFollowUp(definition, input),
  };
}

/** What cannot be understood at all is looked up nowhere: the step that follows says so. */
function queryOf(definition: FlowDefinition, classifier: Classifier, input: StepInput) {
  try {
    return knowledgeQueryOf(openTurn(definition, classifier, input));
  } catch {
    // The step meets the same error and answers it with an apology and a trace.
    return undefined;
  }
}

function shopQueryOf(definition: FlowDefinition, classifier: Classifier, input: StepInput): ShopQuery | undefined {
  try {
    const reading = readingOf(openTurn(definition, classifier, input));
    return definition.shopQuery?.({ reading, at: input.event.at, proposal: input.proposal });
  } catch {
    // As above.
    return undefined;
  }
}

/** A flow that fails must not hold up the conversation: the turn is taken with an apology, and the trace says why. */
function stepOrApologise(definition: FlowDefinition, classifier: Classifier, input: StepInput): StepResult {
  try {
    return step(definition, classifier, input);
  } catch (error) {
    return failedStep(definition, input, error);
  }
}

function edgesOf(definition: FlowDefinition): Record<string, string[]> {
  const bySkip = (to: string | undefined): string[] => (to === undefined ? [] : [to]);
  return Object.fromEntries(
    Object.entries(definition.states).map(([name, { edges, skipTo }]) => [
      name,
      [...new Set([...edges.map(({ to }) => to), ...bySkip(skipTo)])].filter((to) => to !== RETURN),
    ]),
  );
}

function intentsOf({ examples }: FlowDefinition): { name: string; examples: string[] }[] {
  const names = [...new Set(examples.map(({ intent }) => intent))].filter((name) => name !== OUTSIDE);
  return names.map((name) => ({
    name,
    examples: examples.filter(({ intent }) => intent === name).map(({ text }) => text),
  }));
}
