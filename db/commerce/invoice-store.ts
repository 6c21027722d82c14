import type { ShopFacts } from '../../contracts/commerce/shop.ts';
import type { Amounts } from '../../contracts/commerce/money.ts';
import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import type { OrderItem } from '../../contracts/commerce/orders.ts';
import type { Page, PageRequest } from '../interfaces.ts';

/**
 * Invoices and credit notes of a workspace, and who issues them. What they say of money and goods is never changed once issued: a
 * mistake is credited, and invoiced anew.
 */
export interface InvoiceStore {
  /** Newest first. */
  listInvoices(filter: InvoiceFilter, page: PageRequest): Promise<Page<InvoiceRecord>>;
  findInvoice(invoiceId: string): Promise<InvoiceRecord | undefined>;
  /**
   * Invoices by hand what an accepted order does not charge at present, because its invoice was credited by hand: to the
   * customer as they are now. With a key that was used before it answers that invoice. ParleyError `not_found`, or
   * `order_command_refused` while another invoice of it is open, or when there is nothing to charge.
   */
  issueInvoice(invoice: NewInvoice): Promise<InvoiceRecord>;
  /**
   * Credits an invoice by hand, whole or by lines, and answers the credit note; the goods stay with the buyer. With a key that
   * was used before it answers that one. ParleyError `not_found`, `version_conflict`, or `order_command_refused` for more than
   * is charged.
   */
  creditInvoice(invoiceId: string, credit: NewCredit): Promise<InvoiceRecord>;
  /** Corrects what is no matter of money: null takes it away. ParleyError `not_found` or `version_conflict`. */
  correctInvoice(invoiceId: string, correction: InvoiceCorrection): Promise<InvoiceRecord>;
  /** What was corrected, newest first; the last is the invoice as it was issued. ParleyError `not_found`. */
  listInvoiceVersions(invoiceId: string): Promise<readonly InvoiceVersion[]>;
  /** Undefined: the shop was never set up. */
  readShopSettings(): Promise<ShopSettings | undefined>;
  /** ParleyError `version_conflict` when `version` is given and not the present one. */
  saveShopSettings(settings: NewShopSettings, version: number | undefined): Promise<ShopSettings>;
}

export interface InvoiceFilter {
  readonly orderId?: string;
  readonly orderNumber?: number;
  readonly customerId?: string;
  readonly kind?: InvoiceKind;
  readonly number?: number;
  /** Credit notes of this invoice. */
  readonly credits?: string;
  /** Invoices that were credited as a whole, or those that were not. */
  readonly isCredited?: boolean;
  /** ISO date: due before it. */
  readonly dueBefore?: string;
  /** Issued at this time or later, and before `to`. */
  readonly from?: Date;
  readonly to?: Date;
}

export type InvoiceKind = 'invoice' | 'credit_note';

export interface InvoiceRecord extends Amounts {
  readonly invoiceId: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly customerId: string;
  readonly kind: InvoiceKind;
  /** From 1 for each kind, without gaps. */
  readonly number: number;
  /** Of a credit note: the invoice, and its number. */
  readonly credits: { readonly invoiceId: string; readonly number: number } | undefined;
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  readonly buyer: Buyer;
  readonly seller: Seller;
  readonly issuedAt: Date;
  /** Of a credit note by hand: why, in a word. */
  readonly reason: string | undefined;
  /** Of an invoice: gross of its credit notes. */
  readonly creditedMinor: number;
  /** 1 as it was issued, one more with each correction. */
  readonly version: number;
  /** ISO date. */
  readonly dueOn: string | undefined;
  /** Of the buyer, such as the number of their own order. */
  readonly reference?: string;
  readonly note?: string;
}

/** What is no matter of money. */
export interface InvoiceWords {
  readonly reference?: string;
  readonly note?: string;
}

export interface NewInvoice extends InvoiceWords {
  readonly orderId: string;
  /** The caller's: the same one is issued once. */
  readonly key: string;
  /** Of what was asked under the key: ParleyError `idempotency_key_reused` when it comes with another. */
  readonly requestHash?: string;
  readonly dueOn?: string;
  readonly at: Date;
}

export interface NewCredit {
  /** The caller's: the same one is issued once. */
  readonly key: string;
  /** Of what was asked under the key: ParleyError `idempotency_key_reused` when it comes with another. */
  readonly requestHash?: string;
  /** A word. */
  readonly reason: string;
  /** Absent: all that the invoice still charges. */
  readonly items?: readonly OrderItem[];
  readonly version?: number;
  readonly at: Date;
}

export interface InvoiceCorrection {
  readonly reference?: string | null;
  readonly note?: string | null;
  readonly dueOn?: string | null;
  readonly version?: number;
  readonly at: Date;
}

export interface InvoiceVersion extends InvoiceWords {
  readonly version: number;
  readonly dueOn: string | undefined;
  readonly at: Date;
}

/** As it was when the invoice was issued. */
export interface InvoiceLine extends Amounts {
  readonly sku: string;
  readonly name: string;
  readonly baseUnit: BaseUnit;
  /** Base units. */
  readonly quantity: number;
  /** Of `pricePer` base units. */
  readonly priceMinor: number;
  readonly pricePer: number;
  readonly taxBasisPoints: number;
}

export interface Buyer {
  readonly name: string;
  readonly address?: string;
}

export interface Seller {
  readonly name: string;
  readonly address: string;
  /** Such as a GSTIN. */
  readonly taxNumber?: string;
}

export interface NewShopSettings {
  /** ISO 4217. */
  readonly currency: string;
  readonly seller: Seller;
  /** Orders of this gross and above wait for a person; undefined: none does. */
  readonly approvalLimitMinor: number | undefined;
  readonly reservationMinutes: number;
  readonly returnDays: number;
  /** Sound goods that come back are in stock again at once: true unless given. */
  readonly restocksReturns?: boolean;
  /** Categories whose goods a customer returns only where the shop is to blame: none unless given. */
  readonly freshCategories?: readonly string[];
  /** What the flow tells customers who ask; of a flow that has none, those of no flow. None unless given. */
  readonly facts?: readonly FactsOfFlow[];
}

export type FactsOfFlow = ShopFacts & { readonly flow?: string };

export type ShopSettings = Required<NewShopSettings> & { readonly version: number };
