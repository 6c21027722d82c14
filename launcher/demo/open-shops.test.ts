import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import { openDemoShops } from './open-shops.ts';
import { DEMO_SHOPS } from './shops.ts';

const AT = new Date('2026-01-05T09:00:00Z');

describe('the shops of the demo', () => {
  let stores: TestStores;
  let begun = 0;
  const open = () => openDemoShops(stores.store, () => (begun += 1));
  beforeAll(async () => {
    stores = await openTestStores();
  });
  afterAll(() => stores.close());

  const shop = () => stores.store.commerce;
  const productOf = async (sku: string) => (await shop().listProducts({ sku }, { limit: 1 })).items[0];

  test('an attempt that was cut short is finished by the next', async () => {
    const [first] = DEMO_SHOPS;
    if (first === undefined) throw new Error('there is no shop');
    await shop().createLocation(first.location);
    await shop().createPriceList(first.priceList);
    expect(await open()).toBe(330);
    expect(begun).toBe(1);
  });

  test('each has its products at its own prices, and all that it takes to order', async () => {
    const counts = await Promise.all(
      ['grocery', 'wholesale'].map(async (flow) => {
        const first = await shop().listProducts({ flow }, { limit: 200 });
        return first.items.length + (first.nextCursor === undefined ? 0 : 50);
      }),
    );
    expect(counts).toEqual([250, 80]);
    expect((await productOf('VEG-TOMATO'))?.prices).toMatchObject([
      { priceList: 'Grocery', currency: 'INR', minor: 4000 },
    ]);
    expect((await productOf('PIZ-BOX-10IN'))?.prices).toMatchObject([
      { priceList: 'Wholesale', currency: 'SGD', minor: 34 },
    ]);
    const { items: locations } = await shop().listLocations({ limit: 10 });
    for (const { locationId } of locations)
      expect((await shop().listSlots({ locationId, hasRoom: true }, { limit: 5 })).items).toHaveLength(5);
  });

  test('orders of each flow are in its currency, from its stock, with its tax', async () => {
    const place = async (phone: string, flow: string, sku: string) => {
      const { items } = await shop().listCustomers({ phone }, { limit: 1 });
      const product = await productOf(sku);
      const { order } = await shop().placeOrder({
        key: `${flow}/${sku}`,
        status: 'confirmed',
        customerId: items[0]?.customerId ?? '',
        flow,
        items: [{ productId: product?.productId ?? '', quantity: 100 }],
        isTold: false,
        at: AT,
      });
      return order;
    };
    const grocery = await place('+919820012345', 'grocery', 'VEG-TOMATO');
    const wholesale = await place('+6581230001', 'wholesale', 'PIZ-BOX-10IN');
    expect(grocery).toMatchObject({ currency: 'INR', isTaxIncluded: true, grossMinor: 400 });
    expect(wholesale).toMatchObject({ currency: 'SGD', isTaxIncluded: false, netMinor: 3400, taxMinor: 306 });
    expect(grocery.locationId).not.toBe(wholesale.locationId);
    await expect(place('+6581230001', 'wholesale', 'VEG-TOMATO')).rejects.toMatchObject({ code: 'unknown_product' });
  });

  test('a later start changes nothing, whatever its owner did meanwhile', async () => {
    const tomato = await productOf('VEG-TOMATO');
    await shop().changeProduct(tomato?.productId ?? '', { isActive: false });
    expect(await open()).toBe(0);
    expect(begun).toBe(1);
    expect((await productOf('VEG-TOMATO'))?.isActive).toBe(false);
  });
});
