import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { orderWorkflowId } from '../../contracts/commerce/orders.ts';
import { decodedText, keep, replay } from '../support/histories.ts';
import type { TestShop } from '../support/shop.ts';
import { openTestShop } from '../support/shop.ts';
import { eventually, TestStack } from '../support/stack.ts';

describe('histories of orders', () => {
  let stack: TestStack;
  let shop: TestShop;
  beforeAll(async () => {
    stack = await TestStack.start();
    shop = await openTestShop(
      { store: stack.database.workspace(stack.workspaceId) },
      {
        approvalLimitMinor: 100_000,
        products: [
          { sku: 'MILK', stock: 50, priceMinor: 2700 },
          { sku: 'RICE', stock: 3, priceMinor: 64_900 },
        ],
      },
    );
  });
  afterAll(() => stack.stop());

  const handle = (orderId: string) => stack.temporal.workflow.getHandle(orderWorkflowId(stack.workspaceId, orderId));
  const call = async (method: 'POST' | 'PATCH', path: string, body: object = {}) => {
    const answer = await stack.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${path} ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const until = (orderId: string, status: string) =>
    eventually(
      async () => (await stack.call('GET', `/orders/${orderId}`)).body,
      (body) => body.status === status,
    );
  const completed = (orderId: string) =>
    eventually(
      async () => (await handle(orderId).describe()).status.name,
      (name) => name === 'COMPLETED',
    );

  test('an order that is short, approved, changed, delivered and returned replays; with PARLEY_RECORD_HISTORY it is kept', async () => {
    const { order_id: id } = await call('POST', '/orders', {
      customer_id: shop.customer.customerId,
      items: [{ sku: 'RICE', quantity: 5 }],
      address: '4 Purple Elephant Road',
    });
    expect(await until(id, 'reserved')).toMatchObject({ is_short: true });
    await call('POST', `/orders/${id}/accept-short`, { by: 'customer' });
    await call('POST', `/orders/${id}/approve`);
    await call('PATCH', `/orders/${id}`, { items: [{ sku: 'MILK', quantity: 2 }] });
    await until(id, 'accepted');
    expect((await stack.call('POST', `/orders/${id}/deliver`)).status).toBe(409);
    for (const command of ['pack', 'dispatch', 'deliver', 'return']) await call('POST', `/orders/${id}/${command}`);
    await completed(id);
    const history = await handle(id).fetchHistory();
    const text = decodedText(history);
    expect(text).toContain(id);
    for (const secret of ['सुनीता', 'Rose Lane', 'Purple Elephant', '9812345678', 'rice', 'MILK'])
      expect(text).not.toContain(secret);
    expect(stack.logs.join('\n')).not.toContain('Purple Elephant');
    await replay(history);
    await keep(history, 'order');
  });

  test('an order that its reservation outlives, and one that is over before it is asked for, replay', async () => {
    const { order } = await stack.database
      .workspace(stack.workspaceId)
      .commerce.placeOrder(shop.order({ RICE: 2 }, { at: new Date() }));
    const key = { workspaceId: stack.workspaceId, orderId: order.orderId };
    await stack.orders.nudge(key);
    await until(order.orderId, 'reserved');
    await call('POST', `/orders/${order.orderId}/refuse`, { reason: 'too_much' });
    await completed(order.orderId);
    await replay(await handle(order.orderId).fetchHistory());
    const late = { name: 'cancel', key: 'late', by: 'person' } as const;
    await expect(stack.orders.command(key, late)).rejects.toMatchObject({ code: 'order_command_refused' });
    await completed(order.orderId);
    await replay(await handle(order.orderId).fetchHistory());
  });

  test('a conversation that places an order and cancels it replays, and holds nothing that was said; it is kept as well', async () => {
    const id = await stack.newConversation({ flow: 'grocery', user_id: '+919812345678' });
    const talk = async (...texts: string[]): Promise<void> => {
      for (const text of texts) {
        const { status, body } = await stack.say(id, text);
        if (status !== 200) throw new Error(`${text}: ${status} ${JSON.stringify(body)}`);
      }
    };
    await talk('3 milk', 'that is all', 'yes');
    const orders = () => stack.call('GET', `/orders?conversation_id=${id}`);
    const { body } = await eventually(orders, (seen) => seen.body.items[0]?.status === 'accepted');
    const [placed] = body.items;
    expect(placed).toMatchObject({ gross_minor: 8100, lines: [{ sku: 'MILK', quantity: 3 }] });
    await eventually(
      () => stack.call('GET', `/conversations/${id}/messages?limit=100`),
      (seen) => seen.body.items.some(({ text }: { text: string }) => text.includes('is accepted: ₹81.00')),
    );
    await talk('cancel my order', 'yes');
    await until(placed.order_id, 'cancelled');
    await completed(placed.order_id);
    await call('POST', `/conversations/${id}/close`);
    await eventually(
      async () => (await stack.handle(id).describe()).status.name,
      (name) => name === 'COMPLETED',
    );
    const history = await stack.handle(id).fetchHistory();
    const text = decodedText(history);
    for (const secret of ['सुनीता', 'Rose Lane', '9812345678', 'milk', 'MILK']) expect(text).not.toContain(secret);
    expect(text).toContain(placed.order_id);
    await replay(history);
    await replay(await handle(placed.order_id).fetchHistory());
    await keep(history, 'grocery');
    expect(await stack.database.system.findShopViolations()).toEqual([]);
  });
});
