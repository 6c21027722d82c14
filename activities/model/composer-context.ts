import type { DialogueFlow } from '../../contracts/dialogue.ts';
import type { Budget } from './budget.ts';
import type { Draft } from './draft.ts';
import type { Halt } from './halt.ts';
import type { ModelMeters } from './model-meters.ts';
import type { ModelPool, PooledModel } from './model-pool.ts';
import type { ModelSettings } from './model-settings.ts';
import type { Opened } from './prompt.ts';
import type { TokenUsage } from './prices.ts';
import type { StreamCall, StreamedAnswer } from './stream-call.ts';
import { estimated, streamCall } from './stream-call.ts';
import { ModelFailure } from './model-failure.ts';
import type { Tally } from './tally.ts';

/** Everything that the steps of one reply work on. */
export interface ComposerContext {
  readonly flow: DialogueFlow;
  readonly settings: ModelSettings;
  readonly pool: ModelPool;
  readonly meters: ModelMeters;
  readonly halt: Halt;
  readonly tally: Tally;
  readonly budget: Budget;
  readonly draft: Draft;
  /** Whether the activity may ask Temporal to come back later: `waitMs` → the error to throw. Undefined: not any more. */
  readonly comeBack: ((waitMs: number) => Error) | undefined;
}

/** What a call is for, in metrics and traces. */
export type Purpose = 'proposal' | 'reply' | 'repair' | 'summary';

export type Calling = Pick<StreamCall, 'messages' | 'maxOutputTokens' | 'deadlineAt' | 'schema' | 'onPiece'> & {
  readonly purpose: Purpose;
};

/** The models to try for a composition. */
export function chainFor({ pool, settings }: Pick<ComposerContext, 'pool' | 'settings'>, { composition }: Opened) {
  return pool.chain(composition.models.length > 0 ? composition.models : settings.models);
}

type Called = Pick<ComposerContext, 'settings' | 'meters' | 'tally'> & {
  readonly signal: AbortSignal;
  readonly firstTokenMs: number;
};

/** Calls a model behind its circuit, counts and prices the call. Rejects with ModelFailure only. */
export async function callModel(called: Called, pooled: PooledModel, calling: Calling): Promise<StreamedAnswer> {
  const { provider, model } = pooled;
  const { purpose, onPiece, ...rest } = calling;
  const { settings, meters, tally, signal, firstTokenMs } = called;
  if (signal.aborted) throw new ModelFailure('model_aborted', { isFault: false });
  let received = '';
  const call: StreamCall = {
    ...rest,
    temperature: purpose === 'reply' || purpose === 'repair' ? settings.temperature : 0,
    firstTokenMs,
    signal,
    onPiece: (piece) => {
      received += piece;
      return onPiece?.(piece) ?? true;
    },
  };
  try {
    const answer = await pooled.call(() => streamCall(pooled, call));
    tally.add(model, answer.usage);
    meters.calls.inc({ provider, model, purpose, outcome: 'ok' });
    meters.firstTokenSeconds.observe({ provider, model }, answer.firstTokenMs / 1000);
    return answer;
  } catch (error) {
    const reason = error instanceof ModelFailure ? error.reason : 'internal';
    meters.calls.inc({ provider, model, purpose, outcome: reason });
    const usage = error instanceof ModelFailure ? usageOf(error, call, received) : undefined;
    if (usage !== undefined) tally.add(model, usage);
    throw error;
  }
}

/** The vendor bills the prompt that it took and what it wrote, also when the end never came. Undefined: it took nothing. */
function usageOf({ usage, reason }: ModelFailure, call: StreamCall, received: string): TokenUsage | undefined {
  if (usage !== undefined) return usage;
  return received !== '' || GIVEN_UP.has(reason) ? estimated(call, received) : undefined;
}

/** Calls that we ended: the server had the prompt by then. */
const GIVEN_UP: ReadonlySet<string> = new Set(['model_timeout', 'model_stalled', 'model_aborted']);
