import type { DialogueFlow, KnowledgeQuery, Passage } from '../../contracts/dialogue.ts';
import type { SentFollowUp, TurnOutcome } from '../flow-tests/conversation.ts';
import { Conversation } from '../flow-tests/conversation.ts';
import type { Customer } from './customer.ts';

/** How a simulated conversation ended. */
export const OUTCOMES = ['goal_reached', 'opted_out', 'handed_over', 'given_up'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A simulated conversation, from the first word to the end. */
export interface Simulated {
  readonly number: number;
  readonly persona: string;
  readonly outcome: Outcome;
  readonly turns: readonly SimulatedTurn[];
  readonly sent: readonly SentFollowUp[];
}

export interface SimulatedTurn {
  readonly texts: readonly string[];
  readonly outcome: TurnOutcome;
}

export interface Simulation {
  readonly flow: DialogueFlow;
  readonly number: number;
  readonly seed: string;
  readonly persona: { readonly name: string; readonly maxTurns: number };
  readonly customer: Customer;
  /** States of which one shall be reached. */
  readonly goals: ReadonlySet<string>;
  /** Where there are no goals: intents that shall all be understood and answered. */
  readonly errands: readonly string[];
  readonly knowledge: (query: KnowledgeQuery) => readonly Passage[];
}

/** A weekday morning: what a customer says of dates is meant from here. */
const START = Date.UTC(2026, 2, 3, 10, 30);

/** Lets the customer talk until one of the two ends it. */
export async function simulateConversation(simulation: Simulation): Promise<Simulated> {
  const { flow, number, seed, persona, customer, knowledge } = simulation;
  const conversation = new Conversation({
    flow,
    at: START,
    clock: { timeZone: 'Asia/Kolkata', quietHours: flow.defaultQuietHours },
    channel: 'whatsapp',
    locale: undefined,
    subject: seed,
    userName: undefined,
    knowledge,
  });
  const turns: SimulatedTurn[] = [];
  const sent: SentFollowUp[] = [];
  let outcome: Outcome | undefined;
  while (outcome === undefined && turns.length < persona.maxTurns) {
    const move = await customer.next(conversation.snapshot.state, turns.at(-1)?.outcome);
    if (move.kind === 'leaves') break;
    sent.push(...conversation.wait(move.afterMs));
    if (move.kind === 'waits') continue;
    const taken = conversation.say({ texts: move.texts, seed: `${seed}/${turns.length}` });
    turns.push({ texts: move.texts, outcome: taken });
    outcome = endOf(simulation, turns);
  }
  // Whoever left hears what is still planned for the silent, as they would.
  if (outcome === undefined) sent.push(...conversation.wait(flow.idleMs));
  return { number, persona: persona.name, outcome: outcome ?? 'given_up', turns, sent };
}

function endOf({ goals, errands }: Simulation, turns: readonly SimulatedTurn[]): Outcome | undefined {
  const last = turns.at(-1)?.outcome;
  if (last === undefined) return undefined;
  if (last.isOptOut) return 'opted_out';
  if (last.handsOver) return 'handed_over';
  const isDone =
    goals.has(last.stateAfter) || (errands.length > 0 && errands.every((errand) => turns.some(isAnswered(errand))));
  return isDone ? 'goal_reached' : undefined;
}

function isAnswered(errand: string): (turn: SimulatedTurn) => boolean {
  return ({ outcome: { understanding, reply, events } }) =>
    understanding.intent === errand && reply !== undefined && events.every(({ name }) => name !== 'not_handled');
}
