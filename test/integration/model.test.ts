import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countGraphemes } from '../../flows/engine/graphemes.ts';
import { TestStack } from '../support/stack.ts';

describe('replies worded by a model, against an independent OpenAI-compatible server', () => {
  const model = new LLMock({ port: 0 });
  let stack: TestStack;
  beforeAll(async () => {
    model.onMessage(/interested/, { content: 'Wonderful! What would you like to automate?' });
    model.onMessage(/invoices/, { content: `A long answer. ${'word '.repeat(200)}` });
    model.onMessage(/expensive/, { error: { message: 'overloaded' }, status: 500 });
    model.onMessage(/slow/, { content: 'too late' }, { chaos: { latencyMs: 3000 } });
    model.onMessage(/empty/, { content: '' });
    await model.start();
    stack = await TestStack.start({ modelUrl: `${model.url}/v1`, modelBudgetMs: 1000 });
  });
  afterAll(async () => {
    await stack.stop();
    await model.stop();
  });

  async function turnFor(text: string) {
    const id = await stack.newConversation();
    const { status, body } = await stack.say(id, text);
    expect(status).toBe(200);
    const { body: turns } = await stack.call('GET', `/conversations/${id}/turns`);
    const { body: messages } = await stack.call('GET', `/conversations/${id}/messages`);
    expect(messages.items.map((message: { role: string }) => message.role)).toEqual(['customer', 'assistant']);
    expect(messages.items[1].text).toBe(body.reply);
    return { answer: body, turn: turns.items[0] };
  }

  test("the model's words are the reply, and the record says so", async () => {
    const { answer, turn } = await turnFor('I am interested');
    expect(answer).toMatchObject({
      reply: 'Wonderful! What would you like to automate?',
      source: 'model',
      state: 'interest_qualification',
    });
    expect(turn.model).toMatch(/gpt-4o/);
    expect(turn.output_tokens).toBeGreaterThan(0);
    const request = model.getLastRequest();
    expect(JSON.stringify(request?.body)).toContain('I am interested');
  });

  test('words beyond 280 characters are cut properly', async () => {
    const { answer } = await turnFor('we want to automate invoices');
    expect(answer.source).toBe('model');
    expect(countGraphemes(answer.reply as string)).toBeLessThanOrEqual(280);
  });

  test.each([
    ['fails', 'this is too expensive', 'model_error_500'],
    ['takes too long', 'slow slow slow', 'model_timeout'],
    ['says nothing', 'empty empty', 'model_empty'],
  ])('when it %s the template speaks, and the turn says why', async (_, text, reason) => {
    const { answer, turn } = await turnFor(text);
    expect(answer).toMatchObject({ source: 'template', source_reason: reason });
    expect(turn.template).toMatch(/\w/);
  });

  test('a stop is never left to the model', async () => {
    const { answer } = await turnFor('STOP');
    expect(answer).toMatchObject({ source: 'template', source_reason: 'fixed_text' });
  });
});
