import type { DialogueFlow } from '../../contracts/dialogue.ts';
import type { Outcome, Simulated } from './run-conversation.ts';
import { MIN_LOOP, OUTCOMES } from './run-conversation.ts';

/** The same state and reply three times or more in a row, while nothing new was taken in: a list that grows is no loop. */
export interface Loop {
  /** Number of the conversation: `--show` prints it. */
  readonly conversation: number;
  readonly state: string;
  readonly template: string;
  readonly times: number;
}

/** A state in which customers went on talking, and which none of them ever left. */
export interface DeadEnd {
  readonly state: string;
  readonly entered: number;
  /** Messages that were written there in vain. */
  readonly messages: number;
}

/** Totals of all conversations, or of those of one persona. */
export interface Tally {
  readonly conversations: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of those who reached it, who got just what they wanted: a shop's order is the shopping list. */
  readonly as_wanted: number;
  readonly turns: { readonly mean: number; readonly p50: number; readonly p95: number };
  readonly loops: number;
  /** Share of the messages that no intent was understood of. */
  readonly not_understood: number;
  readonly follow_ups_sent: number;
  readonly internal_errors: number;
}

/** What a simulation found out. */
export interface Findings {
  readonly flow: string;
  readonly seed: string;
  /** States; empty: errands. */
  readonly goals: readonly string[];
  readonly total: Tally;
  readonly personas: Readonly<Record<string, Tally>>;
  readonly loops: readonly Loop[];
  readonly dead_ends: readonly DeadEnd[];
  /** No conversation came there. */
  readonly unreached_states: readonly string[];
}

/** Counts what happened. `goals` are no dead ends: they are where conversations shall end. */
export function findingsOf(
  flow: DialogueFlow,
  { seed, goals }: { readonly seed: string; readonly goals: ReadonlySet<string> },
  conversations: readonly Simulated[],
): Findings {
  const names = [...new Set(conversations.map(({ persona }) => persona))];
  const reached = new Set([
    flow.initialState,
    ...conversations.flatMap(({ turns }) => turns.map(({ outcome }) => outcome.stateAfter)),
  ]);
  return {
    flow: flow.name,
    seed,
    goals: [...goals],
    total: tallyOf(conversations),
    personas: Object.fromEntries(
      names.map((name) => [name, tallyOf(conversations.filter(({ persona }) => persona === name))]),
    ),
    loops: conversations.flatMap(loopsOf),
    dead_ends: flow.states.filter((state) => !goals.has(state)).flatMap((state) => deadEndAt(state, conversations)),
    unreached_states: flow.states.filter((state) => !reached.has(state)),
  };
}

function tallyOf(conversations: readonly Simulated[]): Tally {
  const lengths = conversations.map(({ turns }) => turns.length).toSorted((one, other) => one - other);
  const turns = conversations.flatMap((conversation) => conversation.turns);
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(3)));
  const quantile = (q: number): number => lengths[Math.min(lengths.length - 1, Math.floor(q * lengths.length))] ?? 0;
  return {
    conversations: conversations.length,
    outcomes: Object.fromEntries(
      OUTCOMES.map((kind) => [kind, conversations.filter(({ outcome }) => outcome === kind).length]),
    ) as Record<Outcome, number>,
    as_wanted: conversations.filter(({ isAsWanted }) => isAsWanted === true).length,
    turns: { mean: share(turns.length, conversations.length), p50: quantile(0.5), p95: quantile(0.95) },
    loops: conversations.flatMap(loopsOf).length,
    not_understood: share(
      turns.filter(({ outcome }) => outcome.understanding.intent === undefined).length,
      turns.length,
    ),
    follow_ups_sent: conversations.reduce((sum, { sent }) => sum + sent.length, 0),
    internal_errors: turns.filter(({ outcome }) => outcome.events.some(({ name }) => name === 'internal_error')).length,
  };
}

function loopsOf({ number, turns }: Simulated): Loop[] {
  const loops: Loop[] = [];
  let run: Loop | undefined;
  for (const { outcome } of turns) {
    const { stateAfter: state, reply } = outcome;
    const template = reply?.template ?? '';
    const times: number = run !== undefined && isAgain(run, outcome) ? run.times + 1 : 1;
    if (times === 1 && run !== undefined && run.times >= MIN_LOOP) loops.push(run);
    run = { conversation: number, state, template, times };
  }
  return run !== undefined && run.times >= MIN_LOOP ? [...loops, run] : loops;
}

/** The same state and reply, and nothing was taken in. */
function isAgain(
  { state, template }: Loop,
  { stateAfter, reply, events }: Simulated['turns'][number]['outcome'],
): boolean {
  return (
    state === stateAfter && template === (reply?.template ?? '') && events.every(({ name }) => name !== 'slot_set')
  );
}

function deadEndAt(state: string, conversations: readonly Simulated[]): DeadEnd[] {
  const there = conversations.flatMap(({ turns }) => turns.filter(({ outcome }) => outcome.stateBefore === state));
  const isLeft = there.some(({ outcome }) => outcome.stateAfter !== state);
  const entered = conversations.filter(({ turns }) =>
    turns.some(({ outcome }) => outcome.stateBefore === state || outcome.stateAfter === state),
  ).length;
  return there.length === 0 || isLeft ? [] : [{ state, entered, messages: there.length }];
}

/** The findings as a reader in a terminal sees them. */
export function findingsText(findings: Findings): string {
  const { flow, seed, goals, total, personas, loops, dead_ends: deadEnds, unreached_states: unreached } = findings;
  const rows = [...Object.entries(personas), ['all', total] as const];
  const head = [
    'persona',
    'talks',
    'goal',
    'opt-out',
    'person',
    'gave up',
    'loop',
    'dead end',
    'left',
    'cut off',
    'as wanted',
    'turns',
    'p95',
    'loops',
    'unclear',
    'follow-ups',
  ];
  const cells = rows.map(([name, tally]) => [
    name,
    String(tally.conversations),
    ...OUTCOMES.map((outcome) => String(tally.outcomes[outcome])),
    String(tally.as_wanted),
    tally.turns.mean.toFixed(1),
    String(tally.turns.p95),
    String(tally.loops),
    `${Math.round(100 * tally.not_understood)} %`,
    String(tally.follow_ups_sent),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [
    `flow ${flow}, seed ${seed}; the goal is ${goals.length > 0 ? `to reach ${goals.join(' or ')}` : 'to have one to three errands answered'}`,
    '',
    line(head),
    ...cells.map(line),
    '',
    ...loops
      .slice(0, MAX_LISTED)
      .map(
        ({ conversation, state, template, times }) =>
          `loop: ${template} ${times} times in ${state} (--show ${conversation})`,
      ),
    ...(loops.length > MAX_LISTED ? [`… and ${loops.length - MAX_LISTED} more loops`] : []),
    ...deadEnds.map(
      ({ state, entered, messages }) => `dead end: ${state}, entered by ${entered}, ${messages} messages, never left`,
    ),
    ...(unreached.length > 0 ? [`never reached: ${unreached.join(', ')}`] : []),
    ...(total.internal_errors > 0 ? [`the flow failed in ${total.internal_errors} turns`] : []),
  ].join('\n');
}

const MAX_LISTED = 10;
