import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestShop } from '../../test/support/shop.ts';
import { openTestShop } from '../../test/support/shop.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { conversationOf, openTestStores } from '../../test/support/stores.ts';
import type { NewCustomer } from './customer-store.ts';

const AT = new Date('2026-01-05T10:00:00Z');

describe('customers', () => {
  let stores: TestStores;
  let shop: TestShop;
  beforeAll(async () => {
    stores = await openTestStores();
    shop = await openTestShop(stores);
  });
  afterAll(() => stores.close());

  const commerce = () => stores.store.commerce;
  const outlet = (more: Partial<NewCustomer> = {}): NewCustomer => ({
    kind: 'outlet',
    name: 'Pizza Corner Orchard',
    code: 'ORCH-1',
    phone: '+6561234567',
    address: '1 Orchard Road',
    language: 'en',
    at: AT,
    ...more,
  });

  test('are read as they were written, found by phone, and in no list of another kind or workspace', async () => {
    const made = await commerce().createCustomer(outlet());
    expect(await commerce().findCustomer(made.customerId)).toEqual(made);
    expect(made).toMatchObject({ kind: 'outlet', code: 'ORCH-1', name: 'Pizza Corner Orchard', version: 1 });
    const found = await commerce().listCustomers({ phone: '+6561234567' }, { limit: 10 });
    expect(found.items).toEqual([made]);
    expect((await commerce().listCustomers({ kind: 'person' }, { limit: 10 })).items).toEqual([shop.customer]);
    const { workspaceId } = await stores.database.system.createWorkspace('Other');
    const other = stores.database.workspace(workspaceId).commerce;
    expect(await other.findCustomer(made.customerId)).toBeUndefined();
    expect((await other.listCustomers({}, { limit: 10 })).items).toEqual([]);
    await expect(other.changeCustomer(made.customerId, { name: 'Mine', at: AT }, undefined)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(other.createCustomer(outlet())).resolves.toMatchObject({ phone: '+6561234567' });
  });

  test('phone and code are one customer’s, whoever comes first', async () => {
    const same = { code: 'TWIN', phone: '+6560000001' };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => commerce().createCustomer(outlet({ ...same, userId: `twin-${index}` }))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    for (const reason of reasons) expect(reason).toMatchObject({ code: 'already_exists' });
    const free = await commerce().createCustomer(outlet({ code: 'FREE', phone: '+6560000002' }));
    await expect(
      commerce().changeCustomer(free.customerId, { phone: '+6560000001', at: AT }, undefined),
    ).rejects.toMatchObject({ code: 'already_exists' });
  });

  test('a change keeps what it does not name, and null takes away', async () => {
    const { customerId } = await commerce().createCustomer(outlet({ code: 'C-1', phone: '+6560000003' }));
    const moved = await commerce().changeCustomer(customerId, { address: '2 Orchard Road', phone: null, at: AT }, 1);
    expect(moved).toMatchObject({ address: '2 Orchard Road', phone: undefined, code: 'C-1', version: 2 });
    await expect(commerce().changeCustomer(customerId, { name: 'Late', at: AT }, 1)).rejects.toMatchObject({
      code: 'version_conflict',
    });
    await commerce().removeCustomer(customerId, 2);
    expect(await commerce().findCustomer(customerId)).toBeUndefined();
  });

  test('who has orders stays, and takes no more when inactive', async () => {
    await commerce().placeOrder(shop.order({ EGGS: 1 }));
    const { customerId } = shop.customer;
    await expect(commerce().removeCustomer(customerId, undefined)).rejects.toMatchObject({ code: 'in_use' });
    await commerce().changeCustomer(customerId, { isActive: false, at: AT }, undefined);
    await expect(commerce().placeOrder(shop.order({ EGGS: 1 }))).rejects.toMatchObject({
      code: 'order_command_refused',
    });
    await commerce().changeCustomer(customerId, { isActive: true, at: AT }, undefined);
  });

  test('names, phones and addresses stand nowhere in clear: not of customers, orders or invoices', async () => {
    const { order } = await commerce().placeOrder(shop.order({ MILK: 1 }, { address: '77 Hidden Lane' }));
    await commerce().reserveOrder(order.orderId, AT);
    await commerce().acceptOrder(order.orderId, AT);
    expect((await commerce().findOrder(order.orderId))?.address).toBe('77 Hidden Lane');
    const tables = ['customers', 'customer_habits', 'orders', 'order_lines', 'order_events', 'deliveries', 'invoices'];
    await asAdmin(stores.testDatabase.url, async (client) => {
      for (const table of tables) {
        const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
        const text = rows.map(({ row }) => row.replaceAll(/\\x([0-9a-f]+)/g, bytesAsText)).join('\n');
        expect(text.length).toBeGreaterThan(0);
        for (const secret of ['सुनीता', '9812345678', 'Rose Lane', 'Hidden Lane', 'Pizza Corner', '61234567'])
          expect([table, text.includes(secret)]).toEqual([table, false]);
      }
    });
  });

  test('an order of somebody else’s conversation or of no customer is none', async () => {
    const { conversationId } = await stores.store.createConversation(conversationOf({ externalId: 'anna' }));
    const { order } = await commerce().placeOrder(shop.order({ EGGS: 1 }, { conversationId }));
    expect(order.conversationId).toBe(conversationId);
    const nobody = '00000000-0000-0000-0000-000000000000';
    for (const wrong of [
      { customerId: nobody },
      { conversationId: nobody },
      { slotId: nobody },
      { locationId: nobody },
    ])
      await expect(commerce().placeOrder(shop.order({ EGGS: 1 }, wrong))).rejects.toMatchObject({ code: 'not_found' });
  });
});

function bytesAsText(_: string, hex: string): string {
  return Buffer.from(hex, 'hex').toString();
}
