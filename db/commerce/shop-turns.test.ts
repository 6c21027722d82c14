import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { turnDecider } from '../../activities/decide-turn.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { openDemoShops } from '../../launcher/demo/open-shops.ts';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { conversationOf, openTestStores, receive } from '../../test/support/stores.ts';

const AT = Date.UTC(2026, 0, 6, 10);
const flows = flowCatalogue();

function flowOf(name: string): DialogueFlow {
  const flow = flows.get(name);
  if (flow === undefined) throw new Error(`there is no flow ${name}`);
  return flow;
}

describe('turns of a shop', () => {
  let stores: TestStores;
  beforeAll(async () => {
    stores = await openTestStores();
    await openDemoShops(stores.store, () => undefined);
  });
  afterAll(() => stores.close());

  const begin = async (externalId: string, flow = 'grocery') => {
    const contact = { externalId, timeZone: 'Asia/Kolkata' };
    const made = await stores.store.createConversation(
      conversationOf(contact, { flow, initialSnapshot: flowOf(flow).start() }),
    );
    return made.conversationId;
  };

  const take = (conversationId: string, inboundIds: readonly string[]) =>
    stores.store.takeTurn(
      { conversationId, inboundIds },
      turnDecider(flowOf, { at: AT, seed: inboundIds[0] ?? '', hasModel: false }),
    );

  const say = async (conversationId: string, text: string) => {
    const inboundId = await receive(stores.store, conversationId, text);
    const taken = await take(conversationId, [inboundId]);
    const turn = await stores.store.findTurnByInbound(inboundId);
    return { inboundId, taken, state: taken?.standing.state, reply: turn?.reply ?? '', template: turn?.template };
  };

  const ordersOf = (conversationId: string) =>
    stores.store.commerce.listOrders({ conversationId }, { limit: 10 }).then(({ items }) => items);

  const register = async (conversationId: string) => {
    for (const text of ['Ravi Kumar', '12 MG Road, Camp, Pune 411001']) await say(conversationId, text);
    return say(conversationId, 'yes');
  };

  const phone = () => `+9198${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

  test('a stranger orders, registers by the phone they write from, and confirms what was read back', async () => {
    const conversationId = await begin(phone());
    expect((await say(conversationId, '2 kg tomatoes and a dozen eggs')).reply).toContain('₹80.00');
    expect((await say(conversationId, 'done')).state).toBe('register_name');
    expect(await register(conversationId)).toMatchObject({ state: 'delivery', template: 'ask_slot' });
    expect((await ordersOf(conversationId)).map(({ status }) => status)).toEqual([]);
    expect(await say(conversationId, '1')).toMatchObject({ state: 'review', template: 'read_back' });
    const { taken, state, inboundId } = await say(conversationId, 'yes');
    expect(state).toBe('ordered');
    const [order, another] = await ordersOf(conversationId);
    expect(another).toBeUndefined();
    expect(order).toMatchObject({ status: 'confirmed', flow: 'grocery', address: '12 MG Road, Camp, Pune 411001' });
    expect(order?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['VEG-TOMATO', 2000],
      [expect.stringContaining('EGG'), 12],
    ]);
    // Asked again, the turn answers the same errand: the workflow may have lost the first answer.
    expect(taken?.orders).toEqual([{ orderId: order?.orderId }]);
    expect(await take(conversationId, [inboundId])).toMatchObject({ isRepeat: true, orders: taken?.orders });
  });

  test('an order goes to another address after a yes, and its customer keeps theirs', async () => {
    const conversationId = await begin(phone());
    await say(conversationId, 'register');
    await register(conversationId);
    for (const text of ['2 kg tomatoes', 'done', '1', 'yes']) await say(conversationId, text);
    expect(await say(conversationId, 'send it to 14 Boat Club Road, Pune 411001 instead')).toMatchObject({
      state: 'redirecting',
    });
    const home = '12 MG Road, Camp, Pune 411001';
    expect(await ordersOf(conversationId)).toMatchObject([{ address: home }]);
    const { inboundId } = await say(conversationId, 'yes');
    await take(conversationId, [inboundId]);
    const [order] = await ordersOf(conversationId);
    expect(order).toMatchObject({ status: 'confirmed', address: '14 Boat Club Road, Pune 411001' });
    const { items } = await stores.store.commerce.listOrderEvents({ orderId: order?.orderId ?? '' }, { limit: 10 });
    expect(items.filter(({ type }) => type === 'order.changed')).toHaveLength(1);
    for (const text of ['2 kg onions', 'done']) await say(conversationId, text);
    expect((await say(conversationId, '2')).reply).toContain(home);
  });

  test('a note for the driver stands on the order and its delivery, changes after a yes, and nowhere in clear', async () => {
    const conversationId = await begin(phone());
    await say(conversationId, 'register');
    await register(conversationId);
    for (const text of ['2 kg tomatoes', 'done', '1']) await say(conversationId, text);
    expect((await say(conversationId, 'leave it with the guard')).reply).toContain('leave it with the guard');
    await say(conversationId, 'yes');
    const [placed] = await ordersOf(conversationId);
    expect(placed).toMatchObject({ status: 'confirmed', note: 'leave it with the guard' });
    expect(await say(conversationId, 'ring twice please')).toMatchObject({ state: 'noting' });
    const { inboundId } = await say(conversationId, 'yes');
    await take(conversationId, [inboundId]);
    const orderId = placed?.orderId ?? '';
    const { commerce } = stores.store;
    expect(await commerce.findOrder(orderId)).toMatchObject({ note: 'ring twice please' });
    const { items } = await commerce.listOrderEvents({ orderId }, { limit: 10 });
    const changes = items.filter(({ type }) => type === 'order.changed');
    expect(changes).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain('ring twice');
    await commerce.reserveOrder(orderId, new Date(AT));
    await commerce.acceptOrder(orderId, new Date(AT));
    const deliveries = await commerce.listDeliveries({ orderId }, { limit: 10 });
    expect(deliveries.items).toMatchObject([{ note: 'ring twice please' }]);
  });

  test('an order that was changed leaves no draft of itself behind', async () => {
    const conversationId = await begin(phone());
    await say(conversationId, 'register');
    await register(conversationId);
    for (const text of ['2 kg tomatoes', 'done', '1', 'yes', 'add a dozen eggs to it']) await say(conversationId, text);
    const statuses = async () => (await ordersOf(conversationId)).map(({ status }) => status).toSorted();
    expect(await statuses()).toEqual(['confirmed', 'draft']);
    await say(conversationId, 'yes');
    const [left, another] = await statuses();
    expect([left === 'draft', another]).toEqual([false, undefined]);
  });

  test('a name is changed by a yes, and stands nowhere in clear', async () => {
    const conversationId = await begin(phone());
    await say(conversationId, 'register');
    await register(conversationId);
    expect(await say(conversationId, 'change my name to Priyanca Sekhri')).toMatchObject({ state: 'renaming' });
    expect((await say(conversationId, 'yes')).reply).toContain('Priyanca Sekhri');
    expect((await say(conversationId, 'hello')).reply).toContain('Priyanca Sekhri');
  });

  test('the basket of a customer is kept as a draft, and becomes the order', async () => {
    const conversationId = await begin(phone());
    await say(conversationId, 'register');
    await register(conversationId);
    await say(conversationId, '3 kg onions');
    const [draft] = await ordersOf(conversationId);
    expect(draft).toMatchObject({ status: 'draft', grossMinor: 10_500 });
    await say(conversationId, 'make it 2 kg');
    expect((await ordersOf(conversationId)).map(({ grossMinor }) => grossMinor)).toEqual([7000]);
    for (const text of ['done', '1', 'yes']) await say(conversationId, text);
    const [order] = await ordersOf(conversationId);
    expect(order).toMatchObject({ orderId: draft?.orderId, status: 'confirmed', grossMinor: 7000 });
  });

  test('an order is cancelled by a yes, and its workflow is told by the same key', async () => {
    const conversationId = await begin(phone());
    for (const text of ['2 kg potatoes', 'done']) await say(conversationId, text);
    await register(conversationId);
    for (const text of ['1', 'yes']) await say(conversationId, text);
    expect(await say(conversationId, 'cancel my order')).toMatchObject({ state: 'cancelling' });
    const { taken, template } = await say(conversationId, 'yes');
    expect(template).toBe('order_cancelled');
    const [order] = await ordersOf(conversationId);
    expect(order?.status).toBe('cancelled');
    expect(taken?.orders).toMatchObject([{ orderId: order?.orderId, command: { name: 'cancel' } }]);
  });

  test('what the shop refuses is told, and nothing of it is done', async () => {
    const conversationId = await begin(phone());
    for (const text of ['1 kg ginger', 'done']) await say(conversationId, text);
    await register(conversationId);
    await say(conversationId, '1');
    // The slot is taken away between the read-back and the yes: the view still shows another state of the shop.
    const [before] = await ordersOf(conversationId);
    const inboundId = await receive(stores.store, conversationId, 'yes');
    const decider = turnDecider(flowOf, { at: AT, seed: inboundId, hasModel: false });
    const taken = await stores.store.takeTurn(
      { conversationId, inboundIds: [inboundId] },
      {
        ...decider,
        decide: (opening) => {
          const decision = decider.decide(opening);
          const effects = decision.effects?.map((effect) =>
            effect.kind === 'place_order' ? { ...effect, items: [{ productId: randomUUID(), quantity: 1 }] } : effect,
          );
          return effects === undefined ? decision : { ...decision, effects };
        },
      },
    );
    expect(taken?.standing.state).toBe('shopping');
    expect(taken?.orders).toBeUndefined();
    expect((await stores.store.findTurnByInbound(inboundId))?.template).toBe('refused');
    expect(await ordersOf(conversationId)).toEqual([before]);
    expect((await say(conversationId, 'done')).state).toBe('review');
  });

  test('the phone of somebody else is believed after their name, and tells nothing before', async () => {
    const [owner, stranger] = [phone(), 'a-browser'];
    const theirs = await begin(owner);
    await say(theirs, 'register');
    await register(theirs);
    const conversationId = await begin(stranger);
    await say(conversationId, 'register');
    const asked = await say(conversationId, owner);
    expect(asked).toMatchObject({ state: 'identify', template: 'ask_registered_name' });
    expect(asked.reply).not.toContain('Ravi');
    expect(await say(conversationId, 'Mallory')).toMatchObject({ template: 'wrong_name', state: 'identify' });
    expect(await say(conversationId, 'ravi kumar')).toMatchObject({ template: 'identified', state: 'menu' });
    expect((await say(conversationId, 'hello')).reply).toContain('Ravi Kumar');
  });

  test('a basket that is given up leaves slots, state and draft empty', async () => {
    const conversationId = await begin(phone());
    await say(conversationId, 'register');
    await register(conversationId);
    const { taken } = await say(conversationId, '1 kg onions');
    expect(taken?.standing.followUps.map(({ kind }) => kind)).toEqual(['basket_reminder', 'basket_cleared']);
    const due = taken?.standing.followUps.at(-1);
    const flow = flowOf('grocery');
    const fired = await stores.store.fireFollowUp(
      { conversationId, followUpId: due?.id ?? '', at: new Date(due?.dueAt ?? 0) },
      ({ contactId: subject, ...opening }) =>
        flow.followUp({ ...opening, subject, at: due?.dueAt ?? 0, seed: 'seed', isManual: true }),
    );
    expect(fired.outcome).toBe('sent');
    expect(await ordersOf(conversationId)).toEqual([]);
    expect(await stores.store.findConversation(conversationId)).toMatchObject({ state: 'menu', slots: { basket: [] } });
  });

  test('nothing personal stands in clear', async () => {
    const clear = await asAdmin(stores.testDatabase.url, async (client) => {
      const { rows } = await client.query(
        `SELECT string_agg(row_to_json(e)::text, ' ') AS text FROM (SELECT errands FROM turn_errands) e
         UNION ALL SELECT string_agg(concat(trace::text, events::text, understanding::text, reason), ' ') FROM turns`,
      );
      return JSON.stringify(rows);
    });
    for (const word of ['Ravi', 'MG Road', '+9198']) expect(clear).not.toContain(word);
  });
});
