import { expect, test } from '@jest/globals';
import { Gauge, Registry } from 'prom-client';
import { serveWorkerMetrics } from './worker-metrics.ts';

test('a worker shows its metrics and the circuits of its models, and nothing else', async () => {
  const metrics = new Registry();
  new Gauge({ name: 'parley_test', help: 'test', registers: [metrics] }).set(7);
  const models = [{ provider: 'openai', model: 'gpt-4o', circuit: 'open' as const }];
  const endpoint = await serveWorkerMetrics({ host: '127.0.0.1', port: 0, metrics, modelStatus: () => models });
  try {
    expect(await (await fetch(`${endpoint.url}/metrics`)).text()).toContain('parley_test 7');
    expect(await (await fetch(`${endpoint.url}/status`)).json()).toMatchObject({
      models,
      prices_as_of: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect((await fetch(`${endpoint.url}/secret`)).status).toBe(404);
  } finally {
    await endpoint.close();
  }
});
