import type { Logger } from 'pino';
import type { OrderCommand, OrderKey, OrderStanding } from '../contracts/commerce/orders.ts';
import type { Database } from '../db/interfaces.ts';
import { orderMessage } from '../flows/shop/order-messages.ts';
import { guarded } from './failures.ts';

export type OrderActivities = ReturnType<typeof createOrderActivities>;

/** An order, and workflow time in milliseconds since the epoch. */
export interface OrderStepInput extends OrderKey {
  readonly at: number;
}

/**
 * The steps of an order: short transactions, each taken once however often it is asked for. All of them answer how the order
 * stands, which is all that the workflow keeps; `null`: there is no such order.
 */
export function createOrderActivities(deps: { readonly database: Database; readonly logger: Logger }) {
  const shopOf = ({ workspaceId }: OrderKey) => deps.database.workspace(workspaceId).commerce;
  return guarded(
    {
      /** Reads afresh how the order stands. */
      async loadOrder(input: OrderKey): Promise<OrderStanding | null> {
        return (await shopOf(input).loadOrder(input.orderId)) ?? null;
      },

      /** Reserves stock and slot of what was confirmed. Undone by release when the order ends before it is accepted. */
      async reserveOrder(input: OrderStepInput): Promise<OrderStanding | null> {
        return (await shopOf(input).reserveOrder(input.orderId, new Date(input.at))) ?? null;
      },

      /** Has the stock leave, plans the delivery, issues the invoice. Undone by return and credit note. */
      async acceptOrder(input: OrderStepInput): Promise<OrderStanding | null> {
        return (await shopOf(input).acceptOrder(input.orderId, new Date(input.at))) ?? null;
      },

      /** Ends an order whose reservation has run out. */
      async expireOrder(input: OrderStepInput): Promise<OrderStanding | null> {
        return (await shopOf(input).expireOrder(input.orderId, new Date(input.at))) ?? null;
      },

      /** Carries out a command, once by its key; fails for good with the code of the refusal. */
      async commandOrder(input: OrderStepInput & { readonly command: OrderCommand }): Promise<OrderStanding> {
        return shopOf(input).commandOrder(input.orderId, input.command, new Date(input.at));
      },

      /** Tells the customer of the events after `after`, each at most once. */
      async tellCustomer(input: OrderStepInput & { readonly after: number }): Promise<void> {
        const { orderId, after, at } = input;
        await shopOf(input).tellOrder({ orderId, after, at: new Date(at) }, orderMessage);
      },
    },
    deps.logger,
  );
}
