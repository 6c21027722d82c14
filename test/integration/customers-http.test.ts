import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestShop } from '../support/shop.ts';
import { TestStack } from '../support/stack.ts';

describe('customers, outlets and the settings of the shop over HTTP', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.start();
    await openTestShop({ store: stack.database.workspace(stack.workspaceId) });
  });
  afterAll(() => stack.stop());

  test('an outlet is made, read with its habits, changed under its version, and deleted', async () => {
    const made = await stack.call('POST', '/outlets', {
      name: 'Pizza Corner',
      code: 'PC-1',
      phone: '+6561234567',
      address: '1 Orchard Road',
      customer_group: 'gold',
    });
    expect([made.status, made.headers['etag']]).toEqual([201, '"1"']);
    const url = String(made.headers['location']);
    expect((await stack.call('GET', url)).body).toMatchObject({ code: 'PC-1', kind: 'outlet', habits: null });
    const moved = await stack.call('PATCH', url, { address: '2 Orchard Road', phone: null }, { 'if-match': '"1"' });
    expect(moved.body).toMatchObject({ address: '2 Orchard Road', version: 2 });
    expect(moved.body.phone).toBeUndefined();
    expect((await stack.call('PATCH', url, { name: 'Late' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await stack.call('GET', '/outlets?code=PC-1')).body.items).toHaveLength(1);
    // The same thing under another name is none.
    expect((await stack.call('GET', url.replace('outlets', 'customers'))).status).toBe(404);
    expect((await stack.call('DELETE', url)).status).toBe(204);
    expect((await stack.call('GET', url)).status).toBe(404);
  });

  test('a customer is found by phone; a phone that is taken, and what is no phone, are refused', async () => {
    const found = await stack.call('GET', `/customers?phone=${encodeURIComponent('+919812345678')}`);
    expect(found.body.items).toMatchObject([{ name: 'सुनीता शर्मा', kind: 'person' }]);
    const taken = await stack.call('POST', '/customers', { name: 'Other', phone: '+919812345678' });
    expect([taken.status, taken.body.code]).toEqual([409, 'already_exists']);
    const wrong = await stack.call('POST', '/customers', { name: 'Other', phone: '55512' });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'phone']);
    expect(JSON.stringify(wrong.body)).not.toContain('55512');
  });

  test('another workspace sees none of it, and takes no order before its shop is set up', async () => {
    const { apiKey } = await stack.addWorkspace('other');
    const theirs = (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) =>
      stack.call(method, url, body, { authorization: `Bearer ${apiKey}` });
    for (const path of ['customers', 'outlets', 'orders', 'order-events', 'invoices', 'deliveries', 'delivery-slots'])
      expect([path, (await theirs('GET', `/${path}`)).body]).toEqual([path, { items: [], next_cursor: null }]);
    expect((await theirs('GET', '/shop-settings')).status).toBe(404);
    const { body: customer } = await theirs('POST', '/customers', { name: 'First', phone: '+919812345678' });
    const items = [{ product_id: '00000000-0000-4000-8000-000000000000', quantity: 1 }];
    const order = { customer_id: customer.customer_id, items };
    expect((await theirs('POST', '/orders', order)).body.code).toBe('shop_not_ready');
    const settings = { currency: 'INR', seller: { name: 'Theirs', address: '9 Side Street' } };
    const saved = await theirs('PUT', '/shop-settings', settings);
    expect(saved.body).toEqual({
      ...settings,
      approval_limit_minor: null,
      reservation_minutes: 60,
      return_days: 7,
      restock_returns: true,
      fresh_categories: [],
      facts: [],
      version: 1,
    });
    expect((await theirs('POST', '/orders', order)).body.code).toBe('shop_not_ready');
    const stale = await stack.call('PUT', '/shop-settings', settings, { 'if-match': '"7"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'version_conflict']);
  });
});
