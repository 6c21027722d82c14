import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { turnDecider } from '../../activities/decide-turn.ts';
import { grocery } from '../../flows/grocery/flow.ts';
import { DEMO_SETTINGS } from '../../launcher/demo/shops.ts';
import { openDemoShops } from '../../launcher/demo/open-shops.ts';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { conversationOf, openTestStores, receive } from '../../test/support/stores.ts';

const AT = Date.UTC(2026, 0, 6, 10);
const DAY_MS = 86_400_000;
const flow = grocery();

describe('returns by conversation', () => {
  let stores: TestStores;
  beforeAll(async () => {
    stores = await openTestStores();
    await openDemoShops(stores.store, () => undefined);
  });
  afterAll(() => stores.close());

  let phones = 0;
  const phone = () => {
    phones += 1;
    return `+9198111${String(phones).padStart(5, '0')}`;
  };

  const begin = async (externalId: string) => {
    const contact = { externalId, timeZone: 'Asia/Kolkata' };
    const made = await stores.store.createConversation(
      conversationOf(contact, { flow: 'grocery', initialSnapshot: flow.start() }),
    );
    return made.conversationId;
  };

  const take = (conversationId: string, inboundId: string, at = AT) =>
    stores.store.takeTurn(
      { conversationId, inboundIds: [inboundId] },
      turnDecider(() => flow, { at, seed: inboundId, hasModel: false }),
    );

  const say = async (conversationId: string, text: string, at = AT) => {
    const inboundId = await receive(stores.store, conversationId, text);
    const taken = await take(conversationId, inboundId, at);
    const turn = await stores.store.findTurnByInbound(inboundId);
    return { inboundId, taken, state: taken?.standing.state, reply: turn?.reply ?? '', template: turn?.template };
  };

  /** An order of this customer that was delivered, base units by SKU; or as far as `commands` take it. */
  const delivered = async (
    customerId: string,
    items: Readonly<Record<string, number>>,
    commands: readonly ('pack' | 'dispatch' | 'deliver' | 'cancel')[] = ['pack', 'dispatch', 'deliver'],
  ) => {
    const { commerce } = stores.store;
    const ids = await commerce.findProductIds(Object.keys(items));
    const at = new Date(AT);
    const { order } = await commerce.placeOrder({
      key: randomUUID(),
      status: 'confirmed',
      customerId,
      flow: 'grocery',
      items: Object.entries(items).map(([sku, quantity]) => ({ productId: ids.get(sku) ?? '', quantity })),
      isTold: true,
      at,
    });
    const { orderId } = order;
    await commerce.reserveOrder(orderId, at);
    await commerce.acceptOrder(orderId, at);
    for (const name of commands) await commerce.commandOrder(orderId, { name, key: name, by: 'person' }, at);
    return { orderId, number: order.number ?? 0 };
  };

  const customer = async () => {
    const own = phone();
    const made = await stores.store.commerce.createCustomer({
      kind: 'person',
      name: 'Meera Joshi',
      phone: own,
      address: '12 MG Road, Pune 411001',
      language: 'en',
      at: new Date(AT),
    });
    return { phone: own, customerId: made.customerId };
  };

  const notesOf = async (orderId: string) =>
    (await stores.store.commerce.listInvoices({ orderId }, { limit: 50 })).items.filter(
      ({ kind }) => kind === 'credit_note',
    );

  const onHand = async (sku: string): Promise<number> => {
    const { commerce } = stores.store;
    const productId = (await commerce.findProductIds([sku])).get(sku) ?? '';
    const { items } = await commerce.listStock({ productId }, { limit: 10 });
    return items.reduce((sum, one) => sum + one.onHand, 0);
  };

  const expectSound = async () => expect(await stores.database.system.findShopViolations()).toEqual([]);

  test('the yes credits what was read back, with its tax, once: taken again it is the same credit note', async () => {
    const { phone: own, customerId } = await customer();
    const { orderId, number } = await delivered(customerId, { 'RICE-BAS-5KG': 3, 'VEG-ONION': 2000 });
    const conversationId = await begin(own);
    await say(conversationId, 'I want to return 2 bags of the rice');
    const read = await say(conversationId, 'not needed any more');
    expect(read).toMatchObject({ state: 'return_review', template: 'return_read_back' });
    expect(read.reply).toContain('₹1,280.00 (tax of ₹60.95 included)');
    const yes = await say(conversationId, 'yes');
    expect(yes).toMatchObject({ state: 'menu', template: 'return_done' });
    expect(yes.taken?.orders).toMatchObject([{ orderId, command: { name: 'return', reason: 'not_wanted' } }]);
    expect(await take(conversationId, yes.inboundId)).toMatchObject({ isRepeat: true, orders: yes.taken?.orders });
    // What the workflow does with the errand: the same command by the same key.
    const [errand] = yes.taken?.orders ?? [];
    if (errand?.command === undefined) throw new Error('the workflow is told nothing');
    await stores.store.commerce.commandOrder(orderId, { ...errand.command, by: 'customer' }, new Date(AT));
    expect((await say(conversationId, 'yes')).taken?.orders).toBeUndefined();
    expect(await notesOf(orderId)).toMatchObject([{ grossMinor: 128_000, taxMinor: 6095, netMinor: 121_905 }]);
    const { items: events } = await stores.store.commerce.listOrderEvents({ orderId }, { limit: 50 });
    const returned = events.filter(({ type }) => type === 'order.returned');
    expect(returned).toMatchObject([
      { data: { number, gross_minor: 128_000, reason: 'not_wanted', by: 'customer' }, toldAt: new Date(AT) },
    ]);
    await expectSound();
  });

  test('what was credited by hand is not credited again, and the read-back says so', async () => {
    const { commerce } = stores.store;
    const { phone: own, customerId } = await customer();
    const { orderId } = await delivered(customerId, { 'RICE-BAS-5KG': 3 });
    const [invoice] = (await commerce.listInvoices({ orderId }, { limit: 1 })).items;
    const items = [
      { productId: (await commerce.findProductIds(['RICE-BAS-5KG'])).get('RICE-BAS-5KG') ?? '', quantity: 1 },
    ];
    await commerce.creditInvoice(invoice?.invoiceId ?? '', {
      key: 'goodwill',
      reason: 'goodwill',
      items,
      at: new Date(AT),
    });
    const conversationId = await begin(own);
    expect((await say(conversationId, 'all of the rice came broken')).reply).toContain('₹1,280.00');
    expect((await say(conversationId, 'yes')).reply).toContain('₹1,280.00');
    const notes = await notesOf(orderId);
    expect(notes.map(({ grossMinor }) => grossMinor).toSorted((x, y) => x - y)).toEqual([64_000, 128_000]);
    await expectSound();
  });

  test('sound goods are in stock again, broken ones are not; where the shop says so none are', async () => {
    const { commerce } = stores.store;
    const { phone: own, customerId } = await customer();
    await delivered(customerId, { 'RICE-SONA-5KG': 5 });
    const conversationId = await begin(own);
    const before = await onHand('RICE-SONA-5KG');
    const returns = async (words: string) => {
      expect((await say(conversationId, words)).state).toBe('return_review');
      expect((await say(conversationId, 'yes')).template).toBe('return_done');
    };
    await returns('return one of the rice, I do not want it');
    expect(await onHand('RICE-SONA-5KG')).toBe(before + 1);
    await returns('one of the rice came broken');
    expect(await onHand('RICE-SONA-5KG')).toBe(before + 1);
    await commerce.saveShopSettings({ ...DEMO_SETTINGS, restocksReturns: false }, undefined);
    await returns('return one more of the rice, I do not want it');
    expect(await onHand('RICE-SONA-5KG')).toBe(before + 1);
    await commerce.saveShopSettings(DEMO_SETTINGS, undefined);
    await expectSound();
  });

  test('two conversations say yes at once to all of it: one is noted, the other is told', async () => {
    const { phone: own, customerId } = await customer();
    const { orderId } = await delivered(customerId, { 'ATTA-5KG': 4 });
    const both = [await begin(own), await begin(own)];
    for (const conversationId of both) {
      expect((await say(conversationId, 'all of the flour was spoiled')).state).toBe('return_review');
    }
    const answers = await Promise.all(both.map((conversationId) => say(conversationId, 'yes')));
    expect(answers.filter(({ template }) => template === 'return_done')).toHaveLength(1);
    expect(answers.filter(({ template }) => ['refused', 'return_gone'].includes(template ?? ''))).toHaveLength(1);
    expect(await notesOf(orderId)).toHaveLength(1);
    expect((await stores.store.commerce.findOrder(orderId))?.status).toBe('returned');
    await expectSound();
  });

  test('parts that two conversations return at once never come to more than was delivered', async () => {
    const { phone: own, customerId } = await customer();
    const { orderId } = await delivered(customerId, { 'ATTA-5KG': 5 });
    const both = [await begin(own), await begin(own)];
    for (const conversationId of both) {
      expect((await say(conversationId, '3 of the flour were spoiled')).state).toBe('return_review');
    }
    await Promise.all(both.map((conversationId) => say(conversationId, 'yes')));
    const [line] = (await stores.store.commerce.findOrder(orderId))?.lines ?? [];
    expect(line?.returned).toBe(3);
    expect(await notesOf(orderId)).toHaveLength(1);
    await expectSound();
  });

  test("another customer's order is not there, by its number or otherwise", async () => {
    const [victim, thief] = [await customer(), await customer()];
    const { orderId, number } = await delivered(victim.customerId, { 'RICE-BAS-5KG': 1 });
    const conversationId = await begin(thief.phone);
    expect(await say(conversationId, `return order ${number}`)).toMatchObject({ template: 'no_such_order' });
    expect(await say(conversationId, 'I want to return the rice')).toMatchObject({ template: 'nothing_to_return' });
    expect(await notesOf(orderId)).toEqual([]);
  });

  test('what was cancelled, or is not delivered yet, does not come back', async () => {
    const { phone: own, customerId } = await customer();
    const cancelled = await delivered(customerId, { 'RICE-BAS-5KG': 1 }, ['cancel']);
    const packed = await delivered(customerId, { 'RICE-BAS-5KG': 1 }, ['pack']);
    const conversationId = await begin(own);
    expect(await say(conversationId, `return order ${cancelled.number}`)).toMatchObject({
      template: 'return_cancelled',
    });
    expect(await say(conversationId, `return order ${packed.number}`)).toMatchObject({ template: 'return_on_its_way' });
    await expectSound();
  });

  test('the window that closes between the read-back and the yes is closed', async () => {
    const { phone: own, customerId } = await customer();
    const { orderId } = await delivered(customerId, { 'RICE-BAS-5KG': 1 });
    const conversationId = await begin(own);
    expect((await say(conversationId, 'the rice came broken', AT + 7 * DAY_MS - 1)).state).toBe('return_review');
    expect((await say(conversationId, 'yes', AT + 7 * DAY_MS)).template).toBe('return_gone');
    expect(await notesOf(orderId)).toEqual([]);
    expect((await say(conversationId, 'I want to return the rice', AT + 7 * DAY_MS)).template).toBe('return_too_late');
  });

  test('fresh goods with nothing wrong with them are a person’s to take back, by API as by chat', async () => {
    const { phone: own, customerId } = await customer();
    const { orderId } = await delivered(customerId, { 'VEG-TOMATO': 1000 });
    const conversationId = await begin(own);
    await say(conversationId, 'I do not want the tomatoes any more, return all of it');
    const { commerce } = stores.store;
    const ask = (by: 'customer' | 'person', reason?: string) =>
      commerce.commandOrder(
        orderId,
        { name: 'return', key: randomUUID(), by, ...(reason === undefined ? {} : { reason }) },
        new Date(AT),
      );
    await expect(ask('customer')).rejects.toMatchObject({ code: 'order_command_refused' });
    await expect(ask('customer', 'not_wanted')).rejects.toMatchObject({ code: 'order_command_refused' });
    expect(await notesOf(orderId)).toEqual([]);
    await ask('person');
    expect(await notesOf(orderId)).toHaveLength(1);
    await expectSound();
  });

  test('the rules see a return that was told and not credited', async () => {
    const { customerId } = await customer();
    const { orderId } = await delivered(customerId, { 'RICE-BAS-5KG': 2 });
    const run = (sql: string) => asAdmin(stores.testDatabase.url, (client) => client.query(sql, [orderId]));
    await run('UPDATE order_lines SET returned = 1 WHERE order_id = $1');
    const broken = await stores.database.system.findShopViolations();
    expect(broken.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^what came back is what its events say/)]),
    );
    await run('UPDATE order_lines SET returned = 2 WHERE order_id = $1');
    const all = await stores.database.system.findShopViolations();
    expect(all.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^an order is returned when all of it came back/)]),
    );
    await run('UPDATE order_lines SET returned = 0 WHERE order_id = $1');
    await expectSound();
  });
});
