import { fileURLToPath } from 'node:url';
import type { LocationFields, PriceListFields } from '../../db/commerce/catalogue-store.ts';
import type { NewCustomer } from '../../db/commerce/customer-store.ts';
import type { NewShopSettings } from '../../db/commerce/invoice-store.ts';
import type { SlotPlan } from '../../db/commerce/slot-plan-store.ts';

/** What a shop of the demo workspace begins with. */
export interface DemoShop {
  readonly flow: string;
  /** CSV of its products with prices and stock; see csv-import.ts for the columns. */
  readonly products: string;
  readonly location: LocationFields;
  readonly priceList: PriceListFields;
  readonly slots: SlotPlan;
  readonly customers: readonly Omit<NewCustomer, 'at'>[];
}

/** Who sends the invoices of both shops. All of it is made up. */
export const DEMO_SETTINGS: NewShopSettings = {
  currency: 'INR',
  seller: {
    name: 'Parley Demo Stores',
    address: '14 Market Road, Shivaji Nagar, Pune 411005',
    taxNumber: '27ABCDE1234F1Z5',
  },
  // 20,000.00 of whichever currency the order is in.
  approvalLimitMinor: 2_000_000,
  reservationMinutes: 60,
  returnDays: 7,
  facts: [
    {
      flow: 'grocery',
      deliveryArea: 'Kothrud, Karve Nagar, Erandwane, Shivaji Nagar and Camp in Pune',
      deliversTo: {
        postcodes: ['411038', '411052', '411004', '411005', '411001'],
        places: [
          'Kothrud',
          'कोथरूड',
          'कोथरुड',
          'Karve Nagar',
          'कर्वे नगर',
          'Erandwane',
          'Erandwana',
          'एरंडवणे',
          'Shivaji Nagar',
          'शिवाजी नगर',
          'Camp',
          'कैंप',
        ],
        towns: ['Pune', 'पुणे', 'Maharashtra', 'महाराष्ट्र', 'India', 'भारत'],
      },
      minimumOrderMinor: 5000,
      openingHours: 'every day from 8:00 to 21:00',
      payment: 'on delivery, in cash or by UPI',
    },
    {
      flow: 'wholesale',
      deliveryArea: 'all of Singapore',
      deliversTo: {
        postcodes: [
          '0xxxxx',
          '1xxxxx',
          '2xxxxx',
          '3xxxxx',
          '4xxxxx',
          '5xxxxx',
          '6xxxxx',
          '7xxxxx',
          '80xxxx',
          '81xxxx',
          '82xxxx',
        ],
        places: ['Singapore', "S'pore"],
      },
      openingHours: 'Monday to Saturday from 8:00 to 18:00',
      payment: 'by bank transfer, within 14 days of the invoice',
    },
  ],
  freshCategories: ['Vegetables', 'Fruit', 'Dairy', 'Bakery', 'Eggs', 'Frozen'],
};

export const DEMO_SHOPS: readonly DemoShop[] = [
  {
    flow: 'grocery',
    products: fileOf('grocery.csv'),
    location: { name: 'Corner shop', kind: 'shop', flow: 'grocery', isDefault: true },
    priceList: {
      name: 'Grocery',
      currency: 'INR',
      // No flow: orders that are placed by API without one are the grocery's.
      flow: undefined,
      customerGroup: undefined,
      isTaxIncluded: true,
    },
    slots: {
      windows: [
        { from: '09:00', to: '11:00' },
        { from: '12:00', to: '14:00' },
        { from: '17:00', to: '19:00' },
        { from: '19:00', to: '21:00' },
      ],
      weekdays: undefined,
      timeZone: 'Asia/Kolkata',
      capacity: 10,
      daysAhead: 14,
    },
    customers: [
      {
        kind: 'person',
        name: 'Asha Patil',
        phone: '+919820012345',
        address: '7 Rose Apartments, Prabhat Road, Pune 411004',
        language: 'en',
        timeZone: 'Asia/Kolkata',
      },
    ],
  },
  {
    flow: 'wholesale',
    products: fileOf('wholesale.csv'),
    location: { name: 'Warehouse Tuas', kind: 'warehouse', flow: 'wholesale', isDefault: false },
    priceList: {
      name: 'Wholesale',
      currency: 'SGD',
      flow: 'wholesale',
      customerGroup: undefined,
      isTaxIncluded: false,
    },
    slots: {
      windows: [{ from: '08:00', to: '12:00' }],
      weekdays: [1, 2, 3, 4, 5, 6],
      timeZone: 'Asia/Singapore',
      capacity: 20,
      daysAhead: 14,
    },
    customers: [
      {
        kind: 'outlet',
        name: 'Napoli Pizza, Tanjong Pagar',
        code: 'NAPOLI-TP',
        phone: '+6581230001',
        address: '21 Tanjong Pagar Road, Singapore 088444',
        language: 'en',
        timeZone: 'Asia/Singapore',
      },
      {
        kind: 'outlet',
        name: 'Napoli Pizza, Joo Chiat',
        code: 'NAPOLI-JC',
        phone: '+6581230002',
        address: '155 Joo Chiat Road, Singapore 427432',
        language: 'en',
        timeZone: 'Asia/Singapore',
      },
    ],
  },
];

function fileOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
