import type { Logger } from 'pino';
import type { DialogueFlow, FlowCatalogue } from '../contracts/dialogue.ts';
import { ParleyError } from '../contracts/errors.ts';
import type {
  CloseInput,
  ConversationKey,
  ConversationStanding,
  FireDueFollowUpInput,
  TakeTurnInput,
  TakeTurnResult,
} from '../contracts/turn.ts';
import type { CancelFollowUp, MoveFollowUp, SetOwner } from '../contracts/commands.ts';
import type { Database, StoredStanding, WorkspaceStore } from '../db/interfaces.ts';
import { guarded } from './failures.ts';
import { turnDecider } from './decide-turn.ts';

export interface ConversationActivityDeps {
  readonly database: Database;
  readonly flows: FlowCatalogue;
  readonly logger: Logger;
  /** False when no model is configured: every reply is a template. */
  readonly hasModel: boolean;
}

export type ConversationActivities = ReturnType<typeof createConversationActivities>;

/**
 * The database work of a conversation: short, keyed by ids, repeatable. All of it answers the conversation's standing,
 * which is all that the workflow keeps.
 */
export function createConversationActivities(deps: ConversationActivityDeps) {
  const { database, flows } = deps;
  const flowOf = (name: string): DialogueFlow => {
    const flow = flows.get(name);
    if (flow === undefined) throw new ParleyError('internal', `flow ${name} is not part of this build`);
    return flow;
  };
  const asTold = (stored: StoredStanding): ConversationStanding => {
    const { flow: name, channel, ...standing } = stored;
    const flow = flowOf(name);
    return { ...standing, idleMs: flow.idleMs, overlap: flow.overlapOn(channel) };
  };
  const standingOf = async (store: WorkspaceStore, conversationId: string): Promise<ConversationStanding> => {
    const stored = await store.loadStanding(conversationId);
    return stored === undefined ? GONE : asTold(stored);
  };

  return guarded(
    {
      /** Takes the turn of these messages, once; asked again it answers what it recorded. */
      async takeTurn(input: TakeTurnInput): Promise<TakeTurnResult> {
        const { workspaceId, conversationId, inboundIds, replaces, at } = input;
        const store = database.workspace(workspaceId);
        const circumstances = { at, seed: replaces ?? inboundIds[0] ?? '', hasModel: deps.hasModel };
        const taken = await store.takeTurn(
          { conversationId, inboundIds, ...(replaces === undefined ? {} : { replaces }) },
          turnDecider(flowOf, circumstances),
        );
        if (taken === undefined) {
          return { ...(await standingOf(store, conversationId)), turnId: '', status: 'skipped' };
        }
        const { turnId, status, orders } = taken;
        return { ...asTold(taken.standing), turnId, status, ...(orders === undefined ? {} : { orders }) };
      },

      /** Sends a follow-up that is due (or fired by hand), once; postpones it into the contact's waking hours. */
      async fireFollowUp(input: FireDueFollowUpInput): Promise<ConversationStanding> {
        const { workspaceId, conversationId, followUpId, at, isManual } = input;
        const store = database.workspace(workspaceId);
        const { outcome, standing } = await store.fireFollowUp(
          { conversationId, followUpId, at: new Date(at) },
          (opening) =>
            flowOf(opening.flow).followUp({
              snapshot: opening.snapshot,
              slots: opening.slots,
              kind: opening.kind,
              subject: opening.contactId,
              clock: opening.clock,
              at,
              seed: followUpId,
              isManual,
            }),
        );
        if (isManual) refuseUnsent(outcome);
        return standing === undefined ? standingOf(store, conversationId) : asTold(standing);
      },

      async moveFollowUp(input: ConversationKey & MoveFollowUp): Promise<ConversationStanding> {
        const store = database.workspace(input.workspaceId);
        await store.moveFollowUp(input.conversationId, input.followUpId, new Date(input.dueAt));
        return standingOf(store, input.conversationId);
      },

      async cancelFollowUp(input: ConversationKey & CancelFollowUp & { at: number }): Promise<ConversationStanding> {
        const store = database.workspace(input.workspaceId);
        await store.cancelFollowUp(input.conversationId, input.followUpId, new Date(input.at));
        return standingOf(store, input.conversationId);
      },

      async closeConversation(input: CloseInput): Promise<ConversationStanding> {
        const store = database.workspace(input.workspaceId);
        await store.closeConversation(input.conversationId, input.reason, new Date(input.at));
        return standingOf(store, input.conversationId);
      },

      /** Gives the conversation to a person, or back to the bot. */
      async setOwner(input: ConversationKey & SetOwner & { at: number }): Promise<ConversationStanding> {
        const store = database.workspace(input.workspaceId);
        await store.setOwner(input.conversationId, input.owner, new Date(input.at));
        return standingOf(store, input.conversationId);
      },

      /** Reads afresh what the conversation waits for. */
      async loadStanding(input: ConversationKey): Promise<ConversationStanding> {
        return standingOf(database.workspace(input.workspaceId), input.conversationId);
      },
    },
    deps.logger,
  );
}

/** Of a conversation that is not there: nothing to wait for, so its workflow ends. */
const GONE: ConversationStanding = {
  state: 'unknown',
  owner: 'bot',
  isOpen: false,
  followUps: [],
  turn: 0,
  idleMs: 0,
};

function refuseUnsent(outcome: 'sent' | 'postponed' | 'not_sent' | 'not_found'): void {
  if (outcome === 'not_found') throw new ParleyError('not_found', 'There is no such follow-up in this conversation.');
  if (outcome === 'not_sent') {
    throw new ParleyError('follow_up_not_pending', 'It was sent or cancelled already, or the contact opted out.');
  }
}
