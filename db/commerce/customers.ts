import { randomUUID } from 'node:crypto';
import { ParleyError } from '../../contracts/errors.ts';
import { findOrInsertContact } from '../conversations.ts';
import { keyedHash } from '../crypto.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { openText, sealText } from '../store-context.ts';
import type { CustomerChange, CustomerFilter, CustomerKind, CustomerRecord, NewCustomer } from './customer-store.ts';

const SELECT = `SELECT c.workspace_id, c.customer_id, c.contact_id, c.kind, c.code, c.phone_encrypted, c.name_encrypted,
    c.address_encrypted, c.customer_group, c.language, c.is_active, c.version, c.created_at, c.updated_at,
    sk.wrapped_key, sk.master_key_id
  FROM customers c JOIN subject_keys sk ON sk.contact_id = c.contact_id`;
const FIND = statement('find_customer', `${SELECT} WHERE c.customer_id = $1`);
const FIND_BY_PHONE = statement('customer_by_phone', `${SELECT} WHERE c.workspace_id = $1 AND c.phone_hmac = $2`);
const FIND_OF_CONTACT = statement(
  'customer_of_contact',
  `${SELECT} JOIN customer_contacts cc ON cc.customer_id = c.customer_id WHERE cc.contact_id = $1`,
);
const LIST = statement(
  'list_customers',
  `${SELECT} WHERE c.workspace_id = $1 AND ($2::text IS NULL OR c.kind = $2) AND ($3::bytea IS NULL OR c.phone_hmac = $3)
     AND ($4::text IS NULL OR c.code = $4) AND ($5::text IS NULL OR c.customer_group = $5)
     AND ($6::boolean IS NULL OR c.is_active = $6)
     AND ($7::timestamptz IS NULL OR (c.created_at, c.customer_id) < ($7, $8::uuid))
   ORDER BY c.created_at DESC, c.customer_id DESC LIMIT $9`,
);
const INSERT = statement(
  'insert_customer',
  `WITH customer AS (
     INSERT INTO customers (customer_id, workspace_id, contact_id, kind, code, phone_hmac, phone_encrypted, name_encrypted,
       address_encrypted, customer_group, language, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
     ON CONFLICT DO NOTHING RETURNING customer_id)
   INSERT INTO customer_contacts (contact_id, workspace_id, customer_id)
   SELECT $3, $2, customer_id FROM customer ON CONFLICT (contact_id) DO NOTHING RETURNING customer_id`,
);
/** Whoever a contact spoke for before, it speaks for this customer now. */
const LINK = statement(
  'link_customer',
  `INSERT INTO customer_contacts (contact_id, workspace_id, customer_id) VALUES ($1, $2, $3)
   ON CONFLICT (contact_id) DO UPDATE SET customer_id = EXCLUDED.customer_id`,
);
const LOCK = statement('lock_customer', 'SELECT 1 FROM customers WHERE customer_id = $1 FOR NO KEY UPDATE');
const TAKEN = statement(
  'customer_taken',
  `SELECT 1 FROM customers WHERE workspace_id = $1 AND customer_id <> $2 AND (phone_hmac = $3 OR code = $4) LIMIT 1`,
);
const UPDATE = statement(
  'update_customer',
  `UPDATE customers SET code = $2, phone_hmac = $3, phone_encrypted = $4, name_encrypted = $5, address_encrypted = $6,
     customer_group = $7, language = $8, is_active = $9, updated_at = $10, version = version + 1 WHERE customer_id = $1`,
);
const REMOVE = statement(
  'remove_customer',
  `DELETE FROM customers c WHERE c.customer_id = $1 AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = $1)
   RETURNING customer_id`,
);

interface CustomerRow extends WrappedSubjectKey {
  customer_id: string;
  kind: CustomerKind;
  code: string | null;
  phone_encrypted: Buffer | null;
  name_encrypted: Buffer;
  address_encrypted: Buffer | null;
  customer_group: string | null;
  language: string;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** See CustomerStore.createCustomer. */
export async function createCustomer(ctx: StoreContext, input: NewCustomer): Promise<CustomerRecord> {
  const lookupKey = await ctx.keys.ofWorkspace(ctx.workspaceId);
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const externalId = input.userId ?? input.phone ?? `customer/${randomUUID()}`;
    const contact = { externalId, locale: input.language };
    const contactId = await findOrInsertContact(
      ctx,
      tx,
      {
        contact,
        defaultQuietHours: input.quietHours ?? NIGHT,
        ...(input.timeZone === undefined ? {} : { defaultTimeZone: input.timeZone }),
        at: input.at,
      },
      keyedHash(lookupKey, `external|${externalId}`),
    );
    return registerCustomer(ctx, tx, { ...input, contactId });
  });
}

/** Of a contact who states no quiet hours. */
const NIGHT = { start: '21:00', end: '09:00' };

/**
 * Makes the customer whom a contact speaks for, in the caller's transaction. ParleyError `already_exists` when phone or code
 * is another customer's, or the contact speaks for one already.
 */
export async function registerCustomer(
  ctx: StoreContext,
  tx: Transaction,
  input: NewCustomer & { readonly contactId: string },
): Promise<CustomerRecord> {
  const customerId = randomUUID();
  const key = await ctx.keys.ofSubject(ctx.workspaceId, input.contactId, tx);
  const seal = sealer(key, input.contactId, customerId);
  const [made] = await tx.rows<{ customer_id: string }>(INSERT, [
    customerId,
    ctx.workspaceId,
    input.contactId,
    input.kind,
    input.code ?? null,
    await phoneHash(ctx, tx, input.phone),
    seal('phone', input.phone),
    seal('name', input.name),
    seal('address', input.address),
    input.customerGroup ?? null,
    input.language,
    input.at,
  ]);
  if (made === undefined) throw taken();
  return getCustomer(ctx, tx, customerId);
}

/** Has a contact speak for the customer of a phone; undefined when nobody has it. */
export async function linkCustomer(
  ctx: StoreContext,
  tx: Transaction,
  link: { readonly contactId: string; readonly phone: string },
): Promise<CustomerRecord | undefined> {
  const customer = await findCustomerByPhone(ctx, tx, link.phone);
  if (customer !== undefined) await tx.rows(LINK, [link.contactId, ctx.workspaceId, customer.customerId]);
  return customer;
}

export async function findCustomer(ctx: StoreContext, customerId: string): Promise<CustomerRecord | undefined> {
  if (!isUuid(customerId)) return undefined;
  const [row] = await ctx.sql.rows<CustomerRow>(ctx.workspaceId, FIND, [customerId]);
  return row === undefined ? undefined : toRecord(ctx, row);
}

/** Inside a transaction; ParleyError `not_found`. */
export async function getCustomer(ctx: StoreContext, tx: Transaction, customerId: string): Promise<CustomerRecord> {
  const [row] = isUuid(customerId) ? await tx.rows<CustomerRow>(FIND, [customerId]) : [];
  if (row === undefined) throw noCustomer();
  return toRecord(ctx, row);
}

/** Whom a contact speaks for. */
export async function findCustomerOfContact(
  ctx: StoreContext,
  tx: Transaction,
  contactId: string,
): Promise<CustomerRecord | undefined> {
  const [row] = await tx.rows<CustomerRow>(FIND_OF_CONTACT, [contactId]);
  return row === undefined ? undefined : toRecord(ctx, row);
}

/** `phone` as E.164. */
export async function findCustomerByPhone(
  ctx: StoreContext,
  tx: Transaction,
  phone: string,
): Promise<CustomerRecord | undefined> {
  const hash = await phoneHash(ctx, tx, phone);
  const [row] = await tx.rows<CustomerRow>(FIND_BY_PHONE, [ctx.workspaceId, hash]);
  return row === undefined ? undefined : toRecord(ctx, row);
}

/** See CustomerStore.listCustomers. */
export async function listCustomers(
  ctx: StoreContext,
  filter: CustomerFilter,
  page: PageRequest,
): Promise<Page<CustomerRecord>> {
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const rows = await tx.rows<CustomerRow>(LIST, [
      ctx.workspaceId,
      filter.kind ?? null,
      await phoneHash(ctx, tx, filter.phone),
      filter.code ?? null,
      filter.customerGroup ?? null,
      filter.isActive ?? null,
      at,
      id,
      page.limit + 1,
    ]);
    return pageOf(
      rows,
      page.limit,
      (row) => toRecord(ctx, row),
      (row) => cursorOf([row.created_at.toISOString(), row.customer_id]),
    );
  });
}

/** See CustomerStore.changeCustomer. */
export async function changeCustomer(
  ctx: StoreContext,
  customerId: string,
  change: CustomerChange,
  version: number | undefined,
): Promise<CustomerRecord> {
  if (!isUuid(customerId)) throw noCustomer();
  return ctx.sql.transaction(ctx.workspaceId, (tx) => changeInto(ctx, tx, { customerId, change, version }));
}

/** The same in the caller's transaction. */
export async function changeInto(
  ctx: StoreContext,
  tx: Transaction,
  wanted: { readonly customerId: string; readonly change: CustomerChange; readonly version: number | undefined },
): Promise<CustomerRecord> {
  const { customerId, change, version } = wanted;
  await tx.rows(LOCK, [customerId]);
  const known = await getCustomer(ctx, tx, customerId);
  refuseOther(version, known);
  const next = { ...known, ...withNulls(change) };
  const key = await ctx.keys.ofSubject(ctx.workspaceId, known.contactId, tx);
  const seal = sealer(key, known.contactId, customerId);
  const hash = await phoneHash(ctx, tx, next.phone);
  const [other] = await tx.rows(TAKEN, [ctx.workspaceId, customerId, hash, next.code ?? null]);
  if (other !== undefined) throw taken();
  await tx.rows(UPDATE, [
    customerId,
    next.code ?? null,
    hash,
    seal('phone', next.phone),
    seal('name', next.name),
    seal('address', next.address),
    next.customerGroup ?? null,
    next.language,
    next.isActive,
    change.at,
  ]);
  return getCustomer(ctx, tx, customerId);
}

/** See CustomerStore.removeCustomer. */
export async function removeCustomer(
  ctx: StoreContext,
  customerId: string,
  version: number | undefined,
): Promise<void> {
  if (!isUuid(customerId)) throw noCustomer();
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await tx.rows(LOCK, [customerId]);
    refuseOther(version, await getCustomer(ctx, tx, customerId));
    const [removed] = await tx.rows(REMOVE, [customerId]);
    if (removed === undefined) throw new ParleyError('in_use', 'It has orders: make it inactive instead.');
  });
}

type PersonalField = 'phone' | 'name' | 'address';

function sealer(key: Buffer, contactId: string, customerId: string) {
  return (field: PersonalField, text: string | undefined): Buffer | null =>
    text === undefined ? null : sealText(key, `customer-${field}`, { contactId, rowId: customerId }, text);
}

async function phoneHash(ctx: StoreContext, tx: Transaction, phone: string | undefined): Promise<Buffer | null> {
  return phone === undefined ? null : keyedHash(await ctx.keys.ofWorkspace(ctx.workspaceId, tx), `phone|${phone}`);
}

/** `null` of a change is no value; what is not named stays. */
function withNulls(change: CustomerChange) {
  return Object.fromEntries(
    Object.entries(change).flatMap(([name, value]) => (name === 'at' ? [] : [[name, value ?? undefined]])),
  ) as Partial<CustomerRecord>;
}

function refuseOther(version: number | undefined, known: CustomerRecord): void {
  if (version !== undefined && version !== known.version)
    throw new ParleyError('version_conflict', `It has version ${known.version} now. Read it again.`);
}

function toRecord(ctx: StoreContext, row: CustomerRow): CustomerRecord {
  const key = ctx.keys.open(row);
  const open = (field: PersonalField, sealed: Buffer | null): string | undefined =>
    sealed === null
      ? undefined
      : openText(key, `customer-${field}`, { contactId: row.contact_id, rowId: row.customer_id }, sealed);
  return {
    customerId: row.customer_id,
    contactId: row.contact_id,
    kind: row.kind,
    code: row.code ?? undefined,
    phone: open('phone', row.phone_encrypted),
    name: open('name', row.name_encrypted) ?? '',
    address: open('address', row.address_encrypted),
    customerGroup: row.customer_group ?? undefined,
    language: row.language,
    isActive: row.is_active,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function noCustomer(): ParleyError {
  return new ParleyError('not_found', 'There is no such customer in this workspace.');
}

function taken(): ParleyError {
  return new ParleyError('already_exists', 'Another customer has this phone, code or user id.');
}
