import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/stack.ts';
import { Installation } from './installation.ts';
import { OrderCaller } from './order-caller.ts';
import type { OpenedShop } from './order-shop.ts';
import { GROCERY, openShop, phoneOf } from './order-shop.ts';

const CUSTOMERS = 4;

describe('returns by chat, through SIGKILL', () => {
  let installation: Installation;
  let caller: OrderCaller;
  let shop: OpenedShop;
  beforeAll(async () => {
    installation = await Installation.start();
    caller = new OrderCaller(installation);
    shop = await openShop(caller, { products: GROCERY, customers: CUSTOMERS, reservationMinutes: 60 });
  }, 120_000);
  afterAll(() => installation.stop());

  const say = (customer: number, text: string, messageId: string = randomUUID()) =>
    caller.must(
      'POST',
      '/api/chatbot/process',
      { customer_phone: phoneOf(customer), user_input: text, message_id: messageId },
      messageId,
    );
  const read = (orderId: string) => caller.must('GET', `/orders/${orderId}`);
  /** Three packets of milk for this customer, at the door. */
  const delivered = async (customer: number): Promise<string> => {
    const { order_id: orderId } = await caller.must('POST', '/orders', {
      customer_id: shop.customerIds[customer],
      items: [{ sku: 'MILK', quantity: 3 }],
      flow: 'grocery',
    });
    await eventually(
      () => read(orderId),
      ({ status }) => status === 'accepted',
    );
    for (const name of ['pack', 'dispatch', 'deliver']) await caller.must('POST', `/orders/${orderId}/${name}`, {});
    return orderId;
  };
  /** An order of this customer, and a conversation that has read the return of two packets back. */
  const readBack = async (customer: number): Promise<{ readonly orderId: string; readonly conversationId: string }> => {
    const orderId = await delivered(customer);
    const {
      response,
      state,
      conversation_id: conversationId,
    } = await say(customer, 'two packets of milk were sour, I want my money back');
    expect([state, response]).toEqual(['return_review', expect.stringContaining('₹54.70')]);
    return { orderId, conversationId };
  };
  const expectOneCredit = async (orderId: string): Promise<void> => {
    const { status, lines, invoices, events } = await read(orderId);
    expect(status).toBe('delivered');
    expect(lines).toMatchObject([{ sku: 'MILK', quantity: 3, returned: 2 }]);
    const notes = invoices.filter(({ kind }: { kind: string }) => kind === 'credit_note');
    expect(notes).toMatchObject([{ gross_minor: 5470 }]);
    expect(events.filter(({ type }: { type: string }) => type === 'order.returned')).toHaveLength(1);
  };

  test('a yes that came while no worker was there is credited once, when one is there again', async () => {
    const { orderId, conversationId } = await readBack(0);
    await installation.kill('worker');
    const messageId = randomUUID();
    const answer = say(0, 'yes', messageId);
    const store = installation.database.workspace(installation.workspaceId);
    await eventually(
      () => store.findInbound(conversationId, messageId),
      (inbound) => inbound !== undefined,
    );
    // The yes is safe, and nothing is done about it yet.
    expect((await read(orderId)).invoices).toHaveLength(1);
    await installation.startPart('worker');
    expect((await answer).response).toContain('₹54.70');
    await expectOneCredit(orderId);
  }, 120_000);

  test('a worker that is killed in the middle of the yes leaves one credit note, however often it was asked', async () => {
    for (let customer = 1; customer < CUSTOMERS; customer += 1) {
      const { orderId } = await readBack(customer);
      const messageId = randomUUID();
      const answers = [say(customer, 'yes', messageId)];
      // Each round a little later: before the turn, in it, and between it and what the order's workflow is told.
      for (let step = 1; step < customer; step += 1) await read(orderId);
      await installation.kill('worker');
      answers.push(say(customer, 'yes', messageId));
      await installation.startPart('worker');
      const [first, again] = await Promise.all(answers);
      expect([again.turn, again.response]).toEqual([first.turn, first.response]);
      expect(first.response).toContain('₹54.70');
      expect((await say(customer, 'yes')).response).not.toContain('₹54.70');
      await expectOneCredit(orderId);
    }
  }, 240_000);

  test('after all that the figures add up', async () => {
    expect(await installation.database.system.findShopViolations()).toEqual([]);
    const { items } = await caller.must('GET', '/stock?limit=200');
    const milk = items.find(({ sku }: { sku: string }) => sku === 'MILK');
    // Sour milk is not sold again.
    expect(milk).toMatchObject({ on_hand: (shop.opening['MILK'] ?? 0) - 3 * CUSTOMERS, reserved: 0 });
  });
});
