import { expect, test } from '@jest/globals';
import { runOrderChaos } from './order-chaos.ts';

test('orders by API and chat through 12 kills: none twice, none lost, and stock, slots and invoices add up', async () => {
  const report = await runOrderChaos({ kills: 12, seed: 20_261_122, buyers: 10, talkers: 3 });
  expect(report.violations).toEqual([]);
  expect(report.kills.worker + report.kills.api).toBeGreaterThanOrEqual(8);
  expect(Object.values(report.orders).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
}, 900_000);
