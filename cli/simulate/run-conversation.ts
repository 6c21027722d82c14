import type { DialogueFlow, KnowledgeQuery, Passage } from '../../contracts/dialogue.ts';
import type { SentFollowUp, TurnOutcome } from '../flow-tests/conversation.ts';
import { Conversation } from '../flow-tests/conversation.ts';
import type { ShopSetup } from '../flow-tests/shop/setup.ts';
import { MemoryShop } from '../flow-tests/shop/memory-shop.ts';
import type { Customer } from './customer.ts';
import type { Purpose } from './purpose.ts';

/**
 * How a simulated conversation ended. Who gave up had enough: in a loop (one reply three times in one state), at a dead end (three
 * replies that left them where they were), or because of replies that did not help. Who walked away was silent for days and did not
 * come back; who was cut off was still talking at the last turn that is simulated.
 */
export const OUTCOMES = [
  'goal_reached',
  'opted_out',
  'handed_over',
  'given_up',
  'looped',
  'dead_end',
  'walked_away',
  'cut_off',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A simulated conversation, from the first word to the end. */
export interface Simulated {
  readonly number: number;
  readonly persona: string;
  readonly outcome: Outcome;
  /** Whether it is just what was wanted that was reached, where that can be told. */
  readonly isAsWanted?: boolean;
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
  readonly purpose: Purpose | undefined;
  /** What the shop knows of the customer. */
  readonly setup: ShopSetup | undefined;
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
    shop: MemoryShop.of(flow.name, simulation.setup),
  });
  const turns: SimulatedTurn[] = [];
  const sent: SentFollowUp[] = [];
  let outcome: Outcome | undefined;
  while (outcome === undefined && turns.length < persona.maxTurns) {
    const move = await customer.next(conversation.snapshot.state, turns.at(-1)?.outcome);
    if (move.kind === 'leaves') {
      outcome = move.why === 'habit' ? 'walked_away' : givenUp(turns);
      break;
    }
    sent.push(...conversation.wait(move.afterMs));
    if (move.kind === 'waits') continue;
    const taken = conversation.say({ texts: move.texts, seed: `${seed}/${turns.length}` });
    turns.push({ texts: move.texts, outcome: taken });
    outcome = endOf(simulation, turns);
  }
  const ended = outcome ?? 'cut_off';
  // Whoever left hears what is still planned for the silent, as they would.
  if (LEFT.has(ended)) sent.push(...conversation.wait(flow.idleMs));
  return { number, persona: persona.name, outcome: ended, ...asWanted(simulation, ended, turns), turns, sent };
}

function asWanted(
  { purpose }: Simulation,
  ended: Outcome,
  turns: readonly SimulatedTurn[],
): { readonly isAsWanted?: boolean } {
  const last = turns.at(-1)?.outcome;
  if (ended !== 'goal_reached' || last === undefined || purpose?.isAsWanted === undefined) return {};
  return { isAsWanted: purpose.isAsWanted(last) };
}

const LEFT: ReadonlySet<Outcome> = new Set(['given_up', 'looped', 'dead_end', 'walked_away', 'cut_off']);

/** Why somebody had enough, by the last replies. */
function givenUp(turns: readonly SimulatedTurn[]): Outcome {
  const last = turns.slice(-MIN_LOOP).map(({ outcome }) => outcome);
  const [first] = last;
  if (first === undefined || last.length < MIN_LOOP) return 'given_up';
  const isStill = last.every(
    ({ stateAfter, events }) => stateAfter === first.stateAfter && events.every(({ name }) => name !== 'slot_set'),
  );
  if (!isStill) return 'given_up';
  return last.every(({ reply }) => reply?.template === first.reply?.template) ? 'looped' : 'dead_end';
}

/** So many replies in a row make a loop. */
export const MIN_LOOP = 3;

function endOf({ goals, errands, purpose }: Simulation, turns: readonly SimulatedTurn[]): Outcome | undefined {
  const last = turns.at(-1)?.outcome;
  if (last === undefined) return undefined;
  if (purpose?.isReached(last) === true) return 'goal_reached';
  if (last.isOptOut) return 'opted_out';
  // A sale that is handed over to be carried out is a sale.
  if (last.handsOver) return goals.has(last.stateAfter) ? 'goal_reached' : 'handed_over';
  if (purpose !== undefined) return undefined;
  const isDone =
    goals.has(last.stateAfter) || (errands.length > 0 && errands.every((errand) => turns.some(isAnswered(errand))));
  return isDone ? 'goal_reached' : undefined;
}

function isAnswered(errand: string): (turn: SimulatedTurn) => boolean {
  return ({ outcome: { understanding, reply, events } }) =>
    understanding.intent === errand && reply !== undefined && events.every(({ name }) => name !== 'not_handled');
}
