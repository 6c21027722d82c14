import type { Slots } from '../../contracts/dialogue.ts';
import { handOverFor } from './hand-over.ts';
import type { Handling, TurnInHand } from './turn-in-hand.ts';

/** Turns without progress until the customer is asked what they need, and until a person is; where the flow says nothing. */
const CLARIFY_AFTER = 3;
const PERSON_AFTER = 4;

/** Whether the conversation gets anywhere by this turn. */
export function isProgress(turn: TurnInHand, handling: Handling): boolean {
  const { snapshot, known } = turn;
  if (handling.isProgress === true || handling.isOptOut === true || handling.handOver !== undefined) return true;
  if (handling.to !== undefined && handling.to !== snapshot.state) return true;
  // Asking which of two things is meant gets nowhere by itself; asking whether to stop or to drop it does.
  if (handling.question?.kind === 'clarify') return false;
  if (handling.question !== undefined) return snapshot.question?.kind !== handling.question.kind;
  return changedSlots(known, handling.slots ?? turn.slots).length > 0 || isNewAnswer(turn, handling);
}

function isNewAnswer({ snapshot, state, heard }: TurnInHand, handling: Handling): boolean {
  const [said] = handling.say;
  const isAnswer = heard.intent !== undefined && said !== state.replies['*'] && handling.repeats === undefined;
  return isAnswer && said !== snapshot.lastReply?.template;
}

/** The same state again and again: first the customer is asked what they need, then a person is. */
export function guardedAgainstLoops(turn: TurnInHand, handling: Handling): Handling {
  const { definition, snapshot } = turn;
  if (definition.patterns?.loop?.isOff === true || isProgress(turn, handling)) return handling;
  const stuck = snapshot.turnsWithoutProgress + 1;
  if (stuck >= (definition.handOver.personAfter ?? PERSON_AFTER)) {
    return {
      ...broken(handling, definition.patterns?.loop?.reply ?? 'handed_over', 'no progress: a person takes over'),
      handOver: handOverFor(turn, 'loop'),
      events: [
        ...handling.events,
        { name: 'loop_broken', details: { turns: stuck } },
        { name: 'handoff_requested', details: { reason: 'loop' } },
      ],
    };
  }
  if (stuck < (definition.handOver.clarifyAfter ?? CLARIFY_AFTER)) return handling;
  return {
    ...broken(handling, 'loop_clarify', 'no progress: the customer is asked what they need'),
    events: [
      ...handling.events,
      { name: 'loop_broken', details: { turns: stuck } },
      { name: 'clarification_requested', details: { about: 'need' } },
    ],
  };
}

function broken({ trace, events }: Handling, template: string, reason: string): Handling {
  return { pattern: 'loop', say: [template], isFixed: true, reason, events, ...(trace === undefined ? {} : { trace }) };
}

/** Names of the slots that differ. */
export function changedSlots(before: Slots, after: Slots): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
}
