import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS, unknown } from './commands.ts';
import { ROOT } from './places.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function parley(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [path.join(ROOT, 'cli/parley.ts'), ...args], { encoding: 'utf8' });
}

describe('parley', () => {
  test('help lists every command, and each says how it is used', () => {
    const { status, stdout } = parley('--help');
    expect(status).toBe(0);
    for (const name of Object.keys(COMMANDS)) expect(stdout).toContain(`  ${name} `);
  });

  const here = Object.entries(COMMANDS).flatMap(([name, command]) => ('load' in command ? [name] : []));
  test.each(here)('%s --help says how it is used', (name) => {
    expect(parley(name, '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining(`parley ${name}`) });
  });

  test('a command that does not exist is refused, with the one that was meant', () => {
    expect(parley('simulat')).toMatchObject({ status: 2, stderr: expect.stringContaining('did you mean simulate?') });
    expect(unknown('xyzzyxyzzy')).toContain('--help');
  });

  test.each([
    [['test', '--nonsense'], '--nonsense'],
    [['test', '--flow', 'none'], 'there is no flow none'],
    [['simulate', '--flow', 'none'], 'there is no flow none'],
    [['simulate', '--flow', 'sales-dm', '--conversations', 'many'], 'whole number'],
    [['replay-flow'], 'say where the conversations are'],
    [['new-flow', 'Not A Name'], 'no name for a flow'],
    [['languages', '--missing', 'German'], 'no code of a language'],
  ])('wrong use is told from failure: %j', (args, words) => {
    expect(parley(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
  });
});

describe('parley test', () => {
  test('a script that fails: exit code 1, where and why, also as JSON and JUnit', async () => {
    const file = path.join(folder, 'fails.test.yaml');
    await writeFile(
      file,
      'flow: sales-dm\ntests:\n  - name: fails\n    steps:\n      - user: hello\n        expect: {reply: {template: nonsense}}\n',
    );
    const junit = path.join(folder, 'reports', 'junit.xml');
    const { status, stdout } = parley('test', file, '--junit', junit);
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ fails\n {2}.*fails\.test\.yaml:5 \(step 1\)\n {4}user> hello/);
    expect(stdout).toContain('- expected: nonsense');
    expect(stdout).toContain('0 passed, 1 failed');
    expect(await readFile(junit, 'utf8')).toMatch(/<testsuites tests="1" failures="1"/);

    const json = parley('test', file, '--json');
    expect(json.status).toBe(1);
    const report = JSON.parse(json.stdout) as Record<string, unknown>;
    expect(report).toMatchObject({ passed: 0, failed: 1, coverage: { 'sales-dm': { states: { covered: 1 } } } });
  });

  test('a file that is no script is named with its line, and the others are run', async () => {
    const bad = path.join(folder, 'bad.test.yaml');
    const good = path.join(folder, 'good.test.yaml');
    await writeFile(bad, 'flow: sales-dm\ntests:\n  - nam: x\n');
    await writeFile(good, 'flow: sales-dm\ntests:\n  - name: greets\n    steps:\n      - user: hello\n');
    const { status, stdout, stderr } = parley('test', bad, good);
    expect(status).toBe(1);
    expect(stderr).toMatch(/bad\.test\.yaml:3:5: tests\.0/);
    expect(stdout).toContain('✓ greets');
    expect(stdout).toContain('1 passed');
  });

  test('nothing tested is no success', () => {
    expect(parley('test', folder, '--filter', 'no such name').status).toBe(1);
    expect(parley('test', path.join(folder, 'missing')).status).toBe(1);
  });
});

describe('parley replay-flow --file', () => {
  async function recording(template: string): Promise<string> {
    const file = path.join(folder, `${template}.json`);
    const turn = {
      number: 1,
      seed: 'inbound-1',
      at: Date.UTC(2026, 2, 3, 10, 30),
      texts: ['hello, I am Zebulon'],
      state_before: 'initial_contact',
      state_after: 'initial_contact',
      template,
      variant: 0,
      source: 'template',
      events: null,
      follow_ups: ['silence_24h', 'silence_72h', 'silence_7d'],
    };
    const contact = { id: 'c', name: null, locale: null, time_zone: 'UTC', quiet_hours: null };
    const conversation = { id: 'conversation-1', flow: 'sales-dm', channel: 'web', contact, turns: [turn], sent: [] };
    await writeFile(file, JSON.stringify({ version: 1, conversations: [conversation] }));
    return file;
  }

  test('a difference: exit code 1, named without a word of the customer', async () => {
    const { status, stdout, stderr } = parley('replay-flow', '--file', await recording('farewell'));
    expect(status).toBe(1);
    expect(stdout).toContain('conversation conversation-1, turn 1, in initial_contact');
    expect(stdout).toContain('template: farewell → welcome');
    expect(`${stdout}${stderr}`).not.toMatch(/zebulon/i);
  });

  test('no difference: exit code 0, also as JSON', async () => {
    const { status, stdout } = parley('replay-flow', '--file', await recording('welcome'), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ conversations: 1, turns: 1, differing: 0, differences: [], skipped: {} });
  });
});
