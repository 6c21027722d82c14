import type { Amounts } from '../../contracts/commerce/money.ts';
import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import type { Page, PageRequest } from '../interfaces.ts';

/** Invoices and credit notes of a workspace, and who issues them. Never changed once issued. */
export interface InvoiceStore {
  /** Newest first. */
  listInvoices(filter: InvoiceFilter, page: PageRequest): Promise<Page<InvoiceRecord>>;
  findInvoice(invoiceId: string): Promise<InvoiceRecord | undefined>;
  /** Undefined: the shop was never set up. */
  readShopSettings(): Promise<ShopSettings | undefined>;
  /** ParleyError `version_conflict` when `version` is given and not the present one. */
  saveShopSettings(settings: NewShopSettings, version: number | undefined): Promise<ShopSettings>;
}

export interface InvoiceFilter {
  readonly orderId?: string;
  readonly customerId?: string;
  readonly kind?: InvoiceKind;
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
}

export type ShopSettings = Required<NewShopSettings> & { readonly version: number };
