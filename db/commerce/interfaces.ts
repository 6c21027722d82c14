/**
 * What a workspace's shop is read and changed by. Types only; `store.ts` implements it over PostgreSQL.
 *
 * Words: a *location* is a place of ours with stock. A *customer* buys: a person, or an *outlet* (a place of a business).
 * Quantities are integers of a product's base unit, money is integers of the currency's minor unit. Every change of stock is
 * a *movement* with a key: asked again with the same key, nothing changes and the answer is the first one.
 */
import type { CatalogueStore } from './catalogue-store.ts';
import type { CustomerStore } from './customer-store.ts';
import type { InvoiceStore } from './invoice-store.ts';
import type { OrderStore } from './order-store.ts';
import type { StockStore } from './stock-store.ts';

export interface CommerceStore extends CatalogueStore, StockStore, CustomerStore, OrderStore, InvoiceStore {}
