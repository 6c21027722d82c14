import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/stack.ts';
import { TestStack } from '../support/stack.ts';

describe('a customer who waits for a person', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.start();
  });
  afterAll(() => stack?.stop());

  const read = async (id: string, url = ''): Promise<Answer['body']> =>
    (await stack.call('GET', `/conversations/${id}${url}`)).body;
  const rolesOf = async (id: string): Promise<readonly string[]> =>
    (await read(id, '/messages?limit=50')).items.map(({ role }: { role: string }) => role);
  const kindsOf = (body: Answer['body']): readonly string[] =>
    body.follow_ups.map(({ kind }: { kind: string }) => kind);

  async function handedOver(flow = 'sales-dm'): Promise<string> {
    const id = await stack.newConversation({ flow });
    const asked = await stack.say(id, 'can i talk to a human please');
    expect([asked.status, asked.body.handed_over]).toEqual([200, true]);
    return id;
  }

  test('is told so once, however often the message comes, and the person stays the owner', async () => {
    const id = await handedOver();
    const [told, again] = [await stack.say(id, 'hello? u there', 'm-2'), await stack.say(id, 'hello? u there', 'm-2')];
    expect(told.body).toMatchObject({
      reply: expect.stringMatching(/colleague answers you here.*I am here again.*BOT/u),
      source: 'template',
      source_reason: 'waiting_for_person',
      handed_over: false,
    });
    expect(told.body.events).toEqual([{ name: 'waiting_for_person', details: { answer: 'told' } }]);
    expect(again.body).toEqual(told.body);
    const silent = await stack.say(id, 'its urgent');
    expect(silent.body).toMatchObject({ reply: null, source_reason: 'owned_by_person' });
    const standing = await read(id);
    expect([standing.owner, kindsOf(standing)]).toEqual(['person', ['hand_back']]);
    expect(await rolesOf(id)).toEqual(['customer', 'assistant', 'customer', 'assistant', 'customer']);
  });

  test('has details kept and questions answered, and the time of the hand-back does not move', async () => {
    const id = await handedOver();
    const before = (await read(id)).follow_ups;
    const noted = await stack.say(id, 'my mail is anna@acme.com');
    expect(noted.body.reply).toContain('anna@acme.com');
    const price = await stack.say(id, 'how much is the pilot per month?');
    expect([price.body.reply, price.body.state]).toEqual([expect.stringContaining('300'), 'initial_contact']);
    const standing = await read(id);
    expect([standing.owner, standing.follow_ups, standing.slots.email]).toEqual(['person', before, 'anna@acme.com']);
  });

  test('is never answered once a person has written', async () => {
    const id = await handedOver();
    await stack.call('POST', `/conversations/${id}/agent-messages`, { text: 'Anna here.' });
    const after = await stack.say(id, 'how much is the pilot per month?');
    expect(after.body).toMatchObject({ reply: null, source_reason: 'owned_by_person' });
    expect(after.body.events).not.toContainEqual(expect.objectContaining({ name: 'waiting_for_person' }));
  });

  test('is answered from the pages of the knowledge', async () => {
    const store = stack.database.workspace(stack.workspaceId);
    const passages = [{ title: 'Opening hours', text: 'The desk is open from nine to six on weekdays.' }];
    await store.replaceKnowledge('assistant', [{ source: 'hours.md', language: 'en', passages }]);
    const id = await handedOver('assistant');
    const answered = await stack.say(id, 'what are your opening hours?');
    expect(answered.body.reply).toMatch(/nine to six.*colleague still/u);
  });

  test('counts as one that needed a person, not as one that the bot served', async () => {
    const url = '/insights/summary?flow=wholesale';
    const id = await handedOver('wholesale');
    await stack.say(id, 'payment terms?');
    const { body } = await stack.call('GET', url);
    expect(body).toMatchObject({ conversations: 1, autonomous: { rate: 0 } });
    expect(body.replies).toContainEqual(expect.objectContaining({ reason: 'waiting_for_person', turns: 1 }));
  });

  test('has the bot back by saying that none is needed, and every message is kept', async () => {
    const id = await handedOver();
    await stack.say(id, 'hello? u there');
    const back = await stack.say(id, 'nah, dont need a person');
    expect(back.body.reply).toMatch(/no colleague then/u);
    const standing = await read(id);
    expect(standing.owner).toBe('bot');
    expect(kindsOf(standing)).not.toContain('hand_back');
    const next = await stack.say(id, 'what do you do?');
    expect(next.body.reply).toEqual(expect.any(String));
    expect((await rolesOf(id)).filter((role) => role === 'customer')).toHaveLength(4);
  });

  test('is answered and gets the bot back, though they had opted out before', async () => {
    const id = await stack.newConversation({ flow: 'sales-dm' });
    await stack.say(id, 'stop messaging me');
    expect((await stack.say(id, 'can i talk to a human please')).body.handed_over).toBe(true);
    const told = await stack.say(id, 'how long till they answer?');
    expect([told.body.reply, told.body.source_reason]).toEqual([expect.stringContaining('BOT'), 'waiting_for_person']);
    const back = await stack.say(id, 'BOT');
    expect(back.body.reply).toMatch(/I am here again/u);
    expect(await read(id)).toMatchObject({ owner: 'bot', follow_ups: [], contact: { opted_out: true } });
  });

  test('has the bot back with the word that it was told', async () => {
    const id = await handedOver();
    const back = await stack.say(id, 'BOT');
    expect([back.body.reply, (await read(id)).owner]).toEqual([expect.stringMatching(/I am here again/u), 'bot']);
  });
});
