import type { InterruptionDefinition } from '../definition.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

/** Another need in between: it is answered, and the conversation returns to its question, or to its state when that is done. */
export const interruption: Pattern = {
  name: 'interruption',
  handle: (turn) => {
    const { intent } = turn.heard;
    if (intent === undefined) return undefined;
    const found = turn.definition.interruptions.find(({ intents }) => intents.includes(intent));
    if (found === undefined || isOwnBusiness(turn, found)) return undefined;
    return found.to === undefined ? answered(turn, found, intent) : entered(turn, { ...found, to: found.to }, intent);
  },
};

/** What the state is about anyway interrupts nothing: its own reply answers. */
function isOwnBusiness({ snapshot }: TurnInHand, { to, notIn }: InterruptionDefinition): boolean {
  return to === snapshot.state || notIn?.includes(snapshot.state) === true;
}

function entered(turn: TurnInHand, found: InterruptionDefinition & { readonly to: string }, intent: string): Handling {
  const { definition, state, snapshot } = turn;
  const goesBack = snapshot.state !== definition.initialState && state.isInterruption !== true;
  return {
    pattern: 'interruption',
    say: [found.reply ?? state.replies[intent] ?? definition.states[found.to]?.ask ?? 'resume'],
    to: found.to,
    paused: goesBack ? [...snapshot.paused, snapshot.state].slice(-MAX_PAUSED) : snapshot.paused,
    isFixed: false,
    reason: `another need comes first: ${intent}`,
    events: [{ name: 'flow_interrupted', details: { intent } }],
  };
}

function answered(
  { state, snapshot }: TurnInHand,
  found: InterruptionDefinition,
  intent: string,
): Handling | undefined {
  const reply = found.reply ?? state.replies[intent];
  if (reply === undefined) return undefined;
  return {
    pattern: 'interruption',
    say: reply === state.ask ? [reply] : [reply, 'resume'],
    isFixed: false,
    reason: `the question in between was answered: ${intent}`,
    events: [
      { name: 'flow_interrupted', details: { intent } },
      { name: 'flow_resumed', details: { state: snapshot.state } },
    ],
  };
}

/** Deeper interruptions forget the outermost. A guess: nobody returns to a sixth. */
const MAX_PAUSED = 5;
