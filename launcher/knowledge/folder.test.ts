import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readKnowledgeFolder } from './folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-knowledge-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
}

test('files name their language by their end or their folder', async () => {
  for (const name of ['a.md', 'b.hi.md', 'hi/c.md', 'hi/d.en.md', 'api/e.md', 'xx/f.md', 'de/deep/g.MD']) {
    await put(name, `# ${name}\ntext`);
  }
  await put('by-script.md', '# पैसे की वापसी\nदस दिन में, PayPal से भी।');
  const { documents, refused } = await readKnowledgeFolder(folder, 'fr');
  expect(refused).toEqual([]);
  expect(documents.map(({ source, language }) => [source, language])).toEqual([
    ['a.md', 'fr'],
    ['api/e.md', 'fr'],
    ['b.hi.md', 'hi'],
    ['by-script.md', 'hi'],
    ['de/deep/g.MD', 'de'],
    ['hi/c.md', 'hi'],
    ['hi/d.en.md', 'en'],
    ['xx/f.md', 'fr'],
  ]);
});

test('a bad file is named with its reason, and holds up none of the good ones', async () => {
  await put('good.md', '# Good\ntext');
  await put('notes.txt', 'not Markdown');
  await put('.hidden.md', '# Hidden\ntext');
  await put('latin1.md', Buffer.from([0x23, 0x20, 0xe9, 0x0a, 0x61]));
  await put('binary.md', '# x\n\u0000');
  await put('empty.md', '\n\n');
  await put('big.md', 'x'.repeat(1_000_001));
  await symlink(path.join(folder, 'nowhere'), path.join(folder, 'broken.md'));
  const { documents, refused } = await readKnowledgeFolder(folder, 'en');
  expect(documents.map(({ source }) => source)).toEqual(['good.md']);
  expect(refused).toEqual([
    { source: 'big.md', reason: 'has 1000001 bytes; at most 1000000 are read' },
    { source: 'binary.md', reason: 'holds NUL characters: it is no text' },
    { source: 'broken.md', reason: 'cannot be read (ENOENT)' },
    { source: 'empty.md', reason: 'has no text' },
    { source: 'latin1.md', reason: 'is not UTF-8' },
  ]);
});

test('a folder that is not there is an error, not an empty one', async () => {
  await expect(readKnowledgeFolder(path.join(folder, 'nowhere'), 'en')).rejects.toMatchObject({ code: 'ENOENT' });
});
