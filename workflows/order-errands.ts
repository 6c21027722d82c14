import {
  getExternalWorkflowHandle,
  isCancellation,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';
import type { OrderCommand, OrderInput, OrderKey } from '../contracts/commerce/orders.ts';
import { ORDER_COMMAND_SIGNAL, ORDER_WORKFLOW, orderWorkflowId } from '../contracts/commerce/orders.ts';
import type { OrderErrand } from '../contracts/commerce/shop.ts';
import { ordersQueueOf, SEARCH_ATTRIBUTES } from '../contracts/names.ts';
import type { order } from './order.ts';

/** Does what a turn left to be done about orders: has their workflows run, and tells them commands. Doing it twice does nothing. */
export async function runErrands(workspaceId: string, errands: readonly OrderErrand[]): Promise<void> {
  for (const { orderId, command } of errands) {
    const key = { workspaceId, orderId };
    if (command === undefined) await start(key);
    else await tell(key, { ...command, by: 'customer' });
  }
}

/** The order outlives the conversation's run. One that was started before is left alone. */
async function start(key: OrderKey): Promise<void> {
  const input: OrderInput = { version: 1, ...key };
  try {
    await startChild<typeof order>(ORDER_WORKFLOW, {
      workflowId: orderWorkflowId(key.workspaceId, key.orderId),
      taskQueue: ordersQueueOf(workflowInfo().taskQueue),
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowTaskTimeout: '2s',
      staticSummary: `order ${key.orderId.slice(0, 8)}…`,
      typedSearchAttributes: new TypedSearchAttributes([{ key: WORKSPACE, value: key.workspaceId }]),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** A workflow that does not run is started first: its order may have been placed before Temporal lost it. */
async function tell(key: OrderKey, command: OrderCommand): Promise<void> {
  const workflow = getExternalWorkflowHandle(orderWorkflowId(key.workspaceId, key.orderId));
  try {
    await workflow.signal(ORDER_COMMAND_SIGNAL, command);
  } catch (error) {
    if (isCancellation(error)) throw error;
    // It was not found. The command was carried out with the turn; a new run reads how the order stands.
    await start(key);
  }
}

const WORKSPACE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.workspace, SearchAttributeType.KEYWORD);
