import { ParleyError } from '../../contracts/errors.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { claimRequest } from './by-hand-requests.ts';
import { chargedOf, creditLines } from './charges.ts';
import type { InvoiceCorrection, InvoiceRecord, InvoiceVersion, NewCredit, NewInvoice } from './invoice-store.ts';
import { openInvoiceWords, sealInvoiceWords } from './invoice-words.ts';
import { creditInvoice, findInvoiceByKey, getInvoice, issue, prepareInvoice } from './invoices.ts';
import { addOrderEvent } from './order-events.ts';
import { chargedLines } from './order-pricing.ts';
import type { OrderRow } from './order-rows.ts';
import { lockOrder, noOrder, replaceLines, updateOrder } from './order-rows.ts';
import type { OrderLine } from './order-store.ts';

const CORRECT = statement(
  'correct_invoice',
  `INSERT INTO invoice_details (workspace_id, invoice_id, version, contact_id, words_encrypted, due_on, at)
   SELECT workspace_id, invoice_id, $2, contact_id, $3, $4::date, $5 FROM invoices WHERE invoice_id = $1 RETURNING contact_id`,
);
const CONTACT = statement('contact_of_invoice', 'SELECT contact_id FROM invoices WHERE invoice_id = $1');
const VERSIONS = statement(
  'invoice_versions',
  `SELECT x.version, x.words_encrypted, x.due_on::text AS due_on, x.at, sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id
   FROM invoice_details x JOIN subject_keys sk ON sk.contact_id = x.contact_id WHERE x.invoice_id = $1 ORDER BY x.version DESC`,
);

interface VersionRow extends WrappedSubjectKey {
  version: number;
  words_encrypted: Buffer;
  due_on: string | null;
  at: Date;
}

/** See InvoiceStore.issueInvoice. */
export async function issueByHand(ctx: StoreContext, invoice: NewInvoice): Promise<InvoiceRecord> {
  const { orderId, at } = invoice;
  const key = `hand/${invoice.key}`;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { requestHash } = invoice;
    await claimRequest(tx, ctx.workspaceId, { makes: 'invoice', key: invoice.key, requestHash, at });
    const row = await lockOrder(tx, orderId);
    if (row === undefined) throw noOrder();
    const known = await findInvoiceByKey(ctx, tx, { orderId, key });
    if (known !== undefined) return known;
    const lines = refuseNothingToCharge(row);
    const next = await updateOrder(tx, { ...row, lines: [...lines] }, {}, at);
    await replaceLines(
      tx,
      next,
      lines.map((line) => ({ ...line, uncharged: 0 })),
    );
    // An invoice charges what is fulfilled of its lines: of these what nothing charges yet.
    const charged = chargedLines(lines, row.is_tax_included, ({ uncharged }) => uncharged);
    const served = charged.map((line) => ({ ...line, fulfilled: line.uncharged }));
    await issue(tx, await prepareInvoice(ctx, tx, { row: next, lines: served, key, at }));
    const issued = await findInvoiceByKey(ctx, tx, { orderId, key });
    if (issued === undefined) throw new ParleyError('internal', 'An invoice vanished while it was issued.');
    const { reference, note, dueOn } = invoice;
    if (reference === undefined && note === undefined && dueOn === undefined) return issued;
    return correctInto(ctx, tx, { row: next, invoice: issued, correction: { reference, note, dueOn, at } });
  });
}

/** See InvoiceStore.creditInvoice. */
export async function creditByHand(ctx: StoreContext, invoiceId: string, credit: NewCredit): Promise<InvoiceRecord> {
  const key = `hand/${credit.key}/credit`;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { requestHash, at } = credit;
    await claimRequest(tx, ctx.workspaceId, { makes: 'credit_note', key: credit.key, requestHash, at });
    const { orderId } = await getInvoice(ctx, tx, invoiceId);
    const row = await lockOrder(tx, orderId);
    if (row === undefined) throw noOrder();
    const known = await findInvoiceByKey(ctx, tx, { orderId, key });
    if (known !== undefined) return known;
    const invoice = await getInvoice(ctx, tx, invoiceId);
    refuseOther(invoice, credit.version);
    const wanted = wantedOf(row, invoice, credit);
    const agreed = row.lines ?? [];
    const lines = creditLines(agreed, row.is_tax_included, ({ productId }) => wanted.get(productId) ?? 0);
    const left = agreed.map((line) => ({ ...line, uncharged: line.uncharged + (wanted.get(line.productId) ?? 0) }));
    const next = await updateOrder(tx, { ...row, lines: left }, {}, credit.at);
    await replaceLines(tx, next, left);
    await creditInvoice(ctx, tx, { row: next, key, at: credit.at, lines, reason: credit.reason });
    const note = await findInvoiceByKey(ctx, tx, { orderId, key });
    if (note === undefined) throw new ParleyError('internal', 'A credit note vanished while it was issued.');
    return note;
  });
}

/** See InvoiceStore.correctInvoice. */
export async function correctInvoice(
  ctx: StoreContext,
  invoiceId: string,
  correction: InvoiceCorrection,
): Promise<InvoiceRecord> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { orderId } = await getInvoice(ctx, tx, invoiceId);
    // Its events are numbered under the order's lock, and two corrections are one after the other.
    const row = await lockOrder(tx, orderId);
    if (row === undefined) throw noOrder();
    const invoice = await getInvoice(ctx, tx, invoiceId);
    refuseOther(invoice, correction.version);
    return correctInto(ctx, tx, { row, invoice, correction });
  });
}

/** See InvoiceStore.listInvoiceVersions. */
export async function listInvoiceVersions(ctx: StoreContext, invoiceId: string): Promise<readonly InvoiceVersion[]> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { issuedAt } = await getInvoice(ctx, tx, invoiceId);
    const rows = await tx.rows<VersionRow>(VERSIONS, [invoiceId]);
    const corrected = rows.map((row) => ({
      version: row.version,
      dueOn: row.due_on ?? undefined,
      at: row.at,
      ...openInvoiceWords(ctx.keys.open(row), { contactId: row.contact_id, rowId: invoiceId }, row.words_encrypted),
    }));
    return [...corrected, { version: 1, dueOn: undefined, at: issuedAt }];
  });
}

interface Correcting {
  readonly row: OrderRow;
  readonly invoice: InvoiceRecord;
  readonly correction: Omit<InvoiceCorrection, 'reference' | 'note' | 'dueOn'> & {
    readonly [Field in 'reference' | 'note' | 'dueOn']?: string | null | undefined;
  };
}

async function correctInto(
  ctx: StoreContext,
  tx: Transaction,
  { row, invoice, correction }: Correcting,
): Promise<InvoiceRecord> {
  const { invoiceId } = invoice;
  const version = invoice.version + 1;
  const chosen = (field: 'reference' | 'note' | 'dueOn'): string | undefined =>
    correction[field] === undefined ? invoice[field] : (correction[field] ?? undefined);
  const [reference, note, dueOn] = [chosen('reference'), chosen('note'), chosen('dueOn')];
  const [contact] = await tx.rows<{ contact_id: string }>(CONTACT, [invoiceId]);
  if (contact === undefined) throw new ParleyError('internal', 'An invoice vanished while it was corrected.');
  const contactId = contact.contact_id;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
  const words = {
    ...(reference === undefined ? {} : { reference }),
    ...(note === undefined ? {} : { note }),
  };
  const sealed = sealInvoiceWords(key, { contactId, rowId: invoiceId }, words);
  const changed = FIELDS.filter(([field]) => chosen(field) !== invoice[field]).map(([, name]) => name);
  await tx.rows(CORRECT, [invoiceId, version, sealed, dueOn ?? null, correction.at]);
  await addOrderEvent(tx, row, {
    key: `correct/${invoiceId}/${version}`,
    type: 'invoice.corrected',
    at: correction.at,
    more: { invoice_id: invoiceId, invoice_number: invoice.number, changed, version, due_on: dueOn ?? null },
  });
  return getInvoice(ctx, tx, invoiceId);
}

/** As they are named to programs. */
const FIELDS = [
  ['reference', 'reference'],
  ['note', 'note'],
  ['dueOn', 'due_on'],
] as const;

const WITH_INVOICE: readonly string[] = [
  'accepted',
  'packed',
  'out_for_delivery',
  'delivered',
  'partly_fulfilled',
  'returned',
];

/** The order's lines, some of which are to be charged. */
function refuseNothingToCharge(row: OrderRow): readonly OrderLine[] {
  const lines = row.lines ?? [];
  if (!WITH_INVOICE.includes(row.status))
    throw new ParleyError(
      'order_command_refused',
      `The order is ${row.status}: its invoice is issued when it is accepted.`,
    );
  if (lines.some((line) => chargedOf(line) > 0))
    throw new ParleyError('order_command_refused', 'Its last invoice is open: credit what is left of that first.');
  if (lines.every(({ uncharged }) => uncharged === 0))
    throw new ParleyError('order_command_refused', 'Nothing of the order is left to be charged.');
  return lines;
}

/** Base units to credit, by product. */
function wantedOf(row: OrderRow, invoice: InvoiceRecord, { items }: NewCredit): ReadonlyMap<string, number> {
  if (invoice.kind === 'credit_note')
    throw new ParleyError('order_command_refused', 'That is a credit note: issue an invoice instead.');
  if (invoice.creditedMinor >= invoice.grossMinor && invoice.grossMinor > 0)
    throw new ParleyError('order_command_refused', 'All of the invoice was credited already.');
  const charged = new Map((row.lines ?? []).map((line) => [line.productId, chargedOf(line)]));
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of items ?? [...charged].map(([id, left]) => ({ productId: id, quantity: left })))
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  const isValid = [...wanted].every(([id, quantity]) => quantity <= (charged.get(id) ?? 0));
  if (!isValid || [...wanted.values()].every((quantity) => quantity === 0))
    throw new ParleyError('order_command_refused', 'No more can be credited than the invoice still charges.');
  return wanted;
}

function refuseOther({ version }: InvoiceRecord, seen: number | undefined): void {
  if (seen !== undefined && seen !== version)
    throw new ParleyError('version_conflict', `The invoice has version ${version} now. Read it again.`);
}
