import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { orderWorkflowId } from '../../contracts/commerce/orders.ts';
import { decodedText } from '../support/histories.ts';
import type { TestShop } from '../support/shop.ts';
import { openTestShop } from '../support/shop.ts';
import type { Answer } from '../support/stack.ts';
import { eventually, TestStack } from '../support/stack.ts';

describe('orders over HTTP', () => {
  let stack: TestStack;
  let shop: TestShop;
  beforeAll(async () => {
    stack = await TestStack.start();
    const store = stack.database.workspace(stack.workspaceId);
    shop = await openTestShop(
      { store },
      {
        approvalLimitMinor: 100_000,
        products: [
          { sku: 'MILK', stock: 1000, priceMinor: 2700 },
          { sku: 'RICE', stock: 100, priceMinor: 64_900 },
          { sku: 'SCARCE', stock: 50, priceMinor: 1000 },
          { sku: 'FEW', stock: 3, priceMinor: 1000 },
        ],
      },
    );
  });
  afterAll(() => stack.stop());

  const place = (items: object[], more: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
    stack.call('POST', '/orders', { customer_id: shop.customer.customerId, items, ...more }, headers);
  /** As a buyer does on a crowded day: the same order is sent again where the answer says so. */
  const insist = (items: object[]): Promise<Answer> => {
    const key = { 'idempotency-key': randomUUID() };
    return eventually(
      () => place(items, {}, key),
      ({ status }) => status !== 503,
    );
  };
  const read = (id: string): Promise<Answer> => stack.call('GET', `/orders/${id}`);
  const until = (id: string, status: string): Promise<Answer> =>
    eventually(
      () => read(id),
      ({ body }) => body.status === status,
    );
  const accepted = async (items: object[], more: object = {}): Promise<string> => {
    const { status, body } = await place(items, more);
    if (status !== 201) throw new Error(JSON.stringify(body));
    await until(body.order_id, 'accepted');
    return body.order_id as string;
  };
  const command = (id: string, name: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> =>
    stack.call('POST', `/orders/${id}/${name}`, body, headers);
  const handle = (orderId: string) => stack.temporal.workflow.getHandle(orderWorkflowId(stack.workspaceId, orderId));

  test('from yes to the door, with its invoice, and back', async () => {
    const id = await accepted([{ sku: 'MILK', quantity: 4 }]);
    for (const name of ['pack', 'dispatch', 'deliver']) expect((await command(id, name)).status).toBe(200);
    const { body } = await read(id);
    expect(body).toMatchObject({
      status: 'delivered',
      gross_minor: 10_800,
      allows: ['return'],
      delivery: { status: 'delivered' },
      invoices: [{ kind: 'invoice', gross_minor: 10_800 }],
    });
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual([
      'order.confirmed',
      'order.reserved',
      'order.accepted',
      'invoice.issued',
      'order.packed',
      'order.out_for_delivery',
      'order.delivered',
    ]);
    const returned = await command(id, 'return', { by: 'customer', items: [{ sku: 'MILK', quantity: 1 }] });
    expect(returned.body).toMatchObject({
      status: 'delivered',
      invoices: [{}, { kind: 'credit_note', gross_minor: 2700 }],
    });
    await command(id, 'return');
    await eventually(
      async () => (await handle(id).describe()).status.name,
      (name) => name === 'COMPLETED',
    );
  });

  test('200 buyers want 50 pieces at once: exactly 50 orders are accepted', async () => {
    const placed = await Promise.all(Array.from({ length: 200 }, () => insist([{ sku: 'SCARCE', quantity: 1 }])));
    expect(placed.every(({ status }) => status === 201)).toBe(true);
    const ids = placed.map(({ body }) => body.order_id as string);
    const settled = await eventually(
      async () => Promise.all(ids.map(async (id) => (await stack.call('GET', `/orders/${id}`)).body.status as string)),
      (statuses) => statuses.every((status) => status === 'accepted' || status === 'cancelled'),
      50_000,
    );
    expect(settled.filter((status) => status === 'accepted')).toHaveLength(50);
    expect(await stack.database.system.findShopViolations()).toEqual([]);
  });

  test('what the state does not allow is refused, and says what is allowed', async () => {
    const id = await accepted([{ sku: 'MILK', quantity: 1 }]);
    for (const name of ['accept-short', 'approve', 'refuse', 'dispatch', 'deliver', 'return']) {
      const { status, body } = await command(id, name);
      expect([name, status, body.code]).toEqual([name, 409, 'order_command_refused']);
      expect(body.detail).toContain('change, cancel, pack');
    }
    await command(id, 'pack');
    expect((await command(id, 'cancel', { by: 'customer' })).status).toBe(409);
    expect((await command(id, 'cancel')).body).toMatchObject({ status: 'cancelled', allows: [] });
    expect((await command(id, 'pack')).status).toBe(409);
    expect((await command(randomUUID(), 'pack')).status).toBe(404);
  });

  test('a command that is sent again is done once; one on an older version is refused', async () => {
    const id = await accepted([{ sku: 'MILK', quantity: 1 }]);
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => command(id, 'pack', {}, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body, headers } = await read(id);
    expect(body.events.filter(({ type }: { type: string }) => type === 'order.packed')).toHaveLength(1);
    expect((await command(id, 'dispatch', {}, { 'if-match': '"1"' })).body.code).toBe('version_conflict');
    expect((await command(id, 'dispatch', {}, { 'if-match': String(headers['etag']) })).status).toBe(200);
  });

  test('an order that is sent again is one order; the same key for another is refused', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [first, again] = await Promise.all([1, 2].map(() => place([{ sku: 'MILK', quantity: 2 }], {}, key)));
    expect(first?.body.order_id).toBe(again?.body.order_id);
    const other = await place([{ sku: 'MILK', quantity: 3 }], {}, key);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
  });

  test('above the limit it waits for a person', async () => {
    const { body } = await place([{ sku: 'RICE', quantity: 2 }]);
    const waiting = await until(body.order_id, 'reserved');
    expect(waiting.body).toMatchObject({ approval: 'needed', allows: ['change', 'cancel', 'approve', 'refuse'] });
    expect((await command(body.order_id, 'approve')).body).toMatchObject({ status: 'accepted', approval: 'given' });
  });

  test('a draft is changed, confirmed, or deleted; its prices are those of its confirmation', async () => {
    const draft = await place([{ sku: 'MILK', quantity: 1 }], { status: 'draft' });
    expect(draft.body).toMatchObject({ status: 'draft', number: null, allows: [] });
    const id = draft.body.order_id as string;
    const changed = await stack.call('PATCH', `/orders/${id}`, { items: [{ sku: 'MILK', quantity: 5 }] });
    expect(changed.body).toMatchObject({ gross_minor: 13_500 });
    expect(
      (await stack.call('PATCH', `/orders/${id}`, { deliver_on: '2030-01-07' }, { 'if-match': '"1"' })).status,
    ).toBe(412);
    expect((await command(id, 'confirm')).status).toBe(200);
    await until(id, 'accepted');
    expect((await stack.call('DELETE', `/orders/${id}`)).body.code).toBe('order_command_refused');
    const other = await place([{ sku: 'MILK', quantity: 1 }], { status: 'draft' });
    expect((await stack.call('DELETE', `/orders/${other.body.order_id}`)).status).toBe(204);
    expect((await read(other.body.order_id)).status).toBe(404);
  });

  test('what the customer asks of whoever delivers goes with the order, and stands on its delivery order', async () => {
    const id = await accepted([{ sku: 'MILK', quantity: 1 }], { note: 'Ring at number 7' });
    const { body: order } = await read(id);
    expect(order).toMatchObject({ note: 'Ring at number 7' });
    const { body: delivery } = await stack.call('GET', `/deliveries/${order.delivery.delivery_id}`);
    expect(delivery.note).toBe('Ring at number 7');
    expect(await stack.call('PATCH', `/orders/${id}`, { note: 'Ring twice' })).toMatchObject({
      status: 409,
      body: { code: 'order_command_refused', detail: expect.stringContaining('delivery order') },
    });
    const draft = await place([{ sku: 'MILK', quantity: 1 }], { status: 'draft', note: 'Ring once' });
    const changed = await stack.call('PATCH', `/orders/${draft.body.order_id}`, { note: 'Ring twice' });
    expect([draft.body.note, changed.body.note]).toEqual(['Ring once', 'Ring twice']);
    const payloads = decodedText(await handle(id).fetchHistory());
    expect(payloads).toContain(stack.workspaceId);
    expect(payloads).not.toContain('Ring');
    expect(stack.logs.join('')).not.toContain('Ring');
  });

  test('an accepted order is changed: the old invoice is credited, the new one issued', async () => {
    const id = await accepted([{ sku: 'MILK', quantity: 2 }]);
    const changed = await stack.call('PATCH', `/orders/${id}`, {
      items: [
        { sku: 'MILK', quantity: 1 },
        { sku: 'FEW', quantity: 1 },
      ],
    });
    expect(changed.status).toBe(200);
    const { body } = await until(id, 'accepted');
    expect(body.invoices.map((one: { kind: string; gross_minor: number }) => [one.kind, one.gross_minor])).toEqual([
      ['invoice', 5400],
      ['credit_note', 5400],
      ['invoice', 3700],
    ]);
    const refused = await stack.call('PATCH', `/orders/${id}`, { items: [{ sku: 'FEW', quantity: 99 }] });
    expect([refused.status, refused.body.code]).toEqual([409, 'not_enough_stock']);
  });

  test('a slot has room for so many; what finds it full is asked whether the next will do', async () => {
    const made = await stack.call('POST', '/delivery-slots', {
      first_day: '2030-03-04',
      last_day: '2030-03-08',
      weekdays: [1, 3],
      windows: [{ from: '10:00', to: '12:00' }],
      time_zone: 'Asia/Kolkata',
      capacity: 1,
    });
    expect(made.body).toEqual({ created: 2 });
    const { body: slots } = await stack.call(
      'GET',
      '/delivery-slots?from=2030-03-01T00:00:00Z&to=2030-04-01T00:00:00Z',
    );
    expect(slots.items.map((slot: { starts_at: string }) => slot.starts_at)).toEqual([
      '2030-03-04T04:30:00.000Z',
      '2030-03-06T04:30:00.000Z',
    ]);
    const [monday, wednesday] = slots.items;
    await accepted([{ sku: 'MILK', quantity: 1 }], { slot_id: monday.slot_id });
    const second = await place([{ sku: 'MILK', quantity: 1 }], { slot_id: monday.slot_id });
    const short = await until(second.body.order_id, 'reserved');
    expect(short.body).toMatchObject({ is_short: true, slot: { slot_id: wednesday.slot_id } });
    expect((await command(second.body.order_id, 'accept-short', { by: 'customer' })).body.status).toBe('accepted');
    await command(second.body.order_id, 'cancel');
    const { body: freed } = await stack.call('GET', `/delivery-slots/${wednesday.slot_id}`);
    expect(freed).toMatchObject({ taken: 0, capacity: 1 });
    expect((await stack.call('DELETE', `/delivery-slots/${monday.slot_id}`)).body.code).toBe('in_use');
    expect((await stack.call('PATCH', `/delivery-slots/${monday.slot_id}`, { capacity: 0 })).body.code).toBe('in_use');
  });

  test('the invoice as PDF: the same bytes each time, names in Devanagari and the rupee sign are read from it', async () => {
    const id = await accepted([{ sku: 'MILK', quantity: 3 }]);
    const { body } = await read(id);
    const url = `/invoices/${body.invoices[0].invoice_id}/pdf`;
    const fetchPdf = () =>
      stack.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${stack.apiKey}` } });
    const [first, again] = [await fetchPdf(), await fetchPdf()];
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(first.rawPayload.equals(again.rawPayload)).toBe(true);
    const text = await textOf(first.rawPayload);
    for (const part of [
      'Invoice',
      'Corner Shop',
      '27AAAAA0000A1Z5',
      'सुनीता',
      '12 Rose Lane',
      '₹81.00',
      'Tax 5 %',
      '₹77.14',
    ])
      expect(text).toContain(part);
  });

  test('orders whose workflow never started, or was lost, are found', async () => {
    const store = stack.database.workspace(stack.workspaceId).commerce;
    const { order } = await store.placeOrder(shop.order({ MILK: 1 }));
    const stalled = await stack.database.system.findStalledOrders(1000, 100);
    expect(stalled.map(({ orderId }) => orderId)).toContain(order.orderId);
    await stack.orders.nudge({ workspaceId: stack.workspaceId, orderId: order.orderId });
    await until(order.orderId, 'accepted');
  });

  test('lists are filtered and paged, events are those of the orders', async () => {
    const { body: page } = await stack.call('GET', '/orders?status=accepted&limit=2');
    expect(page.items).toHaveLength(2);
    const { body: next } = await stack.call('GET', `/orders?status=accepted&limit=2&cursor=${page.next_cursor}`);
    expect(next.items[0].order_id).not.toBe(page.items[1].order_id);
    const { body: events } = await stack.call('GET', '/order-events?type=credit_note.issued&limit=1');
    expect(events.items[0]).toMatchObject({ type: 'credit_note.issued', data: { number: expect.any(Number) } });
    const { body: history } = await stack.call('GET', `/orders/${page.items[0].order_id}/events`);
    expect(history.items.at(-1)).toMatchObject({ type: 'order.confirmed', sequence: 1 });
    expect((await stack.call('GET', '/orders?cursor=nonsense')).body.code).toBe('invalid_cursor');
  });

  test('after all that the figures add up', async () => {
    expect(await stack.database.system.findShopViolations()).toEqual([]);
  });
});

async function textOf(pdf: Buffer): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { items } = await (await document.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  await loading.destroy();
  return pages.join('\n').replaceAll(/\s+/g, ' ');
}
