import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KEY, TestApi } from '../api/test-support/test-api.ts';
import { freePort } from '../launcher/child.ts';

const CHAT = fileURLToPath(new URL('chat.ts', import.meta.url));

describe('npm run chat', () => {
  let api: TestApi;
  let url: string;
  let folder: string;
  beforeEach(async () => {
    api = await TestApi.start({ turnWaitMs: 200 });
    url = await api.app.listen({ port: await freePort() });
    folder = await mkdtemp(path.join(tmpdir(), 'parley-chat-'));
    await writeFile(path.join(folder, 'ready.json'), JSON.stringify({ api: url, api_key: KEY }));
  });
  afterEach(async () => {
    await api.app.close();
    await rm(folder, { recursive: true });
  });

  /** Runs the chat with a script as its input; address and key come from the data folder. */
  const chat = async (script: readonly string[], args: readonly string[] = []) => {
    const child = spawn(process.execPath, [CHAT, '--data-dir', folder, '--contact', 'anna', ...args], {
      env: { PATH: process.env['PATH'] },
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.stdin.end(script.map((line) => `${line}\n`).join(''));
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    return { exitCode, text: Buffer.concat(output).toString() };
  };

  test('reads a script and prints the exchange, state changes and follow-ups', async () => {
    api.addFollowUp({ dueAt: new Date(Date.now() + 24 * 3_600_000) });
    const { exitCode, text } = await chat(['hello', '', 'tell me more', '/followups', '/state', '/quit', 'not sent']);
    expect(text).toContain('you> hello\nbot> What would you like to solve?\n');
    expect(text).toMatch(
      /\[initial_contact → interest_qualification · follow-ups: silence_24h in 24 h \(\w+ \d\d:\d\d\)]/,
    );
    expect(text).toContain('no answer for a day');
    expect(text).toContain('"status": "open"');
    expect([exitCode, api.store.inbound.size]).toEqual([0, 2]);
  });

  test("goes on with the contact's last open conversation, shows what was said, and what was sent since", async () => {
    await chat(['hello']);
    const [id = ''] = api.store.conversations.keys();
    const said = { turn: undefined, followUpId: 'f', at: new Date(0) };
    api.store.write(id, { ...said, messageId: 'f', role: 'assistant', text: 'Still there?' });
    const { text } = await chat(['yes']);
    expect(text).toContain(`Going on with conversation ${id}`);
    expect(text).toContain('you> hello\nbot> What would you like to solve?\nbot> Still there?\nyou> yes\nbot> ');
    expect(text.match(/Still there/g)).toHaveLength(1);
    expect(api.store.conversations.size).toBe(1);
    await chat([], ['--new']);
    expect(api.store.conversations.size).toBe(2);
  });

  test('says that it tries again, and sends the message once', async () => {
    api.engine = 'is away';
    const talking = chat(['hello']);
    while (api.store.inbound.size === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    api.engine = 'is silent';
    while (api.delivered.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    api.engine = 'answers';
    const { exitCode, text } = await talking;
    expect(text).toContain('trying again');
    expect(text.match(/bot> /g)).toHaveLength(1);
    expect([exitCode, api.store.inbound.size]).toEqual([0, 1]);
  });

  test('shows a reply while it is written, and what became of it', async () => {
    api.engine = 'is silent';
    const talking = chat(['hello', 'more'], ['--stream']);
    const takeTurn = async (nth: number, pieces: readonly string[], fields: object) => {
      while (api.store.inbound.size < nth) await new Promise((resolve) => setTimeout(resolve, 10));
      const stored = [...api.store.inbound.values()][nth - 1];
      if (stored === undefined) throw new Error('not stored');
      const { inboundId, conversationId: id } = stored;
      const turn = api.store.beginComposing(inboundId);
      for (const [index, text] of pieces.entries()) {
        const chunk = { turn, attempt: 1, sequence: index + 1, text };
        const cursor = { turn, attempt: 1, chunk: index + 1, message: 0 };
        api.store.streams.append(id, { kind: 'chunk', chunk, cursor });
      }
      api.store.finishComposing(inboundId, fields);
    };
    await takeTurn(1, ['What ', 'next?'], { reply: 'What next?' });
    await takeTurn(2, ['It costs'], { reply: 'Let me ask.', isPartial: true });
    const { exitCode, text } = await talking;
    expect(text).toContain('you> hello\nbot> What next?\n');
    expect(text).toContain('you> more\nbot> It costs … (the reply was replaced)\nbot> Let me ask.\n  (it was stopped)');
    expect([exitCode, api.store.inbound.size]).toEqual([0, 2]);
  });

  test('takes up a streamed reply where the API was lost', async () => {
    api.engine = 'is silent';
    const port = Number(new URL(url).port);
    const talking = chat(['hello'], ['--stream']);
    while (api.store.streams.watcherCount === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await api.app.close();
    const other = await TestApi.start();
    Object.assign(other, { store: api.store });
    await other.app.listen({ port });
    api.takeTurns();
    expect((await talking).text).toContain('you> hello\nbot> What would you like to solve?\n');
    expect(api.delivered).toHaveLength(1);
    await other.app.close();
  });

  test('goes on after a line that was refused, and exits with 1', async () => {
    const { exitCode, text } = await chat(['x'.repeat(4001), 'hello']);
    expect(text).toContain('The message is too long: A message may have 4000 characters.');
    expect(text).toContain('you> hello\nbot> ');
    expect(exitCode).toBe(1);
  });

  test.each([
    ['a wrong key', ['--key', 'wrong'], 'The API key is missing or not valid'],
    ['an unknown flow', ['--flow', 'nope'], 'There is no such flow: The flows are: sales-dm, grocery.'],
    ['a conversation that is not there', ['--conversation', 'nope'], 'There is no such thing in this workspace'],
    ['an unknown option', ['--nope'], "Unknown option '--nope'"],
  ])('ends with one sentence for %s', async (_, args, sentence) => {
    const { exitCode, text } = await chat(['hello'], args);
    expect([exitCode, text]).toEqual([1, expect.stringContaining(`chat: ${sentence}`)]);
    expect(text).not.toContain('    at ');
  });

  test('explains itself without an API', async () => {
    const { exitCode, text } = await chat([], ['--help', '--data-dir', '/nowhere']);
    expect([exitCode, text]).toEqual([0, expect.stringContaining('--contact')]);
    const lost = await chat([], ['--data-dir', '/nowhere']);
    expect([lost.exitCode, lost.text]).toEqual([1, expect.stringContaining('Run npm start')]);
  });
});
