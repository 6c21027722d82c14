import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import type { Command, ConversationInput, ConversationStanding } from '../contracts/turn.ts';
import { conversationActivities, modelActivities } from './activity-stubs.ts';
import { CommandQueue } from './command-queue.ts';
import type { Deadlined } from './deadline.ts';
import { Deadline } from './deadline.ts';
import { continueConversation, shouldContinueAsNew } from './handover.ts';
import { Mailbox } from './mailbox.ts';
import { commandUpdate, messageSignal, nudgeSignal } from './messages.ts';
import { Signpost } from './signpost.ts';

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
 * Everything it does is an activity that is keyed and repeatable, so a crash between any two lines is answered by doing
 * the same again. It holds ids, names, counts and times; what was said stays in PostgreSQL.
 */
export async function conversation(input: ConversationInput): Promise<void> {
  await new Conversation(input).run();
}

class Conversation {
  private readonly input: ConversationInput;
  private readonly mailbox: Mailbox;
  private readonly commands = new CommandQueue();
  private readonly deadline = new Deadline();
  private readonly signpost = new Signpost();
  private standing: ConversationStanding | null;
  private lastActivityAt: number;
  private turnsInRun = 0;
  private isNudged = false;

  constructor(input: ConversationInput) {
    this.input = input;
    this.mailbox = new Mailbox(input.carried?.mailbox, input.carried?.recentInboundIds);
    this.standing = input.carried?.standing ?? null;
    this.lastActivityAt = input.carried?.lastActivityAt ?? Date.now();
    if (this.standing !== null) this.signpost.resume(this.standing);
    setHandler(messageSignal, (inboundId) => {
      if (this.mailbox.add(inboundId)) this.lastActivityAt = Date.now();
    });
    setHandler(nudgeSignal, () => {
      this.isNudged = true;
    });
    setHandler(commandUpdate, (command) => this.commands.submit(command), {
      validator: CommandQueue.validate,
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
    const inboundId = this.mailbox.peek();
    if (!this.commands.isEmpty) await this.commands.runNext((command) => this.carryOut(command));
    else if (inboundId !== undefined) await this.takeTurn(inboundId);
    else if (this.isNudged || this.standing === null) await this.reload();
    else await this.doWhatIsDue(this.standing);
  }

  private async takeTurn(inboundId: string): Promise<void> {
    const { turnId, status, ...standing } = await conversationActivities.takeTurn({
      ...this.key,
      inboundId,
      at: Date.now(),
    });
    if (status === 'composing') {
      this.signpost.announce(`The model words the reply of turn ${standing.turn}.`);
      await modelActivities().composeReply({ ...this.key, turnId });
    }
    this.mailbox.done(inboundId);
    this.turnsInRun += 1;
    this.update(standing);
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
    }
  }

  private async reload(): Promise<void> {
    this.isNudged = false;
    this.update(await conversationActivities.loadStanding(this.key));
  }

  private async continueAsNew(): Promise<void> {
    await this.commands.runAll((command) => this.carryOut(command));
    await condition(allHandlersFinished);
    await continueConversation({
      ...this.input,
      carried: {
        standing: this.standing,
        mailbox: this.mailbox.waitingIds(),
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
