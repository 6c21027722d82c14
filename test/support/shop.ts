import { randomUUID } from 'node:crypto';
import type { CustomerRecord } from '../../db/commerce/customer-store.ts';
import type { NewOrder } from '../../db/commerce/order-store.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';
import type { TestDatabase } from './postgres.ts';
import { asAdmin } from './postgres.ts';

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
  { store, workspaceId, testDatabase }: OpenedStores,
  options: ShopOptions = {},
): Promise<TestShop> {
  const [locationId, priceListId] = [randomUUID(), randomUUID()];
  const products = options.products ?? [
    { sku: 'MILK', stock: 10, priceMinor: 2700 },
    { sku: 'EGGS', stock: 100, priceMinor: 650 },
    { sku: 'RICE', stock: 5, priceMinor: 64_900 },
  ];
  const ids = products.map(() => randomUUID());
  await asAdmin(testDatabase.url, async (client) => {
    await client.query(
      `INSERT INTO locations (location_id, workspace_id, name, kind, is_default) VALUES ($1, $2, 'Main', 'shop', true)`,
      [locationId, workspaceId],
    );
    await client.query(
      `INSERT INTO price_lists (price_list_id, workspace_id, name, currency, is_tax_included) VALUES ($1, $2, 'All', 'INR', true)`,
      [priceListId, workspaceId],
    );
    for (const [index, { sku, stock, priceMinor }] of products.entries()) {
      const id = ids[index];
      await client.query(
        `INSERT INTO products (product_id, workspace_id, sku, category, base_unit, price_per, tax_basis_points)
         VALUES ($1, $2, $3, 'food', 'piece', 1, 500)`,
        [id, workspaceId, sku],
      );
      await client.query(
        `INSERT INTO product_names (workspace_id, product_id, language, name, is_synonym) VALUES ($1, $2, 'en', $3, false)`,
        [workspaceId, id, sku.toLowerCase()],
      );
      await client.query(
        'INSERT INTO prices (workspace_id, price_list_id, product_id, minor) VALUES ($1, $2, $3, $4)',
        [workspaceId, priceListId, id, priceMinor],
      );
      await client.query('INSERT INTO stock (workspace_id, location_id, product_id, on_hand) VALUES ($1, $2, $3, $4)', [
        workspaceId,
        locationId,
        id,
        stock,
      ]);
      await client.query(
        `INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change, key, at)
         VALUES (gen_random_uuid(), $1, $2, $3, 'receipt', $4, 0, $5, now())`,
        [workspaceId, locationId, id, stock, `first/${id}`],
      );
    }
  });
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

interface OpenedStores {
  readonly store: WorkspaceStore;
  readonly workspaceId: string;
  readonly testDatabase: TestDatabase;
}
