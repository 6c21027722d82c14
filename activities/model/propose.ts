import type { DialogueEvent } from '../../contracts/dialogue-events.ts';
import type { DialogueFlow, TraceEntry } from '../../contracts/dialogue.ts';
import type { Proposal, ProposalRequest } from '../../contracts/proposal.ts';
import { parseProposal, proposalJsonSchema } from '../../contracts/schemas/proposal.ts';
import type { TurnCircumstances, TurnDecider } from '../../db/interfaces.ts';
import { decideTurn, turnDecider } from '../decide-turn.ts';
import type { ComposerContext } from './composer-context.ts';
import { callModel, chainFor } from './composer-context.ts';
import { ModelFailure } from './model-failure.ts';
import { proposalPrompt } from './proposal-prompt.ts';

/**
 * Asks a model what the message means and lets the flow decide the turn again with it. What cannot be parsed is as if nothing were
 * proposed, and traced `proposal_refused`. False: the flow needs no model to word the reply, the turn is done.
 */
export async function propose(
  context: ComposerContext,
  request: ProposalRequest,
  circumstances: Pick<TurnCircumstances, 'at' | 'seed'>,
): Promise<boolean> {
  const { draft, flow, halt } = context;
  const asked = await ask(context, request);
  halt.check();
  draft.trace.push(...asked.trace);
  return draft.decideAgain(deciderOf(flow, { ...circumstances, hasModel: true, proposal: asked.proposal }, asked));
}

interface Asked {
  readonly proposal: Proposal;
  readonly trace: readonly TraceEntry[];
  readonly events: readonly DialogueEvent[];
}

const NOTHING: Proposal = { intents: [], slots: {}, edge: undefined, tool: undefined };

async function ask(context: ComposerContext, request: ProposalRequest): Promise<Asked> {
  const { draft, budget } = context;
  const messages = proposalPrompt(draft.opened, request);
  // The reply is still to be worded in the other half.
  const deadlineAt = Date.now() + budget.remainingMs / 2;
  const trace: TraceEntry[] = [];
  for (const pooled of chainFor(context, draft.opened)) {
    if (budget.isMoneySpent || deadlineAt - Date.now() <= 0) break;
    try {
      const { text } = await callModel(calledOf(context), pooled, {
        purpose: 'proposal',
        messages,
        deadlineAt,
        maxOutputTokens: MAX_PROPOSAL_TOKENS,
        schema: { name: 'proposal', schema: proposalJsonSchema(request) },
      });
      const parsed = parseProposal(text);
      if (parsed.kind === 'proposal') return { proposal: parsed.proposal, trace, events: [] };
      return refused(trace, `${pooled.model}: ${parsed.why}`, parsed.why);
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      context.halt.check();
      trace.push({ rule: 'proposal_call', outcome: `${pooled.model}: ${error.reason}` });
    }
  }
  return refused(trace, 'no answer', 'no_answer');
}

/** A few names and values; reasoning models think in them too. */
const MAX_PROPOSAL_TOKENS = 600;

function refused(trace: readonly TraceEntry[], outcome: string, why: string): Asked {
  return {
    proposal: NOTHING,
    trace: [...trace, { rule: 'proposal_refused', outcome }],
    events: [{ name: 'proposal_refused', details: { what: 'answer', why } }],
  };
}

function calledOf({ settings, meters, tally, halt, budget }: ComposerContext) {
  return { settings, meters, tally, signal: halt.signal, firstTokenMs: budget.limits.firstTokenMs };
}

function deciderOf(flow: DialogueFlow, circumstances: TurnCircumstances, { events }: Asked): TurnDecider {
  return {
    ...turnDecider(() => flow, circumstances),
    decide: (opening) => {
      const decision = decideTurn(flow, opening, circumstances);
      return { ...decision, events: [...events, ...decision.events] };
    },
  };
}
