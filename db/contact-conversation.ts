import type { NewConversation } from './interfaces.ts';
import { createConversation } from './conversations.ts';
import { keyedHash } from './crypto.ts';
import { statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';

const FIND = statement(
  'conversation_of_contact',
  `SELECT c.conversation_id FROM contact_identities i JOIN conversations c ON c.contact_id = i.contact_id
   WHERE i.workspace_id = $1 AND i.kind = 'external' AND i.value_hmac = $2 AND c.flow = $3
   ORDER BY c.created_at DESC, c.conversation_id DESC LIMIT 1`,
);

/** See WorkspaceStore.findOrCreateConversation. */
export async function findOrCreateConversation(
  ctx: StoreContext,
  input: Omit<NewConversation, 'idempotencyKey' | 'requestHash'>,
): Promise<{ readonly conversationId: string }> {
  const lookupKey = await ctx.keys.ofWorkspace(ctx.workspaceId);
  const { externalId } = input.contact;
  const identity = keyedHash(lookupKey, `external|${externalId}`);
  const [known] = await ctx.sql.rows<{ conversation_id: string }>(ctx.workspaceId, FIND, [
    ctx.workspaceId,
    identity,
    input.flow,
  ]);
  if (known !== undefined) return { conversationId: known.conversation_id };
  // Two first messages at once have the same key and make one. It is a hash: the id may be a phone.
  const key = keyedHash(lookupKey, `conversation|${input.flow}|${externalId}`).toString('base64url');
  return createConversation(ctx, { ...input, idempotencyKey: `contact|${key}` });
}
