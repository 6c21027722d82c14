import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDemoShops } from '../../launcher/demo/open-shops.ts';
import { asAdmin } from '../support/postgres.ts';
import { eventually, TestStack } from '../support/stack.ts';

const URL = '/api/chatbot/process';
const PHONE = '+919876543210';

describe("the grocery's chatbot", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.start();
    await openDemoShops(stack.database.workspace(stack.workspaceId), () => undefined);
  });
  afterAll(() => stack.stop());

  const say = (customer_phone: string, user_input: string, more: object = {}) =>
    stack.call('POST', URL, { customer_phone, user_input, ...more });
  const stats = async () => (await stack.call('GET', '/api/deployment/stats')).body;

  const admin = (sql: string, values: readonly unknown[]) =>
    asAdmin(stack.testDatabase.url, (client) => client.query(sql, [...values]));

  test('takes the request of the source as it is', async () => {
    const { status, body } = await say('1234567890', 'I want to order apples');
    expect(status).toBe(200);
    expect(body).toEqual({
      response: expect.stringContaining('apple'),
      conversation_id: expect.any(String),
      customer_phone: '+911234567890',
      state: expect.any(String),
      stage: body.state,
      turn: 1,
      message_id: expect.any(String),
    });
  });

  test('one phone is one conversation, however it is written', async () => {
    const answers = [
      await say('98765 43210', 'hello'),
      await say('+91 98765-43210', 'tell me more'),
      await say('919876543210', 'thanks'),
    ];
    expect(answers.map(({ status, body }) => [status, body.turn, body.customer_phone])).toEqual([
      [200, 1, PHONE],
      [200, 2, PHONE],
      [200, 3, PHONE],
    ]);
    expect(new Set(answers.map(({ body }) => body.conversation_id)).size).toBe(1);
    const { body } = await stack.call('GET', `/conversations?user_id=${encodeURIComponent(PHONE)}`);
    expect(body.items).toHaveLength(1);
  });

  test('an order goes from words to its invoice, and each answer tells the basket or the order', async () => {
    const talk = async (text: string) => (await say('+91 98200 12345', text)).body;
    expect((await talk('hello')).order).toBeUndefined();
    const basket = await talk('2 kg tomatoes');
    expect(basket.order).toEqual({
      order_id: expect.any(String),
      number: null,
      status: 'draft',
      currency: 'INR',
      gross_minor: 8000,
      items: [{ sku: 'VEG-TOMATO', name: 'Tomato', base_unit: 'g', quantity: 2000 }],
    });
    await talk('done');
    expect((await talk('1')).response).toContain('₹80.00');
    const placed = await talk('yes');
    expect(placed).toMatchObject({ state: 'ordered', order: { order_id: basket.order.order_id, number: 1 } });
    const { commerce } = stack.database.workspace(stack.workspaceId);
    const invoices = await eventually(
      () => commerce.listInvoices({ orderId: basket.order.order_id }, { limit: 5 }),
      ({ items }) => items.length > 0,
    );
    expect(invoices.items).toMatchObject([{ number: 1, currency: 'INR', grossMinor: 8000 }]);
  });

  test('a basket below the least that is delivered is not read back, and the settings say what that is', async () => {
    const talk = async (text: string): Promise<string> => (await say('9811117755', text)).body.response;
    expect(await talk('whats the min order')).toContain('₹50.00');
    await talk('1 kg onions');
    expect(await talk('done')).toMatch(/least we deliver is ₹50\.00; .*₹35\.00.*₹15\.00/u);
    const { body: settings, headers } = await stack.call('GET', '/shop-settings');
    const { version: _, ...fields } = settings;
    const withMinimum = (minimum: unknown) => ({
      ...fields,
      facts: [{ flow: 'grocery', minimum_order_minor: minimum }],
    });
    for (const minimum of [0, 1.5, '5000', null])
      expect(await stack.call('PUT', '/shop-settings', withMinimum(minimum))).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      });
    const ifMatch = { 'if-match': String(headers['etag']) };
    const saved = await stack.call('PUT', '/shop-settings', withMinimum(3500), ifMatch);
    expect([saved.status, saved.body.facts]).toEqual([200, [{ flow: 'grocery', minimum_order_minor: 3500 }]]);
    expect(await talk('whats the min order')).toContain('₹35.00');
    // As much as the least is enough.
    expect((await say('9811117755', 'done')).body.state).toBe('register_name');
    expect((await stack.call('PUT', '/shop-settings', fields)).status).toBe(200);
  });

  test('the area of the settings is a rule: an address outside is refused before a time is offered', async () => {
    const { body: settings } = await stack.call('GET', '/shop-settings');
    const { version: _, ...fields } = settings;
    const withArea = (area: unknown) => ({ ...fields, facts: [{ flow: 'grocery', delivers_to: area }] });
    for (const area of [{}, { postcodes: ['4110'] }, { postcodes: ['4x1038'] }, { places: [''] }, { towns: ['Pune'] }])
      expect(await stack.call('PUT', '/shop-settings', withArea(area))).toMatchObject({ status: 400 });
    const area = { postcodes: ['4110xx'], places: ['Kothrud'], towns: ['Pune'] };
    const saved = await stack.call('PUT', '/shop-settings', withArea(area));
    expect([saved.status, saved.body.facts]).toEqual([200, [{ flow: 'grocery', delivers_to: area }]]);
    for (const text of ['2 kg onions', 'done', 'Ravi Kumar']) await say('9811118855', text);
    const refused = await say('9811118855', '12 Hill Road, Mumbai 400050');
    expect([refused.body.state, refused.body.response]).toEqual([
      'register_address',
      expect.stringContaining('we do not deliver to 12 Hill Road, Mumbai 400050'),
    ]);
    expect((await say('9811118855', '12 Paud Road, Pune 411038')).body.state).toBe('register_check');
    expect((await stack.call('PUT', '/shop-settings', fields)).status).toBe(200);
  });

  test('two first messages at once begin one conversation, and both are answered', async () => {
    const answers = await Promise.all(['hi', 'apples please', 'hello?'].map((text) => say('9811112222', text)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.conversation_id)).size).toBe(1);
  });

  test('goes on in a conversation that was begun otherwise', async () => {
    const id = await stack.newConversation({ user_id: '+919811113333', flow: 'grocery' });
    expect((await say('9811113333', 'hi')).body.conversation_id).toBe(id);
  });

  test('a message that is sent again is answered by the same turn', async () => {
    const first = await say('9811114444', 'hello', { message_id: 'm-1' });
    expect((await say('9811114444', 'hello', { message_id: 'm-1' })).body).toEqual(first.body);
    const other = await say('9811114444', 'bye', { message_id: 'm-1' });
    expect([other.status, other.body.code]).toEqual([409, 'message_id_reused']);
    const headers = { 'idempotency-key': 'm-1' };
    const body = { customer_phone: '9811114444', user_input: 'hello' };
    expect((await stack.call('POST', URL, body, headers)).body).toEqual(first.body);
  });

  test.each([
    ['no phone', { user_input: 'hi' }],
    ['words for a phone', { customer_phone: 'anna', user_input: 'hi' }],
    ['too few digits', { customer_phone: '+12', user_input: 'hi' }],
    ['no words', { customer_phone: '1234567890', user_input: '  ' }],
    ['another field', { customer_phone: '1234567890', user_input: 'hi', price: 1 }],
  ])('%s is refused', async (_, body) => {
    expect(await stack.call('POST', URL, body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  test('a key is needed for both', async () => {
    const none = { authorization: '' };
    const body = { customer_phone: '1234567890', user_input: 'hi' };
    expect((await stack.call('POST', URL, body, none)).status).toBe(401);
    expect((await stack.call('GET', '/api/deployment/stats', undefined, none)).status).toBe(401);
  });

  test('the statistics have the fields of the source, and count the conversations of the grocery', async () => {
    const before = await stats();
    expect(before).toEqual({
      status: 'running',
      uptime: expect.stringMatching(/^\d+:[0-5]\d:[0-5]\d$/),
      stats: {
        total_conversations: expect.any(Number),
        active_conversations: expect.any(Number),
        completed_conversations: expect.any(Number),
        errors: 0,
      },
      active_conversations: expect.any(Array),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    const { body } = await say('9811115555', 'hi');
    const during = await stats();
    expect(during.active_conversations[0]).toBe('+919811115555');
    expect(during.stats).toMatchObject({
      total_conversations: before.stats.total_conversations + 1,
      active_conversations: before.stats.active_conversations + 1,
    });
    await stack.call('POST', `/conversations/${body.conversation_id}/close`, {});
    const after = await stats();
    expect(after.active_conversations).not.toContain('+919811115555');
    expect(after.stats).toMatchObject({
      total_conversations: before.stats.total_conversations + 1,
      completed_conversations: before.stats.completed_conversations + 1,
    });
    await say('9811115555', 'hi again');
    expect((await stats()).active_conversations).toContain('+919811115555');
  });

  test('who was silent for an hour is not being talked to, whatever was written to them; failed turns are counted', async () => {
    const before = await stats();
    const { body } = await say('9811117777', 'hi');
    expect((await stats()).active_conversations).toContain('+919811117777');
    const id = [body.conversation_id];
    await admin(
      `UPDATE inbound_messages SET received_at = now() - interval '61 minutes' WHERE conversation_id = $1`,
      id,
    );
    await admin(`UPDATE turns SET events = '[{"name": "internal_error"}]' WHERE conversation_id = $1`, id);
    const after = await stats();
    expect(after.active_conversations).not.toContain('+919811117777');
    expect(after.stats).toEqual({
      total_conversations: before.stats.total_conversations + 1,
      active_conversations: before.stats.active_conversations,
      completed_conversations: before.stats.completed_conversations + 1,
      errors: before.stats.errors + 1,
    });
  });

  test('who chats under another id is named by the phone they are registered under', async () => {
    const { commerce } = stack.database.workspace(stack.workspaceId);
    const customer = { kind: 'person', name: 'Meera', phone: '+919811118888', language: 'en', at: new Date() } as const;
    await commerce.createCustomer({ ...customer, userId: 'meera' });
    await stack.newConversation({ user_id: 'meera', flow: 'grocery', initial_message: 'hello' });
    await stack.newConversation({ user_id: 'nobody', flow: 'grocery', initial_message: 'hello' });
    const { active_conversations: phones } = await stats();
    expect(phones[0]).toBe('+919811118888');
    expect(phones).not.toContain('nobody');
  });

  test('times of delivery are told by the clock of the shop', async () => {
    for (const said of ['2 kg onions', 'done', 'Ravi Kumar', '12 MG Road, Pune 411001']) await say('9811119999', said);
    const { body } = await say('9811119999', 'yes');
    expect(body.response).toContain('09:00–11:00');
  });

  test('another workspace sees none of it', async () => {
    const { apiKey } = await stack.addWorkspace('other');
    const { body } = await stack.call('GET', '/api/deployment/stats', undefined, { authorization: `Bearer ${apiKey}` });
    expect([body.stats.total_conversations, body.active_conversations]).toEqual([0, []]);
  });

  test('no phone is in a log, a workflow id or a stored key', async () => {
    const { body } = await say('9811116666', 'hi');
    expect(stack.logs.join('\n')).not.toContain('9811116666');
    const { workflowId } = await stack.handle(body.conversation_id).describe();
    expect(workflowId).not.toContain('9811116666');
    const { rows } = await admin('SELECT FROM conversations WHERE idempotency_key LIKE $1', ['%9811116666%']);
    expect(rows).toEqual([]);
  });
});
