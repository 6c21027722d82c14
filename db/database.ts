import type { Embedder } from '../contracts/commerce/embedder.ts';
import * as agentMessages from './agent-messages.ts';
import * as apiKeys from './api-keys.ts';
import * as attempts from './attempts.ts';
import { chargeTurn } from './charges.ts';
import { readDeployment } from './commerce/deployment-stats.ts';
import { findShopViolations } from './commerce/invariants.ts';
import * as slotPlans from './commerce/slot-plans.ts';
import { findStalledOrders } from './commerce/stalled-orders.ts';
import { embedProducts } from './commerce/meaning.ts';
import { commerceStore } from './commerce/store.ts';
import * as compositions from './compositions.ts';
import { findOrCreateConversation } from './contact-conversation.ts';
import * as conversationReads from './conversation-reads.ts';
import * as conversations from './conversations.ts';
import type { MasterKeys } from './crypto.ts';
import * as endUserChats from './end-user-chats.ts';
import * as endUserSessions from './end-user-sessions.ts';
import type { EndUserStore } from './end-user-store.ts';
import * as endUsers from './end-users.ts';
import { asDatabaseError } from './errors.ts';
import * as followUps from './follow-ups.ts';
import * as inbound from './inbound.ts';
import * as insights from './insights.ts';
import { readSummary } from './insights-summary.ts';
import type { Database, WorkspaceStore } from './interfaces.ts';
import { Keys } from './keys.ts';
import * as knowledge from './knowledge.ts';
import { inspectDatabase } from './migrate.ts';
import { ensurePartitions } from './partitions.ts';
import { rewrapSubjectKeys } from './rewrap.ts';
import { isUuid, Sql, SYSTEM_SCOPE, statement } from './sql.ts';
import type { Place, StoreContext, TurnPlace } from './store-context.ts';
import * as streams from './streams.ts';
import * as summaries from './summaries.ts';
import type { SystemStore } from './system-store.ts';
import * as transcriptReads from './transcript-reads.ts';
import { PostgresTurnListener } from './turn-listener.ts';
import * as turnOpenings from './turn-openings.ts';
import { takeTurn } from './turns.ts';
import * as undelivered from './undelivered.ts';

export interface DatabaseOptions {
  /** postgres://… of a database that `migrate` has brought to this build's version. */
  readonly connectionString: string;
  readonly masterKeys: MasterKeys;
  readonly poolSize: number;
  readonly applicationName: string;
  /** How long a caller waits for a connection, milliseconds; 3000 unless given. */
  readonly connectTimeoutMs?: number | undefined;
  readonly logger: { warn(fields: object, message: string): void };
  /** Where products are searched by meaning too; undefined: by words alone. */
  readonly embedder?: Embedder | undefined;
}

const PING = statement('ping', 'SELECT 1');
/** Stands for what is no workspace id: such a store is empty. Above all, `system` must not pass for a workspace. */
const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';

/**
 * Opens the pool and the listening connection. ParleyError `database_unavailable` when the server cannot be reached,
 * `internal` when the schema is not this build's.
 */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  const { connectionString, poolSize, applicationName, logger, embedder } = options;
  const { role } = await inspectDatabase(connectionString);
  const sql = new Sql({
    connectionString,
    poolSize,
    applicationName,
    role,
    connectTimeoutMs: options.connectTimeoutMs,
    onConnectionLost: () => logger.warn({ applicationName }, 'a connection to the database was lost'),
  });
  const keys = new Keys(sql, options.masterKeys);
  const places = new Map<string, Place>();
  const turnPlaces = new Map<string, TurnPlace>();
  const turns = new PostgresTurnListener(connectionString, applicationName, undefined, options.connectTimeoutMs);
  try {
    await turns.start();
  } catch (error) {
    await Promise.all([turns.close(), sql.close()]);
    throw asDatabaseError(error);
  }
  return {
    workspace: (workspaceId) =>
      workspaceStore({
        sql,
        keys,
        workspaceId: isUuid(workspaceId) ? workspaceId : NO_WORKSPACE,
        places,
        turnPlaces,
        embedder,
      }),
    system: systemStore(sql, keys, embedder),
    turns,
    async ping() {
      await sql.rows(SYSTEM_SCOPE, PING, []);
    },
    async close() {
      await turns.close();
      await sql.close();
    },
  };
}

function workspaceStore(ctx: StoreContext): WorkspaceStore {
  return {
    commerce: commerceStore(ctx),
    createConversation: (input) => conversations.createConversation(ctx, input),
    findOrCreateConversation: (input) => findOrCreateConversation(ctx, input),
    findConversation: (id) => conversationReads.findConversation(ctx, id),
    listConversations: (filter, page) => conversationReads.listConversations(ctx, filter, page),
    findAddress: (id) => conversations.findAddress(ctx, id),
    recordInbound: (input) => inbound.recordInbound(ctx, input),
    readWaitingText: (id) => inbound.readWaitingText(ctx, id),
    takeTurn: (key, decider) => takeTurn(ctx, key, decider),
    openComposition: (turnId) => compositions.openComposition(ctx, turnId),
    decideAgain: (turnId, attempt, decider) => compositions.decideAgain(ctx, turnId, attempt, decider),
    appendChunk: (turnId, chunk) => streams.appendChunk(ctx, turnId, chunk),
    stopComposition: (id, at) => compositions.stopComposition(ctx, id, at),
    finishTurn: (turnId, attempt, reply) => compositions.finishTurn(ctx, turnId, attempt, reply),
    chargeTurn: (turnId, charge) => chargeTurn(ctx, turnId, charge),
    readStream: (id, cursor) => streams.readStream(ctx, id, cursor),
    findStreamEnd: (id) => streams.findStreamEnd(ctx, id),
    openSummary: (id) => summaries.openSummary(ctx, id),
    saveSummary: (id, summary) => summaries.saveSummary(ctx, id, summary),
    setOwner: (id, owner, at) => conversations.setOwner(ctx, id, owner, at),
    recordAgentMessage: (input) => agentMessages.recordAgentMessage(ctx, input),
    findTurnByInbound: (inboundId) => transcriptReads.findTurnByInbound(ctx, inboundId),
    findInbound: (id, messageId) => inbound.findInbound(ctx, id, messageId),
    listMessages: (id, page) => transcriptReads.listMessages(ctx, id, page),
    listTurns: (id, page) => transcriptReads.listTurns(ctx, id, page),
    readTurnOpenings: (id) => turnOpenings.readTurnOpenings(ctx, id),
    listStateHistory: (id) => conversationReads.listStateHistory(ctx, id),
    listFollowUps: (id, page) => followUps.listFollowUps(ctx, id, page),
    findFollowUp: (id, followUpId) => followUps.findFollowUp(ctx, id, followUpId),
    fireFollowUp: (request, decide) => followUps.fireFollowUp(ctx, request, decide),
    moveFollowUp: (id, followUpId, dueAt) => followUps.moveFollowUp(ctx, id, followUpId, dueAt),
    cancelFollowUp: (id, followUpId, at) => followUps.cancelFollowUp(ctx, id, followUpId, at),
    closeConversation: (id, reason, at) => conversations.closeConversation(ctx, id, reason, at),
    loadStanding: (id) => conversations.loadStanding(ctx, id),
    ...endUserStore(ctx),
    replaceKnowledge: (flow, documents, kept) => knowledge.replaceKnowledge(ctx, flow, documents, kept),
    searchKnowledge: (flow, query) =>
      ctx.sql.transaction(ctx.workspaceId, (tx) => knowledge.searchKnowledge(tx, query, flow)),
    readFunnel: (span) => insights.readFunnel(ctx, span),
    readSummary: (span, conversionStates) => readSummary(ctx, span, conversionStates),
    readObjections: (span, steps) => insights.readObjections(ctx, span, steps),
    saveSlotPlan: (locationId, plan) => slotPlans.saveSlotPlan(ctx, locationId, plan),
    findSlotPlan: (locationId) => slotPlans.findSlotPlan(ctx, locationId),
    removeSlotPlan: (locationId) => slotPlans.removeSlotPlan(ctx, locationId),
    readDeployment: (flow, activeSince) => readDeployment(ctx, flow, activeSince),
    readExperiment: (span, experiment) => insights.readExperiment(ctx, span, experiment),
  };
}

function endUserStore(ctx: StoreContext): EndUserStore {
  return {
    openEndUserSession: (at) => endUserSessions.openEndUserSession(ctx, at),
    findEndUserSession: (token, at) => endUserSessions.findEndUserSession(ctx, token, at),
    endEndUserSession: (token) => endUserSessions.endEndUserSession(ctx, token),
    createEndUser: (input) => endUsers.createEndUser(ctx, input),
    findEndUserLogin: (name) => endUsers.findEndUserLogin(ctx, name),
    logInEndUser: (input) => endUsers.logInEndUser(ctx, input),
    setEndUserConversation: (sessionId, conversation) =>
      endUserSessions.setEndUserConversation(ctx, sessionId, conversation),
    listEndUserChats: (session, page) => endUserChats.listEndUserChats(ctx, session, page),
    countAttempts: (subjects, windowMs, at) => attempts.countAttempts(ctx, { subjects, windowMs, at }),
    forgetAttempts: (subjects) => attempts.forgetAttempts(ctx, subjects),
  };
}

function systemStore(sql: Sql, keys: Keys, embedder: Embedder | undefined): SystemStore {
  return {
    findApiKey: (secret) => apiKeys.findApiKey(sql, secret),
    createWorkspace: (name) => apiKeys.createWorkspace(sql, keys, name),
    findWorkspaceByName: (name) => apiKeys.findWorkspaceByName(sql, name),
    listWorkspaces: () => apiKeys.listWorkspaces(sql),
    createApiKey: (workspaceId, name) => apiKeys.createApiKey(sql, workspaceId, name),
    listApiKeys: (workspaceId) => apiKeys.listApiKeys(sql, workspaceId),
    revokeApiKey: (apiKeyId) => apiKeys.revokeApiKey(sql, apiKeyId),
    findUndelivered: (olderThanMs, limit) => undelivered.findUndelivered(sql, olderThanMs, limit),
    findOverdueFollowUps: (olderThanMs, limit) => undelivered.findOverdueFollowUps(sql, olderThanMs, limit),
    findNudges: (limit) => undelivered.findNudges(sql, limit),
    embedProducts: async (limit) => (embedder === undefined ? 0 : embedProducts(sql, embedder, limit)),
    forgetNudges: (nudgeIds) => undelivered.forgetNudges(sql, nudgeIds),
    findStalledOrders: (olderThanMs, limit) => findStalledOrders(sql, olderThanMs, limit),
    findShopViolations: () => findShopViolations(sql),
    findUnknownStates: (known) => undelivered.findUnknownStates(sql, known),
    ensurePartitions: (now, monthsAhead) => ensurePartitions(sql, now, monthsAhead),
    deleteOldChunks: (olderThanMs) => streams.deleteOldChunks(sql, olderThanMs),
    deleteOldOpenings: (olderThanMs) => turnOpenings.deleteOldOpenings(sql, olderThanMs),
    extendSlotPlans: (now) => slotPlans.extendSlotPlans(sql, now),
    rewrapSubjectKeys: (onProgress) => rewrapSubjectKeys(sql, keys, onProgress),
  };
}
