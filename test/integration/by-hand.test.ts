import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestShop } from '../support/shop.ts';
import { openTestShop } from '../support/shop.ts';
import type { Answer } from '../support/stack.ts';
import { eventually, TestStack } from '../support/stack.ts';

let stack: TestStack;
let shop: TestShop;
let slots: readonly string[];

beforeAll(async () => {
  stack = await TestStack.start();
  const store = stack.database.workspace(stack.workspaceId);
  const products = [
    { sku: 'BOX', stock: 1000, priceMinor: 333 },
    { sku: 'BAG', stock: 1000, priceMinor: 100 },
  ];
  shop = await openTestShop({ store }, { products });
  await store.commerce.createSlots({
    firstDay: '2030-01-07',
    lastDay: '2030-01-08',
    windows: [{ from: '10:00', to: '12:00' }],
    timeZone: 'UTC',
    capacity: 1,
  });
  slots = (await store.commerce.listSlots({}, { limit: 2 })).items.map(({ slotId }) => slotId);
});

afterAll(() => stack.stop());

const read = async (url: string): Promise<Answer['body']> => (await stack.call('GET', url)).body;
const post = (url: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
  stack.call('POST', url, body, headers);
/** Answers what a refusal says. */
const refused = async (asked: Promise<Answer>): Promise<string> => {
  const { status, body } = await asked;
  return `${status} ${body.code}: ${body.detail}`;
};
const boxes = (quantity: number) => ({ sku: 'BOX', quantity });
const bags = (quantity: number) => ({ sku: 'BAG', quantity });

async function accepted(...items: object[]): Promise<{ id: string; delivery: string; invoice: string }> {
  const { body } = await post('/orders', { customer_id: shop.customer.customerId, items });
  const order = await eventually(
    () => read(`/orders/${body.order_id}`),
    ({ status }) => status === 'accepted',
  );
  const [{ invoice_id: invoice }] = order.invoices;
  return { id: order.order_id, delivery: order.delivery.delivery_id, invoice };
}

const onlyGoods = (delivery: Answer['body']): readonly unknown[] =>
  delivery.items.map(({ sku, quantity }: { sku: string; quantity: number }) => [sku, quantity]);

describe('delivery orders by hand', () => {
  test('an order goes out in two, and is delivered when both arrived', async () => {
    const { id, delivery: first } = await accepted(boxes(10), bags(5));
    const made = await post('/deliveries', {
      order_id: id,
      items: [boxes(4)],
      deliver_on: '2030-01-09',
      note: 'Back door',
    });
    expect([made.status, made.body.status, made.body.is_by_hand, onlyGoods(made.body)]).toEqual([
      201,
      'planned',
      true,
      [['BOX', 4]],
    ]);
    const second = made.body.delivery_id as string;
    expect(onlyGoods(await read(`/deliveries/${first}`))).toEqual([
      ['BAG', 5],
      ['BOX', 6],
    ]);
    const act = async (delivery: string, name: string) => {
      expect((await post(`/deliveries/${delivery}/${name}`)).status).toBe(200);
      return (await read(`/orders/${id}`)).status;
    };
    expect(await act(first, 'pack')).toBe('packed');
    expect(await act(first, 'dispatch')).toBe('out_for_delivery');
    expect(await act(first, 'deliver')).toBe('out_for_delivery');
    expect(await act(second, 'pack')).toBe('out_for_delivery');
    expect(await refused(post(`/deliveries/${second}/deliver`))).toContain(
      '409 order_command_refused: The delivery is packed',
    );
    expect(await act(second, 'dispatch')).toBe('out_for_delivery');
    expect(await act(second, 'deliver')).toBe('delivered');
    const { items } = await read(`/deliveries/${second}/events`);
    expect(items.map(({ type }: { type: string }) => type).toReversed()).toEqual([
      'delivery.planned',
      'delivery.packed',
      'delivery.out_for_delivery',
      'delivery.delivered',
    ]);
    expect(JSON.stringify(items)).not.toContain('Back door');
  });

  test('what nobody took goes out again, or back to stock with a credit note', async () => {
    const { id, delivery } = await accepted(boxes(10));
    const { body: half } = await post('/deliveries', { order_id: id, items: [boxes(4)] });
    for (const name of ['pack', 'dispatch']) await post(`/orders/${id}/${name}`);
    await post(`/deliveries/${delivery}/deliver`);
    const gone = await post(`/deliveries/${half.delivery_id}/cancel`, { reason: 'nobody_home' });
    expect(gone.body).toMatchObject({ status: 'cancelled', cancel_reason: 'nobody_home' });
    const again = await post('/deliveries', { order_id: id });
    expect([again.status, onlyGoods(again.body)]).toEqual([201, [['BOX', 4]]]);
    expect(await refused(post(`/orders/${id}/drop-rest`))).toContain(`Delivery ${again.body.number} is planned`);
    await post(`/deliveries/${again.body.delivery_id}/cancel`);
    const { body: order } = await post(`/orders/${id}/drop-rest`);
    expect(order).toMatchObject({ status: 'partly_fulfilled', lines: [{ fulfilled: 10, returned: 4 }] });
    expect(order.invoices.map((one: { gross_minor: number }) => one.gross_minor)).toEqual([3330, 1332]);
  });

  test('day, slot, address, note and goods change under a version until it leaves', async () => {
    const { id, delivery } = await accepted(boxes(3), bags(2));
    const url = `/deliveries/${delivery}`;
    const moved = await stack.call(
      'PATCH',
      url,
      { slot_id: slots[0], address: '9 Side Street', note: 'Ring twice' },
      { 'if-match': '"1"' },
    );
    expect(moved.body).toMatchObject({
      slot: { slot_id: slots[0] },
      address: '9 Side Street',
      note: 'Ring twice',
      version: 2,
    });
    expect((await read(`/orders/${id}`)).slot.slot_id).toBe(slots[0]);
    expect(await refused(stack.call('PATCH', url, { note: null }, { 'if-match': '"1"' }))).toContain(
      '412 version_conflict',
    );
    const other = await accepted(boxes(1));
    expect(await refused(stack.call('PATCH', `/deliveries/${other.delivery}`, { slot_id: slots[0] }))).toContain(
      '409 not_enough_stock: The slot is full',
    );
    await stack.call('PATCH', url, { slot_id: null, address: null, items: [boxes(3)] });
    expect(await read(url)).toMatchObject({ slot: null, address: '12 Rose Lane, Pune', items: [{ sku: 'BOX' }] });
    const rest = await post('/deliveries', { order_id: id, slot_id: slots[0] });
    expect([rest.status, onlyGoods(rest.body)]).toEqual([201, [['BAG', 2]]]);
    expect(await read(`/delivery-slots/${slots[0]}`)).toMatchObject({ taken: 1 });
    await post(`/deliveries/${rest.body.delivery_id}/cancel`);
    expect(await read(`/delivery-slots/${slots[0]}`)).toMatchObject({ taken: 0 });
    const { items: history } = await read(`${url}/events`);
    expect(history[0].data).toMatchObject({ changed: ['items', 'slot_id', 'address'] });
  });

  test('what cannot be is refused, and says what can', async () => {
    const { id, delivery } = await accepted(boxes(3));
    const plan = (items?: object[]) => refused(post('/deliveries', { order_id: id, ...(items && { items }) }));
    expect(await plan()).toContain('name the items');
    expect(await plan([boxes(4)])).toContain('No more can be delivered');
    expect(await plan([boxes(3)])).toContain('change that one instead');
    expect(await plan([{ sku: 'NONE', quantity: 1 }])).toContain('422 unknown_product');
    const more = stack.call('PATCH', `/deliveries/${delivery}`, { items: [boxes(4)] });
    expect(await refused(more)).toContain('can only become less');
    await post(`/orders/${id}/cancel`);
    expect(await plan([boxes(1)])).toContain('The order is cancelled');
    expect(await refused(post(`/deliveries/${delivery}/pack`))).toContain('The order is cancelled');
    expect((await post('/deliveries', { order_id: randomUUID() })).status).toBe(404);
  });

  test('the same request sent at once many times makes one; others share what there is', async () => {
    const { id } = await accepted(boxes(10));
    const key = { 'idempotency-key': randomUUID() };
    const same = await Promise.all([1, 2, 3].map(() => post('/deliveries', { order_id: id, items: [boxes(2)] }, key)));
    expect(new Set(same.map(({ body }) => body.delivery_id)).size).toBe(1);
    const others = await Promise.all([1, 2, 3].map(() => post('/deliveries', { order_id: id, items: [boxes(4)] })));
    expect(others.filter(({ status }) => status === 201)).toHaveLength(1);
    const { items } = await read(`/deliveries?order_id=${id}`);
    expect(items.flatMap(onlyGoods).reduce((sum: number, one: [string, number]) => sum + one[1], 0)).toBe(10);
  });
});

describe('invoices by hand', () => {
  test('credited as a whole and issued anew to the buyer as they are now', async () => {
    const { id, invoice } = await accepted(boxes(7));
    expect(await refused(post('/invoices', { order_id: id }))).toContain('credit what is left of that first');
    const voided = await post(`/invoices/${invoice}/credit-notes`, { reason: 'wrong_address' });
    expect([voided.status, voided.body]).toMatchObject([
      201,
      { kind: 'credit_note', reason: 'wrong_address', gross_minor: 2331, credits: { invoice_id: invoice } },
    ]);
    expect(await read(`/invoices/${invoice}`)).toMatchObject({ credited_minor: 2331 });
    expect(await refused(post(`/invoices/${invoice}/credit-notes`, { reason: 'again' }))).toContain('credited already');
    await stack.call('PATCH', `/customers/${shop.customer.customerId}`, { name: 'Sharma Traders' });
    const again = await post('/invoices', { order_id: id, reference: 'PO 17', due_on: '2030-02-01' });
    expect([again.status, again.body]).toMatchObject([
      201,
      { gross_minor: 2331, reference: 'PO 17', due_on: '2030-02-01', buyer: { name: 'Sharma Traders' } },
    ]);
    expect(await refused(post(`/invoices/${voided.body.invoice_id}/credit-notes`, { reason: 'no' }))).toContain(
      'issue an invoice instead',
    );
    const { body: cancelled } = await post(`/orders/${id}/cancel`);
    const grosses = cancelled.invoices.map((one: { kind: string; gross_minor: number }) => [one.kind, one.gross_minor]);
    expect(grosses).toEqual([
      ['invoice', 2331],
      ['credit_note', 2331],
      ['invoice', 2331],
      ['credit_note', 2331],
    ]);
  });

  test('credited by lines, then returned: what is credited adds up to the invoice and never passes it', async () => {
    const { id, invoice } = await accepted(boxes(7), bags(3));
    const credit = (items: object[]) => post(`/invoices/${invoice}/credit-notes`, { reason: 'goodwill', items });
    expect((await credit([boxes(2), bags(3)])).body.gross_minor).toBe(966);
    expect(await refused(credit([boxes(6)]))).toContain('No more can be credited');
    for (const name of ['pack', 'dispatch', 'deliver']) await post(`/orders/${id}/${name}`);
    await post(`/orders/${id}/return`, { items: [boxes(6)] });
    await post(`/orders/${id}/return`);
    const order = await read(`/orders/${id}`);
    expect(order.status).toBe('returned');
    const [issued, ...credits] = order.invoices;
    const sum = credits.reduce((total: number, one: { gross_minor: number }) => total + one.gross_minor, 0);
    expect([issued.gross_minor, sum]).toEqual([2631, 2631]);
    expect(await refused(post('/invoices', { order_id: id }))).toContain('Nothing of the order is left to be charged');
  });

  test('reference, note and due date are corrected with a history; money never is', async () => {
    const { invoice } = await accepted(boxes(1));
    const url = `/invoices/${invoice}`;
    const first = await stack.call('PATCH', url, { reference: 'PO 1', note: 'Thanks' }, { 'if-match': '"1"' });
    expect([first.headers['etag'], first.body]).toMatchObject([
      '"2"',
      { reference: 'PO 1', note: 'Thanks', version: 2 },
    ]);
    const late = stack.call('PATCH', url, { note: 'x' }, { 'if-match': '"1"' });
    expect(await refused(late)).toContain('412 version_conflict');
    await stack.call('PATCH', url, { reference: 'PO 2', note: null, due_on: '2030-03-01' });
    const { items } = await read(`${url}/versions`);
    expect(items).toMatchObject([
      { version: 3, reference: 'PO 2', due_on: '2030-03-01' },
      { version: 2, reference: 'PO 1', note: 'Thanks' },
      { version: 1 },
    ]);
    expect([items[0].note, items[2].reference]).toEqual([undefined, undefined]);
    expect((await stack.call('PATCH', url, { gross_minor: 1 })).status).toBe(400);
    expect((await stack.call('DELETE', url)).status).toBe(405);
    const versions = await Promise.all(['a', 'b', 'c'].map((note) => stack.call('PATCH', url, { note })));
    expect(new Set(versions.map(({ body }) => body.version))).toEqual(new Set([4, 5, 6]));
    const { items: events } = await read('/order-events?type=invoice.corrected&limit=3');
    // Three within a millisecond, in any order.
    const told = (version: number) => expect.objectContaining({ invoice_id: invoice, changed: ['note'], version });
    expect(events.map(({ data }: { data: unknown }) => data)).toEqual(expect.arrayContaining([4, 5, 6].map(told)));
    expect(JSON.stringify(events)).not.toContain('PO 2');
  });
});

describe('a key of a request by hand', () => {
  const reused = '409 idempotency_key_reused: Send another Idempotency-Key for another request.';
  const keyed = () => ({ 'idempotency-key': randomUUID() });

  test('makes one delivery order, and is refused with other goods or for another order, at once or later', async () => {
    const [{ id }, { id: other }] = [await accepted(boxes(10)), await accepted(boxes(10))];
    const key = keyed();
    const first = await post('/deliveries', { order_id: id, items: [boxes(2)] }, key);
    expect(first.status).toBe(201);
    expect(await refused(post('/deliveries', { order_id: id, items: [boxes(3)] }, key))).toBe(reused);
    expect(await refused(post('/deliveries', { order_id: other, items: [boxes(2)] }, key))).toBe(reused);
    const again = await post('/deliveries', { order_id: id, items: [boxes(2)] }, key);
    expect([again.status, again.body.delivery_id]).toEqual([201, first.body.delivery_id]);
    const atOnce = keyed();
    const answers = await Promise.all(
      [1, 2, 3].map((quantity) => post('/deliveries', { order_id: id, items: [boxes(quantity)] }, atOnce)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    expect((await read(`/deliveries?order_id=${id}`)).items).toHaveLength(3);
  });

  test('credits and invoices once, and is refused with another reason, invoice or reference', async () => {
    const [{ id, invoice }, { invoice: other }] = [await accepted(boxes(4)), await accepted(boxes(4))];
    const key = keyed();
    const credit = (of: string, reason: string) => post(`/invoices/${of}/credit-notes`, { reason }, key);
    const note = await credit(invoice, 'wrong_price');
    expect(note.status).toBe(201);
    expect(await refused(credit(invoice, 'other'))).toBe(reused);
    expect(await refused(credit(other, 'wrong_price'))).toBe(reused);
    expect((await credit(invoice, 'wrong_price')).body).toEqual(note.body);
    // What a key makes is a namespace of its own.
    const issued = await post('/invoices', { order_id: id, reference: 'PO 1' }, key);
    expect([issued.status, issued.body.reference]).toEqual([201, 'PO 1']);
    expect(await refused(post('/invoices', { order_id: id, reference: 'PO 2' }, key))).toBe(reused);
    expect((await post('/invoices', { order_id: id, reference: 'PO 1' }, key)).body).toEqual(issued.body);
  });

  test('of a request that was refused is free again', async () => {
    const { id } = await accepted(boxes(2));
    const key = keyed();
    expect(await refused(post('/deliveries', { order_id: id, items: [boxes(9)] }, key))).toContain(
      '409 order_command_refused',
    );
    expect((await post('/deliveries', { order_id: id, items: [boxes(1)] }, key)).status).toBe(201);
  });
});

describe('lists of a back office', () => {
  test('find deliveries and invoices by number, order, customer, day and state, page by page', async () => {
    const { id, delivery, invoice } = await accepted(boxes(1));
    const order = await read(`/orders/${id}`);
    await stack.call('PATCH', `/deliveries/${delivery}`, { deliver_on: '2031-05-05' });
    await stack.call('PATCH', `/invoices/${invoice}`, { due_on: '2031-06-01' });
    const { number } = await read(`/deliveries/${delivery}`);
    const own = `order_number=${order.number}`;
    const customer = `customer_id=${shop.customer.customerId}`;
    for (const query of [
      own,
      `number=${number}`,
      'first_day=2031-05-05&last_day=2031-05-05',
      `${own}&${customer}&status=planned`,
    ])
      expect([query, (await read(`/deliveries?${query}`)).items.map((one: Answer['body']) => one.delivery_id)]).toEqual(
        [query, [delivery]],
      );
    for (const query of [
      own,
      `${own}&kind=invoice&is_credited=false`,
      'due_before=2031-06-02&from=2020-01-01T00:00:00Z&is_credited=false&' + own,
    ])
      expect([query, (await read(`/invoices?${query}`)).items.map((one: Answer['body']) => one.invoice_id)]).toEqual([
        query,
        [invoice],
      ]);
    expect((await read(`/invoices?${own}&is_credited=true`)).items).toEqual([]);
    expect((await read(`/orders?number=${order.number}`)).items).toHaveLength(1);
    for (const path of ['deliveries', 'invoices', 'orders']) {
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Answer['body'] = await read(`/${path}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
        ids.push(...page.items.map((one: Answer['body']) => JSON.stringify(one)));
        cursor = page.next_cursor;
      }
      const whole = (await read(`/${path}?limit=200`)).items.map((one: Answer['body']) => JSON.stringify(one));
      expect([path, ids]).toEqual([path, whole]);
    }
    expect((await read('/deliveries?customer_id=nobody')).items).toEqual([]);
    expect((await stack.call('GET', '/deliveries?number=0')).status).toBe(400);
  });
});

test('whatever was done by hand, the figures of the shop add up', async () => {
  expect(await stack.database.system.findShopViolations()).toEqual([]);
});
