import type { OrderKey } from '../contracts/commerce/orders.ts';
import type { ConversationAddress } from '../contracts/turn.ts';
import type { ShopViolation } from './commerce/invariants.ts';

/** Work that spans workspaces: keys, the relay, upkeep. */
export interface SystemStore {
  /** The workspace and key that a presented API key belongs to; undefined when unknown or revoked. */
  findApiKey(secret: string): Promise<{ readonly workspaceId: string; readonly apiKeyId: string } | undefined>;
  /** ParleyError `already_exists` when another one has the name. */
  createWorkspace(name: string): Promise<{ readonly workspaceId: string }>;
  findWorkspaceByName(name: string): Promise<{ readonly workspaceId: string } | undefined>;
  listWorkspaces(): Promise<readonly { readonly workspaceId: string; readonly name: string }[]>;
  /** The secret is returned once; only its hash is stored. */
  createApiKey(workspaceId: string, name: string): Promise<{ readonly apiKeyId: string; readonly secret: string }>;
  listApiKeys(workspaceId: string): Promise<readonly ApiKeyRecord[]>;
  /** False when there is no such active key. */
  revokeApiKey(apiKeyId: string): Promise<boolean>;
  /** Inbound messages without a turn that arrived more than `olderThanMs` ago, in order of arrival. */
  findUndelivered(olderThanMs: number, limit: number): Promise<readonly UndeliveredMessage[]>;
  /** Pending follow-ups whose time passed more than `olderThanMs` ago: their workflow may have been lost. */
  findOverdueFollowUps(olderThanMs: number, limit: number): Promise<readonly ConversationAddress[]>;
  /** Conversations whose workflow is to look at its standing again, oldest first; the same one may be there more than once. */
  findNudges(limit: number): Promise<readonly StoredNudge[]>;
  /** Once they were delivered. */
  forgetNudges(nudgeIds: readonly number[]): Promise<void>;
  /**
   * Embeds active products that have no vector yet, or were renamed; answers how many, 0 without an embedder. Rejects when it
   * does not answer.
   */
  embedProducts(limit: number): Promise<number>;
  /**
   * Orders that should have moved on more than `olderThanMs` ago (to be reserved, accepted, or given up): their workflow was not
   * told, or was lost.
   */
  findStalledOrders(olderThanMs: number, limit: number): Promise<readonly OrderKey[]>;
  /** Every fault in the figures of the shops; empty: stock, reservations, orders, invoices and slots add up. At any moment: it reads one snapshot. */
  findShopViolations(): Promise<readonly ShopViolation[]>;
  /** Names of states, by flow, in which open conversations stand and which are not in `known`. */
  findUnknownStates(known: Readonly<Record<string, readonly string[]>>): Promise<readonly UnknownState[]>;
  /** Makes the monthly partitions from the current month to `monthsAhead` later; returns the names it made. */
  ensurePartitions(now: Date, monthsAhead: number): Promise<readonly string[]>;
  /** Deletes pieces of replies that were written more than `olderThanMs` ago; returns how many. Readers get the finished turn. */
  deleteOldChunks(olderThanMs: number): Promise<number>;
  /** Deletes what turns were decided with more than `olderThanMs` ago; returns how many. */
  deleteOldOpenings(olderThanMs: number): Promise<number>;
  /** Makes the delivery slots of every location with a plan as far ahead as it says; returns how many are new. */
  extendSlotPlans(now: Date): Promise<number>;
  /** Wraps every subject key that is not under the newest master key anew; returns how many. */
  rewrapSubjectKeys(onProgress?: (done: number, total: number) => void): Promise<number>;
}

export interface ApiKeyRecord {
  readonly apiKeyId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
}

export interface UndeliveredMessage extends ConversationAddress {
  readonly inboundId: string;
}

export interface StoredNudge extends ConversationAddress {
  readonly nudgeId: number;
}

export interface UnknownState {
  readonly flow: string;
  readonly state: string;
  readonly conversations: number;
}
