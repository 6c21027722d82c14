import { randomUUID } from 'node:crypto';
import type { Amounts } from '../../contracts/commerce/money.ts';
import { sumOf } from '../../contracts/commerce/money.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import { cursorOf, pageOf } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { openText, sealText } from '../store-context.ts';
import type { CreditedLine } from './charges.ts';
import { getCustomer } from './customers.ts';
import { openInvoiceWords } from './invoice-words.ts';
import type { Buyer, InvoiceFilter, InvoiceKind, InvoiceLine, InvoiceRecord, Seller } from './invoice-store.ts';
import { listQuery, readerOf } from './list-query.ts';
import { nextNumber } from './numbers.ts';
import { addOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { addressOf } from './order-rows.ts';
import type { OrderLine } from './order-store.ts';
import { getShopSettings } from './settings.ts';

const SELECT = `SELECT i.invoice_id, i.order_id, i.kind, i.number, i.credits, c.number AS credits_number, i.currency, i.net_minor,
    i.tax_minor, i.gross_minor, i.lines, i.buyer_encrypted, i.seller, i.issued_at, i.reason, o.number AS order_number, o.customer_id,
    (SELECT coalesce(sum(n.gross_minor), 0) FROM invoices n WHERE n.credits = i.invoice_id) AS credited_minor,
    coalesce(x.version, 1) AS version, x.words_encrypted, x.due_on::text AS due_on,
    sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id
  FROM invoices i JOIN orders o ON o.order_id = i.order_id JOIN subject_keys sk ON sk.contact_id = i.contact_id
  LEFT JOIN invoices c ON c.invoice_id = i.credits
  LEFT JOIN LATERAL (
    SELECT version, words_encrypted, due_on FROM invoice_details WHERE invoice_id = i.invoice_id ORDER BY version DESC LIMIT 1) AS x
    ON true`;
const FIND = statement('find_invoice', `${SELECT} WHERE i.invoice_id = $1`);
const FIND_BY_KEY = statement('invoice_by_key', `${SELECT} WHERE i.order_id = $1 AND i.key = $2`);
const LIST = listQuery<InvoiceFilter>('list_invoices', {
  select: SELECT,
  workspace: 'i.workspace_id',
  filters: {
    orderId: ['uuid', 'i.order_id = {}'],
    orderNumber: ['bigint', 'o.number = {}'],
    customerId: ['uuid', 'o.customer_id = {}'],
    kind: ['text', 'i.kind = {}'],
    number: ['bigint', 'i.number = {}'],
    credits: ['uuid', 'i.credits = {}'],
    isCredited: [
      'boolean',
      `(i.kind = 'invoice' AND {} =
         (i.gross_minor <= (SELECT coalesce(sum(n.gross_minor), 0) FROM invoices n WHERE n.credits = i.invoice_id)))`,
    ],
    dueBefore: ['date', 'x.due_on < {}'],
    from: ['timestamptz', 'i.issued_at >= {}'],
    to: ['timestamptz', 'i.issued_at < {}'],
  },
  sort: [
    ['i.issued_at', 'time'],
    ['i.invoice_id', 'uuid'],
  ],
});
/** Its last invoice: those before were credited when the order was changed. */
const OPEN = statement(
  'open_invoice',
  `SELECT invoice_id, lines, buyer_encrypted, seller, contact_id, currency FROM invoices
   WHERE order_id = $1 AND kind = 'invoice' ORDER BY number DESC LIMIT 1`,
);
const INSERT = statement(
  'insert_invoice',
  `INSERT INTO invoices (invoice_id, workspace_id, order_id, kind, number, credits, key, currency, net_minor, tax_minor, gross_minor,
     lines, buyer_encrypted, seller, contact_id, issued_at, reason)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
);

interface InvoiceRow extends WrappedSubjectKey {
  invoice_id: string;
  order_id: string;
  kind: InvoiceKind;
  number: string;
  credits: string | null;
  credits_number: string | null;
  currency: string;
  net_minor: string;
  tax_minor: string;
  gross_minor: string;
  lines: InvoiceLine[];
  buyer_encrypted: Buffer;
  seller: Seller;
  issued_at: Date;
  reason: string | null;
  order_number: string;
  customer_id: string;
  credited_minor: string;
  version: number;
  words_encrypted: Buffer | null;
  due_on: string | null;
}

interface OpenRow {
  invoice_id: string;
  lines: InvoiceLine[];
  buyer_encrypted: Buffer;
  seller: Seller;
  contact_id: string;
  currency: string;
}

/** Lines of an order at the quantity that is charged. */
export interface Issuing {
  readonly row: OrderRow;
  readonly lines: readonly (OrderLine & Amounts)[];
  readonly key: string;
  readonly at: Date;
}

/** The invoice of what is served, ready to be issued. */
export async function prepareInvoice(ctx: StoreContext, tx: Transaction, issuing: Issuing): Promise<ReadyInvoice> {
  const { row, at, key } = issuing;
  const [settings, customer, subjectKey] = await Promise.all([
    getShopSettings(tx, row.workspace_id),
    getCustomer(ctx, tx, row.customer_id),
    ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx),
  ]);
  const address = addressOf(ctx, row) ?? customer.address;
  const buyer: Buyer = { name: customer.name, ...(address === undefined ? {} : { address }) };
  const lines = issuing.lines.flatMap((line) =>
    line.fulfilled === 0 ? [] : [invoiceLine({ ...line, quantity: line.fulfilled })],
  );
  const contactId = row.contact_id;
  return {
    row,
    kind: 'invoice',
    credits: null,
    key,
    currency: row.currency,
    lines,
    buyer: (id) => sealText(subjectKey, 'invoice-buyer', { contactId, rowId: id }, JSON.stringify(buyer)),
    seller: settings.seller,
    contactId,
    at,
  };
}

export interface Crediting {
  readonly row: OrderRow;
  readonly key: string;
  readonly at: Date;
  /** What is credited; nothing: no credit note is issued. */
  readonly lines: readonly CreditedLine[];
  /** Of one by hand: why, in a word. */
  readonly reason?: string;
}

/** Credits the order's last invoice, or part of it. */
export async function creditInvoice(ctx: StoreContext, tx: Transaction, crediting: Crediting): Promise<void> {
  const { row, key, at } = crediting;
  if (crediting.lines.length === 0) return;
  const [open] = await tx.rows<OpenRow>(OPEN, [row.order_id]);
  if (open === undefined) throw new ParleyError('internal', 'An accepted order has no invoice.');
  const { contact_id: contactId } = open;
  const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
  const buyer = openText(subjectKey, 'invoice-buyer', { contactId, rowId: open.invoice_id }, open.buyer_encrypted);
  await issue(tx, {
    row,
    kind: 'credit_note',
    credits: open.invoice_id,
    key,
    currency: open.currency,
    lines: crediting.lines.map(invoiceLine),
    buyer: (id) => sealText(subjectKey, 'invoice-buyer', { contactId, rowId: id }, buyer),
    seller: open.seller,
    contactId,
    at,
    ...(crediting.reason === undefined ? {} : { reason: crediting.reason }),
  });
}

export interface ReadyInvoice {
  readonly row: OrderRow;
  readonly kind: InvoiceKind;
  readonly credits: string | null;
  readonly key: string;
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  readonly buyer: (invoiceId: string) => Buffer;
  readonly seller: Seller;
  readonly contactId: string;
  readonly at: Date;
  readonly reason?: string;
}

/**
 * Issues it under the next number of its kind, with its event. The number's counter is locked from here to the end of the
 * transaction: whatever can be done before is.
 */
export async function issue(tx: Transaction, invoice: ReadyInvoice): Promise<void> {
  const { row, kind, lines, key, at } = invoice;
  const invoiceId = randomUUID();
  const { netMinor, taxMinor, grossMinor } = sumOf(lines);
  const buyer = invoice.buyer(invoiceId);
  const number = await nextNumber(tx, row.workspace_id, kind);
  const type = kind === 'invoice' ? 'invoice.issued' : 'credit_note.issued';
  const { reason } = invoice;
  const why = reason === undefined ? {} : { reason };
  const more = { invoice_id: invoiceId, invoice_number: number, gross_minor: grossMinor, ...why };
  await Promise.all([
    tx.rows(INSERT, [
      invoiceId,
      row.workspace_id,
      row.order_id,
      kind,
      number,
      invoice.credits,
      key,
      invoice.currency,
      netMinor,
      taxMinor,
      grossMinor,
      JSON.stringify(lines),
      buyer,
      JSON.stringify(invoice.seller),
      invoice.contactId,
      at,
      reason ?? null,
    ]),
    addOrderEvent(tx, row, { key, type, at, more }),
  ]);
}

/** Without what belongs to the order alone. */
function invoiceLine(line: OrderLine): InvoiceLine {
  const { lineNumber: _, productId: __, fulfilled: ___, returned: ____, uncharged: _____, ...kept } = line;
  return kept;
}

/** See InvoiceStore.listInvoices. */
export async function listInvoices(
  ctx: StoreContext,
  filter: InvoiceFilter,
  page: PageRequest,
): Promise<Page<InvoiceRecord>> {
  const rows = await LIST.rows<InvoiceRow>(readerOf(ctx), filter, page);
  return pageOf(
    rows,
    page.limit,
    (row) => toInvoice(ctx, row),
    (row) => cursorOf([row.issued_at.toISOString(), row.invoice_id]),
  );
}

export async function findInvoice(ctx: StoreContext, invoiceId: string): Promise<InvoiceRecord | undefined> {
  if (!isUuid(invoiceId)) return undefined;
  const [row] = await ctx.sql.rows<InvoiceRow>(ctx.workspaceId, FIND, [invoiceId]);
  return row === undefined ? undefined : toInvoice(ctx, row);
}

/** Inside a transaction; ParleyError `not_found`. */
export async function getInvoice(ctx: StoreContext, tx: Transaction, invoiceId: string): Promise<InvoiceRecord> {
  const [row] = isUuid(invoiceId) ? await tx.rows<InvoiceRow>(FIND, [invoiceId]) : [];
  if (row === undefined) throw new ParleyError('not_found', 'There is no such invoice in this workspace.');
  return toInvoice(ctx, row);
}

/** The one of an order that was issued under this key. */
export async function findInvoiceByKey(
  ctx: StoreContext,
  tx: Transaction,
  { orderId, key }: { readonly orderId: string; readonly key: string },
): Promise<InvoiceRecord | undefined> {
  const [row] = await tx.rows<InvoiceRow>(FIND_BY_KEY, [orderId, key]);
  return row === undefined ? undefined : toInvoice(ctx, row);
}

function toInvoice(ctx: StoreContext, row: InvoiceRow): InvoiceRecord {
  const ids = { contactId: row.contact_id, rowId: row.invoice_id };
  return {
    invoiceId: row.invoice_id,
    orderId: row.order_id,
    orderNumber: Number(row.order_number),
    customerId: row.customer_id,
    kind: row.kind,
    number: Number(row.number),
    credits: row.credits === null ? undefined : { invoiceId: row.credits, number: Number(row.credits_number) },
    currency: row.currency,
    netMinor: Number(row.net_minor),
    taxMinor: Number(row.tax_minor),
    grossMinor: Number(row.gross_minor),
    lines: row.lines,
    buyer: JSON.parse(openText(ctx.keys.open(row), 'invoice-buyer', ids, row.buyer_encrypted)) as Buyer,
    seller: row.seller,
    issuedAt: row.issued_at,
    reason: row.reason ?? undefined,
    creditedMinor: Number(row.credited_minor),
    version: row.version,
    dueOn: row.due_on ?? undefined,
    ...(row.words_encrypted === null ? {} : openInvoiceWords(ctx.keys.open(row), ids, row.words_encrypted)),
  };
}
