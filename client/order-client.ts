import type { Client } from '@temporalio/client';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { OrderCommand, OrderInput, OrderKey } from '../contracts/commerce/orders.ts';
import {
  ORDER_COMMAND_UPDATE,
  ORDER_NUDGE_SIGNAL,
  ORDER_WORKFLOW,
  orderWorkflowId,
} from '../contracts/commerce/orders.ts';
import type { TaskQueues } from '../contracts/names.ts';
import { SEARCH_ATTRIBUTES } from '../contracts/names.ts';
import type { order } from '../workflows/order.ts';
import { asParleyError } from './client-errors.ts';
import { executeCommand, signalWithStart } from './ask-again.ts';

/** How the rest of the product reaches order workflows. All errors are ParleyErrors. */
export interface OrderClient {
  /** Has the order's workflow run; one that runs goes on. ParleyError `temporal_unavailable`: the relay starts it later. */
  start(key: OrderKey): Promise<void>;
  /** Has the workflow read afresh how the order stands, starting it if it does not run. */
  nudge(key: OrderKey): Promise<void>;
  /**
   * Has a command carried out, and waits until it is. ParleyError of its refusal, or `temporal_unavailable` (also when no worker
   * answers in time): the same key sent again is the same command.
   */
  command(key: OrderKey, command: OrderCommand): Promise<void>;
}

export function createOrderClient(client: Client, queues: TaskQueues): OrderClient {
  const within = <T>(ms: number, call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + ms, call).catch((error: unknown) => {
      throw asParleyError(error);
    });
  return {
    start: (key) =>
      within(START_MS, async () => {
        await client.workflow.start<typeof order>(ORDER_WORKFLOW, {
          ...startOptions(key, queues),
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      }),
    nudge: (key) =>
      within(START_MS, () =>
        signalWithStart(client, ORDER_WORKFLOW, { ...startOptions(key, queues), signal: ORDER_NUDGE_SIGNAL }),
      ),
    command: (key, command) =>
      within(COMMAND_MS, () =>
        executeCommand(
          client,
          ORDER_COMMAND_UPDATE,
          command,
          () =>
            new WithStartWorkflowOperation<typeof order>(ORDER_WORKFLOW, {
              ...startOptions(key, queues),
              workflowIdConflictPolicy: 'USE_EXISTING',
            }),
        ),
      ),
  };
}

const START_MS = 2000;
/** A command waits for the steps before it: well under a second each. */
const COMMAND_MS = 8000;

/** An order that is over may be asked for again, only to be told so: its id may be used again. */
function startOptions(key: OrderKey, queues: TaskQueues) {
  const { workspaceId, orderId } = key;
  const input: OrderInput = { version: 1, workspaceId, orderId };
  return {
    workflowId: orderWorkflowId(workspaceId, orderId),
    taskQueue: queues.orders,
    args: [input] as [OrderInput],
    workflowTaskTimeout: '2s' as const,
    staticSummary: `order ${orderId.slice(0, 8)}…`,
    typedSearchAttributes: new TypedSearchAttributes([{ key: WORKSPACE, value: workspaceId }]),
    priority: { priorityKey: 2, fairnessKey: workspaceId },
  };
}

const WORKSPACE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.workspace, SearchAttributeType.KEYWORD);
