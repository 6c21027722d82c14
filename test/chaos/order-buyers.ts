import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderStatus } from '../../contracts/commerce/orders.ts';
import type { OrderAnswer, OrderCaller } from './order-caller.ts';
import type { OpenedShop } from './order-shop.ts';

/** What a buyer was answered about one order: what must be so when everything is at rest. */
export interface Told {
  readonly orderId: string;
  /** Of the last command that was answered; undefined: it may have moved on by itself. */
  status: OrderStatus | undefined;
  /** Commands that were answered as done. */
  readonly done: string[];
}

export interface Buying {
  readonly caller: OrderCaller;
  readonly shop: OpenedShop;
  readonly random: () => number;
  /** Whether to stop. */
  readonly isOver: () => boolean;
}

/** Buyers of the API, each with one order after the other; what they were told is theirs to hold against the shop. */
export class OrderBuyers {
  readonly told: Told[] = [];
  /** Keys that orders were placed with: each is one order. */
  readonly keys: string[] = [];
  /** Base units received by SKU, each receipt once. */
  readonly received: Record<string, number> = {};
  readonly problems: string[] = [];
  private readonly buying: Buying;

  constructor(buying: Buying) {
    this.buying = buying;
  }

  /** One buyer, from order to order. */
  async buy(customerId: string): Promise<void> {
    while (!this.buying.isOver()) await this.buyOnce(customerId);
  }

  /** Goods come in from time to time, some of them of each. */
  async supply(): Promise<void> {
    const { caller, shop, isOver } = this.buying;
    while (!isOver()) {
      const sku = this.pick(Object.keys(shop.products));
      const quantity = sku === 'TOMATO' ? 5000 : 1 + this.number(6);
      const key = randomUUID();
      const receipt = { product_id: shop.products[sku], location_id: shop.locationId, kind: 'receipt', quantity };
      await caller.must('POST', '/stock/movements', receipt, key);
      if (this.chance(0.2)) await caller.must('POST', '/stock/movements', receipt, key);
      this.received[sku] = (this.received[sku] ?? 0) + quantity;
      await sleep(SUPPLY_PAUSE_MS * this.buying.random());
    }
  }

  private async buyOnce(customerId: string): Promise<void> {
    const told = await this.place(customerId);
    // A customer who thinks better of it at once meets the order in the middle of its first steps.
    if (this.chance(0.12)) return void (await this.command(told, 'cancel', { by: 'customer', reason: 'too_late' }));
    if (!(await this.settle(told))) return;
    if (this.chance(0.25)) await this.change(told);
    if (this.chance(0.15)) return void (await this.command(told, 'cancel', { by: 'customer' }));
    if (!(await this.command(told, 'pack'))) return;
    if (this.chance(0.1)) return void (await this.command(told, 'cancel', { reason: 'damaged' }));
    if (!(await this.command(told, 'dispatch')) || !(await this.command(told, 'deliver'))) return;
    if (this.chance(0.4)) await this.bringBack(told);
  }

  private async place(customerId: string): Promise<Told> {
    const { caller, shop } = this.buying;
    const isDraft = this.chance(0.2);
    const key = randomUUID();
    const order = {
      customer_id: customerId,
      status: isDraft ? 'draft' : 'confirmed',
      items: this.items(),
      ...(this.chance(0.5) ? { slot_id: this.pick(shop.slotIds) } : {}),
    };
    this.keys.push(key);
    const { order_id: orderId } = await caller.must('POST', '/orders', order, key);
    const told: Told = { orderId, status: undefined, done: [] };
    this.told.push(told);
    if (this.chance(0.2)) {
      const again = await caller.must('POST', '/orders', order, key);
      if (again.order_id !== orderId) this.problems.push(`key ${key} placed ${orderId} and ${again.order_id}`);
    }
    if (isDraft) {
      await caller.must('PATCH', `/orders/${orderId}`, { items: this.items() });
      await caller.must('POST', `/orders/${orderId}/confirm`);
    }
    return told;
  }

  /** Waits for the order's own steps, and answers what it asks. False: there is nothing more to do with it. */
  private async settle(told: Told): Promise<boolean> {
    for (;;) {
      const { body } = await this.buying.caller.ask('GET', `/orders/${told.orderId}`);
      if (body.status === 'accepted') return true;
      if (body.status === 'cancelled') return false;
      // Some walk away: their reservation ends by itself.
      if (body.is_short === true) {
        if (this.chance(0.15)) return false;
        if (this.chance(0.3)) await this.command(told, 'cancel', { by: 'customer' });
        else await this.command(told, 'accept-short', { by: 'customer' });
      } else if (body.approval === 'needed') {
        await this.command(told, this.chance(0.3) ? 'refuse' : 'approve');
      } else await sleep(LOOK_PAUSE_MS);
    }
  }

  private async change(told: Told): Promise<void> {
    const answer = await this.buying.caller.ask('PATCH', `/orders/${told.orderId}`, { items: this.items() });
    if (this.note(told, 'change', answer)) await this.settle(told);
  }

  private async bringBack(told: Told): Promise<void> {
    const { body } = await this.buying.caller.ask('GET', `/orders/${told.orderId}`);
    const [line] = body.lines as readonly { readonly product_id: string; readonly fulfilled: number }[];
    if (line !== undefined && line.fulfilled > 1) {
      await this.command(told, 'return', { by: 'customer', items: [{ product_id: line.product_id, quantity: 1 }] });
    }
    if (this.chance(0.5)) await this.command(told, 'return', { by: 'customer' });
  }

  private async command(told: Told, name: string, body?: object): Promise<boolean> {
    const key = randomUUID();
    const url = `/orders/${told.orderId}/${name}`;
    const answer = await this.buying.caller.ask('POST', url, body, key);
    // Done once, however often it is asked for.
    if (this.chance(0.1)) await this.buying.caller.ask('POST', url, body, key);
    return this.note(told, name, answer);
  }

  /** Whether it was done. */
  private note(told: Told, name: string, { body, refusal }: OrderAnswer): boolean {
    if (refusal !== undefined) return false;
    told.done.push(name);
    told.status = RESTING.includes(body.status) ? body.status : undefined;
    return true;
  }

  private items(): readonly object[] {
    const skus = Object.keys(this.buying.shop.products).filter(() => this.chance(0.4));
    return (skus.length === 0 ? ['EGG'] : skus).map((sku) => ({
      sku,
      quantity: sku === 'TOMATO' ? 250 * (1 + this.number(12)) : 1 + this.number(sku === 'RICE' ? 2 : 6),
    }));
  }

  private chance(share: number): boolean {
    return this.buying.random() < share;
  }

  /** From 0, below `end`. */
  private number(end: number): number {
    return Math.floor(this.buying.random() * end);
  }

  private pick<T>(from: readonly T[]): T {
    const picked = from[this.number(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}

const SUPPLY_PAUSE_MS = 400;
const LOOK_PAUSE_MS = 40;
/** An order stays so until somebody asks for something. */
const RESTING: readonly string[] = [
  'packed',
  'out_for_delivery',
  'delivered',
  'partly_fulfilled',
  'cancelled',
  'returned',
];
