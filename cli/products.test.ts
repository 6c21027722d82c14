import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestStores } from '../test/support/stores.ts';
import { openTestStores } from '../test/support/stores.ts';
import { ROOT } from './places.ts';

let stores: TestStores;
let folder: string;

beforeAll(async () => {
  stores = await openTestStores();
  folder = await mkdtemp(path.join(tmpdir(), 'parley-products-'));
  const { commerce } = stores.store;
  await commerce.createLocation({ name: 'Shop', kind: 'shop', isDefault: true });
  await commerce.createPriceList({ name: 'All', currency: 'INR', customerGroup: undefined, isTaxIncluded: true });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await stores.close();
});

/** Runs `parley products` on the stores' workspace. */
async function products(...args: string[]): Promise<{ status: number | null; out: string; error: string }> {
  const { id, key } = stores.masterKey;
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'cli/parley.ts'), 'products', ...args, '--workspace', 'Acme'],
    {
      env: {
        ...process.env,
        DATABASE_URL: stores.testDatabase.url,
        PARLEY_MASTER_KEY: `${id}:${key.toString('base64')}`,
      },
    },
  );
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, out, error };
}

test('a file is taken in, bad rows are shown with their line, and what is there can be searched and written', async () => {
  const file = path.join(folder, 'tea.csv');
  await writeFile(
    file,
    'sku,category,base_unit,name_en,price,currency,stock\nTEA,Drinks,piece,Black tea 500 g,99.50,INR,7\nBAD,Drinks,piece,Bad,1,INR,many\n',
  );
  const taken = await products('import', file, '--flow', 'grocery');
  expect(taken).toMatchObject({ status: 1, out: '2 rows: 1 products added, 0 changed, 1 rows refused\n' });
  expect(taken.error).toBe(`${file}:3: stock must be a whole number of base units\n`);
  expect((await products('search', 'blak tea 500g')).out).toMatch(/^0\.95 {2}TEA .*Black tea 500 g .*\(7 piece\)\n$/);
  const written = path.join(folder, 'out.csv');
  expect(await products('export', written)).toMatchObject({ status: 0, out: '' });
  expect(await readFile(written, 'utf8')).toContain(
    'TEA,Drinks,piece,1,99.50,INR,0,,,Black tea 500 g,,7,0,,grocery,true',
  );
  expect((await products('export')).out).toBe(await readFile(written, 'utf8'));
  expect(await products('import', written)).toMatchObject({ status: 0, out: expect.stringContaining('1 changed') });
});

test('a file that is not there and a list that is not there are told apart from wrong use', async () => {
  expect(await products('import', path.join(folder, 'none.csv'))).toMatchObject({
    status: 1,
    error: expect.stringContaining('cannot be read'),
  });
  expect(await products('export', '--price-list', 'None')).toMatchObject({
    status: 1,
    error: expect.stringContaining('no price list'),
  });
  expect(await products('import')).toMatchObject({ status: 2 });
  expect(await products('frobnicate', 'x')).toMatchObject({ status: 2 });
});
