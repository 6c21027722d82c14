import type { StoreContext } from '../store-context.ts';
import type { CustomerStore } from './customer-store.ts';
import * as customers from './customers.ts';
import * as deliveries from './deliveries.ts';
import { changeDelivery, planDelivery } from './delivery-changes.ts';
import * as slots from './delivery-slots.ts';
import { readHabits } from './habits.ts';
import type { InvoiceStore } from './invoice-store.ts';
import * as byHand from './invoices-by-hand.ts';
import * as invoices from './invoices.ts';
import { listOrderEvents } from './order-events.ts';
import { findProductIds } from './order-pricing.ts';
import * as placing from './order-placing.ts';
import { acceptStep, expireStep, reserveStep } from './order-steps.ts';
import type { OrderStore } from './order-store.ts';
import { tellOrder } from './order-telling.ts';
import * as orders from './orders.ts';
import { readShopSettings, saveShopSettings } from './settings.ts';

export function customerStore(ctx: StoreContext): CustomerStore {
  return {
    createCustomer: (input) => customers.createCustomer(ctx, input),
    findCustomer: (id) => customers.findCustomer(ctx, id),
    listCustomers: (filter, page) => customers.listCustomers(ctx, filter, page),
    changeCustomer: (id, change, version) => customers.changeCustomer(ctx, id, change, version),
    removeCustomer: (id, version) => customers.removeCustomer(ctx, id, version),
    readHabits: (id) => readHabits(ctx, id),
  };
}

export function invoiceStore(ctx: StoreContext): InvoiceStore {
  return {
    listInvoices: (filter, page) => invoices.listInvoices(ctx, filter, page),
    findInvoice: (id) => invoices.findInvoice(ctx, id),
    issueInvoice: (invoice) => byHand.issueByHand(ctx, invoice),
    creditInvoice: (id, credit) => byHand.creditByHand(ctx, id, credit),
    correctInvoice: (id, correction) => byHand.correctInvoice(ctx, id, correction),
    listInvoiceVersions: (id) => byHand.listInvoiceVersions(ctx, id),
    readShopSettings: () => ctx.sql.transaction(ctx.workspaceId, (tx) => readShopSettings(tx, ctx.workspaceId)),
    saveShopSettings: (settings, version) => saveShopSettings(ctx, settings, version),
  };
}

/** Each method is a transaction of its own. */
export function orderStore(ctx: StoreContext): OrderStore {
  const inTransaction: typeof ctx.sql.transaction = (scope, work) => ctx.sql.transaction(scope, work);
  const scope = ctx.workspaceId;
  return {
    placeOrder: (order) => inTransaction(scope, (tx) => placing.placeOrder(ctx, tx, order)),
    confirmDraft: (id, confirmation) => inTransaction(scope, (tx) => placing.confirmDraft(ctx, tx, id, confirmation)),
    changeDraft: (id, change) => inTransaction(scope, (tx) => placing.changeDraft(ctx, tx, id, change)),
    deleteDraft: (id, version) => inTransaction(scope, (tx) => placing.deleteDraft(tx, id, version)),
    findProductIds: (skus) => findProductIds(ctx, skus),
    findOrder: (id) => orders.findOrder(ctx, id),
    listOrders: (filter, page) => orders.listOrders(ctx, filter, page),
    listOrderEvents: (filter, page) => listOrderEvents(ctx, filter, page),
    loadOrder: (id) => orders.loadOrder(ctx, id),
    reserveOrder: (id, at) => orders.takeStep(ctx, id, { name: 'reserve', at }, reserveStep),
    acceptOrder: (id, at) => orders.takeStep(ctx, id, { name: 'accept', at }, acceptStep),
    expireOrder: (id, at) => orders.takeStep(ctx, id, { name: 'expire', at }, expireStep),
    commandOrder: (orderId, command, at) =>
      inTransaction(scope, (tx) => orders.commandOrder(ctx, tx, { orderId, command, at, isTold: false })),
    checkCommand: (id, command, at) => orders.checkCommand(ctx, id, command, at),
    tellOrder: (telling, word) => tellOrder(ctx, telling, word),
    listDeliveries: (filter, page) => deliveries.listDeliveries(ctx, filter, page),
    findDelivery: (id) => deliveries.findDelivery(ctx, id),
    planDelivery: (delivery) => planDelivery(ctx, delivery),
    changeDelivery: (id, change) => changeDelivery(ctx, id, change),
    createSlots: (range) => slots.createSlots(ctx, range),
    listSlots: (filter, page) => slots.listSlots(ctx, filter, page),
    findSlot: (id) => slots.findSlot(ctx, id),
    changeSlotCapacity: (id, capacity) => slots.changeSlotCapacity(ctx, id, capacity),
    removeSlot: (id) => slots.removeSlot(ctx, id),
  };
}
