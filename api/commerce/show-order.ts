import { allowedCommands } from '../../contracts/commerce/order-machine.ts';
import type { DeliverySlot } from '../../contracts/commerce/shop.ts';
import type { Delivery, Order, OrderDetail, OrderEvent } from '../../contracts/schemas/commerce/orders.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import type { DeliveryRecord, OrderEventRecord, OrderLine, OrderRecord } from '../../db/commerce/order-store.ts';

export function showOrder(order: OrderRecord): Order {
  const isReturnable = order.returnUntil !== undefined && order.returnUntil.getTime() > Date.now();
  return {
    order_id: order.orderId,
    number: order.number ?? null,
    status: order.status,
    customer_id: order.customerId,
    conversation_id: order.conversationId,
    flow: order.flow,
    approval: order.approval,
    is_short: order.isShort,
    allows: [...allowedCommands({ ...order, isReturnable }, 'person')],
    currency: order.currency,
    is_tax_included: order.isTaxIncluded,
    ...showAmounts(order),
    location_id: order.locationId,
    slot: showSlot(order.slot),
    deliver_on: order.deliverOn,
    address: order.address,
    note: order.note,
    cancel_reason: order.cancelReason,
    version: order.version,
    created_at: order.createdAt.toISOString(),
    confirmed_at: order.confirmedAt?.toISOString(),
    updated_at: order.updatedAt.toISOString(),
    reserved_until: order.expiresAt?.toISOString(),
    returnable_until: order.returnUntil?.toISOString(),
    lines: order.lines.map(showLine),
  };
}

/** With everything that hangs on it. */
export async function showOrderDetail(store: CommerceStore, order: OrderRecord): Promise<OrderDetail> {
  const { orderId } = order;
  const [events, invoices, deliveries] = await Promise.all([
    store.listOrderEvents({ orderId }, { limit: 200 }),
    store.listInvoices({ orderId }, { limit: 200 }),
    store.listDeliveries({ orderId }, { limit: 200 }),
  ]);
  const all = deliveries.items.toReversed();
  const delivery = all.find(({ isByHand }) => !isByHand);
  return {
    ...showOrder(order),
    events: events.items.map(showEvent).toReversed(),
    invoices: invoices.items
      .map(({ invoiceId, kind, number, grossMinor }) => ({
        invoice_id: invoiceId,
        kind,
        number,
        gross_minor: grossMinor,
      }))
      .toReversed(),
    delivery: delivery === undefined ? null : showDeliveryLink(delivery),
    deliveries: all.map(showDeliveryLink),
  };
}

function showDeliveryLink({ deliveryId, number, status }: DeliveryRecord) {
  return { delivery_id: deliveryId, number, status };
}

export function showEvent(event: OrderEventRecord): OrderEvent {
  return {
    event_id: event.eventId,
    type: event.type,
    timestamp: event.at.toISOString(),
    sequence: event.sequence,
    told_at: event.toldAt?.toISOString() ?? null,
    data: { ...event.data },
  };
}

export function showDelivery(delivery: DeliveryRecord): Delivery {
  return {
    delivery_id: delivery.deliveryId,
    number: delivery.number,
    order_id: delivery.orderId,
    order_number: delivery.orderNumber,
    customer_id: delivery.customerId,
    status: delivery.status,
    slot: showSlot(delivery.slot),
    deliver_on: delivery.deliverOn,
    address: delivery.address,
    note: delivery.note,
    is_by_hand: delivery.isByHand,
    cancel_reason: delivery.cancelReason,
    items: delivery.items.map(({ productId, sku, name, baseUnit, quantity }) => ({
      product_id: productId,
      sku,
      name,
      base_unit: baseUnit,
      quantity,
    })),
    version: delivery.version,
    created_at: delivery.createdAt.toISOString(),
    updated_at: delivery.updatedAt.toISOString(),
  };
}

function showLine(line: OrderLine) {
  return {
    line_number: line.lineNumber,
    product_id: line.productId,
    sku: line.sku,
    name: line.name,
    base_unit: line.baseUnit,
    quantity: line.quantity,
    fulfilled: line.fulfilled,
    returned: line.returned,
    uncharged: line.uncharged,
    price_minor: line.priceMinor,
    price_per: line.pricePer,
    tax_basis_points: line.taxBasisPoints,
    ...showAmounts(line),
  };
}

/** Amounts as the API names them. */
export function showAmounts(amounts: {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}) {
  return { net_minor: amounts.netMinor, tax_minor: amounts.taxMinor, gross_minor: amounts.grossMinor };
}

function showSlot(slot: DeliverySlot | undefined) {
  if (slot === undefined) return null;
  const { slotId, startsAt, endsAt } = slot;
  return {
    slot_id: slotId,
    starts_at: new Date(startsAt).toISOString(),
    ends_at: new Date(endsAt).toISOString(),
  };
}
