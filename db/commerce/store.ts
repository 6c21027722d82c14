import type { StoreContext } from '../store-context.ts';
import type { CommerceStore } from './interfaces.ts';

/** The shop of a workspace. */
export function commerceStore(_ctx: StoreContext): CommerceStore {
  return {};
}
