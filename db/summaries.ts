import type { Role } from '../contracts/names.ts';
import type { NewSummary, OpenedSummary } from './interfaces.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openText, sealText } from './store-context.ts';

const SUMMARY = statement(
  'open_summary',
  `SELECT c.contact_id, coalesce(s.up_to, 0) AS up_to, s.text_encrypted
   FROM conversations c LEFT JOIN conversation_summaries s USING (conversation_id) WHERE c.conversation_id = $1`,
);
const BEHIND = statement(
  'messages_behind_summary',
  `SELECT message_id, number, role, text_encrypted FROM messages
   WHERE conversation_id = $1 AND number > $2 ORDER BY number LIMIT 200`,
);
/** A writer that was overtaken changes nothing. */
const SAVE = statement(
  'save_summary',
  `INSERT INTO conversation_summaries AS s (conversation_id, workspace_id, up_to, text_encrypted, updated_at)
   VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (conversation_id) DO UPDATE SET up_to = EXCLUDED.up_to, text_encrypted = EXCLUDED.text_encrypted,
     updated_at = EXCLUDED.updated_at
   WHERE s.up_to < EXCLUDED.up_to RETURNING up_to`,
);

interface SummaryRow {
  contact_id: string;
  up_to: number;
  text_encrypted: Buffer | null;
}

interface SaidRow {
  message_id: string;
  number: number;
  role: Role;
  text_encrypted: Buffer;
}

/** See WorkspaceStore.openSummary. At most 200 messages: what is left comes with the next. */
export async function openSummary(ctx: StoreContext, conversationId: string): Promise<OpenedSummary | undefined> {
  if (!isUuid(conversationId)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [row] = await tx.rows<SummaryRow>(SUMMARY, [conversationId]);
    if (row === undefined) return undefined;
    const { contact_id: contactId, up_to: upTo } = row;
    const messages = await tx.rows<SaidRow>(BEHIND, [conversationId, upTo]);
    const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
    return {
      text: openSummaryText(key, { contactId, rowId: conversationId }, row.text_encrypted),
      upTo,
      messages: messages.map(({ message_id: rowId, number, role, text_encrypted: sealed }) => ({
        number,
        role,
        text: openText(key, 'message', { contactId, rowId }, sealed),
      })),
    };
  });
}

/** See WorkspaceStore.saveSummary. */
export async function saveSummary(ctx: StoreContext, conversationId: string, summary: NewSummary): Promise<boolean> {
  if (!isUuid(conversationId)) return false;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [row] = await tx.rows<SummaryRow>(SUMMARY, [conversationId]);
    if (row === undefined) return false;
    const key = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
    const sealed = sealText(key, 'summary', { contactId: row.contact_id, rowId: conversationId }, summary.text);
    const saved = await tx.last(SAVE, [conversationId, ctx.workspaceId, summary.upTo, sealed, summary.at]);
    return saved.length > 0;
  });
}

/** The text of a summary; `rowId` is its conversation. */
export function openSummaryText(
  key: Buffer,
  ids: { readonly contactId: string; readonly rowId: string },
  sealed: Buffer | null,
): string | undefined {
  return sealed === null ? undefined : openText(key, 'summary', ids, sealed);
}
