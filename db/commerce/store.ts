import type { StoreContext } from '../store-context.ts';
import { catalogueStore, stockStore } from './catalogue.ts';
import type { CommerceStore } from './interfaces.ts';
import { customerStore, invoiceStore, orderStore } from './order-methods.ts';

/** The shop of a workspace. */
export function commerceStore(ctx: StoreContext): CommerceStore {
  return {
    ...catalogueStore(ctx),
    ...stockStore(ctx),
    ...customerStore(ctx),
    ...orderStore(ctx),
    ...invoiceStore(ctx),
  };
}
