import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { skeletonFlow } from '../new-flow/skeleton/flow.ts';
import { PERSONAS } from './personas.ts';
import { simulate } from './simulate-command.ts';

const server = new LLMock({ port: 0 });
beforeAll(async () => {
  server.onMessage(/The conversation begins/, { content: 'I would like an appointment' });
  server.onMessage(/day suits|day would be good/, { content: 'Friday\nmy name is Tom' });
  server.onMessage(/anything else/, { content: '[end]' });
  await server.start();
});
afterAll(() => server.stop());

test('a model plays the customer: persona and replies go to it, its lines are messages', async () => {
  const flow = skeletonFlow();
  const [conversation] = await simulate({
    flow,
    seed: '1',
    goals: new Set(['booked']),
    personas: PERSONAS,
    numbers: [1],
    model: { apiKey: 'test', baseUrl: `${server.url}/v1`, model: 'gpt-4o' },
    onProgress: () => undefined,
  });
  expect(conversation?.outcome).toBe('goal_reached');
  expect(conversation?.turns.map(({ texts }) => texts)).toEqual([
    ['I would like an appointment'],
    ['Friday', 'my name is Tom'],
  ]);
  const asked = JSON.stringify(server.getLastRequest()?.body);
  expect(asked).toContain(PERSONAS[0]?.description);
  expect(asked).toContain(flow.description);
});
