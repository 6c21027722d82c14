import type {
  ContactClock,
  FollowUpDecision,
  FollowUpInput,
  PlannedFollowUp,
  Slots,
} from '../../contracts/dialogue.ts';
import type { FlowDefinition, FollowUpChanges } from './definition.ts';
import type { AppliedExperiments } from './experiments.ts';
import { applyExperiments } from './experiments.ts';
import { HAND_BACK } from './hand-over.ts';
import { afterQuietHours } from './quiet-hours.ts';
import { countUse, sayTemplate, textsOf } from './templates.ts';
import { upgraded } from './snapshot.ts';

/** The follow-ups of a state, if the customer stays silent from `at` on. */
export function planFollowUps(
  definition: FlowDefinition,
  state: string,
  when: { readonly at: number; readonly clock: ContactClock; readonly experiments: AppliedExperiments },
): PlannedFollowUp[] {
  if (definition.patterns?.silence?.isOff === true) return [];
  return (definition.states[state]?.followUps ?? []).map(({ kind, afterMs, reason }) => ({
    kind,
    dueAt: afterQuietHours(when.at + (when.experiments.followUpDelaysMs[kind] ?? afterMs), when.clock),
    reason,
  }));
}

/** Those that the flow keeps beside those of its states, as long as they are to come. */
export function standingFollowUps(
  definition: FlowDefinition,
  slots: Slots,
  { at, clock }: { readonly at: number; readonly clock: ContactClock },
): PlannedFollowUp[] {
  if (definition.patterns?.silence?.isOff === true) return [];
  return (definition.standingFollowUps?.({ slots, at }) ?? []).map((one) => ({
    ...one,
    dueAt: afterQuietHours(Math.max(one.dueAt, at), clock),
  }));
}

/** What to do about a follow-up that is due: send it, or wait for the contact's waking hours. */
export function decideFollowUp(definition: FlowDefinition, input: FollowUpInput): FollowUpDecision {
  const dueAt = input.isManual ? input.at : afterQuietHours(input.at, input.clock);
  if (dueAt > input.at) return { action: 'postpone', dueAt };
  const snapshot = upgraded(definition, input.snapshot);
  const isHandBack = input.kind === HAND_BACK;
  const changes = definition.onFollowUp?.[input.kind]?.(input.slots);
  const template = isHandBack ? 'nobody_came' : templateOf(definition, snapshot.state, input.kind);
  const reply = sayTemplate(definition, template, {
    snapshot,
    slots: input.slots,
    seed: input.seed,
    language: snapshot.language,
    overrides: applyExperiments(definition, input.subject).overrides,
  });
  return {
    action: 'send',
    reply,
    ...(changes === undefined ? {} : { slots: { ...input.slots, ...changes.slots }, effects: changes.effects ?? [] }),
    snapshot: { ...countUse(snapshot, reply), ...stateAfter(changes), lastReply: { template, variant: reply.variant } },
    events: isHandBack
      ? [{ name: 'flow_resumed', details: { from: 'person' } }]
      : [{ name: 'silence', details: { kind: input.kind } }],
    isHandBack,
  };
}

function stateAfter(changes: FollowUpChanges | undefined): { readonly state?: string } {
  return changes?.to === undefined ? {} : { state: changes.to };
}

/** That of the state, of any state that plans the kind, or of a tool: `follow_up_<kind>`. */
function templateOf(definition: FlowDefinition, state: string, kind: string): string {
  const inState = definition.states[state]?.followUps ?? [];
  const planned = Object.values(definition.states).flatMap(({ followUps }) => followUps);
  const found = [...inState, ...planned].find((followUp) => followUp.kind === kind)?.template;
  if (found !== undefined) return found;
  const ofTool = `follow_up_${kind}`;
  if (textsOf(definition, ofTool, { language: definition.languages[0] }).length > 0) return ofTool;
  throw new Error(`the flow has no follow-up ${kind}`);
}
