import { isGrpcServiceError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { FlowCatalogue } from '../../contracts/dialogue.ts';
import type { OverlapPolicy } from '../../contracts/overlap.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { salesDm } from '../../flows/sales-dm/flow.ts';
import type { Answer, TestStack } from './stack.ts';
import { eventually } from './stack.ts';

export const MINUTE_MS = 60_000;
/** Ten minutes of quiet, half an hour at most: the real time that a test takes is nothing beside it. */
const LONG = { debounceMs: 10 * MINUTE_MS, maxDebounceMs: 30 * MINUTE_MS };
const AT_ONCE = { debounceMs: 0, maxDebounceMs: 0 };
const POLICIES: Readonly<Record<string, OverlapPolicy>> = {
  'merge-held': { mode: 'merge', ...LONG },
  'interrupt-held': { mode: 'interrupt', ...LONG },
  'merge-soon': { mode: 'merge', debounceMs: 6000, maxDebounceMs: 20_000 },
  'interrupt-soon': { mode: 'interrupt', debounceMs: 300, maxDebounceMs: 3000 },
  merge: { mode: 'merge', ...AT_ONCE },
  interrupt: { mode: 'interrupt', ...AT_ONCE },
  queue: { mode: 'queue', ...AT_ONCE },
  reject: { mode: 'reject', ...AT_ONCE },
};

/** The flows of this build, and sales-dm under each overlap policy; one with `-held` has windows of ten minutes, `-soon` of 0.3 s or 6 s. */
export function flowsByPolicy(): FlowCatalogue {
  const flow = salesDm();
  const variants = Object.entries(POLICIES).map(([name, policy]) => ({ ...flow, name, overlapOn: () => policy }));
  return new Map([...flowCatalogue(), ...variants.map((variant) => [variant.name, variant] as const)]);
}

type History = Awaited<ReturnType<ReturnType<TestStack['handle']>['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

interface TranscriptEntry {
  readonly role: string;
  readonly text: string;
  readonly turn: number | null;
}

/** A conversation that is looked into at every step. With a clock, time stands (nearly) still until the test moves it. */
export class HeldConversation {
  readonly id: string;
  private readonly stack: TestStack;
  private readonly clock: TestWorkflowEnvironment | undefined;
  private readonly runIds = new Set<string>();
  private sent = 0;

  private constructor(stack: TestStack, clock: TestWorkflowEnvironment | undefined, id: string) {
    this.stack = stack;
    this.clock = clock;
    this.id = id;
  }

  static async begin(
    stack: TestStack,
    clock: TestWorkflowEnvironment | undefined,
    fields: Record<string, unknown>,
  ): Promise<HeldConversation> {
    return new HeldConversation(stack, clock, await stack.newConversation(fields));
  }

  /** Sends `m<n>`, and resolves when the workflow has it; the answer comes when the clock and the model allow. */
  async hears(text: string): Promise<{ readonly answer: Promise<Answer> }> {
    const answer = this.send(text);
    await this.isHeard();
    return { answer };
  }

  /** Sends `m<n>`, and no more. */
  send(text: string): Promise<Answer> {
    this.sent += 1;
    return this.stack.say(this.id, text, `m${this.sent}`);
  }

  /** Resolves when the workflow has done what it can do about all that was sent. */
  async isHeard(): Promise<void> {
    await eventually(
      () => this.history(),
      ({ signals, isIdle }) => signals >= this.sent && isIdle,
    );
  }

  async skipMinutes(minutes: number): Promise<void> {
    if (this.clock === undefined) throw new Error('nobody moves the clock of this server');
    await this.clock.sleep(minutes * MINUTE_MS);
    await this.isHeard();
  }

  async turns(): Promise<readonly { turn: number; status: string; message_ids: string[]; at: string }[]> {
    return (await this.stack.call('GET', `/conversations/${this.id}/turns?limit=200`)).body.items;
  }

  async transcript(): Promise<readonly (readonly [role: string, text: string, turn: number | null])[]> {
    const { body } = await this.stack.call('GET', `/conversations/${this.id}/messages?limit=200`);
    return (body.items as TranscriptEntry[]).map(({ role, text, turn }) => [role, text, turn]);
  }

  async isComposing(): Promise<void> {
    await eventually(
      async () => (await this.turns()).at(-1),
      (turn) => turn?.status === 'composing',
    );
  }

  /** Of all runs that were seen; a task that is scheduled or under way is work. */
  private async history(): Promise<{ signals: number; isIdle: boolean }> {
    const present = await this.events(undefined);
    if (present.length > 0) this.runIds.add((await this.stack.handle(this.id).describe()).runId);
    const runs = await Promise.all([...this.runIds].map((runId) => this.events(runId)));
    return {
      signals: countOf(runs.flat(), 'workflowExecutionSignaledEventAttributes'),
      isIdle:
        present.length > 0 &&
        countOf(present, 'workflowTaskScheduledEventAttributes') === countOf(present, ...TASK_ENDS),
    };
  }

  /** None while the first message is on its way. */
  private async events(runId: string | undefined): Promise<readonly HistoryEvent[]> {
    const { workflowId } = this.stack.handle(this.id);
    try {
      return (await this.stack.temporal.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === NOT_FOUND) return [];
      throw error;
    }
  }
}

type EventAttributes = keyof HistoryEvent & `${string}Attributes`;

function countOf(events: readonly HistoryEvent[], ...types: readonly EventAttributes[]): number {
  return events.filter((event) => types.some((type) => event[type] != null)).length;
}

const NOT_FOUND = 5;
const TASK_ENDS: readonly EventAttributes[] = [
  'workflowTaskCompletedEventAttributes',
  'workflowTaskFailedEventAttributes',
  'workflowTaskTimedOutEventAttributes',
];
