import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestStack } from '../support/stack.ts';

describe('a customer who waits for a person', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.start();
  });
  afterAll(() => stack?.stop());

  test('has the bot back by saying that none is needed, and every message is kept', async () => {
    const id = await stack.newConversation();
    const asked = await stack.say(id, 'can i talk to a human please');
    expect(asked.status).toBe(200);
    expect((await stack.call('GET', `/conversations/${id}`)).body.owner).toBe('person');
    const waiting = await stack.say(id, 'hello? u there');
    expect(waiting.body.reply ?? null).toBeNull();
    const back = await stack.say(id, 'nah, dont need a person');
    expect(back.body.reply).toMatch(/no colleague then/u);
    const { body } = await stack.call('GET', `/conversations/${id}`);
    expect(body.owner).toBe('bot');
    expect(body.follow_ups.map(({ kind }: { kind: string }) => kind)).not.toContain('hand_back');
    const next = await stack.say(id, 'what do you do?');
    expect(next.body.reply).toEqual(expect.any(String));
    const { body: messages } = await stack.call('GET', `/conversations/${id}/messages?limit=50`);
    const said = messages.items.filter(({ role }: { role: string }) => role === 'customer');
    expect(said).toHaveLength(4);
  });
});
