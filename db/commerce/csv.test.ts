import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { catalogueCsv } from '../../bench/catalogue.ts';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import type { ImportReport } from './catalogue-store.ts';
import type { CommerceStore } from './interfaces.ts';

let stores: TestStores;
let shop: CommerceStore;
let workspaceId: string;

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

beforeEach(async () => {
  ({ workspaceId } = await stores.database.system.createWorkspace(crypto.randomUUID()));
  shop = stores.database.workspace(workspaceId).commerce;
  await shop.createLocation({ name: 'Main', kind: 'shop', isDefault: true });
  await shop.createPriceList({ name: 'All', currency: 'INR', customerGroup: undefined, isTaxIncluded: true });
});

const HEADER =
  'sku,category,base_unit,price_per,price,currency,tax_percent,content,packs,name_en,name_hi,synonyms_en,stock,reorder_level';

function take(
  text: string | Buffer,
  options: { readonly priceList?: string; readonly flow?: string } = {},
): Promise<ImportReport> {
  const { priceList, flow } = options;
  // In pieces, so that letters and rows are cut in two.
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) => bytes.subarray(n * 7, n * 7 + 7));
  return shop.importProducts(Readable.from(pieces), { priceList, location: undefined, flow, at: new Date() });
}

async function written(): Promise<string> {
  let text = '';
  for await (const piece of shop.exportProducts({ priceList: undefined, location: undefined })) text += piece;
  return text;
}

describe('an import', () => {
  test('takes in what a row says', async () => {
    const row = 'TOM,Vegetables,g,1000,40.5,INR,5,,crate=20000,"Tomato, red",टमाटर,tamatar; desi ,45000,10000';
    expect(await take(`\uFEFF${HEADER}\r\n${row}\r\n`, { flow: 'grocery' })).toEqual({
      rows: 1,
      created: 1,
      updated: 0,
      failed: 0,
      errors: [],
    });
    const { items } = await shop.listProducts({}, { limit: 10 });
    expect(items).toMatchObject([
      {
        sku: 'TOM',
        flow: 'grocery',
        baseUnit: 'g',
        pricePer: 1000,
        taxBasisPoints: 500,
        packs: [{ name: 'crate', size: 20_000 }],
        names: { en: 'Tomato, red', hi: 'टमाटर' },
        synonyms: { en: ['desi', 'tamatar'] },
        prices: [{ currency: 'INR', minor: 4050, priceList: 'All' }],
        onHand: 45_000,
      },
    ]);
    expect((await shop.listStock({ isLow: true }, { limit: 5 })).items).toEqual([]);
  });

  test('reports bad rows with line, column and reason, and takes in the good ones', async () => {
    const rows = [
      'A,C,piece,1,1.00,INR,0,,,Good,,,1,0',
      ',C,piece,1,1.00,INR,0,,,No code,,,1,0',
      'B,C,stone,1,1.00,INR,0,,,Odd unit,,,1,0',
      'C,C,piece,1,1.005,INR,0,,,Half a paisa,,,1,0',
      'D,C,piece,1,1.00,USD,0,,,Odd money,,,1,0',
      'E,C,piece,1,-1,INR,101,5 stone,boxes=12,Many faults,,,x,0',
      'F,C,piece,1,1.00,INR,0,,,,,,1,0',
      'A,C,piece,1,1.00,INR,0,,,Again,,,1,0',
      'G,C,piece',
      'H,C,piece,0,1.00,INR,0,,,Priced per nothing,,,1,0',
      '"I\nJ",C,piece,1,1.00,INR,0,,,Good too,,,1,0',
      'K,C,piece,1,1.00,,0,,,No currency,,,1,0',
      'Z,C,piece,1,,,,,,Last,,,,',
    ];
    const report = await take(`${HEADER}\n${rows.join('\n')}\n`);
    expect(report).toMatchObject({ rows: 13, created: 3, updated: 0, failed: 10 });
    expect(report.errors.map(({ line, column }) => `${line} ${column ?? '-'}`)).toEqual([
      '3 sku',
      '4 base_unit',
      '5 price',
      '6 currency',
      '7 price',
      '7 tax_percent',
      '7 packs',
      '7 stock',
      '7 content',
      '8 name_en',
      '9 sku',
      '10 -',
      '11 price_per',
      '14 currency',
    ]);
    const reasonAt = (at: number, of: string): string | undefined =>
      report.errors.find(({ line, column }) => line === at && column === of)?.message;
    expect(reasonAt(9, 'sku')).toBe('is that of line 2 too');
    expect(reasonAt(7, 'stock')).toBe('must be a whole number of base units');
    expect(reasonAt(7, 'tax_percent')).toBe('must be 100 or less');
    expect(report.errors.filter(({ message }) => message === 'Invalid input')).toEqual([]);
    // No message repeats a cell: files may hold anything.
    expect(JSON.stringify(report.errors)).not.toMatch(/stone"|boxes|paisa/);
    const { items } = await shop.listProducts({}, { limit: 10 });
    expect(items.map(({ sku }) => sku).toSorted()).toEqual(['A', 'I\nJ', 'Z']);
  });

  test('of the same file again changes nothing that counts', async () => {
    const file = `${HEADER}\nA,C,piece,1,1.00,INR,0,,,Good,अच्छा,fine,7,3\n`;
    await take(file);
    const before = await written();
    expect(await take(file)).toMatchObject({ created: 0, updated: 1, failed: 0 });
    expect(await written()).toBe(before);
    const [product] = (await shop.listProducts({}, { limit: 1 })).items;
    const { items } = await shop.listMovements({ productId: product?.productId ?? '' }, { limit: 10 });
    expect(items).toMatchObject([{ kind: 'correction', onHandChange: 7 }]);
  });

  test('leaves alone what it has no columns or cells for', async () => {
    await take(`${HEADER}\nA,C,piece,1,1.00,INR,0,,,Good,अच्छा,fine,7,3\n`);
    await take('sku,category,base_unit,name_en,stock,price,currency\nA,D,piece,Better,,,\n');
    const [product] = (await shop.listProducts({}, { limit: 1 })).items;
    expect(product).toMatchObject({
      category: 'D',
      names: { en: 'Better', hi: 'अच्छा' },
      onHand: 7,
      prices: [{ minor: 100 }],
      version: 2,
    });
    expect(await shop.findProducts({ text: 'अच्छा', limit: 5 })).toHaveLength(1);
  });

  test('does not count away what is reserved', async () => {
    await take(`${HEADER}\nA,C,piece,1,1.00,INR,0,,,Good,,,7,3\nB,C,piece,1,1.00,INR,0,,,Bad,,,7,3\n`);
    await asAdmin(stores.testDatabase.url, (client) =>
      client.query(
        `UPDATE stock SET reserved = 5 WHERE product_id = (SELECT product_id FROM products WHERE sku = 'A' AND workspace_id = $1)`,
        [workspaceId],
      ),
    );
    const report = await take(`${HEADER}\nA,C,piece,1,2.00,INR,0,,,Good,,,4,3\nB,C,piece,1,2.00,INR,0,,,Bad,,,4,3\n`);
    expect(report).toMatchObject({ rows: 2, updated: 2, failed: 1, errors: [{ line: 2, column: 'stock' }] });
    const { items } = await shop.listStock({}, { limit: 10 });
    expect(items).toMatchObject([
      { sku: 'A', onHand: 7, reserved: 5, available: 2 },
      { sku: 'B', onHand: 4 },
    ]);
  });

  test.each([
    ['', 'empty'],
    ['a,b,c\n1,2,3\n', 'lacks sku'],
    ['sku,category,base_unit\nA,B,piece\n', 'lacks a name'],
    ['sku,category,base_unit,name_en,colour\nA,B,piece,N,red\n', 'none of a product'],
    ['sku,category,base_unit,name_en,sku\nA,B,piece,N,A\n', 'twice'],
  ])('refuses a file that is none of products: %j', async (text, reason) => {
    await expect(take(text)).rejects.toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining(reason),
    });
  });

  test('refuses bytes that are no text, row by row', async () => {
    const file = Buffer.concat([
      Buffer.from('sku,category,base_unit,name_en\nA,B,piece,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\nB,B,piece,N\0\nC,B,piece,Good\n'),
    ]);
    expect(await take(file)).toMatchObject({ created: 1, failed: 2 });
  });

  test('needs the price list and the location that it names', async () => {
    const row = 'A,C,piece,1,1.00,INR,0,,,Good,,,7,3';
    await expect(take(`${HEADER}\n${row}\n`, { priceList: 'None' })).rejects.toMatchObject({ code: 'not_found' });
    await shop.createPriceList({ name: 'Tokyo', currency: 'JPY', customerGroup: 'tokyo', isTaxIncluded: true });
    const yen = `${HEADER}\nA,C,piece,1,100,JPY,0,,,Good,,,7,3\nB,C,piece,1,1.5,JPY,0,,,Bad,,,7,3\n`;
    expect(await take(yen, { priceList: 'Tokyo' })).toMatchObject({
      created: 1,
      errors: [{ line: 3, column: 'price' }],
    });
    expect((await shop.listProducts({}, { limit: 1 })).items[0]?.prices).toMatchObject([
      { currency: 'JPY', minor: 100 },
    ]);
  });

  test('passes on what breaks while the file is read', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${HEADER}\n`);
      throw new Error('connection lost');
    }
    const options = { priceList: undefined, location: undefined, flow: undefined, at: new Date() };
    await expect(shop.importProducts(broken(), options)).rejects.toThrow('connection lost');
  });
});

test.each(['grocery', 'wholesale'])('an export of %s is read back as it was', async (name) => {
  await shop.createPriceList({ name: 'SG', currency: 'SGD', customerGroup: 'sg', isTaxIncluded: false });
  const priceList = name === 'wholesale' ? 'SG' : 'All';
  const options = { priceList, location: undefined, flow: undefined, at: new Date() };
  const file = new URL(`../../launcher/demo/${name}.csv`, import.meta.url);
  expect((await shop.importProducts(createReadStream(file), options)).errors).toEqual([]);
  const text = await all(shop.exportProducts({ priceList, location: 'Main' }));
  const { workspaceId: otherId } = await stores.database.system.createWorkspace(crypto.randomUUID());
  const other = stores.database.workspace(otherId).commerce;
  await other.createLocation({ name: 'Main', kind: 'shop', isDefault: true });
  const currency = name === 'wholesale' ? 'SGD' : 'INR';
  await other.createPriceList({ name: priceList, currency, customerGroup: undefined, isTaxIncluded: true });
  const again = await other.importProducts(Readable.from([Buffer.from(text)]), options);
  expect(again).toMatchObject({ failed: 0, created: text.trim().split('\n').length - 1 });
  expect(await all(other.exportProducts({ priceList, location: 'Main' }))).toBe(text);
});

test('two imports of the same products at once both end, and products and movements agree', async () => {
  const chunks = [...catalogueCsv(1500)];
  const options = { priceList: undefined, location: undefined, flow: undefined, at: new Date() };
  const reports = await Promise.all([
    shop.importProducts(Readable.from(chunks), options),
    shop.importProducts(Readable.from(chunks), options),
  ]);
  expect(reports.map(({ failed, created, updated }) => [failed, created + updated])).toEqual([
    [0, 1500],
    [0, 1500],
  ]);
  expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(1500);
  const { rows } = await asAdmin(stores.testDatabase.url, (client) =>
    client.query(
      `SELECT count(*)::int AS stock, count(*) FILTER (WHERE on_hand <> coalesce((SELECT sum(on_hand_change) FROM stock_movements m
         WHERE m.location_id = s.location_id AND m.product_id = s.product_id), 0))::int AS odd
       FROM stock s WHERE workspace_id = $1`,
      [workspaceId],
    ),
  );
  expect(rows).toEqual([{ stock: 1500, odd: 0 }]);
});

async function all(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
