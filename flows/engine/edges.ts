import { RETURN } from './definition.ts';
import { isYes } from '../understanding/repair-cues.ts';
import type { EdgeDefinition } from './definition.ts';
import type { TurnInHand } from './turn-in-hand.ts';

/** The edge that the accepted intent takes from the present state, if any. What is not said clearly takes none that binds. */
export function edgeFor(turn: TurnInHand): EdgeDefinition | undefined {
  const { state, snapshot, slots, heard } = turn;
  const { intent } = heard;
  if (intent === undefined) return undefined;
  const guard = { snapshot, slots, understanding: heard };
  return state.edges.find(
    ({ intents, when, isBinding }) =>
      intents.includes(intent) && (isBinding !== true || isClear(turn, intent)) && (when?.(guard) ?? true),
  );
}

/** Whether the customer's own words say it: a yes, or a sentence that the classifier is sure of. */
function isClear({ heard, event, language, isGuessed }: TurnInHand, intent: string): boolean {
  if (isGuessed) return false;
  const score = heard.intents.find(({ name }) => name === intent)?.score ?? 0;
  return score >= SURE || event.text.split(/[,.!?;।\n]+/u).some((part) => isYes(part, language));
}

/** A guess: sentences of examples score far above it, sentences that merely resemble them below. */
const SURE = 0.5;

/** Where an edge leads, and what stays paused then. */
export function destinationOf({ to }: EdgeDefinition, turn: TurnInHand): { to: string; paused: readonly string[] } {
  return placeOf(to, turn);
}

/** A state, or the interrupted one for `RETURN`, and what stays paused then. */
export function placeOf(to: string, { snapshot, definition }: TurnInHand): { to: string; paused: readonly string[] } {
  const { paused } = snapshot;
  if (to !== RETURN) return { to, paused };
  return { to: paused.at(-1) ?? definition.initialState, paused: paused.slice(0, -1) };
}
