import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrderCommand, OrderCommandName } from '../../contracts/commerce/orders.ts';
import { ORDER_COMMANDS } from '../../contracts/commerce/orders.ts';
import type { ErrorCode } from '../../contracts/errors.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { TestShop } from '../../test/support/shop.ts';
import { openTestShop } from '../../test/support/shop.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openDatabase, openTestStores } from '../../test/support/stores.ts';
import type { CommerceStore } from './interfaces.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-05T10:00:00Z');
/** What may come of anything that is asked at the wrong time, or of two who want the same at once. */
const EXPECTED: readonly ErrorCode[] = ['order_command_refused', 'not_enough_stock', 'version_conflict'];

/** What takes an order to its end comes more often: else most are cancelled before. */
const COMMANDS: readonly OrderCommandName[] = [
  ...ORDER_COMMANDS,
  ...(['approve', 'pack', 'dispatch', 'deliver', 'return'] as const).flatMap((name) =>
    Array.from({ length: 12 }, () => name),
  ),
];

/** Mulberry32: the same course for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('whatever is asked of orders at once, from several processes', () => {
  let stores: TestStores;
  let shop: TestShop;
  let other: CommerceStore;
  let close: () => Promise<void>;
  const happened = new Set<string>();
  beforeAll(async () => {
    stores = await openTestStores();
    shop = await openTestShop(stores, {
      approvalLimitMinor: 9000,
      reservationMinutes: 1,
      products: ['A', 'B', 'C', 'D'].map((sku, index) => ({ sku, stock: 60, priceMinor: 333 + index })),
    });
    const database = await openDatabase(stores.testDatabase, stores.masterKey);
    other = database.workspace(stores.workspaceId).commerce;
    close = () => database.close();
    await stores.store.commerce.createSlots({
      firstDay: '2030-01-07',
      lastDay: '2030-01-09',
      windows: [{ from: '10:00', to: '12:00' }],
      timeZone: 'UTC',
      capacity: 6,
    });
  });
  afterAll(async () => {
    await close();
    await stores.close();
  });

  /** What a person does about delivery orders and invoices beside the course of the order. */
  function byHand(
    store: CommerceStore,
    orderId: string,
    asked: OrderCommand,
    at: Date,
  ): readonly (() => Promise<unknown>)[] {
    const { key } = asked;
    const own = asked.items === undefined ? {} : { items: shop.order({ A: 1 }).items };
    const slot = asked.slotId === undefined ? {} : { slotId: asked.slotId };
    const onDelivery = async (what: (deliveryId: string) => Promise<unknown>): Promise<void> => {
      for (const { deliveryId } of (await store.listDeliveries({ orderId }, { limit: 3 })).items)
        await what(deliveryId);
    };
    const onInvoice = async (what: (invoiceId: string) => Promise<unknown>): Promise<void> => {
      for (const { invoiceId } of (await store.listInvoices({ orderId }, { limit: 2 })).items) await what(invoiceId);
    };
    return [
      () => store.planDelivery({ orderId, key, ...own, ...slot, at }),
      () => onDelivery((id) => store.changeDelivery(id, { note: 'Back door', ...own, ...slot, at })),
      () => onDelivery((deliveryId) => store.commandOrder(orderId, { ...asked, deliveryId }, at)),
      () =>
        onDelivery((deliveryId) => store.commandOrder(orderId, { name: 'cancel', key, by: 'person', deliveryId }, at)),
      () => onInvoice((id) => store.creditInvoice(id, { key, reason: 'goodwill', ...own, at })),
      () => onInvoice((id) => store.correctInvoice(id, { reference: key, at })),
      () => store.issueInvoice({ orderId, key, at }),
    ];
  }

  test.each([1, 2, 3, 4])('the figures add up, and nothing fails but what is refused (seed %i)', async (seed) => {
    const random = randomOf(seed);
    const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;
    const slots = (await other.listSlots({}, { limit: 9 })).items.map(({ slotId }) => slotId);
    const items = () => {
      const [first, second] = [pick(['A', 'B']), pick(['C', 'D'])];
      const wanted = random(2) === 0 ? { [second]: 1 + random(9), [first]: 1 + random(9) } : { [first]: 1 + random(9) };
      return shop.order(wanted).items;
    };
    const placed = await Promise.all(
      Array.from({ length: 25 }, () => {
        const slot = random(2) === 0 ? { slotId: pick(slots) } : {};
        return pick([stores.store.commerce, other]).placeOrder(
          shop.order({ A: 1 + random(9), D: 1 + random(9) }, slot),
        );
      }),
    );
    const ids = placed.map(({ order }) => order.orderId);
    const failures: unknown[] = [];
    const attempt = async (what: () => Promise<unknown>): Promise<void> => {
      await what().catch((error: unknown) => {
        if (!(error instanceof ParleyError) || !EXPECTED.includes(error.code)) failures.push(error);
      });
    };
    const act = async (index: number): Promise<void> => {
      const [store, id] = [pick([stores.store.commerce, other]), pick(ids)];
      const at = new Date(START + index * 1000);
      const command: OrderCommand = {
        name: pick(COMMANDS),
        key: `${seed}/${random(3) === 0 ? 'same' : index}`,
        by: pick(['customer', 'person', 'person', 'person']),
        ...(random(2) === 0 ? { items: items() } : {}),
        ...(random(4) === 0 ? { slotId: pick(slots) } : {}),
      };
      const ways = [
        () => store.reserveOrder(id, at),
        () => store.reserveOrder(id, at),
        () => store.acceptOrder(id, at),
        () => store.acceptOrder(id, at),
        () => store.expireOrder(id, at),
        ...Array.from({ length: 12 }, () => () => store.commandOrder(id, command, at)),
        ...byHand(store, id, command, at),
      ];
      await attempt(pick(ways));
    };
    for (let round = 0; round < 40; round += 1)
      await Promise.all(Array.from({ length: 20 }, (_, index) => act(round * 20 + index)));
    // What is left comes to its end, all at once.
    for (const name of ['pack', 'dispatch', 'deliver', 'drop_rest', 'return'] as const) {
      const command = { name, key: `end/${name}`, by: 'person' } as const;
      await Promise.all(ids.map((id) => attempt(() => other.commandOrder(id, command, new Date(START + DAY_MS)))));
    }
    expect(failures).toEqual([]);
    expect(await stores.database.system.findShopViolations()).toEqual([]);
    for (const { order } of placed) {
      const { items: events } = await other.listOrderEvents({ orderId: order.orderId }, { limit: 200 });
      for (const { type } of events) happened.add(type);
    }
  });

  test('they were no idle courses: things were delivered, brought back, credited', () => {
    expect([...happened]).toEqual(
      expect.arrayContaining([
        'order.short',
        'order.changed',
        'order.delivered',
        'order.returned',
        'credit_note.issued',
        'delivery.planned',
        'delivery.changed',
        'delivery.delivered',
        'delivery.cancelled',
        'invoice.corrected',
      ]),
    );
  });
});
