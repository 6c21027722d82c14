import { MAX_ACTIVE_PHONES } from '../../contracts/commerce/chatbot.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { openText } from '../store-context.ts';
import { findCustomerOfContact } from './customers.ts';
import type { DeploymentFigures } from './deployment-store.ts';

/** A follow-up of ours changes the conversation too; only what the customer wrote makes it an active one. */
const IS_ACTIVE = `c.status = 'open' AND c.updated_at >= $3 AND EXISTS (
     SELECT FROM inbound_messages i WHERE i.conversation_id = c.conversation_id AND i.received_at >= $3)`;
/** $1 workspace, $2 flow, $3 active since. */
const COUNT = statement(
  'count_deployment',
  `SELECT count(*)::int AS conversations, count(*) FILTER (WHERE ${IS_ACTIVE})::int AS active,
     (SELECT count(*)::int FROM turns t JOIN conversations f USING (conversation_id)
      WHERE f.workspace_id = $1 AND f.flow = $2 AND t.events @> '[{"name": "internal_error"}]') AS errors
   FROM conversations c WHERE c.workspace_id = $1 AND c.flow = $2`,
);
/** Contacts whose key was destroyed are nobody any more. */
const ACTIVE = statement(
  'active_contacts',
  `SELECT sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id, ci.value_encrypted
   FROM conversations c JOIN subject_keys sk ON sk.contact_id = c.contact_id
   JOIN contact_identities ci ON ci.contact_id = c.contact_id AND ci.kind = 'external'
   WHERE c.workspace_id = $1 AND c.flow = $2 AND ${IS_ACTIVE} AND sk.wrapped_key IS NOT NULL
   ORDER BY c.updated_at DESC, c.conversation_id LIMIT $4`,
);

interface ContactRow extends WrappedSubjectKey {
  readonly value_encrypted: Buffer;
}

/** See DeploymentStore.readDeployment. */
export async function readDeployment(ctx: StoreContext, flow: string, activeSince: Date): Promise<DeploymentFigures> {
  const values = [ctx.workspaceId, flow, activeSince];
  return ctx.sql.transaction(ctx.workspaceId, async (tx: Transaction) => {
    const [[counts], contacts] = await Promise.all([
      tx.rows<Omit<DeploymentFigures, 'activePhones'>>(COUNT, values),
      tx.rows<ContactRow>(ACTIVE, [...values, MAX_ACTIVE_PHONES]),
    ]);
    if (counts === undefined) throw new Error('an aggregate answered no row');
    const phones = await Promise.all(contacts.map((row) => findPhone(ctx, tx, row)));
    return { ...counts, activePhones: [...new Set(phones.filter((phone) => phone !== undefined))] };
  });
}

/** The user id where it is one, as the chatbot's endpoint keeps it; else that of the customer whom the contact speaks for. */
async function findPhone(ctx: StoreContext, tx: Transaction, row: ContactRow): Promise<string | undefined> {
  const ids = { contactId: row.contact_id, rowId: 'external' };
  const userId = openText(ctx.keys.open(row), 'identity', ids, row.value_encrypted);
  if (/^\+?\d{5,15}$/.test(userId)) return userId;
  return (await findCustomerOfContact(ctx, tx, row.contact_id))?.phone;
}
