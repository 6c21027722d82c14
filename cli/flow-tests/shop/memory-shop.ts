import type { OrderItem, OrderStatus } from '../../../contracts/commerce/orders.ts';
import { allowedCommands } from '../../../contracts/commerce/order-machine.ts';
import { amountsOf, sumOf } from '../../../contracts/commerce/money.ts';
import type {
  DeliverySlot,
  ShopCustomer,
  ShopEffect,
  ShopFacts,
  ShopOrder,
  ShopProduct,
  ShopQuery,
  ShopView,
} from '../../../contracts/commerce/shop.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { demoCatalogue, searchCatalogue, toProduct } from './catalogue.ts';
import type { ShopSetup } from './setup.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_ORDERS = 5;

/**
 * A shop in memory: stands for what the database reads and does in the transaction of a turn. Orders are accepted at once.
 * Follows from its arguments: no clock, no randomness.
 */
export class MemoryShop {
  private readonly entries: readonly CatalogueEntry[];
  private readonly flow: string;
  private setup: ShopSetup;
  private customer: ShopCustomer | undefined;
  private orders: readonly StoredOrder[];
  private readonly stock = new Map<string, number>();

  /** Undefined: the flow sells nothing. */
  static of(flow: string, setup: ShopSetup = {}): MemoryShop | undefined {
    const entries = demoCatalogue(flow);
    return entries === undefined ? undefined : new MemoryShop(flow, entries, setup);
  }

  private constructor(flow: string, entries: readonly CatalogueEntry[], setup: ShopSetup) {
    this.flow = flow;
    this.entries = entries;
    this.setup = setup;
    for (const { row } of entries) this.stock.set(row.product.sku, row.stock ?? 0);
    this.customer =
      setup.customer === undefined
        ? undefined
        : customerOf({ ...setup.customer, kind: flow === 'wholesale' ? 'outlet' : 'person' });
    this.orders = (setup.orders ?? []).map(
      ({
        number,
        status = 'accepted',
        items,
        short,
        awaiting_approval: awaits,
        return_days_left: left = 5,
        invoice,
        day,
        slot,
      }) => ({
        returned: {},
        returnDaysLeft: left,
        number,
        status,
        items: Object.entries(items).map(([sku, quantity]) => ({ productId: `product:${sku}`, quantity })),
        isShort: short === true,
        isAwaitingApproval: awaits === true,
        placedAt: 0,
        invoiceNumber: invoice,
        deliverOn: day,
        slotNumber: slot,
      }),
    );
    this.change(setup);
  }

  /** What changed in the meantime: stock, prices, slots, the state of orders by their number. */
  change({ orders = [], stock = {}, ...rest }: ShopSetup): void {
    this.setup = { ...this.setup, ...rest };
    for (const [sku, quantity] of Object.entries(stock)) this.stock.set(sku, quantity);
    this.orders = this.orders.map((order) => {
      const changed = orders.find(({ number }) => number === order.number);
      if (changed === undefined) return order;
      const { status = order.status, short = order.isShort } = changed;
      return { ...order, status, isShort: short };
    });
  }

  view(query: ShopQuery, at: number): ShopView {
    const available = (sku: string): number => this.stock.get(sku) ?? 0;
    const named = new Set([...query.skus, ...this.orders.flatMap(({ items }) => items.map(skuOf))]);
    const products = this.entries
      .filter(({ row }) => named.has(row.product.sku))
      .map((entry) => this.priced(toProduct(entry, available, query.language)));
    return {
      currency: this.entries[0]?.row.currency ?? 'INR',
      approvalLimitMinor: this.setup.approval_limit,
      isTaxIncluded: this.isTaxIncluded,
      freshCategories: this.setup.fresh_categories ?? [],
      facts: factsOf(this.setup),
      returnDays: 7,
      customer: this.customer,
      phoneHolder: this.holderOf(query.phone),
      isHolderNamed: this.isNamed(query.phone, query.name),
      contactPhone: this.setup.contact_phone,
      asked: query.phrases,
      found: query.phrases.map((phrase) =>
        searchCatalogue(this.entries, phrase, available).map((product) => this.priced(product)),
      ),
      products,
      orders: this.orders.slice(0, MAX_ORDERS).map((order) => this.toOrder(order, products, at)),
      slots: this.slotsAfter(at),
      usual: this.orders[0]?.items.slice(0, MAX_ORDERS) ?? [],
      rhythmDays: this.setup.rhythm_days,
    };
  }

  /** Does what a turn decided, in the order it was decided. */
  carryOut(effects: readonly ShopEffect[], at: number): void {
    for (const effect of effects) this.do(effect, at);
  }

  private do(effect: ShopEffect, at: number): void {
    switch (effect.kind) {
      case 'register_customer':
        this.customer = customerOf({ ...effect, kind: effect.as });
        return;
      case 'link_customer':
        this.link(effect.phone);
        return;
      case 'change_address':
      case 'change_name':
        if (this.customer !== undefined) this.customer = { ...this.customer, ...detailOf(effect) };
        return;
      case 'place_order':
        this.place(effect, at);
        return;
      case 'command_order':
        this.command(effect, at);
        return;
      case 'redirect_order':
      case 'note_order':
        this.orders = this.orders.map((order) =>
          orderIdOf(order) === effect.orderId ? { ...order, ...wordsOf(effect) } : order,
        );
        return;
      case 'save_basket':
      case 'wait_for_stock':
        // Drafts are only looked at by people, and nothing arrives here but by `change`.
        return;
    }
  }

  private link(phone: string): void {
    const other = this.setup.others?.find((one) => one.phone === phone);
    if (other !== undefined)
      this.customer = customerOf({ ...other, kind: 'person', address: '1 Known Road, Pune 411001' });
  }

  private place({ items, slotId, deliverOn, note }: Extract<ShopEffect, { kind: 'place_order' }>, at: number): void {
    const number = Math.max(1000, ...this.orders.map((order) => order.number)) + 1;
    this.take(items, 1);
    this.orders = [
      {
        number,
        status: 'accepted',
        items,
        returned: {},
        returnDaysLeft: 7,
        isShort: false,
        isAwaitingApproval: false,
        address: this.customer?.address,
        placedAt: at,
        slot: this.slotsAfter(at).find((slot) => slot.slotId === slotId),
        deliverOn,
        note,
      },
      ...this.orders,
    ];
  }

  private command(
    { orderId, command, items, slotId, deliverOn }: Extract<ShopEffect, { kind: 'command_order' }>,
    at: number,
  ): void {
    this.orders = this.orders.map((order) => {
      if (orderIdOf(order) !== orderId) return order;
      if (command === 'return') return returnedOf(order, items);
      if (command === 'accept_short') return { ...order, isShort: false, status: 'accepted' };
      this.take(order.items, -1);
      if (command === 'cancel') return { ...order, status: 'cancelled' };
      if (items === undefined) return order;
      this.take(items, 1);
      const slot = this.slotsAfter(at).find((one) => one.slotId === slotId) ?? order.slot;
      return { ...order, items, slot, deliverOn: deliverOn ?? order.deliverOn };
    });
  }

  private take(items: readonly OrderItem[], sign: 1 | -1): void {
    for (const item of items) {
      const sku = skuOf(item);
      this.stock.set(sku, (this.stock.get(sku) ?? 0) - sign * item.quantity);
    }
  }

  private get isTaxIncluded(): boolean {
    return this.flow !== 'wholesale';
  }

  private priced<Product extends ShopProduct>(product: Product): Product {
    const priceMinor = this.setup.prices?.[product.sku];
    return priceMinor === undefined ? product : { ...product, priceMinor };
  }

  private holderOf(phone: string | undefined): ShopView['phoneHolder'] {
    if (phone === undefined) return undefined;
    if (this.customer?.phone === phone) return 'this_customer';
    return this.setup.others?.some((other) => other.phone === phone) === true ? 'another_customer' : 'nobody';
  }

  private isNamed(phone: string | undefined, name: string | undefined): boolean {
    const holder = this.setup.others?.find((other) => other.phone === phone);
    return holder !== undefined && holder.name.toLowerCase() === name?.trim().toLowerCase();
  }

  private toOrder(order: StoredOrder, products: readonly ShopProduct[], at: number): ShopOrder {
    const { number, status, isShort, isAwaitingApproval, placedAt, items } = order;
    const productFor = (item: OrderItem): ShopProduct | undefined => products.find(({ sku }) => sku === skuOf(item));
    const gross = items.flatMap((item) => {
      const product = productFor(item);
      return product === undefined ? [] : [amountsOf(item.quantity, { ...product, isTaxIncluded: this.isTaxIncluded })];
    });
    const approval = isAwaitingApproval ? 'needed' : undefined;
    const isDelivered = status === 'delivered' || status === 'partly_fulfilled';
    return {
      orderId: orderIdOf(order),
      address: order.address ?? this.customer?.address,
      note: order.note,
      invoiceNumber: order.invoiceNumber,
      number,
      status,
      isShort,
      isAwaitingApproval,
      grossMinor: sumOf(gross).grossMinor,
      placedAt,
      slot: order.slot ?? this.slotsAfter(at)[(order.slotNumber ?? 0) - 1],
      deliverOn: order.deliverOn,
      items: items.map((item) => ({
        ...item,
        sku: skuOf(item),
        name: productFor(item)?.name ?? skuOf(item),
        fulfilled: item.quantity,
        returned: order.returned[skuOf(item)] ?? 0,
        uncharged: 0,
        baseUnit: productFor(item)?.baseUnit ?? 'piece',
        priceMinor: productFor(item)?.priceMinor ?? 0,
        pricePer: productFor(item)?.pricePer ?? 1,
        taxBasisPoints: productFor(item)?.taxBasisPoints ?? 0,
      })),
      isTaxIncluded: this.isTaxIncluded,
      returnUntil: isDelivered ? at + order.returnDaysLeft * DAY_MS : undefined,
      allows: allowedCommands({ status, isShort, approval, isReturnable: order.returnDaysLeft > 0 }, 'customer'),
    };
  }

  /** Two a day, from tomorrow. */
  private slotsAfter(at: number): readonly DeliverySlot[] {
    const tomorrow = Math.floor(at / DAY_MS) * DAY_MS + DAY_MS;
    return Array.from({ length: this.setup.slots ?? 4 }, (_, index) => {
      const startsAt = tomorrow + Math.floor(index / 2) * DAY_MS + (index % 2 === 0 ? 6 : 10) * HOUR_MS;
      return { slotId: `slot:${startsAt / HOUR_MS}`, startsAt, endsAt: startsAt + 2 * HOUR_MS };
    });
  }
}

function factsOf({ facts = {} }: ShopSetup): ShopFacts {
  const { delivery_area: deliveryArea, minimum_order: minimumOrderMinor, opening_hours: openingHours, payment } = facts;
  const { delivers_to: deliversTo } = facts;
  return {
    ...(deliversTo === undefined ? {} : { deliversTo }),
    ...(deliveryArea === undefined ? {} : { deliveryArea }),
    ...(minimumOrderMinor === undefined ? {} : { minimumOrderMinor }),
    ...(openingHours === undefined ? {} : { openingHours }),
    ...(payment === undefined ? {} : { payment }),
  };
}

interface StoredOrder {
  readonly number: number;
  readonly status: OrderStatus;
  readonly items: readonly OrderItem[];
  readonly isShort: boolean;
  readonly isAwaitingApproval: boolean;
  readonly placedAt: number;
  readonly slot?: DeliverySlot | undefined;
  readonly deliverOn?: string | undefined;
  readonly address?: string | undefined;
  readonly slotNumber?: number | undefined;
  readonly note?: string | undefined;
  readonly invoiceNumber?: number | undefined;
  /** Base units by SKU that came back. */
  readonly returned: Readonly<Record<string, number>>;
  readonly returnDaysLeft: number;
}

function detailOf(effect: Extract<ShopEffect, { kind: 'change_address' | 'change_name' }>): Partial<ShopCustomer> {
  return effect.kind === 'change_name' ? { name: effect.name } : { address: effect.address };
}

function wordsOf(effect: Extract<ShopEffect, { kind: 'redirect_order' | 'note_order' }>): Partial<StoredOrder> {
  return effect.kind === 'note_order' ? { note: effect.note } : { address: effect.address };
}

/** All of it, or these items; the order stays delivered until the last has come back. */
function returnedOf(order: StoredOrder, back: readonly OrderItem[] = order.items): StoredOrder {
  const returned = { ...order.returned };
  for (const item of back) returned[skuOf(item)] = (returned[skuOf(item)] ?? 0) + item.quantity;
  const isAll = order.items.every((item) => returned[skuOf(item)] === item.quantity);
  return { ...order, returned, status: isAll ? 'returned' : order.status };
}

function orderIdOf({ number }: StoredOrder): string {
  return `order:${number}`;
}

function skuOf({ productId }: OrderItem): string {
  return productId.replace('product:', '');
}

function customerOf(told: {
  readonly kind: ShopCustomer['kind'];
  readonly name: string;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}): ShopCustomer {
  const { kind, name, phone, address } = told;
  return { customerId: `customer:${phone ?? name}`, kind, name, phone, address };
}
