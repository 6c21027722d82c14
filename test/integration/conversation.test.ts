import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, TestStack } from '../support/stack.ts';

describe('a conversation over HTTP, on real servers', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.start();
  });
  afterAll(() => stack.stop());

  test('a sale runs from first contact to post-purchase along declared edges', async () => {
    const created = await stack.call('POST', '/conversations', {
      user_id: 'anna',
      initial_message: 'Hi, interested in your services',
    });
    expect(created.status).toBe(201);
    expect(created.body.answer).toMatchObject({
      turn: 1,
      previous_state: 'initial_contact',
      state: 'interest_qualification',
      source: 'template',
    });
    const id = created.body.conversation_id as string;
    const path: string[] = ['initial_contact', 'interest_qualification'];
    for (const text of [
      'we need to automate our invoices',
      'sounds good, but that is too expensive I guess',
      'ok that works',
      'our budget is 2000 dollars a month',
      'yes, that works for us',
      'yes please send the contract to anna@acme.example',
    ]) {
      const { status, body } = await stack.say(id, text);
      expect(status).toBe(200);
      if (body.state !== path.at(-1)) path.push(body.state as string);
    }
    expect(path).toEqual([
      'initial_contact',
      'interest_qualification',
      'value_proposition',
      'objection_handling',
      'price_negotiation',
      'closing_attempt',
      'post_purchase',
    ]);
    const { body } = await stack.call('GET', `/conversations/${id}`);
    expect(body.history.map((change: { state: string }) => change.state)).toEqual(path);
    expect(body.slots).toMatchObject({ budget: '2000 dollars a month', email: 'anna@acme.example' });
    expect(body.follow_ups.map((followUp: { kind: string }) => followUp.kind)).toEqual(['hand_back']);
    expect(body.owner).toBe('person');
  });

  test("the source's form answers state and previous_state, and the name is used", async () => {
    const id = await stack.newConversation();
    await stack.say(id, 'I am interested');
    await stack.say(id, 'we need help with support emails');
    const { status, body } = await stack.call('POST', `/conversations/${id}/transition`, {
      user_message: 'Tell me about pricing',
      user_name: 'John',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      conversation_id: id,
      state: 'price_negotiation',
      previous_state: 'value_proposition',
    });
    expect((await stack.call('GET', `/conversations/${id}`)).body.slots.name).toBe('John');
  });

  test('30 messages at once are each answered once, in turns of those that waited together', async () => {
    const id = await stack.newConversation();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => stack.say(id, `message number ${i}`, `m-${i}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
    const { body: turns } = await stack.call('GET', `/conversations/${id}/turns?limit=200`);
    const inTurns = turns.items.flatMap(({ message_ids: ids }: { message_ids: string[] }) => ids);
    expect(inTurns.toSorted()).toEqual(Array.from({ length: 30 }, (_, i) => `m-${i}`).toSorted());
    for (const { body } of answers) {
      const turn = turns.items.find((one: { turn: number }) => one.turn === body.turn);
      expect([turn.reply, turn.message_ids.includes(body.message_id)]).toEqual([body.reply, true]);
    }
    const { body } = await stack.call('GET', `/conversations/${id}/messages?limit=200`);
    const roles = (role: string) => body.items.filter((message: { role: string }) => message.role === role);
    expect(roles('customer')).toHaveLength(30);
    expect(roles('assistant').map(({ turn }: { turn: number }) => turn)).toEqual(
      turns.items.map((_: unknown, i: number) => i + 1),
    );
  });

  test('the same id sent 20 times at once is one turn with 20 equal answers', async () => {
    const id = await stack.newConversation();
    const answers = await Promise.all(Array.from({ length: 20 }, () => stack.say(id, 'how much is it?', 'same')));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ turn: 1, message_id: 'same' });
    expect((await stack.call('GET', `/conversations/${id}/turns`)).body.items).toHaveLength(1);
  });

  test('a used message id with another text is refused and changes nothing', async () => {
    const id = await stack.newConversation();
    await stack.say(id, 'hello', 'one');
    const { status, body } = await stack.say(id, 'something else', 'one');
    expect([status, body.code]).toEqual([409, 'message_id_reused']);
    expect((await stack.call('GET', `/conversations/${id}`)).body.turn).toBe(1);
  });

  test('follow-ups are listed, moved, fired and cancelled; a reply cancels them', async () => {
    const id = await stack.newConversation({ time_zone: 'Asia/Kolkata' });
    await stack.say(id, 'I am interested');
    const { body: list } = await stack.call('GET', `/conversations/${id}/follow-ups?status=pending`);
    expect(list.items.map((item: { kind: string }) => item.kind)).toEqual(['silence_24h', 'silence_72h', 'silence_7d']);
    const [first, second, third] = list.items as { follow_up_id: string }[];
    const url = (item: { follow_up_id: string } | undefined) => `/conversations/${id}/follow-ups/${item?.follow_up_id}`;
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    expect((await stack.call('PATCH', url(second), { due_at: dueAt })).body.due_at).toBe(dueAt);
    expect((await stack.call('POST', `${url(first)}/fire`)).body).toMatchObject({ status: 'fired' });
    expect((await stack.call('POST', `${url(first)}/fire`)).status).toBe(409);
    expect((await stack.call('DELETE', url(third))).body).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'cancelled_by_api',
    });
    expect((await stack.call('PATCH', url(second), { due_at: '2020-01-01T00:00:00Z' })).status).toBe(400);
    const { body: messages } = await stack.call('GET', `/conversations/${id}/messages`);
    expect(messages.items.at(-1)).toMatchObject({ role: 'assistant', turn: null });
    await stack.say(id, 'we need to automate invoices');
    expect((await stack.call('GET', url(second))).body).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'customer_replied',
    });
  });

  test('a moved follow-up fires at its new time by itself', async () => {
    const id = await stack.newConversation({ contact: { quiet_hours: null } });
    await stack.say(id, 'I am interested');
    const { body } = await stack.call('GET', `/conversations/${id}/follow-ups?status=pending`);
    const followUpId = body.items[2].follow_up_id as string;
    const moved = await stack.call('PATCH', `/conversations/${id}/follow-ups/${followUpId}`, {
      due_at: new Date(Date.now() + 3000).toISOString(),
    });
    expect(moved.status).toBe(200);
    await eventually(
      async () => (await stack.call('GET', `/conversations/${id}/follow-ups/${followUpId}`)).body,
      (followUp) => followUp.status === 'fired',
    );
  });

  test('stop ends follow-ups for good, in every conversation of the contact', async () => {
    const user = randomUUID();
    const first = await stack.newConversation({ user_id: user });
    const second = await stack.newConversation({ user_id: user });
    await stack.say(first, 'I am interested');
    const { body } = await stack.say(second, 'STOP messaging me!');
    expect(body).toMatchObject({ source: 'template', source_reason: 'fixed_text' });
    for (const id of [first, second]) {
      expect((await stack.call('GET', `/conversations/${id}/follow-ups?status=pending`)).body.items).toEqual([]);
    }
    await stack.say(second, 'I am interested after all');
    expect((await stack.call('GET', `/conversations/${second}/follow-ups?status=pending`)).body.items).toEqual([]);
  });

  test('a closed conversation opens again with its memory', async () => {
    const id = await stack.newConversation();
    await stack.say(id, 'My name is Anna and I am interested');
    const closed = await stack.call('POST', `/conversations/${id}/close`);
    expect(closed.body).toMatchObject({ status: 'closed', close_reason: 'api', follow_ups: [] });
    expect((await stack.call('POST', `/conversations/${id}/close`)).status).toBe(200);
    await eventually(
      async () => (await stack.handle(id).describe()).status.name,
      (status) => status === 'COMPLETED',
    );
    const { body } = await stack.say(id, 'we need to automate invoices');
    expect(body).toMatchObject({ turn: 2, previous_state: 'interest_qualification' });
    expect((await stack.call('GET', `/conversations/${id}`)).body).toMatchObject({
      status: 'open',
      session: 2,
      slots: { name: 'Anna' },
    });
  });

  test('Temporal alone tells what a conversation waits for', async () => {
    const id = await stack.newConversation();
    await stack.say(id, 'I am interested');
    const handle = stack.handle(id);
    const { typedSearchAttributes } = await eventually(
      () => handle.describe(),
      (described) => JSON.stringify(described.searchAttributes).includes('interest_qualification'),
    );
    expect(JSON.stringify(typedSearchAttributes)).toContain(stack.workspaceId);
    const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('silence_24h');
  });
});
