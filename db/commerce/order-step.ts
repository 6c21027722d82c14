import type { Transaction } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { OrderRow } from './order-rows.ts';

/** A step of an order under way: its transaction holds the order's lock. */
export interface Step {
  readonly ctx: StoreContext;
  readonly tx: Transaction;
  readonly row: OrderRow;
  /** Of the event that the step writes; further events of it have it as their beginning. */
  readonly key: string;
  /** The customer hears of it from whoever asked for it: no message is written. */
  readonly isTold: boolean;
  /** Workflow time, or that of the turn. */
  readonly at: Date;
}
