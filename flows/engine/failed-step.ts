import type { StepInput, StepResult } from '../../contracts/dialogue.ts';
import type { FlowDefinition } from './definition.ts';
import { handOverFor } from './hand-over.ts';
import { startOf } from './snapshot.ts';
import { countUse, sayTemplate } from './templates.ts';

/** Failures in a row after which a person is asked for. */
const PERSON_AFTER = 3;
const FAILURES = '$internal_error';

/** The turn of a message that the flow failed on: an apology, the state kept, a person after the third. */
export function failedStep(definition: FlowDefinition, input: StepInput, error: unknown): StepResult {
  const known = input.snapshot.version === 2 ? input.snapshot : startOf(definition);
  const isAgain = known.lastReply?.template === 'internal_error';
  const failures = (isAgain ? (known.intentCounts[FAILURES] ?? 0) : 0) + 1;
  const isHandedOver = failures >= PERSON_AFTER;
  const language = known.language;
  const saying = { snapshot: known, slots: input.slots, seed: input.event.seed, language };
  const reply = sayTemplate(definition, isHandedOver ? 'handed_over' : 'internal_error', saying);
  const snapshot = {
    ...known,
    turn: known.turn + 1,
    intentCounts: { ...known.intentCounts, [FAILURES]: failures },
    lastReply: { template: reply.template, variant: reply.variant },
    lastAt: input.event.at,
  };
  return {
    snapshot: countUse(snapshot, reply),
    slots: input.slots,
    understanding: { intents: [], intent: undefined, objection: undefined, sentiment: 'neutral' },
    reply,
    composition: undefined,
    followUps: [],
    isOptOut: false,
    handOver: isHandedOver ? handOverFor({ definition }, 'failure') : undefined,
    variants: {},
    reason: 'the flow failed; the state is kept',
    events: [
      { name: 'internal_error' },
      ...(isHandedOver ? [{ name: 'handoff_requested', details: { reason: 'failure' } } as const] : []),
    ],
    // The message of an error can hold what the customer wrote: its name is all that is kept.
    trace: [{ rule: 'internal_error', outcome: error instanceof Error ? error.name : typeof error }],
  };
}
