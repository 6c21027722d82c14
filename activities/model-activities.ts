import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { ComposeReplyInput } from '../contracts/turn.ts';
import { guarded } from './failures.ts';
import type { ReplyComposer } from './model/compose-reply.ts';

export interface ModelActivityDeps {
  readonly composer: ReplyComposer;
  readonly logger: Logger;
}

export type ModelActivities = ReturnType<typeof createModelActivities>;

export function createModelActivities(deps: ModelActivityDeps) {
  return guarded(
    {
      /**
       * Has a model word the reply of a turn; the template speaks when none does in time or none keeps to the rules (see
       * ReplyComposer). Always ends with exactly one reply, unless the turn was planned again.
       */
      async composeReply(input: ComposeReplyInput): Promise<void> {
        const context = Context.current();
        const { attempt, scheduledTimestampMs } = context.info;
        await heartbeating(context, () =>
          deps.composer.compose(input, {
            number: attempt,
            scheduledAt: scheduledTimestampMs,
            cancellation: context.cancellationSignal,
          }),
        );
      },
    },
    deps.logger,
  );
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
