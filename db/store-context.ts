import type { Embedder } from '../contracts/commerce/embedder.ts';
import type { Slots } from '../contracts/dialogue.ts';
import type { Channel } from '../contracts/names.ts';
import { decrypt, encrypt } from './crypto.ts';
import type { Keys } from './keys.ts';
import type { Sql } from './sql.ts';

/** What the functions of a workspace's store share. `workspaceId` is also the scope of row level security. */
export interface StoreContext {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly workspaceId: string;
  readonly places: Map<string, Place>;
  readonly turnPlaces: Map<string, TurnPlace>;
  /** Undefined: products are searched by words alone. */
  readonly embedder?: Embedder | undefined;
}

/** Of a composing turn: what each chunk of its reply needs, kept to spare it a query. */
export interface TurnPlace {
  readonly conversationId: string;
  readonly contactId: string;
}

/** The workspace is part of the name: another workspace's turn is never answered from the cache. */
export function keepTurnPlace(ctx: StoreContext, turnId: string, place: TurnPlace): void {
  ctx.turnPlaces.set(`${ctx.workspaceId}|${turnId}`, place);
  const [oldest] = ctx.turnPlaces.keys();
  if (ctx.turnPlaces.size > MAX_TURNS_KEPT && oldest !== undefined) ctx.turnPlaces.delete(oldest);
}

export function keptTurnPlace(ctx: StoreContext, turnId: string): TurnPlace | undefined {
  return ctx.turnPlaces.get(`${ctx.workspaceId}|${turnId}`);
}

/** More than a process words at once, by far. */
const MAX_TURNS_KEPT = 2000;

/** What never changes of a conversation, kept to spare each message a query. */
export interface Place {
  readonly contactId: string;
  readonly flow: string;
  readonly channel: Channel;
}

/** What a ciphertext is bound to: what it is, whose it is, and which row it stands in. */
export function fieldContext(purpose: string, contactId: string, rowId: string): string {
  return `${purpose}|${contactId}|${rowId}`;
}

export function sealSlots(key: Buffer, contactId: string, conversationId: string, slots: Slots): Buffer {
  return encrypt(key, JSON.stringify(slots), fieldContext('slots', contactId, conversationId));
}

export function openSlots(key: Buffer, contactId: string, conversationId: string, sealed: Buffer | null): Slots {
  if (sealed === null) return {};
  return JSON.parse(decrypt(key, sealed, fieldContext('slots', contactId, conversationId)).toString()) as Slots;
}

export function sealText(
  key: Buffer,
  purpose: string,
  ids: { contactId: string; rowId: string },
  text: string,
): Buffer {
  return encrypt(key, text, fieldContext(purpose, ids.contactId, ids.rowId));
}

export function openText(
  key: Buffer,
  purpose: string,
  ids: { contactId: string; rowId: string },
  sealed: Buffer,
): string {
  return decrypt(key, sealed, fieldContext(purpose, ids.contactId, ids.rowId)).toString();
}
