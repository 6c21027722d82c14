import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { Conversation } from '../flow-tests/conversation.ts';

/** Which intents lead from which state to which, as the flow itself answers. */
export type Moves = ReadonlyMap<string, readonly { readonly intent: string; readonly to: string }[]>;

/** Examples that are tried per state and intent: a guess, enough to outvote one that is understood as something else. */
const TRIED = 3;

/** Asks the flow from every state where its own examples lead. States × intents × 3 steps: well under a second. */
export function probeMoves(flow: DialogueFlow): Moves {
  return new Map(
    flow.states.map((state) => [
      state,
      flow.intents.flatMap(({ name, examples }) => {
        const arrivals = examples.slice(0, TRIED).map((text) => arrivalOf(flow, state, text));
        const to = mostFrequent(arrivals);
        return to === undefined || to === state ? [] : [{ intent: name, to }];
      }),
    ]),
  );
}

function arrivalOf(flow: DialogueFlow, state: string, text: string): string {
  const conversation = new Conversation({
    flow,
    at: Date.UTC(2026, 2, 3, 10, 30),
    clock: { timeZone: 'UTC', quietHours: undefined },
    channel: 'api',
    locale: undefined,
    subject: 'probe',
    userName: undefined,
    standing: { state },
    knowledge: () => [],
  });
  return conversation.say({ texts: [text] }).stateAfter;
}

function mostFrequent(states: readonly string[]): string | undefined {
  const times = (state: string): number => states.filter((other) => other === state).length;
  return [...states].toSorted((one, other) => times(other) - times(one))[0];
}

/** Intents that bring the conversation a step nearer to one of the goals; empty when no way is known. */
export function intentsTowards(moves: Moves, from: string, goals: ReadonlySet<string>): readonly string[] {
  const steps = stepsToGoal(moves, goals);
  const here = steps.get(from);
  if (here === undefined) return [];
  return (moves.get(from) ?? []).filter(({ to }) => steps.get(to) === here - 1).map(({ intent }) => intent);
}

/** Breadth first, backwards from the goals. */
function stepsToGoal(moves: Moves, goals: ReadonlySet<string>): ReadonlyMap<string, number> {
  const steps = new Map([...goals].map((goal) => [goal, 0]));
  for (let distance = 1; ; distance += 1) {
    const found = [...moves.entries()]
      .filter(([state, exits]) => !steps.has(state) && exits.some(({ to }) => steps.get(to) === distance - 1))
      .map(([state]) => state);
    if (found.length === 0) return steps;
    for (const state of found) steps.set(state, distance);
  }
}

/** What customers want of a flow: its experiments' conversions, else the states that are furthest from the beginning. */
export function goalsOf(flow: DialogueFlow): ReadonlySet<string> {
  const conversions = flow.experiments.flatMap(({ conversionStates }) => conversionStates);
  if (conversions.length > 0) return new Set(conversions);
  const distances = new Map<string, number>([[flow.initialState, 0]]);
  const queue = [flow.initialState];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const next of flow.edges[state] ?? []) {
      if (distances.has(next)) continue;
      distances.set(next, (distances.get(state) ?? 0) + 1);
      queue.push(next);
    }
  }
  const furthest = Math.max(...distances.values());
  return new Set([...distances].filter(([, distance]) => distance === furthest).map(([state]) => state));
}
