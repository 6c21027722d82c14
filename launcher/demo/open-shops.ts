import { createReadStream } from 'node:fs';
import { ParleyError } from '../../contracts/errors.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import type { Page, PageRequest, WorkspaceStore } from '../../db/interfaces.ts';
import type { DemoShop } from './shops.ts';
import { DEMO_SETTINGS, DEMO_SHOPS } from './shops.ts';

/**
 * Fills a workspace with the demo's shops, once: the settings are written last and tell that all of it is there, so an attempt
 * that was cut short is finished by the next. What its owner changed or removed later stays so. Answers how many products came.
 */
export async function openDemoShops(store: WorkspaceStore, onBegin: () => void): Promise<number> {
  const { commerce } = store;
  if ((await commerce.readShopSettings()) !== undefined) return 0;
  onBegin();
  const at = new Date();
  let products = 0;
  for (const shop of DEMO_SHOPS) products += await openShop(store, shop, at);
  await commerce.saveShopSettings(DEMO_SETTINGS, undefined);
  return products;
}

async function openShop(store: WorkspaceStore, shop: DemoShop, at: Date): Promise<number> {
  const { commerce } = store;
  await unlessThere(commerce.createLocation(shop.location));
  await unlessThere(commerce.createPriceList(shop.priceList));
  const { rows, errors } = await commerce.importProducts(createReadStream(shop.products), {
    priceList: shop.priceList.name,
    location: shop.location.name,
    flow: shop.flow,
    at,
  });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${shop.products}:${error.line} ${error.column ?? ''} ${error.message}`);
  await store.saveSlotPlan(await locationIdOf(commerce, shop.location.name), shop.slots);
  for (const customer of shop.customers) await unlessThere(commerce.createCustomer({ ...customer, at }));
  return rows;
}

/** Made by an attempt before this one. */
async function unlessThere(making: Promise<unknown>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!(error instanceof ParleyError) || error.code !== 'already_exists') throw error;
  }
}

async function locationIdOf(commerce: CommerceStore, name: string): Promise<string> {
  for await (const location of all((page) => commerce.listLocations(page))) {
    if (location.name === name) return location.locationId;
  }
  throw new Error(`the location ${name} is not there`);
}

async function* all<T>(list: (page: PageRequest) => Promise<Page<T>>): AsyncIterable<T> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
