import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { flowCatalogue } from '../../flows/catalogue.ts';
import type { TestShop } from '../support/shop.ts';
import { openTestShop } from '../support/shop.ts';
import { eventually, TestStack } from '../support/stack.ts';
import { startRelay } from '../../workers/relay.ts';

let stack: TestStack;
let shop: TestShop;

beforeAll(async () => {
  stack = await TestStack.start();
  const store = stack.database.workspace(stack.workspaceId);
  shop = await openTestShop({ store }, { products: [{ sku: 'MANGO', stock: 0, priceMinor: 5000 }] });
});

afterAll(() => stack.stop());

async function lastWords(conversationId: string): Promise<string> {
  const { body } = await stack.call('GET', `/conversations/${conversationId}/messages?limit=200`);
  return body.items.at(-1).text as string;
}

test('who was promised word of a product gets it when goods come in, though the relay was away and the conversation closed', async () => {
  const id = await stack.newConversation({
    user_id: '+919812345678',
    flow: 'grocery',
    contact: { quiet_hours: null },
  });
  const { body: asked } = await stack.say(id, 'I want 2 mango');
  expect(asked.reply).toContain('sold out');
  const { body: promised } = await stack.say(id, 'yes please');
  expect(promised.reply).toContain('write to you');
  await stack.call('POST', `/conversations/${id}/close`);
  const received = await stack.call(
    'POST',
    '/stock/movements',
    { product_id: shop.products['MANGO'], location_id: shop.locationId, kind: 'receipt', quantity: 5 },
    { 'idempotency-key': randomUUID() },
  );
  expect(received.status).toBe(201);
  expect(await stack.database.system.findNudges(10)).toHaveLength(1);
  const relay = startRelay({
    database: stack.database,
    conversations: stack.conversations,
    orders: stack.orders,
    flows: flowCatalogue(),
    logger: pino({ level: 'silent' }),
    intervalMs: 50,
    afterMs: 60_000,
  });
  try {
    const words = await eventually(
      () => lastWords(id),
      (text) => text.includes('back'),
    );
    expect(words).toMatch(/mango/i);
    await eventually(
      () => stack.database.system.findNudges(10),
      (nudges) => nudges.length === 0,
    );
  } finally {
    await relay.stop();
  }
});
