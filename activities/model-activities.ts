import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { ComposeReplyInput } from '../contracts/turn.ts';
import type { Database, FinishedReply, OpenedComposition } from '../db/interfaces.ts';
import { fitGraphemes } from '../flows/engine/graphemes.ts';
import { guarded } from './failures.ts';
import type { ReplyWriter } from './reply-writer.ts';

export interface ModelActivityDeps {
  readonly database: Database;
  readonly writer: ReplyWriter;
  readonly logger: Logger;
}

export type ModelActivities = ReturnType<typeof createModelActivities>;

type Composing = Extract<OpenedComposition, { kind: 'composing' }>;

export function createModelActivities(deps: ModelActivityDeps) {
  return guarded(
    {
      /**
       * Has the model word the reply of a turn; the template speaks when it fails, takes too long or breaks a limit.
       * Always ends with exactly one reply: a repeated attempt first looks whether it is there, and does not ask the
       * model again, because the customer has waited long enough by then.
       */
      async composeReply(input: ComposeReplyInput): Promise<void> {
        const store = deps.database.workspace(input.workspaceId);
        const opened = await store.openComposition(input.turnId);
        if (opened === undefined || opened.kind === 'finished') return;
        const context = Context.current();
        const reply =
          context.info.attempt > 1
            ? fallback(opened, 'model_attempt_lost')
            : await heartbeating(context, () => write(deps.writer, opened));
        await store.finishTurn(input.turnId, { ...reply, at: new Date() });
      },
    },
    deps.logger,
  );
}

async function write(writer: ReplyWriter, opened: Composing): Promise<Omit<FinishedReply, 'at'>> {
  const startedAt = performance.now();
  const written = await writer.write(opened);
  const modelLatencyMs = Math.round(performance.now() - startedAt);
  if (written.kind === 'failed') return { ...fallback(opened, written.reason), model: written.model, modelLatencyMs };
  return {
    text: fitGraphemes(written.text, opened.composition.maxGraphemes),
    source: 'model',
    reason: undefined,
    model: written.model,
    inputTokens: written.inputTokens,
    outputTokens: written.outputTokens,
    modelLatencyMs,
  };
}

function fallback(opened: Composing, reason: string): Omit<FinishedReply, 'at'> {
  return {
    text: opened.fallback.text,
    source: 'template',
    reason,
    model: undefined,
    inputTokens: undefined,
    outputTokens: undefined,
    modelLatencyMs: undefined,
  };
}

/** Tells the server twice a second that this attempt lives, so that a lost worker is noticed within the heartbeat timeout. */
async function heartbeating<T>(context: Context, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => context.heartbeat(), 500);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
