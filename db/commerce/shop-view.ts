import { allowedCommands } from '../../contracts/commerce/order-machine.ts';
import type { OrderItem } from '../../contracts/commerce/orders.ts';
import type {
  ShopCustomer,
  ShopFacts,
  ShopOrder,
  ShopOrderItem,
  ShopQuery,
  ShopView,
} from '../../contracts/commerce/shop.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { decrypt } from '../crypto.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { fieldContext } from '../store-context.ts';
import type { CustomerRecord } from './customer-store.ts';
import { findCustomerByPhone, findCustomerOfContact } from './customers.ts';
import { nextSlots } from './delivery-slots.ts';
import { findHabits } from './habits.ts';
import type { ShopSettings } from './invoice-store.ts';
import type { OrderLine, OrderRecord } from './order-store.ts';
import { getPriceList } from './order-pricing.ts';
import { readOrders } from './orders.ts';
import { searchProducts } from './search.ts';
import { readShopSettings } from './settings.ts';
import { readShopProducts } from './shop-products.ts';

const IDENTITY = statement(
  'contact_identity',
  `SELECT value_encrypted FROM contact_identities WHERE contact_id = $1 AND kind = 'external'`,
);

/** The conversation whose turn looks at the shop. */
export interface Asking {
  readonly contactId: string;
  readonly flow: string;
  readonly subjectKey: Buffer;
  /** Workflow time. */
  readonly at: Date;
}

/** As many as a flow may see. */
const MAX_ORDERS = 5;
const MAX_FOUND = 5;
/** Two weeks of some windows a day: whoever names a day is not told that it is taken because it is not among the next. */
const MAX_SLOTS = 60;
const MAX_USUAL = 5;

/**
 * What a flow may know of the shop for this query, read in the turn's transaction; undefined: the shop was never set up. Of other
 * customers it holds no more than whether a phone is somebody's, and whether a name is theirs.
 */
export async function readShopView(
  ctx: StoreContext,
  tx: Transaction,
  asking: Asking,
  query: ShopQuery,
): Promise<ShopView | undefined> {
  const { flow, at } = asking;
  const [settings, speaker] = await Promise.all([readShopSettings(tx, ctx.workspaceId), findSpeaker(ctx, tx, asking)]);
  const { customer } = speaker;
  const list = await getPriceList(tx, ctx.workspaceId, { customerGroup: customer?.customerGroup, flow }).catch(
    notReady,
  );
  if (settings === undefined || list === undefined) return undefined;
  const sale = { priceListId: list.priceListId, flow, language: query.language };
  const [found, orders, habits, slots, holding] = await Promise.all([
    searchProducts(tx, query.phrases, { ...sale, limit: MAX_FOUND, embedder: ctx.embedder }),
    customer === undefined ? [] : ordersOf(ctx, tx, { customer, flow }),
    customer === undefined ? undefined : findHabits(tx, customer.customerId),
    nextSlots(tx, ctx.workspaceId, { after: at, limit: MAX_SLOTS, flow }),
    holdingOf(ctx, tx, query, customer),
  ]);
  const usual = (habits?.preferred ?? []).slice(0, MAX_USUAL);
  const productIds = [...orders.flatMap(({ lines }) => lines), ...usual].map(({ productId }) => productId);
  const products = await readShopProducts(tx, { skus: query.skus, productIds: [...new Set(productIds)] }, sale);
  return {
    currency: list.currency,
    approvalLimitMinor: settings.approvalLimitMinor,
    isTaxIncluded: list.isTaxIncluded,
    freshCategories: settings.freshCategories,
    facts: factsOf(settings, flow),
    returnDays: settings.returnDays,
    customer: customer === undefined ? undefined : toShopCustomer(customer),
    ...holding,
    contactPhone: speaker.phone,
    asked: query.phrases,
    found,
    products,
    orders: orders.map((order) => toShopOrder(order, at)),
    slots,
    usual: usual.map(toItem),
    rhythmDays: habits?.rhythmDays,
  };
}

/** Those of the flow, else those of every flow. */
function factsOf({ facts }: ShopSettings, flow: string): ShopFacts {
  const own = facts.find((one) => one.flow === flow) ?? facts.find((one) => one.flow === undefined) ?? {};
  const { flow: _, ...told } = own;
  return told;
}

function notReady(error: unknown): undefined {
  if (error instanceof ParleyError && error.code === 'shop_not_ready') return undefined;
  throw error;
}

/** Whom the contact speaks for: the customer it is linked with, else the one who has the contact's own phone. */
export async function findSpeaker(
  ctx: StoreContext,
  tx: Transaction,
  { contactId, subjectKey }: Pick<Asking, 'contactId' | 'subjectKey'>,
): Promise<{ readonly customer: CustomerRecord | undefined; readonly phone: string | undefined }> {
  const [linked, [identity]] = await Promise.all([
    findCustomerOfContact(ctx, tx, contactId),
    tx.rows<{ value_encrypted: Buffer }>(IDENTITY, [contactId]),
  ]);
  const userId =
    identity === undefined
      ? ''
      : decrypt(subjectKey, identity.value_encrypted, fieldContext('identity', contactId, 'external')).toString();
  const phone = phoneOf(userId);
  const customer = linked ?? (phone === undefined ? undefined : await findCustomerByPhone(ctx, tx, phone));
  return { customer: customer?.isActive === true ? customer : undefined, phone };
}

/** E.164 of a user id that is a phone: WhatsApp leaves out the plus. Shorter digits may be anybody's customer number. */
function phoneOf(userId: string): string | undefined {
  if (/^\+[1-9]\d{6,14}$/.test(userId)) return userId;
  return /^[1-9]\d{10,14}$/.test(userId) ? `+${userId}` : undefined;
}

async function ordersOf(
  ctx: StoreContext,
  tx: Transaction,
  { customer, flow }: { readonly customer: CustomerRecord; readonly flow: string },
): Promise<readonly OrderRecord[]> {
  const filter = { customerId: customer.customerId, flow };
  // One of them may be the basket.
  const { items } = await readOrders(ctx, tx, filter, { limit: MAX_ORDERS + 1 });
  return items.filter(({ status }) => status !== 'draft').slice(0, MAX_ORDERS);
}

async function holdingOf(
  ctx: StoreContext,
  tx: Transaction,
  { phone, name }: ShopQuery,
  customer: CustomerRecord | undefined,
): Promise<Pick<ShopView, 'phoneHolder' | 'isHolderNamed'>> {
  if (phone === undefined) return { phoneHolder: undefined, isHolderNamed: false };
  const holder = await findCustomerByPhone(ctx, tx, phone);
  if (holder === undefined) return { phoneHolder: 'nobody', isHolderNamed: false };
  const isOwn = holder.customerId === customer?.customerId;
  const isHolderNamed = name !== undefined && isSameName(holder.name, name);
  return { phoneHolder: isOwn ? 'this_customer' : 'another_customer', isHolderNamed };
}

/** The same words, whatever their case, accents and signs between them. */
function isSameName(registered: string, said: string): boolean {
  return folded(registered) !== '' && folded(registered) === folded(said);
}

function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function toShopCustomer({ customerId, kind, name, address, phone }: CustomerRecord): ShopCustomer {
  return { customerId, kind, name, address, phone };
}

function toShopOrder(order: OrderRecord, at: Date): ShopOrder {
  const { orderId, number = 0, status, isShort, approval, grossMinor, slot, deliverOn, lines, returnUntil } = order;
  return {
    orderId,
    number,
    status,
    isShort,
    isAwaitingApproval: approval === 'needed',
    grossMinor,
    placedAt: (order.confirmedAt ?? order.createdAt).getTime(),
    slot,
    deliverOn,
    address: order.address,
    note: order.note,
    invoiceNumber: order.invoiceNumber,
    items: lines.map(toShopOrderItem),
    isTaxIncluded: order.isTaxIncluded,
    returnUntil: returnUntil?.getTime(),
    allows: allowedCommands({ status, isShort, approval, isReturnable: (returnUntil ?? at) > at }, 'customer'),
  };
}

function toShopOrderItem(line: OrderLine): ShopOrderItem {
  const { sku, name, baseUnit, fulfilled, returned, uncharged } = line;
  const { priceMinor, pricePer, taxBasisPoints } = line;
  const price = { priceMinor, pricePer, taxBasisPoints };
  return { ...toItem(line), sku, name, baseUnit, fulfilled, returned, uncharged, ...price };
}

function toItem({ productId, quantity }: OrderItem): OrderItem {
  return { productId, quantity };
}
