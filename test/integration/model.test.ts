import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countGraphemes } from '../../flows/engine/graphemes.ts';
import { eventually, TestStack } from '../support/stack.ts';

describe('replies worded by a model, against an independent OpenAI-compatible server', () => {
  const model = new LLMock({ port: 0 });
  let stack: TestStack;
  const sentence = 'We look at one process with you and see what it takes to hand it to a machine. ';
  beforeAll(async () => {
    model.on(
      {
        predicate: ({ messages }) =>
          messages.at(-1)?.role === 'system' && /shorter/.test(JSON.stringify(messages.at(-1))),
      },
      {
        content: 'Short and good. Which process would you begin with?',
      },
    );
    const proposal = { intents: [{ name: 'interest', confidence: 0.9 }], slots: [], edge: null, tool: null };
    model.on(
      { predicate: ({ response_format: format }) => format?.type === 'json_schema' },
      { content: JSON.stringify(proposal) },
    );
    model.onMessage(/qwerty/, { content: 'Wonderful! What would you like to automate?' });
    model.onMessage(
      /long story/,
      { content: sentence.repeat(3) },
      { chunkSize: 6, streamingProfile: { ttft: 0, tps: 4 } },
    );
    model.onMessage(/interested/, { content: 'Wonderful! What would you like to automate?' });
    model.onMessage(/invoices/, { content: sentence.repeat(4) });
    model.onMessage(/spreadsheets/, { content: sentence.repeat(12) });
    model.onMessage(/how much/, { content: 'It is only $49 a month, guaranteed.' });
    model.onMessage(/expensive/, { error: { message: 'overloaded' }, status: 500 });
    model.onMessage(/slow/, { content: 'too late' }, { streamingProfile: { ttft: 60_000 } });
    model.onMessage(/empty/, { content: '' });
    await model.start();
    stack = await TestStack.start({
      modelUrl: `${model.url}/v1`,
      model: {
        budget: {
          firstTokenMs: 4000,
          totalMs: 20_000,
          maxOutputTokens: 400,
          maxInputTokens: 3000,
          maxConversationCostMicros: 1e6,
        },
      },
    });
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

  test("the model's words are the reply, and the record says so, with its tokens", async () => {
    const { answer, turn } = await turnFor('I am interested');
    expect(answer).toMatchObject({ reply: 'Wonderful! What would you like to automate?', source: 'model' });
    expect(turn.model).toMatch(/gpt-4o/);
    expect(turn.output_tokens).toBeGreaterThan(0);
    const request = model.getLastRequest();
    expect(JSON.stringify(request?.body)).toContain('I am interested');
  });

  test('a little too long is cut at the end of a sentence', async () => {
    const { answer } = await turnFor('we want to automate invoices');
    expect(answer.source).toBe('model');
    expect(countGraphemes(answer.reply as string)).toBeLessThanOrEqual(280);
    expect(answer.reply).toMatch(/machine\.$/);
  });

  test('much too long is repaired once', async () => {
    const { answer, turn } = await turnFor('we want to automate spreadsheets');
    expect(answer).toMatchObject({ source: 'model', reply: 'Short and good. Which process would you begin with?' });
    expect(JSON.stringify(turn.trace)).toMatch(/reply_repaired/);
  });

  test.each([
    ['fails', 'this is too expensive', 'model_error_500'],
    ['takes too long', 'slow slow slow', 'model_timeout'],
    ['says nothing', 'empty empty', 'model_empty'],
    ['invents a price, and again when told not to', 'how much is it', 'reply_invented_price'],
  ])('when it %s the template speaks, and the turn says why', async (_, text, reason) => {
    const { answer, turn } = await turnFor(text);
    expect(answer).toMatchObject({ source: 'template', source_reason: reason });
    expect(turn.template).toMatch(/\w/);
  });

  test('what rules do not understand a model may read, and the flow takes what the state allows', async () => {
    const { answer, turn } = await turnFor('qwerty zxcvb asdf');
    expect(turn.events.map(({ name }: { name: string }) => name)).toContain('proposal_accepted');
    expect(turn.understanding.intent).toBe('interest');
    expect(answer).toMatchObject({ source: 'model', reply: 'Wonderful! What would you like to automate?' });
    expect(turn.input_tokens).toBeGreaterThan(0);
  });

  test('a stop ends the stream, and keeps the words so far, marked', async () => {
    const id = await stack.newConversation();
    const store = stack.database.workspace(stack.workspaceId);
    const saying = stack.say(id, 'tell me a long story');
    await eventually(
      () => store.readStream(id, { turn: 0, attempt: 0, chunk: 0, message: 0 }),
      (items) => items.some(({ kind }) => kind === 'chunk'),
    );
    await store.stopComposition(id, new Date());
    const { body } = await saying;
    expect(body).toMatchObject({ source: 'model', source_reason: 'stopped' });
    expect(sentence.repeat(3)).toContain(body.reply);
    const { items } = await store.listTurns(id, { limit: 1 });
    expect(items[0]?.isPartial).toBe(true);
  });

  test('a stop is never left to the model', async () => {
    const { answer } = await turnFor('STOP');
    expect(answer).toMatchObject({ source: 'template', source_reason: 'fixed_text' });
  });
});
