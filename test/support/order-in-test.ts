import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { OrderCommand, OrderCommandName, OrderStatus } from '../../contracts/commerce/orders.ts';
import { orderWorkflowId } from '../../contracts/commerce/orders.ts';
import type { InvoiceRecord } from '../../db/commerce/invoice-store.ts';
import type { NewOrder, OrderRecord } from '../../db/commerce/order-store.ts';
import type { TestShop } from './shop.ts';
import type { TestStack } from './stack.ts';
import { eventually } from './stack.ts';

/** Where an order is placed: API and worker, the shop, and the server whose clock the test moves. */
export interface OrderPlace {
  readonly stack: TestStack;
  readonly shop: TestShop;
  readonly clock: TestWorkflowEnvironment;
}

/** An order with its workflow, spoken of in a conversation of its own. */
export class OrderInTest {
  readonly orderId: string;
  readonly conversationId: string;
  private readonly place: OrderPlace;

  private constructor(place: OrderPlace, orderId: string, conversationId: string) {
    this.place = place;
    this.orderId = orderId;
    this.conversationId = conversationId;
  }

  /** Confirmed, with its workflow started; pieces by SKU. */
  static async begin(
    place: OrderPlace,
    items: Readonly<Record<string, number>>,
    more: Partial<NewOrder> = {},
  ): Promise<OrderInTest> {
    const conversationId = await place.stack.newConversation({ flow: 'grocery' });
    const at = new Date(await place.clock.currentTimeMs());
    const { order } = await shopOf(place).placeOrder(place.shop.order(items, { conversationId, at, ...more }));
    await place.stack.orders.start({ workspaceId: place.stack.workspaceId, orderId: order.orderId });
    return new OrderInTest(place, order.orderId, conversationId);
  }

  /** Resolves when the order has come to this status, and its workflow has told the customer so (`said`, if given). */
  async comesTo(status: OrderStatus, said = ''): Promise<OrderRecord> {
    const order = await eventually(
      () => this.read(),
      (seen) => seen.status === status,
    );
    await eventually(
      () => this.told(),
      (messages) => messages.some((message) => message.includes(said)),
    );
    return order;
  }

  async read(): Promise<OrderRecord> {
    const order = await shopOf(this.place).findOrder(this.orderId);
    if (order === undefined) throw new Error('the order is gone');
    return order;
  }

  /** Asks by the workflow, as the API does; rejects with the ParleyError of a refusal. */
  async asks(name: OrderCommandName, more: Partial<OrderCommand> = {}): Promise<void> {
    await this.place.stack.orders.command(this.key, { name, key: randomUUID(), by: 'person', ...more });
  }

  /** All that the customer was told, in order. */
  async told(): Promise<readonly string[]> {
    const { body } = await this.place.stack.call('GET', `/conversations/${this.conversationId}/messages?limit=200`);
    return (body.items as readonly { readonly text: string }[]).map(({ text }) => text);
  }

  /** Types of its events, the first first. */
  async events(): Promise<readonly string[]> {
    const { items } = await shopOf(this.place).listOrderEvents({ orderId: this.orderId }, { limit: 100 });
    return items.map(({ type }) => type).toReversed();
  }

  /** Invoices and credit notes, the first first. */
  async invoices(): Promise<readonly InvoiceRecord[]> {
    return (await shopOf(this.place).listInvoices({ orderId: this.orderId }, { limit: 100 })).items.toReversed();
  }

  /** Resolves when its workflow has ended. */
  async isOver(): Promise<void> {
    const { workspaceId, temporal } = this.place.stack;
    const handle = temporal.workflow.getHandle(orderWorkflowId(workspaceId, this.orderId));
    await eventually(
      async () => (await handle.describe()).status.name,
      (status) => status === 'COMPLETED',
    );
  }

  private get key() {
    return { workspaceId: this.place.stack.workspaceId, orderId: this.orderId };
  }
}

function shopOf({ stack }: OrderPlace) {
  return stack.database.workspace(stack.workspaceId).commerce;
}
