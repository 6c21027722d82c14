import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { Command, ConversationInput, ConversationStanding } from '../contracts/turn.ts';
import type { OverlapPolicy } from '../contracts/overlap.ts';
import { QUEUE } from '../contracts/overlap.ts';
import { conversationActivities } from './activity-stubs.ts';
import { CommandQueue } from './command-queue.ts';
import { validateCommand } from './command-validators.ts';
import type { Deadlined } from './deadline.ts';
import { Deadline } from './deadline.ts';
import { continueConversation, shouldContinueAsNew } from './handover.ts';
import { Mailbox } from './mailbox.ts';
import { commandUpdate, messageSignal, nudgeSignal } from './messages.ts';
import { Signpost } from './signpost.ts';
import { TurnTaking } from './turn-taking.ts';

/**
 * One conversation, for as long as it lives.
 *
 * ```
 *            message signal ──► mailbox ─┐
 *            command update ──► commands ┤      one at a time
 *            nudge signal ───────────────┼──► command │ turn │ due follow-up │ reload │ idle close
 *            deadline timer ─────────────┘                     │
 *                                                              └─► continue as new, between two of them
 * ```
 *
 * Which messages become one turn, and what a message does that comes while the model writes, is turn-taking.ts.
 *
 * Everything it does is an activity that is keyed and repeatable, so a crash between any two lines is answered by doing
 * the same again. It holds ids, names, counts and times; what was said stays in PostgreSQL.
 */
export async function conversation(input: ConversationInput): Promise<void> {
  await new Conversation(input).run();
}

class Conversation {
  private readonly input: ConversationInput;
  private readonly mailbox: Mailbox;
  private readonly commands = new CommandQueue<Command>();
  private readonly deadline = new Deadline();
  private readonly signpost = new Signpost();
  private readonly turnTaking: TurnTaking;
  private standing: ConversationStanding | null;
  private lastActivityAt: number;
  private turnsInRun = 0;
  private isNudged = false;

  constructor(input: ConversationInput) {
    this.input = input;
    this.standing = input.carried?.standing ?? null;
    this.lastActivityAt = input.carried?.lastActivityAt ?? Date.now();
    this.mailbox = new Mailbox({
      waiting: input.carried?.mailbox ?? [],
      recent: input.carried?.recentInboundIds ?? [],
      arrivedAt: this.lastActivityAt,
      isUrgent: input.carried?.isUrgent === true,
    });
    this.turnTaking = new TurnTaking({
      key: this.key,
      mailbox: this.mailbox,
      signpost: this.signpost,
      hasCommands: () => !this.commands.isEmpty,
      runCommands: () => this.runCommands(),
    });
    if (this.standing !== null) this.signpost.resume(this.standing);
    setHandler(messageSignal, (inboundId, isUrgent = false) => {
      const now = Date.now();
      if (this.mailbox.add({ inboundId, arrivedAt: now, isUrgent })) this.lastActivityAt = now;
    });
    setHandler(nudgeSignal, () => {
      this.isNudged = true;
    });
    setHandler(commandUpdate, (command) => this.commands.submit(command), {
      validator: validateCommand,
    });
  }

  async run(): Promise<void> {
    for (;;) {
      await this.deadline.wait(
        () => this.nextDeadline(),
        () => this.hasWork(),
      );
      if (shouldContinueAsNew(this.input, this.turnsInRun)) await this.continueAsNew();
      await this.doNext();
      if (this.standing?.isOpen === false && !this.hasWork()) {
        await condition(allHandlersFinished);
        if (!this.hasWork()) return;
      }
    }
  }

  private hasWork(): boolean {
    return !this.commands.isEmpty || !this.mailbox.isEmpty || this.isNudged || this.standing === null;
  }

  private async doNext(): Promise<void> {
    if (!this.commands.isEmpty) await this.commands.runNext((command) => this.carryOut(command));
    else if (!this.mailbox.isEmpty) await this.takeTurn();
    else if (this.isNudged || this.standing === null) await this.reload();
    else await this.doWhatIsDue(this.standing);
  }

  private async takeTurn(): Promise<void> {
    const { turnId: _, status: __, orders: ___, ...standing } = await this.turnTaking.run(() => this.overlap);
    this.turnsInRun += 1;
    this.update(standing);
  }

  /** The flow's, as the last turn told it. */
  private get overlap(): OverlapPolicy {
    return this.standing?.overlap ?? this.input.overlap ?? QUEUE;
  }

  private async doWhatIsDue(standing: ConversationStanding): Promise<void> {
    const now = Date.now();
    const due = standing.followUps.find((followUp) => followUp.dueAt <= now);
    if (due !== undefined) {
      this.update(
        await conversationActivities.fireFollowUp({
          ...this.key,
          followUpId: due.id,
          at: now,
          isManual: false,
        }),
      );
    } else if (standing.followUps.length === 0 && this.idleAt(standing) <= now) {
      this.update(await conversationActivities.closeConversation({ ...this.key, reason: 'idle', at: now }));
    }
  }

  private async carryOut(command: Command): Promise<void> {
    const at = Date.now();
    this.lastActivityAt = at;
    switch (command.kind) {
      case 'move_follow_up':
        return this.update(await conversationActivities.moveFollowUp({ ...this.key, ...command }));
      case 'cancel_follow_up':
        return this.update(await conversationActivities.cancelFollowUp({ ...this.key, ...command, at }));
      case 'fire_follow_up':
        return this.update(
          await conversationActivities.fireFollowUp({
            ...this.key,
            followUpId: command.followUpId,
            at,
            isManual: true,
          }),
        );
      case 'close':
        return this.update(await conversationActivities.closeConversation({ ...this.key, reason: 'api', at }));
      case 'set_owner':
        return this.update(await conversationActivities.setOwner({ ...this.key, ...command, at }));
    }
  }

  private async runCommands(): Promise<void> {
    await this.commands.runAll((command) => this.carryOut(command));
  }

  private async reload(): Promise<void> {
    this.isNudged = false;
    this.update(await conversationActivities.loadStanding(this.key));
  }

  private async continueAsNew(): Promise<void> {
    await this.runCommands();
    await condition(allHandlersFinished);
    await continueConversation({
      ...this.input,
      carried: {
        standing: this.standing,
        mailbox: this.mailbox.waitingIds(),
        ...(this.mailbox.isUrgent ? { isUrgent: true as const } : {}),
        recentInboundIds: this.mailbox.recentIds(),
        lastActivityAt: this.lastActivityAt,
      },
    });
  }

  private update(standing: ConversationStanding): void {
    this.standing = standing;
    this.signpost.show(standing, this.idleAt(standing), this.mailbox.size);
  }

  private nextDeadline(): Deadlined | undefined {
    if (this.standing === null) return undefined;
    const [next] = this.standing.followUps;
    if (next !== undefined) return { at: next.dueAt, summary: `follow-up ${next.kind}` };
    return { at: this.idleAt(this.standing), summary: 'close when idle' };
  }

  private idleAt(standing: ConversationStanding): number {
    return this.lastActivityAt + standing.idleMs;
  }

  private get key(): { workspaceId: string; conversationId: string } {
    return { workspaceId: this.input.workspaceId, conversationId: this.input.conversationId };
  }
}
