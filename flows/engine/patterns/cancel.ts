import { isCancel, isNo, isResumption, isYes } from '../../understanding/repair-cues.ts';
import { splitClauses } from '../../understanding/clauses.ts';
import { RETURN } from '../definition.ts';
import { edgeFor, placeOf } from '../edges.ts';
import { handOverFor } from '../hand-over.ts';
import { asks } from '../knowledge/asking.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

/**
 * Drop this. An interruption is left for what it interrupted at once; the whole matter only after a yes. Where nothing has
 * begun there is nothing to cancel, and the flow's own reply speaks.
 */
export const cancel: Pattern = {
  name: 'cancel',
  handle: (turn) => {
    const { event, language, snapshot } = turn;
    if (asksBesides(turn)) return undefined;
    const answered = snapshot.question?.kind === 'cancel' ? byAnswer(turn) : undefined;
    if (answered !== undefined) return answered;
    if (!isCancel(event.text, language) || snapshot.state === turn.definition.initialState) return undefined;
    if (turn.state.isAgreed === true) return toPerson(turn);
    return snapshot.paused.length > 0 || turn.state.isInterruption === true ? backToPaused(turn) : askWhether(turn);
  },
};

/** "Leave it. What about backups?": where questions are answered, the one behind it is what is wanted. */
function asksBesides({ definition, event, language }: TurnInHand): boolean {
  if (definition.knowledge === undefined) return false;
  const clauses = splitClauses(event.text);
  return clauses.length > 1 && clauses.some((clause) => asks(clause) && !isCancel(clause, language));
}

/** "Go on" is a no to "shall I drop this?". */
function byAnswer(turn: TurnInHand): Handling | undefined {
  const { event, language, heard } = turn;
  if (isResumption(event.text, language)) return notCancelled();
  if (isYes(event.text, language) || heard.intent === 'agreement') return cancelled(turn);
  return isNo(event.text, language) || heard.intent === 'refusal' ? notCancelled() : undefined;
}

function toPerson(turn: TurnInHand): Handling {
  return {
    pattern: 'cancel',
    say: ['agreed_to_person'],
    isFixed: true,
    handOver: handOverFor(turn, 'cancellation'),
    reason: 'the customer wants to cancel what was agreed: a person takes over',
    events: [{ name: 'handoff_requested', details: { reason: 'cancellation' } }],
  };
}

function askWhether({ known }: TurnInHand): Handling {
  return {
    slots: known,
    pattern: 'cancel',
    say: ['cancel_ask'],
    question: { kind: 'cancel' },
    isFixed: true,
    reason: 'the customer may want to drop it: they are asked',
    events: [{ name: 'clarification_requested', details: { about: 'cancel' } }],
  };
}

function cancelled({ definition, snapshot }: TurnInHand): Handling {
  return {
    pattern: 'cancel',
    say: ['cancelled'],
    to: definition.initialState,
    paused: [],
    isFixed: true,
    followUps: [],
    reason: 'the customer dropped it',
    events: [{ name: 'flow_cancelled', details: { from: snapshot.state } }],
  };
}

function notCancelled(): Handling {
  return {
    pattern: 'cancel',
    say: ['not_cancelled'],
    isFixed: true,
    reason: 'the customer goes on',
    events: [{ name: 'flow_resumed' }],
  };
}

/** In the words of the state, where it has an edge back for a refusal: what was noted stays noted. */
function backToPaused(turn: TurnInHand): Handling {
  const { snapshot, heard } = turn;
  const edge = edgeFor({ ...turn, heard: { ...heard, intent: 'refusal' } });
  return {
    pattern: 'cancel',
    slots: turn.known,
    say: [edge?.to === RETURN ? edge.reply : 'not_cancelled'],
    ...placeOf(RETURN, turn),
    isFixed: true,
    reason: 'the customer leaves the interruption',
    events: [{ name: 'flow_cancelled', details: { from: snapshot.state } }, { name: 'flow_resumed' }],
  };
}
