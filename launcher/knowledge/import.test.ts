import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import { importKnowledge } from './import.ts';

let stores: TestStores;
let folder: string;

beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-knowledge-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer): Promise<void> => writeFile(path.join(folder, name), content);

describe('the knowledge that comes with the assistant', () => {
  const FOLDER = fileURLToPath(new URL('../../flows/assistant/knowledge', import.meta.url));
  /** In words that the pages do not have all of. */
  const QUESTIONS: readonly (readonly [string, string, string])[] = [
    ['en', 'which databases do you keep my conversations in?', 'about-parley.md'],
    ['en', 'i killed the process, is my message gone', 'about-parley.md'],
    ['en', 'how much does the licence cost', 'about-parley.md'],
    ['en', 'what is installed when I start it', 'starting.md'],
    ['en', 'change the port please', 'starting.md'],
    ['en', 'where is the data folder', 'starting.md'],
    ['en', 'explain edges and states', 'flows.md'],
    ['en', 'simulating customers', 'flows.md'],
    ['en', 'does it send messages at night, in quiet hours', 'follow-ups.md'],
    ['en', 'someone wrote STOP', 'follow-ups.md'],
    ['en', 'encryption of personal data', 'privacy.md'],
    ['en', 'are logs free of what customers write', 'privacy.md'],
    ['en', 'ollama or vllm instead of openai', 'models.md'],
    ['en', 'sms and whatsapp', 'channels.md'],
    ['en', 'restoring backups', 'backups.md'],
    ['hi', 'डेटा कहाँ रखते हैं', 'hindi.md'],
  ];

  test('is found by at least 14 of 16 questions of ours, the page first', async () => {
    const store = stores.database.workspace((await stores.database.system.createWorkspace('Questions')).workspaceId);
    const { refused } = await importKnowledge(store, { folder: FOLDER, flow: 'assistant', language: 'en' });
    expect(refused).toEqual([]);
    const missed: string[] = [];
    for (const [language, text, source] of QUESTIONS) {
      const [best] = await store.searchKnowledge('assistant', { text, language, limit: 3 });
      if (best?.source !== source) missed.push(`${text}: ${best?.source ?? 'nothing'}`);
    }
    expect(missed.slice(2)).toEqual([]);
  });
});

describe('an import of a folder', () => {
  test('keeps what it had of a file that cannot be read now', async () => {
    const { store } = stores;
    const request = { folder, flow: 'kept', language: 'en' };
    await put('a.md', '# Apples\nRed.');
    await put('b.md', '# Bananas\nYellow.');
    expect(await importKnowledge(store, request)).toMatchObject({ added: ['a.md', 'b.md'], passages: 2, refused: [] });
    await put('a.md', Buffer.from([0xff, 0xfe]));
    await rm(path.join(folder, 'b.md'));
    expect(await importKnowledge(store, request)).toMatchObject({
      removed: ['b.md'],
      refused: [{ source: 'a.md', reason: 'is not UTF-8' }],
    });
    expect(await store.searchKnowledge('kept', { text: 'apples', language: 'en', limit: 3 })).toHaveLength(1);
  });

  test('by the command line tells what it did, and exits with 1 when a file was refused', async () => {
    await put('tea.md', '# Tea\nHot water and leaves.');
    await put('empty.md', '');
    const first = parley('import', folder, '--flow', 'cli');
    expect([first.status, first.stderr]).toEqual([1, expect.stringContaining('refused  empty.md: has no text')]);
    expect(first.stdout).toContain('added    tea.md');
    expect(first.stdout).toContain('1 added, 0 changed, 0 unchanged, 0 removed, 1 refused; 1 passages');
    await rm(path.join(folder, 'empty.md'));
    expect(parley('import', folder, '--flow', 'cli')).toMatchObject({
      status: 0,
      stdout: '0 added, 0 changed, 1 unchanged, 0 removed, 0 refused; 1 passages\n',
    });
    const found = parley('search', 'leaves for tea', '--flow', 'cli', '--json');
    expect(JSON.parse(found.stdout)).toMatchObject([{ source: 'tea.md', title: 'Tea', text: 'Hot water and leaves.' }]);
    expect(parley('search', 'zebra', '--flow', 'cli').stdout).toBe('nothing was found\n');
  });

  test.each([
    [['import'], 2, 'import takes one argument'],
    [['export', 'x'], 2, 'say "import FOLDER" or "search WORDS"'],
    [['search', 'x', '--limit', '0'], 2, '--limit takes 1 to 10'],
    [['search', 'x', '--workspace', 'nowhere'], 1, 'there is no workspace nowhere'],
    [['import', 'no-such-folder'], 1, 'there is no folder no-such-folder'],
  ])('called as %j says what is wrong', (args, status, words) => {
    expect(parley(...args)).toMatchObject({ status, stderr: expect.stringContaining(words) });
  });
});

function parley(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { testDatabase, masterKey } = stores;
  const cli = fileURLToPath(new URL('../../cli/parley.ts', import.meta.url));
  const workspace = args.includes('--workspace') ? [] : ['--workspace', 'Acme'];
  return spawnSync(process.execPath, [cli, 'knowledge', ...args, ...workspace], {
    encoding: 'utf8',
    cwd: folder,
    env: {
      ...process.env,
      DATABASE_URL: testDatabase.url,
      PARLEY_MASTER_KEY: `${masterKey.id}:${masterKey.key.toString('base64')}`,
    },
  });
}
