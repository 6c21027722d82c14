import { randomUUID } from 'node:crypto';
import type { CustomerRecord } from '../../db/commerce/customer-store.ts';
import type { NewOrder } from '../../db/commerce/order-store.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';

/** What a shop for a test is made of. */
export interface ShopOptions {
  /** SKU, what is there, price of one piece; 5 % tax included. */
  readonly products?: readonly { readonly sku: string; readonly stock: number; readonly priceMinor: number }[];
  readonly approvalLimitMinor?: number;
  readonly reservationMinutes?: number;
}

/** A shop in a workspace: settings, a location, a price list and products, and one customer. */
export interface TestShop {
  readonly locationId: string;
  readonly priceListId: string;
  readonly customer: CustomerRecord;
  /** Product ids by SKU. */
  readonly products: Readonly<Record<string, string>>;
  /** An order of one or more SKUs, confirmed unless told otherwise. */
  order(items: Readonly<Record<string, number>>, more?: Partial<NewOrder>): NewOrder;
}

export async function openTestShop(
  { store }: { readonly store: WorkspaceStore },
  options: ShopOptions = {},
): Promise<TestShop> {
  const products = options.products ?? [
    { sku: 'MILK', stock: 10, priceMinor: 2700 },
    { sku: 'EGGS', stock: 100, priceMinor: 650 },
    { sku: 'RICE', stock: 5, priceMinor: 64_900 },
  ];
  const { commerce } = store;
  const { locationId } = await commerce.createLocation({ name: 'Main', kind: 'shop', isDefault: true });
  const list = { name: 'All', currency: 'INR', customerGroup: undefined, isTaxIncluded: true };
  const { priceListId } = await commerce.createPriceList(list);
  const ids: string[] = [];
  for (const { sku, stock } of products) {
    const { productId } = await commerce.createProduct({ ...PIECE, sku, names: { en: sku.toLowerCase() } });
    ids.push(productId);
    const move = {
      productId,
      locationId,
      quantity: stock,
      kind: 'receipt' as const,
      key: `first/${sku}`,
      at: new Date(),
    };
    if (stock > 0) await commerce.moveStock(move);
  }
  await commerce.setPrices(
    priceListId,
    products.map(({ sku, priceMinor: minor }) => ({ sku, minor })),
  );
  await store.commerce.saveShopSettings(
    {
      currency: 'INR',
      seller: { name: 'Corner Shop', address: '1 High Street, Pune', taxNumber: '27AAAAA0000A1Z5' },
      approvalLimitMinor: options.approvalLimitMinor,
      reservationMinutes: options.reservationMinutes ?? 60,
      returnDays: 7,
    },
    undefined,
  );
  const customer = await store.commerce.createCustomer({
    kind: 'person',
    name: 'सुनीता शर्मा',
    phone: '+919812345678',
    address: '12 Rose Lane, Pune',
    language: 'en',
    at: new Date('2026-01-05T09:00:00Z'),
  });
  const bySku = Object.fromEntries(products.map(({ sku }, index) => [sku, ids[index] ?? '']));
  return {
    locationId,
    priceListId,
    customer,
    products: bySku,
    order: (items, more = {}) => ({
      key: randomUUID(),
      status: 'confirmed',
      customerId: customer.customerId,
      items: Object.entries(items).map(([sku, quantity]) => ({ productId: bySku[sku] ?? '', quantity })),
      isTold: false,
      at: new Date('2026-01-05T10:00:00Z'),
      ...more,
    }),
  };
}

const PIECE = {
  flow: undefined,
  category: 'food',
  baseUnit: 'piece' as const,
  pricePer: 1,
  sizes: [],
  packs: [],
  taxBasisPoints: 500,
  imageUrl: undefined,
  isActive: true,
  synonyms: {},
};
