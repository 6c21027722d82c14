import type { OrderCaller } from './order-caller.ts';

const HEADER = 'sku,category,base_unit,price_per,price,currency,tax_percent,content,packs,name_en,synonyms_en,stock';
const COLUMNS = { sku: 0, stock: 11 };

/** Goods of a small grocery: few enough that stock runs out now and then; two bags of rice are above the limit. */
export const GROCERY: readonly string[] = [
  'TOMATO,Vegetables,g,1000,40.00,INR,0,,,Tomato,tomatoes,60000',
  'EGG,Dairy,piece,1,6.50,INR,5,,dozen=12,Egg,eggs;anda,240',
  'MILK,Dairy,piece,1,27.35,INR,5,500 ml,,Milk 500 ml,milk;doodh,60',
  'RICE,Staples,piece,1,649.00,INR,5,5 kg,,Basmati rice 5 kg,basmati;rice,12',
  'BREAD,Bakery,piece,1,45.90,INR,12,400 g,,Bread 400 g,bread;loaf,20',
];
const APPROVAL_LIMIT_MINOR = 100_000;

export interface ShopOptions {
  /** Rows of the catalogue; the columns are those of GROCERY. */
  readonly products: readonly string[];
  readonly customers: number;
  readonly reservationMinutes: number;
  /** Orders that fit in each slot; undefined: there are no slots. */
  readonly slotCapacity?: number;
  readonly hasApproval?: boolean;
}

export interface OpenedShop {
  readonly locationId: string;
  readonly customerIds: readonly string[];
  readonly slotIds: readonly string[];
  /** Product ids by SKU. */
  readonly products: Readonly<Record<string, string>>;
  /** What was there when it opened, base units by SKU. */
  readonly opening: Readonly<Record<string, number>>;
}

/** E.164 of the n-th customer, whose conversations have it as user id. */
export function phoneOf(customer: number): string {
  return `+9198100${String(customer).padStart(5, '0')}`;
}

/** Opens a shop over HTTP: settings, location, price list, products, slots and customers. */
export async function openShop(caller: OrderCaller, options: ShopOptions): Promise<OpenedShop> {
  await caller.must('PUT', '/shop-settings', {
    currency: 'INR',
    seller: { name: 'Corner Shop', address: '1 High Street, Pune', tax_number: '27AAAAA0000A1Z5' },
    approval_limit_minor: options.hasApproval === true ? APPROVAL_LIMIT_MINOR : null,
    reservation_minutes: options.reservationMinutes,
    return_days: 7,
  });
  const location = await caller.must('POST', '/locations', { name: 'Main', kind: 'shop', is_default: true });
  await caller.must('POST', '/price-lists', { name: 'All', currency: 'INR', is_tax_included: true });
  const report = await caller.must('POST', '/products/import', `${HEADER}\n${options.products.join('\n')}\n`);
  if (report.failed > 0) throw new Error(JSON.stringify(report.errors));
  const slotIds = options.slotCapacity === undefined ? [] : await openSlots(caller, options.slotCapacity);
  const customerIds = await Promise.all(
    Array.from({ length: options.customers }, (_, index) => openCustomer(caller, index)),
  );
  const stock = await caller.must('GET', '/stock?limit=200');
  const items = stock.items as readonly { readonly sku: string; readonly product_id: string }[];
  return {
    locationId: location.location_id,
    customerIds,
    slotIds,
    products: Object.fromEntries(items.map(({ sku, product_id: id }) => [sku, id])),
    opening: Object.fromEntries(
      options.products.map((row) => {
        const cells = row.split(',');
        return [cells[COLUMNS.sku] ?? '', Number(cells[COLUMNS.stock])];
      }),
    ),
  };
}

async function openSlots(caller: OrderCaller, capacity: number): Promise<readonly string[]> {
  const day = (ahead: number): string => new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);
  await caller.must('POST', '/delivery-slots', {
    first_day: day(1),
    last_day: day(6),
    windows: [
      { from: '10:00', to: '12:00' },
      { from: '17:00', to: '19:00' },
    ],
    time_zone: 'Asia/Kolkata',
    capacity,
  });
  const { items } = await caller.must('GET', '/delivery-slots?limit=200');
  return (items as readonly { readonly slot_id: string }[]).map(({ slot_id: id }) => id);
}

async function openCustomer(caller: OrderCaller, index: number): Promise<string> {
  const { customer_id: id } = await caller.must('POST', '/customers', {
    name: `Customer ${index}`,
    phone: phoneOf(index),
    address: `${index + 1} MG Road, Pune 411001`,
  });
  return id;
}

const DAY_MS = 86_400_000;
