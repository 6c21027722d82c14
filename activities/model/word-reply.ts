import type { ReplyProblem } from '../../contracts/dialogue.ts';
import { fitReply } from '../../flows/engine/reply-checks.ts';
import type { ComposerContext, Purpose } from './composer-context.ts';
import { callModel, chainFor } from './composer-context.ts';
import type { Ending } from './draft.ts';
import { ModelFailure } from './model-failure.ts';
import type { PooledModel } from './model-pool.ts';
import type { ReplyPrompt } from './prompt.ts';
import { repairPrompt, replyPrompt } from './prompt.ts';
import { fold, Showing } from './showing.ts';
import type { ModelMessage } from './stream-call.ts';

/**
 * Has the models of the chain word the reply, one after the other, until one does within the budget. A reply that breaks a
 * check is repaired once by the model that wrote it. Otherwise the template is the ending, with the last reason. Throws Halted,
 * or what `comeBack` makes when a busy server asks to wait and the customer still can.
 */
export async function wordReply(context: ComposerContext): Promise<Ending> {
  const { draft, budget } = context;
  const prompt = replyPrompt(draft.opened, budget.limits.maxInputTokens);
  let reason = 'model_unavailable';
  for (const pooled of chainFor(context, draft.opened)) {
    if (budget.isMoneySpent) return moneySpent(context);
    if (budget.isTimeUp) return template(context, reason === 'model_unavailable' ? 'model_timeout' : reason);
    try {
      const attempted = await attempt(context, { pooled, prompt, messages: prompt.messages, purpose: 'reply' });
      return attempted.problems.length === 0
        ? endingOf(pooled, attempted)
        : await repair(context, { pooled, prompt, refused: attempted });
    } catch (error) {
      reason = reasonOf(context, pooled, error);
      waitIfAsked(context, error);
    }
  }
  return template(context, reason);
}

interface Attempted {
  /** Folded, and fit when there are no problems. */
  readonly text: string;
  readonly problems: readonly ReplyProblem[];
  readonly firstTokenMs: number;
}

interface Trying {
  readonly pooled: PooledModel;
  readonly prompt: ReplyPrompt;
  readonly messages: readonly ModelMessage[];
  readonly purpose: Purpose;
}

async function attempt(context: ComposerContext, trying: Trying): Promise<Attempted> {
  const { budget, draft, halt, settings, meters, tally } = context;
  const { pooled, messages, purpose } = trying;
  await draft.clear();
  const showing = new Showing(context, trying.prompt.instructions);
  const { limits, deadlineAt } = budget;
  const answer = await callModel(
    { settings, meters, tally, signal: halt.signal, firstTokenMs: limits.firstTokenMs },
    pooled,
    { purpose, messages, deadlineAt, maxOutputTokens: limits.maxOutputTokens, onPiece: (piece) => showing.take(piece) },
  );
  const { firstTokenMs } = answer;
  const text = fold(answer.text);
  if (showing.problems.length > 0) return noted(context, pooled, { text, problems: showing.problems, firstTokenMs });
  const fitted = answer.finish === 'length' ? undefined : fitReply(answer.text, draft.opened.composition.maxGraphemes);
  const problems = showing.check(fitted ?? text, { isPartial: false });
  if (problems.length > 0 || fitted === undefined) {
    return noted(context, pooled, { text, problems: problems.length > 0 ? problems : [CUT_OFF], firstTokenMs });
  }
  // A cut may have taken back what was shown already.
  if (!fitted.startsWith(draft.shown)) await draft.clear();
  draft.show(fitted);
  await draft.settled();
  return { text: fitted, problems: [], firstTokenMs };
}

/** The model wanted to say more than it was given tokens for. */
const CUT_OFF: ReplyProblem = { code: 'too_long', advice: 'Write a shorter message: two short sentences at most.' };

function noted(context: ComposerContext, { model }: PooledModel, attempted: Attempted): Attempted {
  const codes = attempted.problems.map(({ code }) => code).join(', ');
  for (const { code } of attempted.problems) context.meters.problems.inc({ model, code });
  context.draft.trace.push({ rule: 'reply_check', outcome: `${model}: ${codes}` });
  return attempted;
}

async function repair(
  context: ComposerContext,
  { pooled, prompt, refused }: { pooled: PooledModel; prompt: ReplyPrompt; refused: Attempted },
): Promise<Ending> {
  const reason = `reply_${refused.problems[0]?.code ?? 'refused'}`;
  if (context.budget.isTimeUp || context.budget.isMoneySpent) return template(context, reason);
  try {
    const messages = repairPrompt(prompt, refused);
    const repaired = await attempt(context, { pooled, prompt, messages, purpose: 'repair' });
    if (repaired.problems.length > 0) return template(context, reason);
    context.draft.trace.push({ rule: 'reply_repaired', outcome: pooled.model });
    return endingOf(pooled, repaired);
  } catch (error) {
    reasonOf(context, pooled, error);
    return template(context, reason);
  }
}

function endingOf({ model }: PooledModel, { text, firstTokenMs }: Attempted): Ending {
  return { text, source: 'model', reason: undefined, model, firstTokenMs };
}

/** The flow's own words, and why. */
export function template({ draft }: Pick<ComposerContext, 'draft'>, reason: string): Ending {
  return { text: draft.opened.fallback.text, source: 'template', reason };
}

/** The conversation has cost what it may; the trace tells how much that was. */
export function moneySpent(context: Pick<ComposerContext, 'draft' | 'budget'>): Ending {
  const { draft, budget } = context;
  const details = { spent_micros: budget.spentMicros, limit_micros: budget.limits.maxConversationCostMicros };
  draft.trace.push({ rule: 'model_budget', outcome: 'the money of the conversation is spent', details });
  return template(context, 'model_budget_spent');
}

/** The reason of a failed call, noted; everything else is thrown on. */
function reasonOf({ draft, halt }: ComposerContext, { model }: PooledModel, error: unknown): string {
  halt.check();
  if (!(error instanceof ModelFailure)) throw error;
  draft.trace.push({ rule: 'model_call', outcome: `${model}: ${error.reason}` });
  return error.reason;
}

/** A busy server that names a time is believed, if the customer can wait for it and has seen nothing yet. */
function waitIfAsked({ budget, draft, comeBack }: ComposerContext, error: unknown): void {
  if (!(error instanceof ModelFailure) || error.reason !== 'model_rate_limited' || draft.shown !== '') return;
  const waitMs = error.retryAfterMs;
  if (comeBack !== undefined && waitMs !== undefined && budget.fits(waitMs)) throw comeBack(waitMs);
}
