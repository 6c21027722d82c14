import type { DialogueFlow, Slots } from '../../contracts/dialogue.ts';
import type { TurnOutcome } from '../flow-tests/conversation.ts';
import { Conversation } from '../flow-tests/conversation.ts';

/** What a customer knows of a flow, as people know how to buy. */
export interface Moves {
  /** Which intents lead from which state where. */
  readonly exits: ReadonlyMap<string, readonly { readonly intent: string; readonly to: string }[]>;
  /** How many slots the examples of an intent fill: what is said to be understood better. */
  readonly tells: ReadonlyMap<string, number>;
}

/** Examples that are tried per state and intent: a guess, enough that one of them tells what can be told. */
const TRIED = 8;

interface Probe {
  readonly state: string;
  readonly intent: string;
  readonly to: string;
  readonly slots: Slots;
}

/**
 * Asks the flow from every state where its own examples lead: first with nothing known of the customer, then with
 * everything that the examples tell, for moves that wait for an answer. States × intents × 16 steps: well under a second.
 */
export function probeMoves(flow: DialogueFlow): Moves {
  const atFirst = probesOf(flow, {});
  const told: Slots = Object.assign({}, ...atFirst.map(({ slots }) => slots));
  const later = probesOf(flow, told);
  const exits = flow.states.map((state) => {
    const known = exitsOf(atFirst, state);
    const more = exitsOf(later, state).filter(({ intent }) => known.every((exit) => exit.intent !== intent));
    return [state, [...known, ...more]] as const;
  });
  const tells = flow.intents.map(({ name }) => {
    const slots = atFirst.filter(({ intent }) => intent === name).flatMap((probe) => Object.keys(probe.slots));
    return [name, new Set(slots).size] as const;
  });
  return { exits: new Map(exits), tells: new Map(tells) };
}

function probesOf(flow: DialogueFlow, known: Slots): Probe[] {
  return flow.states.flatMap((state) =>
    flow.intents.flatMap(({ name, examples }) =>
      examples.slice(0, TRIED).map((text) => {
        const { stateAfter, slots } = answerTo(flow, { state, slots: known }, text);
        return { state, intent: name, to: stateAfter, slots };
      }),
    ),
  );
}

function exitsOf(probes: readonly Probe[], from: string): { intent: string; to: string }[] {
  const here = probes.filter(({ state }) => state === from);
  return [...new Set(here.map(({ intent }) => intent))].flatMap((intent) => {
    const to = mostFrequent(here.filter((probe) => probe.intent === intent).map((probe) => probe.to));
    return to === undefined || to === from ? [] : [{ intent, to }];
  });
}

function answerTo(
  flow: DialogueFlow,
  standing: { readonly state: string; readonly slots: Slots },
  text: string,
): TurnOutcome {
  const conversation = new Conversation({
    flow,
    at: Date.UTC(2026, 2, 3, 10, 30),
    clock: { timeZone: 'UTC', quietHours: undefined },
    channel: 'api',
    locale: undefined,
    subject: 'probe',
    userName: undefined,
    standing,
    knowledge: () => [],
  });
  return conversation.say({ texts: [text] });
}

function mostFrequent(states: readonly string[]): string | undefined {
  const times = (state: string): number => states.filter((other) => other === state).length;
  return [...states].toSorted((one, other) => times(other) - times(one))[0];
}

/** Intents that bring the conversation a step nearer to one of the goals; empty when no way is known. */
export function intentsTowards({ exits }: Moves, from: string, goals: ReadonlySet<string>): readonly string[] {
  const steps = stepsToGoal(exits, goals);
  const here = steps.get(from);
  if (here === undefined) return [];
  return (exits.get(from) ?? []).filter(({ to }) => steps.get(to) === here - 1).map(({ intent }) => intent);
}

/** Breadth first, backwards from the goals. */
function stepsToGoal(exits: Moves['exits'], goals: ReadonlySet<string>): ReadonlyMap<string, number> {
  const steps = new Map([...goals].map((goal) => [goal, 0]));
  for (let distance = 1; ; distance += 1) {
    const found = [...exits]
      .filter(([state, found]) => !steps.has(state) && found.some(({ to }) => steps.get(to) === distance - 1))
      .map(([state]) => state);
    if (found.length === 0) return steps;
    for (const state of found) steps.set(state, distance);
  }
}

/** What customers want of a flow that is after something: its conversions. Empty: they come with errands. */
export function goalsOf({ conversionStates }: DialogueFlow): ReadonlySet<string> {
  return new Set(conversionStates);
}

/** Words that are said to any flow, and are no errand. */
const MANNERS: ReadonlySet<string> = new Set([
  'greeting',
  'thanks',
  'farewell',
  'agreement',
  'refusal',
  'provide_info',
  'stop',
  'human',
  'off_topic',
  'small_talk',
]);

/** What nobody says in passing who wants something else: it ends the talk, takes back what was wanted, or wants another thing. */
const TURNS: ReadonlySet<string> = new Set(
  'complaint cancel_order change_order order_items order_start checkout register problem later unsure need interest budget purchased'.split(
    ' ',
  ),
);

/** What may be asked by the way. */
export function questionsOf(flow: DialogueFlow): readonly string[] {
  return errandsOf(flow).filter((name) => !TURNS.has(name) && !name.startsWith('objection'));
}

/** What people come to a flow with that is after nothing: each of its topics is an errand. */
export function errandsOf({ intents }: DialogueFlow): readonly string[] {
  return intents.map(({ name }) => name).filter((name) => !MANNERS.has(name));
}
