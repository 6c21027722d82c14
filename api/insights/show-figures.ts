import type { DialogueFlow } from '../../contracts/dialogue.ts';
import type { Funnel, InsightSummary, Objections, Rate } from '../../contracts/schemas/insights.ts';
import type { FlowSpan, FunnelState, ObjectionCount, Summary } from '../../db/insights-store.ts';
import { wilsonInterval } from './proportions.ts';

/** A share with its interval; all null without anything to count. */
export function rateOf(count: number, of: number): Rate {
  const interval = wilsonInterval({ hits: count, total: of });
  return {
    count,
    of,
    rate: of === 0 ? null : count / of,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  };
}

/** States in the order of the flow; those it does not know any more follow, by name. */
export function showFunnel(flow: DialogueFlow, span: FlowSpan, counted: readonly FunnelState[]): Funnel {
  const unknown = counted.map(({ state }) => state).filter((state) => !flow.states.includes(state));
  // A conversation stands in exactly one state.
  const conversations = counted.reduce((sum, { standing }) => sum + standing, 0);
  return {
    ...showSpan(span),
    conversations,
    states: [...flow.states, ...unknown.toSorted()].map((state) =>
      showState(
        counted.find((one) => one.state === state) ?? { ...UNREACHED, state },
        flow.conversionStates.includes(state),
        conversations,
      ),
    ),
  };
}

const UNREACHED = { reached: 0, left: 0, standing: 0, leftTo: {}, medianTurns: undefined, medianMs: undefined };

function showState(counted: FunnelState, isConversion: boolean, conversations: number): Funnel['states'][number] {
  return {
    state: counted.state,
    is_conversion: isConversion,
    reached: rateOf(counted.reached, conversations),
    left: rateOf(counted.left, counted.reached),
    standing: counted.standing,
    left_to: Object.entries(counted.leftTo)
      .map(([state, count]) => ({ state, conversations: count }))
      .toSorted((a, b) => b.conversations - a.conversations || a.state.localeCompare(b.state)),
    median_turns: counted.medianTurns ?? null,
    median_ms: counted.medianMs ?? null,
  };
}

export function showSummary(flow: DialogueFlow, span: FlowSpan, summary: Summary): InsightSummary {
  const { active, turns, models } = summary;
  const total = (read: (usage: Summary['models'][number]) => number): number =>
    models.reduce((sum, usage) => sum + read(usage), 0);
  return {
    ...showSpan(span),
    conversations: summary.conversations,
    active,
    autonomous: rateOf(active - summary.neededPerson, active),
    opt_outs: rateOf(summary.optedOut, active),
    conversions: flow.conversionStates.length === 0 ? null : rateOf(summary.converted, active),
    turns,
    replies: summary.replies.map(({ source, reason, turns: count }) => ({
      source: source ?? null,
      reason: reason ?? null,
      turns: count,
      share: count / turns,
    })),
    response_ms: summary.responseMs ?? null,
    first_token_ms: summary.firstTokenMs ?? null,
    input_tokens: total(({ inputTokens }) => inputTokens),
    output_tokens: total(({ outputTokens }) => outputTokens),
    cost_micros: total(({ costMicros }) => costMicros),
    is_cost_complete: total(({ unpricedTurns }) => unpricedTurns) === 0,
    models: models.map((usage) => ({
      model: usage.model ?? null,
      turns: usage.turns,
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      cost_micros: usage.costMicros,
    })),
  };
}

export function showObjections(flow: DialogueFlow, span: FlowSpan, counted: readonly ObjectionCount[]): Objections {
  const hasAim = flow.conversionStates.length > 0;
  return {
    ...showSpan(span),
    items: counted.map(({ objection, raised, conversations, overcome, converted }) => ({
      objection,
      raised,
      conversations,
      overcome: hasAim ? rateOf(overcome, conversations) : null,
      converted: hasAim ? rateOf(converted, conversations) : null,
    })),
  };
}

/** From each state, how many moves at least lead to a conversion; a state from which none does is left out. */
export function stepsToConversion({
  edges,
  conversionStates,
}: Pick<DialogueFlow, 'edges' | 'conversionStates'>): Readonly<Record<string, number>> {
  const steps = new Map(conversionStates.map((state) => [state, 0]));
  // A map is walked in the order of insertion, and what is added is walked too: nearer states come first.
  for (const [reached, distance] of steps) {
    for (const [from, leadsTo] of Object.entries(edges)) {
      if (leadsTo.includes(reached) && !steps.has(from)) steps.set(from, distance + 1);
    }
  }
  return Object.fromEntries(steps);
}

function showSpan({ flow, from, to }: FlowSpan): { flow: string; from: string; to: string } {
  return { flow, from: from.toISOString(), to: to.toISOString() };
}
