import type { Client } from '@temporalio/client';
import { WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import {
  COMMAND_UPDATE,
  CONVERSATION_WORKFLOW,
  MESSAGE_SIGNAL,
  NUDGE_SIGNAL,
} from '../contracts/conversation-workflow.ts';
import type { TaskQueues } from '../contracts/names.ts';
import type { Channel } from '../contracts/names.ts';
import { conversationWorkflowId, SEARCH_ATTRIBUTES } from '../contracts/names.ts';
import type { OverlapPolicy } from '../contracts/overlap.ts';
import type { Command, ConversationAddress, ConversationInput } from '../contracts/turn.ts';
import type { conversation } from '../workflows/conversation.ts';
import { asParleyError } from './client-errors.ts';
import { executeCommand, signalWithStart } from './ask-again.ts';
import { hasPoller } from './pollers.ts';
import { RecentlyRunning } from './recently-running.ts';

/** How the rest of the product reaches conversation workflows. All errors are ParleyErrors. */
export interface ConversationClient {
  /**
   * Tells the conversation's workflow of a stored message; starts it if it does not run. Durable once resolved. An urgent
   * one (a request to stop) waits for no fragment and no writer.
   * ParleyError `temporal_unavailable` when the server cannot be reached in time.
   */
  deliver(address: ConversationAddress, inboundId: string, isUrgent?: boolean): Promise<void>;
  /**
   * Runs a command between two turns and waits until it was carried out.
   * ParleyError `follow_up_not_pending`, `not_found`, or `temporal_unavailable` (also when no worker answers in time).
   */
  command(address: ConversationAddress, command: Command): Promise<void>;
  /** Has the workflow read its standing afresh, starting it if it does not run. */
  nudge(address: ConversationAddress): Promise<void>;
  /** Resolves when Temporal answers and a worker polls; otherwise ParleyError `temporal_unavailable` says what is missing. */
  checkReady(): Promise<void>;
}

export interface ConversationClientOptions {
  readonly queues: TaskQueues;
  /** Continue as new after this many turns in a run; undefined leaves it to the server. */
  readonly maxTurnsPerRun?: number | undefined;
  /** How a flow handles messages that overlap, for a conversation's first turn; the later ones are told by their turn. */
  readonly overlapOf: (flow: string, channel: Channel) => OverlapPolicy;
}

export function createConversationClient(client: Client, options: ConversationClientOptions): ConversationClient {
  const running = new RecentlyRunning();
  const within = <T>(ms: number, call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + ms, call).catch((error: unknown) => {
      throw asParleyError(error);
    });

  /** A plain signal where the workflow is known to run costs 0.87 of the CPU of signal-with-start. */
  const signal = async (address: ConversationAddress, name: string, args: unknown[]): Promise<void> => {
    const workflowId = conversationWorkflowId(address.workspaceId, address.conversationId);
    if (running.has(workflowId)) {
      try {
        return await client.workflow.getHandle(workflowId).signal(name, ...args);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        running.delete(workflowId);
      }
    }
    await signalWithStart(client, CONVERSATION_WORKFLOW, {
      ...startOptions(address, options),
      signal: name,
      signalArgs: args,
    });
    running.add(workflowId);
  };

  return {
    deliver: (address, inboundId, isUrgent = false) =>
      within(DELIVER_MS, () => signal(address, MESSAGE_SIGNAL, [inboundId, ...(isUrgent ? [true] : [])])),
    nudge: (address) => within(DELIVER_MS, () => signal(address, NUDGE_SIGNAL, [])),
    command: (address, command) =>
      within(COMMAND_MS, () =>
        executeCommand(
          client,
          COMMAND_UPDATE,
          command,
          () =>
            new WithStartWorkflowOperation<typeof conversation>(CONVERSATION_WORKFLOW, {
              ...startOptions(address, options),
              workflowIdConflictPolicy: 'USE_EXISTING',
            }),
        ),
      ),
    checkReady: () => within(DELIVER_MS, () => hasPoller(client, options.queues.conversations)),
  };
}

/** A reachable server answers a signal in milliseconds; a caller who waits longer is better told to come back. */
const DELIVER_MS = 2000;
/** A command waits for the turn before it, which may have a model call of 2 s in it. */
const COMMAND_MS = 8000;

function startOptions(address: ConversationAddress, options: ConversationClientOptions) {
  const { workspaceId, conversationId, flow, channel } = address;
  const input: ConversationInput = {
    version: 1,
    workspaceId,
    conversationId,
    flow,
    channel,
    overlap: options.overlapOf(flow, channel),
    ...(options.maxTurnsPerRun === undefined ? {} : { maxTurnsPerRun: options.maxTurnsPerRun }),
  };
  return {
    workflowId: conversationWorkflowId(workspaceId, conversationId),
    taskQueue: options.queues.conversations,
    args: [input] as [ConversationInput],
    /** A worker that dies mid-turn is noticed after this long (10 s by default). */
    workflowTaskTimeout: '2s' as const,
    staticSummary: `${channel} · ${flow} · contact ${address.contactId.slice(0, 8)}…`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: KEYWORDS.workspace, value: workspaceId },
      { key: KEYWORDS.flow, value: flow },
      { key: KEYWORDS.channel, value: channel },
      { key: KEYWORDS.state, value: address.state },
      { key: KEYWORDS.owner, value: 'bot' },
    ]),
    priority: { priorityKey: 2, fairnessKey: workspaceId },
  };
}

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const KEYWORDS = {
  workspace: keyword(SEARCH_ATTRIBUTES.workspace),
  flow: keyword(SEARCH_ATTRIBUTES.flow),
  channel: keyword(SEARCH_ATTRIBUTES.channel),
  state: keyword(SEARCH_ATTRIBUTES.state),
  owner: keyword(SEARCH_ATTRIBUTES.owner),
};
