import { ParleyError } from '../contracts/errors.ts';
import type { ConversationAddress } from '../contracts/turn.ts';
import type { WorkspaceStore } from '../db/interfaces.ts';

export function noConversation(): ParleyError {
  return new ParleyError('not_found', 'There is no such conversation in this workspace.');
}

/** How to reach a conversation; ParleyError `not_found` when there is none: an empty answer would be another thing. */
export async function addressOf(store: WorkspaceStore, conversationId: string): Promise<ConversationAddress> {
  const address = await store.findAddress(conversationId);
  if (address === undefined) throw noConversation();
  return address;
}
