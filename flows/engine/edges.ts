import { RETURN } from './definition.ts';
import type { EdgeDefinition } from './definition.ts';
import type { TurnInHand } from './turn-in-hand.ts';

/** The edge that the accepted intent takes from the present state, if any. An intent that a model proposed takes none that binds. */
export function edgeFor({ state, snapshot, slots, heard, isProposed }: TurnInHand): EdgeDefinition | undefined {
  const { intent } = heard;
  if (intent === undefined) return undefined;
  const guard = { snapshot, slots, understanding: heard };
  return state.edges.find(
    ({ intents, when, isBinding }) =>
      intents.includes(intent) && !(isProposed && isBinding === true) && (when?.(guard) ?? true),
  );
}

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
