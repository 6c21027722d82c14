import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmod } from 'node:fs/promises';
import { isAlive } from '../../launcher/data-folder.ts';
import { eventually } from '../support/stack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FREE_PORTS = ['--port', '0', '--temporal-port', '0', '--temporal-ui-port', '0', '--database-port', '0'];

interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

function start(args: readonly string[]): Started {
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, ...env } = process.env;
  const child = spawn('node', [path.join(ROOT, 'bin', 'bootstrap.mjs'), 'launcher/start.ts', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { process: child, output: () => text, exited: new Promise((resolve) => child.once('exit', resolve)) };
}

interface Addresses {
  readonly api: string;
  readonly docs: string;
  readonly temporal_ui: string;
  readonly worker: string;
  readonly api_key: string;
}

async function addressesOf(started: Started): Promise<Addresses> {
  const line = await eventually(
    () =>
      started
        .output()
        .split('\n')
        .find((candidate) => candidate.startsWith('{"api"')),
    (found) => found !== undefined || started.process.exitCode !== null,
    150_000,
  );
  if (line === undefined) throw new Error(started.output());
  return JSON.parse(line) as Addresses;
}

describe('npm start', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'parley-start-'));
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('starts all, survives kills of its processes, ends all on Ctrl-C, and a second start goes on', async () => {
    const dataDir = path.join(folder, 'data');
    const first = start(['--data-dir', dataDir, '--json', ...FREE_PORTS]);
    const addresses = await addressesOf(first);
    const call = async (url: string, body?: object) => {
      const response = await fetch(`${addresses.api}${url}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${addresses.api_key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      // oxlint-disable-next-line typescript/no-explicit-any
      return { status: response.status, body: (await response.json()) as any };
    };
    const { body: created } = await call('/conversations', {
      user_id: 'user123',
      initial_message: 'Hi, interested in your services',
    });
    expect(created.answer.state).toBe('interest_qualification');
    // The shops of the demo are there: the two requests of the README, and an order of it.
    const chat = (customer_phone: string, user_input: string) =>
      call('/api/chatbot/process', { customer_phone, user_input });
    expect((await chat('1234567890', 'I want to order apples')).body.response).toMatch(/apple/iu);
    expect((await call('/api/deployment/stats')).body).toMatchObject({
      status: 'running',
      stats: { total_conversations: 1, active_conversations: 1, completed_conversations: 0, errors: 0 },
      active_conversations: ['+911234567890'],
    });
    for (const said of ['2 kg tomatoes and a dozen eggs', 'make the tomatoes 3 kg', 'done', '1'])
      expect((await chat('+919820012345', said)).status).toBe(200);
    const { body: placed } = await chat('+919820012345', 'yes');
    expect(placed).toMatchObject({ state: 'ordered', order: { number: 1, currency: 'INR', gross_minor: 20_400 } });
    expect((await fetch(addresses.docs)).status).toBe(200);
    expect((await fetch(addresses.temporal_ui)).status).toBe(200);
    expect((await fetch(addresses.worker)).status).toBe(200);

    const pidOf = async (name: string) => Number(await readFile(path.join(dataDir, 'run', `${name}.pid`), 'utf8'));
    for (const name of ['worker', 'api', 'temporal', 'postgres']) {
      const pid = await pidOf(name);
      process.kill(pid, 'SIGKILL');
      await eventually(
        () => pidOf(name).catch(() => pid),
        (next) => next !== pid,
        60_000,
      );
    }
    await eventually(
      () =>
        fetch(`${addresses.api}/ready`).then(
          ({ status }) => status,
          () => 0,
        ),
      (status) => status === 200,
      60_000,
    );
    const answer = await eventually(
      () =>
        call(`/conversations/${created.conversation_id}/messages`, {
          text: 'we need to automate invoices',
          message_id: 'm1',
        }).catch(() => ({ status: 0, body: {} })),
      ({ status }) => status === 200,
      60_000,
    );
    expect(answer.body).toMatchObject({ turn: 2, state: 'value_proposition' });
    const { body: order } = await eventually(
      () => call(`/orders/${placed.order.order_id}`),
      ({ body }) => body.status === 'accepted',
      60_000,
    );
    const invoice = await fetch(`${addresses.api}/invoices/${order.invoices[0].invoice_id}/pdf`, {
      headers: { authorization: `Bearer ${addresses.api_key}` },
    });
    expect([invoice.status, invoice.headers.get('content-type')]).toEqual([200, 'application/pdf']);

    const pids = await Promise.all(['worker', 'api', 'temporal', 'postgres'].map(pidOf));
    first.process.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect((await readdir(path.join(dataDir, 'run'))).filter((name) => name.endsWith('.pid'))).toEqual([]);

    const second = start(['--data-dir', dataDir, '--json', ...FREE_PORTS]);
    try {
      const again = await addressesOf(second);
      expect(again.api_key).toBe(addresses.api_key);
      expect(second.output()).not.toContain('filling its shops');
      const response = await fetch(`${again.api}/conversations/${created.conversation_id}/transition`, {
        method: 'POST',
        headers: { authorization: `Bearer ${again.api_key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user_message: 'Tell me about pricing' }),
      });
      expect(await response.json()).toMatchObject({
        turn: 3,
        state: 'price_negotiation',
        previous_state: 'value_proposition',
      });
    } finally {
      second.process.kill('SIGTERM');
      await second.exited;
    }
  }, 400_000);

  test('a taken port is one clear sentence', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const started = start(['--data-dir', path.join(folder, 'taken'), ...FREE_PORTS, '--port', String(port)]);
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain(`Port ${port}`);
    expect(started.output()).toContain('--port');
    expect(started.output()).not.toContain('    at ');
    server.close();
  });

  test('a data folder that cannot be written is one clear sentence', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const started = start(['--data-dir', path.join(file, 'data'), ...FREE_PORTS]);
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain('--data-dir');
    expect(started.output()).not.toContain('    at ');
  });

  test.each([
    [['--nonsense'], '--help'],
    [['--port', 'abc'], '--port'],
  ])('bad options %j are explained', async (args, hint) => {
    const started = start(args);
    expect(await started.exited).toBe(1);
    expect(started.output()).toContain(hint);
    expect(started.output()).not.toContain('    at ');
  });

  test('--help says what there is and starts nothing', async () => {
    const started = start(['--help']);
    expect(await started.exited).toBe(0);
    expect(started.output()).toContain('--data-dir');
  });
});
