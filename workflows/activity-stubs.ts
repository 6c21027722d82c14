import { ActivityCancellationType, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ConversationActivities } from '../activities/conversation-activities.ts';
import type { OrderActivities } from '../activities/order-activities.ts';
import type { ModelActivities } from '../activities/model-activities.ts';
import type { UpkeepActivities } from '../activities/upkeep-activities.ts';
import { modelQueueOf } from '../contracts/names.ts';

/**
 * Database work, well under 100 ms each: local activities, so that a template turn is one workflow task.
 * They are retried for ever, as a database that is away comes back; refusals are marked non-retryable by their sender.
 */
export const conversationActivities = proxyLocalActivities<ConversationActivities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '1s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '5s' },
});

/** The model: its own queue, heartbeats, and a cancellation that is not waited for: PostgreSQL shuts a late writer out. */
export function modelActivities(): ReturnType<typeof proxyActivities<ModelActivities>> {
  return proxyActivities<ModelActivities>({
    taskQueue: modelQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '20s',
    heartbeatTimeout: '2s',
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '5s' },
    summary: 'the model words a reply',
  });
}

/** Upkeep of the database, on its own queue. */
export const upkeepActivities = proxyActivities<UpkeepActivities>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '1s', maximumInterval: '1m', maximumAttempts: 20 },
});

/**
 * Steps of orders: short transactions, as those of conversations, so that an order is reserved and accepted in one workflow task.
 * As activities of a queue they cost twice Temporal's processor time (17 ms an order instead of 8, measured on two cores), and
 * one that a dead worker had begun was taken up again only when its ten seconds were over.
 */
export const orderActivities = proxyLocalActivities<OrderActivities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '1s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '5s' },
});
