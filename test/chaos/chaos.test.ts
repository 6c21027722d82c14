import { expect, test } from '@jest/globals';
import { runChaos } from './chaos.ts';

test('60 kills at random moments: every accepted message has one turn and one reply, in order, along edges', async () => {
  const report = await runChaos({ kills: 60, seed: 20_261_121, conversations: 4 });
  expect(report.violations).toEqual([]);
  expect(report.kills.worker + report.kills.api).toBeGreaterThanOrEqual(50);
  expect(report.kills.temporal).toBeGreaterThan(0);
  expect(report.kills.postgres).toBeGreaterThan(0);
  expect(report.turns).toBeGreaterThanOrEqual(60);
}, 1_500_000);
