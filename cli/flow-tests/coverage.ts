import type { DialogueFlow } from '../../contracts/dialogue.ts';
import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type { SentFollowUp, TurnOutcome } from './conversation.ts';

/** How much of one kind of part was used. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
  readonly missing: readonly string[];
}

/** What the scripts of a flow reach of it. Edges are `from → to`. */
export interface FlowCoverage {
  readonly states: CoverageCount;
  readonly edges: CoverageCount;
  readonly intents: CoverageCount;
  readonly patterns: CoverageCount;
}

interface Taken {
  readonly turns: readonly TurnOutcome[];
  readonly sent: readonly SentFollowUp[];
}

/** What the given conversations reach of a flow. */
export function coverageOf(flow: DialogueFlow, conversations: readonly Taken[]): FlowCoverage {
  const turns = conversations.flatMap((conversation) => conversation.turns);
  const edges = Object.entries(flow.edges).flatMap(([from, targets]) => targets.map((to) => `${from} → ${to}`));
  const events = [
    ...turns.flatMap((turn) => turn.events),
    ...conversations.flatMap(({ sent }) => sent.flatMap((followUp) => followUp.events)),
  ];
  return {
    states: count(
      flow.states,
      turns.flatMap(({ stateBefore, stateAfter }) => [stateBefore, stateAfter]),
    ),
    edges: count(
      edges,
      turns.map(({ stateBefore, stateAfter }) => `${stateBefore} → ${stateAfter}`),
    ),
    intents: count(
      flow.intents.map(({ name }) => name),
      turns.flatMap(({ understanding: { intent } }) => intent ?? []),
    ),
    patterns: count(flow.patterns, patternsOf(turns, events)),
  };
}

function count(all: readonly string[], used: readonly string[]): CoverageCount {
  const seen = new Set(used);
  const missing = all.filter((name) => !seen.has(name));
  return { covered: all.length - missing.length, total: all.length, missing };
}

/** The trace names the pattern that decided a turn; failures and silence are told by their events. */
function patternsOf(turns: readonly TurnOutcome[], events: readonly DialogueEvent[]): string[] {
  const decided = turns.flatMap(({ trace }) =>
    trace.filter(({ rule }) => rule === 'pattern').map(({ outcome }) => outcome),
  );
  const told = events.map(({ name }) => name).filter((name) => name === 'internal_error' || name === 'silence');
  return [...decided, ...told];
}
