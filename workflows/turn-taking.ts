import { CancellationScope, condition } from '@temporalio/workflow';
import type { OverlapPolicy } from '../contracts/overlap.ts';
import type { ConversationKey, TakeTurnResult } from '../contracts/turn.ts';
import { conversationActivities, modelActivities } from './activity-stubs.ts';
import { Deadline } from './deadline.ts';
import type { Mailbox } from './mailbox.ts';
import { runErrands } from './order-errands.ts';
import type { Signpost } from './signpost.ts';

/** What turn taking needs of the conversation it belongs to. */
export interface TurnTakingDeps {
  readonly key: ConversationKey;
  readonly mailbox: Mailbox;
  readonly signpost: Signpost;
  /** Whether a command waits; `runCommands` carries them out. */
  readonly hasCommands: () => boolean;
  readonly runCommands: () => Promise<void>;
}

/**
 * One turn of the messages that wait, from the quiet before it to its written reply.
 *
 * ```
 *   gather ──► take turn ──► done
 *     ▲            │
 *     │            └─► the model writes ──► done
 *     └── interrupt ───────┘  a message came: the writer is cancelled, and the same turn is planned again
 * ```
 *
 * An urgent message (a request to stop) ends the quiet and interrupts the writer whatever the policy, and all that waits is
 * one turn with it.
 *
 * Messages leave the mailbox when PostgreSQL has their turn; a run that dies before that takes it again, once.
 */
export class TurnTaking {
  private readonly deps: TurnTakingDeps;
  private readonly quiet = new Deadline();

  constructor(deps: TurnTakingDeps) {
    this.deps = deps;
  }

  /** Resolves with how the conversation stands when the turn's reply is written. The mailbox must not be empty. */
  async run(policyNow: () => OverlapPolicy): Promise<TakeTurnResult> {
    await this.gather(policyNow());
    let taken = await this.take(policyNow(), undefined);
    for (let plans = 1; taken.status === 'composing'; plans += 1) {
      const policy = taken.overlap ?? policyNow();
      const isInterruptible = policy.mode === 'interrupt' && plans < MAX_PLANS;
      this.deps.signpost.announce(`The model words the reply of turn ${taken.turn}.`);
      if (await this.compose(taken.turnId, isInterruptible)) break;
      await this.gather(policy);
      taken = await this.take(policy, taken.turnId);
    }
    return taken;
  }

  /** Waits until it was quiet for long enough, or the first message has waited long enough. Commands run meanwhile. */
  private async gather({ mode, debounceMs, maxDebounceMs }: OverlapPolicy): Promise<void> {
    if (debounceMs <= 0 || mode === 'queue' || mode === 'reject') return;
    const { mailbox, hasCommands, runCommands } = this.deps;
    const next = () => ({
      at: Math.min(mailbox.lastArrivedAt + debounceMs, mailbox.firstArrivedAt + maxDebounceMs),
      summary: 'more of the message may come',
    });
    while (!mailbox.isUrgent && next().at > Date.now()) {
      await this.quiet.wait(next, () => hasCommands() || mailbox.isUrgent);
      await runCommands();
    }
  }

  private async take({ mode }: OverlapPolicy, replaces: string | undefined): Promise<TakeTurnResult> {
    const { key, mailbox } = this.deps;
    const isMerged = mode === 'merge' || mode === 'interrupt' || mailbox.isUrgent;
    const inboundIds = mailbox.oldest(isMerged ? MAX_MESSAGES : 1);
    const at = Date.now();
    const input = { ...key, inboundIds, at, ...(replaces === undefined ? {} : { replaces }) };
    const taken = await conversationActivities.takeTurn(input);
    mailbox.done(inboundIds);
    if (taken.orders !== undefined) await runErrands(key.workspaceId, taken.orders);
    return taken;
  }

  /** True when the reply is written; false when a message came first and the writer, if there was one yet, was sent away. */
  private async compose(turnId: string, isInterruptible: boolean): Promise<boolean> {
    const { key, mailbox } = this.deps;
    const isInterrupted = (): boolean => mailbox.isUrgent || (isInterruptible && !mailbox.isEmpty);
    if (isInterrupted()) return false;
    const scope = new CancellationScope();
    const writing = scope.run(() => modelActivities().composeReply({ ...key, turnId }));
    let outcome: 'written' | 'failed' | undefined;
    const settled = writing.then(
      () => {
        outcome = 'written';
      },
      () => {
        outcome = 'failed';
      },
    );
    await condition(() => outcome !== undefined || isInterrupted());
    if (outcome === undefined) {
      // It is not waited for: its attempt is outdated as soon as the turn is planned again, whether or not it hears of it.
      scope.cancel();
      await settled;
      return outcome === 'written';
    }
    await writing;
    return true;
  }
}

/** A customer who never stops writing is answered all the same: the last plan is worded to its end. A guess. */
const MAX_PLANS = 5;
/** Messages in one turn. A guess, far above what people send in one breath; the rest becomes the next turn. */
const MAX_MESSAGES = 32;
