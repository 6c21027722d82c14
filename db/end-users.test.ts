import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import { conversationOf, openTestStores, say } from '../test/support/stores.ts';
import type { EndUserSession, OpenedEndUserSession } from './end-user-store.ts';
import type { WorkspaceStore } from './interfaces.ts';

let stores: TestStores;
let store: WorkspaceStore;
let name: string;

const AT = new Date('2026-03-01T12:00:00Z');
const DAY_MS = 86_400_000;
const later = (ms: number): Date => new Date(AT.getTime() + ms);

async function register(as: string, guestToken?: string, at = AT): Promise<OpenedEndUserSession> {
  const quietHours = { start: '21:00', end: '09:00' };
  const input = { name: as, passwordHash: '$hash$', defaultQuietHours: quietHours, guestToken, at };
  return store.createEndUser(input);
}

async function talk(session: EndUserSession, text: string): Promise<string> {
  const { conversationId, contactId } = await store.createConversation(
    conversationOf({ externalId: session.externalId }, { channel: 'web' }),
  );
  await store.setEndUserConversation(session.sessionId, { conversationId, contactId });
  await say(store, conversationId, text);
  return conversationId;
}

beforeAll(async () => {
  stores = await openTestStores();
  ({ store } = stores);
});

afterAll(() => stores.close());

beforeEach(() => {
  name = `Anna-${randomUUID()}`;
});

describe('a session', () => {
  test('of a guest is found by its token alone, until it is ended', async () => {
    const { token, session } = await store.openEndUserSession(AT);
    expect(await store.findEndUserSession(token, AT)).toEqual(session);
    expect(session).toMatchObject({ user: undefined, conversationId: undefined });
    expect(await store.findEndUserSession(session.sessionId, AT)).toBeUndefined();
    await store.endEndUserSession(token);
    expect(await store.findEndUserSession(token, AT)).toBeUndefined();
  });

  test('lives two weeks after its last use, and a quarter at most', async () => {
    const { token } = await store.openEndUserSession(AT);
    expect(await store.findEndUserSession(token, later(14 * DAY_MS))).toBeUndefined();
    for (let day = 13; day < 90; day += 13) {
      expect(await store.findEndUserSession(token, later(day * DAY_MS))).toBeDefined();
    }
    expect(await store.findEndUserSession(token, later(90 * DAY_MS))).toBeUndefined();
  });

  test('keeps the first conversation that is tied to it', async () => {
    const { session } = await store.openEndUserSession(AT);
    const [one, two] = await Promise.all(
      [randomUUID(), randomUUID()].map((externalId) => store.createConversation(conversationOf({ externalId }))),
    );
    if (one === undefined || two === undefined) throw new Error('no conversations');
    expect(await store.setEndUserConversation(session.sessionId, one)).toBe(one.conversationId);
    expect(await store.setEndUserConversation(session.sessionId, two)).toBe(one.conversationId);
  });

  test('of nobody leaves no row for long', async () => {
    const count = (): Promise<number> =>
      asAdmin(stores.testDatabase.url, async (client) => {
        const sql = 'SELECT count(*)::int AS n FROM end_user_sessions WHERE expires_at < $1';
        return (await client.query<{ n: number }>(sql, [later(300 * DAY_MS)])).rows[0]?.n ?? 0;
      });
    await Promise.all(Array.from({ length: 15 }, () => store.openEndUserSession(AT)));
    const before = await count();
    await store.openEndUserSession(later(400 * DAY_MS));
    expect(await count()).toBe(before - 10);
  });

  test('is never stored with its token, nor a name in clear', async () => {
    const { token } = await register(name);
    const dump = await asAdmin(stores.testDatabase.url, async (client) => {
      const parts: string[] = [];
      for (const table of ['end_users', 'end_user_sessions', 'contacts', 'contact_identities']) {
        const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
        parts.push(...rows.map(({ row }) => row));
      }
      return parts.join('\n');
    });
    for (const secret of [token, name, name.toLowerCase()]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

describe('a user', () => {
  test('has a name that nobody else takes, however it is written', async () => {
    const { session } = await register(name);
    expect(session.user?.name).toBe(name);
    for (const same of [name, name.toUpperCase(), name.replace('A', '\uFF21')]) {
      await expect(register(same)).rejects.toMatchObject({ code: 'user_name_taken' });
    }
    expect(await store.findEndUserLogin(name.toUpperCase())).toEqual({
      endUserId: session.user?.endUserId,
      passwordHash: '$hash$',
    });
    expect(await store.findEndUserLogin('nobody')).toBeUndefined();
  });

  test('is made once by two who want the name at the same time', async () => {
    const results = await Promise.allSettled([register(name), register(name), register(name)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('whose name was taken leaves no contact behind', async () => {
    const count = (): Promise<number> =>
      asAdmin(stores.testDatabase.url, async (client) => {
        const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM contacts');
        return rows[0]?.n ?? 0;
      });
    await register(name);
    const before = await count();
    await expect(register(name)).rejects.toMatchObject({ code: 'user_name_taken' });
    expect(await count()).toBe(before);
  });

  test('who was a guest keeps the conversation and the contact, under a new token', async () => {
    const guest = await store.openEndUserSession(AT);
    const conversationId = await talk(guest.session, 'as a guest');
    const { token, session } = await register(name, guest.token);
    expect(token).not.toBe(guest.token);
    expect(session).toMatchObject({ sessionId: guest.session.sessionId, conversationId });
    expect(await store.findEndUserSession(guest.token, AT)).toBeUndefined();
    expect(await store.findEndUserSession(token, AT)).toEqual(session);
    expect(session.externalId).toBe(guest.session.externalId);
  });

  test('who logs in keeps the conversation of the guest beside those of before', async () => {
    const first = await register(name);
    await talk(first.session, 'on the first day');
    await store.endEndUserSession(first.token);
    const guest = await store.openEndUserSession(later(DAY_MS));
    await talk(guest.session, 'before the log-in');
    const endUserId = first.session.user?.endUserId ?? '';
    const at = later(DAY_MS + 1000);
    const second = await store.logInEndUser({ endUserId, passwordHash: undefined, guestToken: guest.token, at });
    expect(await store.findEndUserSession(guest.token, at)).toBeUndefined();
    const chats = await store.listEndUserChats(second.session, { limit: 10, beforeSessionId: undefined });
    expect(chats.map(({ messages }) => messages[0]?.text)).toEqual(['before the log-in', 'on the first day']);
    expect(second.session.externalId).toBe(first.session.externalId);
  });

  test('cannot take over a session of another user by its token', async () => {
    const anna = await register(name);
    await talk(anna.session, 'private');
    const bob = await register(`Bob-${randomUUID()}`, anna.token);
    expect(bob.session.sessionId).not.toBe(anna.session.sessionId);
    expect(await store.listEndUserChats(bob.session, { limit: 10, beforeSessionId: undefined })).toEqual([]);
    expect(await store.findEndUserSession(anna.token, AT)).toMatchObject({ user: { name } });
  });

  test('reads what was said by pages of sessions, newest first', async () => {
    const { session, token } = await register(name);
    await talk(session, 'one');
    const endUserId = session.user?.endUserId ?? '';
    for (const n of [2, 3]) {
      const at = later(n * DAY_MS);
      const opened = await store.logInEndUser({ endUserId, passwordHash: undefined, guestToken: undefined, at });
      await talk(opened.session, `number ${n}`);
    }
    const present = await store.findEndUserSession(token, AT);
    if (present === undefined) throw new Error('logged out');
    const first = await store.listEndUserChats(present, { limit: 2, beforeSessionId: undefined });
    expect(first.map(({ messages }) => messages[0]?.text)).toEqual(['number 3', 'number 2']);
    expect(first[0]?.messages.map(({ role, turn }) => [role, turn])).toEqual([
      ['customer', 1],
      ['assistant', 1],
    ]);
    const rest = await store.listEndUserChats(present, { limit: 2, beforeSessionId: first[1]?.sessionId });
    expect(rest.map(({ messages }) => messages[0]?.text)).toEqual(['one']);
    const stranger = await register(`Eve-${randomUUID()}`);
    const page = { limit: 2, beforeSessionId: first[0]?.sessionId };
    expect(await store.listEndUserChats(stranger.session, page)).toEqual([]);
  });

  test('gets a new hash at a log-in where the old one is out of date', async () => {
    const { session } = await register(name);
    const endUserId = session.user?.endUserId ?? '';
    await store.logInEndUser({ endUserId, passwordHash: '$better$', guestToken: undefined, at: AT });
    expect((await store.findEndUserLogin(name))?.passwordHash).toBe('$better$');
    await store.logInEndUser({ endUserId, passwordHash: undefined, guestToken: undefined, at: AT });
    expect((await store.findEndUserLogin(name))?.passwordHash).toBe('$better$');
  });

  test('whose key was destroyed is not logged in any more', async () => {
    const { token, session } = await register(name);
    const sql = `UPDATE subject_keys SET state = 'shredded', wrapped_key = NULL WHERE contact_id =
      (SELECT contact_id FROM end_users WHERE end_user_id = $1)`;
    await asAdmin(stores.testDatabase.url, (client) => client.query(sql, [session.user?.endUserId]));
    expect(await store.findEndUserSession(token, AT)).toBeUndefined();
  });
});

describe('another workspace', () => {
  test('knows neither the sessions nor the users of this one, and counts for itself', async () => {
    const { workspaceId } = await stores.database.system.createWorkspace(`Other ${name}`);
    const other = stores.database.workspace(workspaceId);
    const { token, session } = await register(name);
    await talk(session, 'private');
    expect(await other.findEndUserSession(token, AT)).toBeUndefined();
    expect(await other.findEndUserLogin(name)).toBeUndefined();
    expect(await other.listEndUserChats(session, { limit: 10, beforeSessionId: undefined })).toEqual([]);
    await other.endEndUserSession(token);
    expect(await store.findEndUserSession(token, AT)).toBeDefined();
    const login = { endUserId: session.user?.endUserId ?? '', passwordHash: 'x', guestToken: token, at: AT };
    await expect(other.logInEndUser(login)).rejects.toMatchObject({ code: 'wrong_credentials' });
    await store.countAttempts([name], 1000, AT);
    expect(await other.countAttempts([name], 1000, AT)).toMatchObject([{ attempts: 1 }]);
  });
});

describe('attempts', () => {
  test('are counted together by all processes, each in its window', async () => {
    const subjects = [`login|${name}`, `address|${name}`];
    await Promise.all(Array.from({ length: 9 }, () => store.countAttempts(subjects, 60_000, AT)));
    expect(await store.countAttempts(subjects.toReversed(), 60_000, later(59_999))).toEqual([
      { attempts: 10, since: AT },
      { attempts: 10, since: AT },
    ]);
    expect(await store.countAttempts(subjects, 60_000, later(60_000))).toMatchObject([
      { attempts: 1 },
      { attempts: 1 },
    ]);
    await store.forgetAttempts([subjects[0] ?? '']);
    expect(await store.countAttempts(subjects, 60_000, later(60_001))).toMatchObject([
      { attempts: 1 },
      { attempts: 2 },
    ]);
  });
});
