import { ActivityFailure, allHandlersFinished, condition, setHandler, setWorkflowOptions } from '@temporalio/workflow';
import { isSettled, nextStep } from '../contracts/commerce/order-machine.ts';
import type { OrderCommand, OrderInput, OrderStanding } from '../contracts/commerce/orders.ts';
import { orderActivities } from './activity-stubs.ts';
import { Deadline } from './deadline.ts';
import type { Deadlined } from './deadline.ts';
import { CommandQueue } from './command-queue.ts';
import { validateOrderCommand } from './command-validators.ts';
import { orderCommandSignal, orderCommandUpdate, orderNudgeSignal } from './messages.ts';

// Orders live for days, and their histories are replayed by every build's tests: each task runs on the build that is current.
setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, order);

/**
 * One order, from the yes of the customer to the end of its return window.
 *
 * ```
 *   confirmed ─reserve─► reserved ─accept─► accepted ─pack─► packed ─dispatch─► out_for_delivery ─deliver─► delivered
 *                           │ waits for accept_short, approve, or the reservation's end             return window │
 *                           └──────────────► cancelled ◄── cancel (until packed; by a person until dispatched)    ▼
 *                                                                                                                end
 * ```
 *
 * What is allowed is decided in PostgreSQL, under the order's lock; here is only what comes next and when. Every step and
 * command is an activity that is keyed and repeatable, with its compensation in the database: a crash between any two lines is
 * answered by doing the same again. It holds ids, names, counts and times.
 */
export async function order(input: OrderInput): Promise<void> {
  await new Order(input).run();
}

class Order {
  private readonly input: OrderInput;
  private readonly commands = new CommandQueue<OrderCommand>();
  private readonly deadline = new Deadline();
  private standing: OrderStanding | null = null;
  /** Sequence of the last event that the customer was told of, or need not be. */
  private toldUpTo = 0;
  private isNudged = false;

  constructor(input: OrderInput) {
    this.input = input;
    setHandler(orderCommandSignal, (command) => this.commands.put(command));
    setHandler(orderCommandUpdate, (command) => this.commands.submit(command), { validator: validateOrderCommand });
    setHandler(orderNudgeSignal, () => {
      this.isNudged = true;
    });
  }

  async run(): Promise<void> {
    // It tells how the order stands, and is the next step already for all but those that were lost on the way.
    await this.takeStep('reserve');
    await this.tell();
    for (;;) {
      await this.deadline.wait(
        () => this.nextDeadline(),
        () => this.hasWork() || this.hasEnded,
      );
      if (this.hasEnded && !this.hasWork()) {
        await condition(allHandlersFinished);
        if (!this.hasWork()) return;
      }
      await this.doNext();
      await this.tell();
    }
  }

  private hasWork(): boolean {
    return this.isNudged || !this.commands.isEmpty || this.step !== undefined;
  }

  private async doNext(): Promise<void> {
    if (this.isNudged) {
      this.isNudged = false;
      this.standing = await orderActivities.loadOrder(this.key);
    } else if (!this.commands.isEmpty) {
      await this.commands.runNext((command) => this.carryOut(command));
    } else {
      await this.takeStep(this.step);
    }
  }

  /** A step is never given up: one that fails for good meets a fault of ours, and is taken again by a build without it. */
  private async takeStep(step: 'reserve' | 'accept' | undefined): Promise<void> {
    try {
      if (step === 'reserve') this.standing = await orderActivities.reserveOrder(this.now);
      else if (step === 'accept') this.standing = await orderActivities.acceptOrder(this.now);
      else if (this.isDue(this.standing?.expiresAt)) this.standing = await orderActivities.expireOrder(this.now);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      await condition(() => this.isNudged || !this.commands.isEmpty, '1 minute');
      this.isNudged = true;
    }
  }

  /** Whether it was carried out or refused, how the order stands may be new. */
  private async carryOut(command: OrderCommand): Promise<void> {
    try {
      this.standing = await orderActivities.commandOrder({ ...this.now, command });
    } finally {
      this.isNudged = true;
    }
  }

  /** Between two steps there is nothing to say yet. */
  private async tell(): Promise<void> {
    if (this.standing === null || this.step !== undefined || this.standing.lastEvent <= this.toldUpTo) return;
    await orderActivities.tellCustomer({ ...this.now, after: this.toldUpTo });
    this.toldUpTo = this.standing.lastEvent;
  }

  private get step(): 'reserve' | 'accept' | undefined {
    return this.standing === null ? undefined : nextStep({ ...this.standing, isReturnable: false });
  }

  /** Nothing is left to wait for: it does not exist, it was cancelled or returned, or its return window is over. */
  private get hasEnded(): boolean {
    if (this.standing === null) return true;
    const { status, returnUntil } = this.standing;
    if (status === 'draft') return true;
    return isSettled(status) && (returnUntil === undefined || this.isDue(returnUntil));
  }

  private nextDeadline(): Deadlined | undefined {
    const { expiresAt, returnUntil } = this.standing ?? {};
    if (expiresAt !== undefined) return { at: expiresAt, summary: 'the reservation ends' };
    if (returnUntil !== undefined) return { at: returnUntil, summary: 'the return window closes' };
    return undefined;
  }

  private isDue(at: number | undefined): boolean {
    return at !== undefined && at <= Date.now();
  }

  private get key() {
    return { workspaceId: this.input.workspaceId, orderId: this.input.orderId };
  }

  private get now() {
    return { ...this.key, at: Date.now() };
  }
}
