import type { OrderItem } from '../../contracts/commerce/orders.ts';
import type { QuietHours } from '../../contracts/dialogue.ts';
import type { Page, PageRequest } from '../interfaces.ts';

/** Customers and outlets of a workspace. Names, addresses and phones are encrypted under the key of their contact. */
export interface CustomerStore {
  /** Makes customer and contact. ParleyError `already_exists` when phone, code or user id is another customer's. */
  createCustomer(input: NewCustomer): Promise<CustomerRecord>;
  findCustomer(customerId: string): Promise<CustomerRecord | undefined>;
  /** Newest first. */
  listCustomers(filter: CustomerFilter, page: PageRequest): Promise<Page<CustomerRecord>>;
  /** ParleyError `not_found`, `version_conflict` or `already_exists`. */
  changeCustomer(customerId: string, change: CustomerChange, version: number | undefined): Promise<CustomerRecord>;
  /** ParleyError `not_found`, `version_conflict`, or `in_use` when orders refer to it: then it can be made inactive. */
  removeCustomer(customerId: string, version: number | undefined): Promise<void>;
  /** Undefined: no order was accepted yet. */
  readHabits(customerId: string): Promise<CustomerHabits | undefined>;
}

export type CustomerKind = 'person' | 'outlet';

export interface NewCustomer {
  readonly kind: CustomerKind;
  readonly name: string;
  /** Of outlets: what the business calls it. */
  readonly code?: string;
  /** E.164. */
  readonly phone?: string;
  readonly address?: string;
  readonly customerGroup?: string;
  readonly language: string;
  /** The caller's id of the contact whose conversations speak for the customer; absent: the phone. */
  readonly userId?: string;
  /** Of a contact that is new. */
  readonly quietHours?: QuietHours;
  /** IANA zone of a contact that is new: delivery times are told in it. UTC unless given. */
  readonly timeZone?: string;
  readonly at: Date;
}

export interface CustomerChange {
  readonly name?: string;
  /** `null` takes it away. */
  readonly code?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly customerGroup?: string | null;
  readonly language?: string;
  readonly isActive?: boolean;
  readonly at: Date;
}

export interface CustomerFilter {
  readonly kind?: CustomerKind;
  /** E.164. */
  readonly phone?: string;
  readonly code?: string;
  readonly customerGroup?: string;
  readonly isActive?: boolean;
}

export interface CustomerRecord {
  readonly customerId: string;
  /** The subject under whose key the personal fields are encrypted. */
  readonly contactId: string;
  readonly kind: CustomerKind;
  readonly code: string | undefined;
  readonly phone: string | undefined;
  readonly name: string;
  readonly address: string | undefined;
  readonly customerGroup: string | undefined;
  readonly language: string;
  readonly isActive: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Kept with each order, so that nothing is counted when somebody says "the usual". */
export interface CustomerHabits {
  readonly orderCount: number;
  readonly lastOrderAt: Date | undefined;
  /** Median days between orders; undefined: fewer than three. */
  readonly rhythmDays: number | undefined;
  /** The most bought first; the quantity is the usual one. */
  readonly preferred: readonly (OrderItem & { readonly times: number })[];
  /** Names of intents. */
  readonly lastTopics: readonly string[];
}
