import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation } from '../chaos/installation.ts';
import { eventually } from '../support/stack.ts';

describe('an installation whose processes are killed', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.start();
  }, 120_000);
  afterAll(() => installation?.stop());

  async function call(method: string, url: string, body?: object) {
    const response = await fetch(`${installation.api}${url}`, {
      method,
      headers: {
        authorization: `Bearer ${installation.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // oxlint-disable-next-line typescript/no-explicit-any
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: (await response.json()) as any,
    };
  }

  async function newConversation(): Promise<string> {
    const { body } = await call('POST', '/conversations', {
      user_id: randomUUID(),
      contact: { quiet_hours: null },
      initial_message: 'I am interested',
    });
    return body.conversation_id as string;
  }

  test('Temporal away: 503 with Retry-After, and what was stored is answered once it is back, without being sent again', async () => {
    const id = await newConversation();
    await installation.kill('temporal');
    const refused = await call('POST', `/conversations/${id}/messages`, {
      text: 'we need to automate invoices',
      message_id: 'kept',
    });
    expect([refused.status, refused.body.code]).toEqual([503, 'temporal_unavailable']);
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect((await call('GET', '/ready')).status).toBe(503);
    expect((await call('GET', `/conversations/${id}`)).body.pending_messages).toBe(1);
    await installation.startPart('temporal');
    const turn = await eventually(
      () => call('GET', `/conversations/${id}/messages/kept/turn`),
      ({ status }) => status === 200,
      60_000,
    );
    expect(turn.body).toMatchObject({ turn: 2, state: 'value_proposition' });
    const repeated = await call('POST', `/conversations/${id}/messages`, {
      text: 'we need to automate invoices',
      message_id: 'kept',
    });
    expect(repeated.body).toEqual(turn.body);
  }, 120_000);

  test('PostgreSQL restarted mid-turn: the turn is answered once', async () => {
    const id = await newConversation();
    const answer = call('POST', `/conversations/${id}/messages`, {
      text: 'how much is it?',
      message_id: 'during',
    }).catch(() => undefined);
    await installation.kill('postgres');
    await installation.startPart('postgres');
    await answer;
    const turn = await eventually(
      () =>
        call('POST', `/conversations/${id}/messages`, { text: 'how much is it?', message_id: 'during' }).catch(() => ({
          status: 0,
          body: {} as Record<string, unknown>,
        })),
      ({ status }) => status === 200,
      60_000,
    );
    expect(turn.body).toMatchObject({ turn: 2 });
    expect((await call('GET', `/conversations/${id}/messages`)).body.items).toHaveLength(4);
  }, 120_000);

  test('a message that arrives while no worker lives is answered soon after the next one is ready', async () => {
    const id = await newConversation();
    await installation.kill('worker');
    const waiting = call('POST', `/conversations/${id}/messages`, {
      text: 'we need to automate invoices',
      message_id: 'alone',
    });
    await eventually(
      async () => (await call('GET', `/conversations/${id}`)).body.pending_messages as number,
      (pending) => pending === 1,
    );
    await installation.startPart('worker');
    await waiting;
    const turn = await eventually(
      () => call('GET', `/conversations/${id}/messages/alone/turn`),
      ({ status }) => status === 200,
    );
    expect(turn.body.turn).toBe(2);
  }, 120_000);

  test('timers still fire after every process was killed', async () => {
    const id = await newConversation();
    const { body } = await call('GET', `/conversations/${id}/follow-ups?status=pending`);
    const followUpId = body.items[0].follow_up_id as string;
    const moved = await call('PATCH', `/conversations/${id}/follow-ups/${followUpId}`, {
      due_at: new Date(Date.now() + 6000).toISOString(),
    });
    expect(moved.status).toBe(200);
    for (const part of ['worker', 'api', 'temporal', 'postgres'] as const) await installation.kill(part);
    for (const part of ['postgres', 'temporal', 'api', 'worker'] as const) await installation.startPart(part);
    const fired = await eventually(
      () => call('GET', `/conversations/${id}/follow-ups/${followUpId}`),
      (seen) => seen.body.status === 'fired',
      60_000,
    );
    expect(fired.status).toBe(200);
    const { body: messages } = await call('GET', `/conversations/${id}/messages`);
    expect(
      messages.items.filter((message: { follow_up_id?: string }) => message.follow_up_id === followUpId),
    ).toHaveLength(1);
  }, 180_000);

  test('logs of all of it hold nothing a customer wrote', async () => {
    await call('POST', '/conversations', { user_id: 'secret-user-77', initial_message: 'my secret is xylophone-42' });
    for (const part of ['api', 'worker', 'temporal', 'postgres'] as const) {
      const log = await readFile(installation.logFile(part), 'utf8');
      for (const secret of ['xylophone-42', 'secret-user-77', 'automate invoices', 'how much is it'])
        expect(log).not.toContain(secret);
    }
  });
});
