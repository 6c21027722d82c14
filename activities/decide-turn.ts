import type { DialogueFlow, StepResult } from '../contracts/dialogue.ts';
import type { TurnDecision, TurnOpening } from '../db/interfaces.ts';

export interface TurnCircumstances {
  /** Workflow time, milliseconds since the epoch. */
  readonly at: number;
  /** Stable per message: the choice of a variant can be repeated. */
  readonly seed: string;
  readonly hasModel: boolean;
}

/** Asks the flow what to do about a message, and whether its own words or a model's shall be sent. Pure. */
export function decideTurn(flow: DialogueFlow, opening: TurnOpening, circumstances: TurnCircumstances): TurnDecision {
  const step = stepOrApologise(flow, opening, circumstances);
  const isBot = opening.owner === 'bot';
  const composition = isBot && circumstances.hasModel ? step.composition : undefined;
  return {
    at: new Date(circumstances.at),
    snapshot: step.snapshot,
    slots: step.slots,
    understanding: step.understanding,
    trace: step.trace,
    reason: step.reason,
    reply: isBot ? step.reply : undefined,
    replyReason: composition === undefined ? templateReason(step, circumstances.hasModel) : undefined,
    composition,
    followUps: isBot ? step.followUps : [],
    isOptOut: step.isOptOut,
  };
}

function templateReason(step: StepResult, hasModel: boolean): string {
  if (step.composition === undefined) return 'fixed_text';
  return hasModel ? 'model' : 'no_model';
}

/** A flow that throws must not hold up the conversation: the turn is taken with an apology, and the trace says why. */
function stepOrApologise(flow: DialogueFlow, opening: TurnOpening, { at, seed }: TurnCircumstances): StepResult {
  try {
    return flow.step({
      snapshot: opening.snapshot,
      slots: opening.slots,
      event: { kind: 'message', text: opening.text, at, seed, userName: opening.userName, clock: opening.clock },
    });
  } catch (error) {
    return {
      snapshot: { ...opening.snapshot, turn: opening.snapshot.turn + 1 },
      slots: opening.slots,
      understanding: { intents: [], intent: undefined, objection: undefined, sentiment: 'neutral' },
      reply: { text: APOLOGY, template: 'internal_error', variant: 0 },
      composition: undefined,
      followUps: [],
      isOptOut: false,
      reason: 'the flow failed; the state is kept',
      trace: [{ rule: 'internal_error', outcome: error instanceof Error ? error.name : typeof error }],
    };
  }
}

const APOLOGY = 'Sorry, something went wrong on our side. Could you say that again in other words?';
