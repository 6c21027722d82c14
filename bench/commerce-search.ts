import type { CommerceStore } from '../db/commerce/interfaces.ts';
import type { OrderCaller } from '../test/chaos/order-caller.ts';
import { seededRandom } from '../test/chaos/random.ts';
import type { CatalogueProduct } from './catalogue.ts';
import { catalogueCsv, catalogueProducts } from './catalogue.ts';
import { quantile } from './load.ts';

export interface SearchTimes {
  readonly p50: number;
  readonly p95: number;
}

/** What is searched, and where. */
export interface Searching {
  readonly caller: OrderCaller;
  readonly commerce: CommerceStore;
  readonly products: number;
  readonly searches: number;
}

/** Sends a catalogue as a CSV file that is made while it is sent; rows a second, from the first byte to the report. */
export async function importRate(caller: OrderCaller, products: number): Promise<number> {
  const startedAt = performance.now();
  const report = await caller.upload('/products/import', ReadableStream.from(catalogueCsv(products)));
  const seconds = (performance.now() - startedAt) / 1000;
  if (report.created !== products) throw new Error(`${report.created} of ${products} rows came in`);
  return Math.round(products / seconds);
}

/**
 * Latencies, one search at a time, ten results each: over HTTP, and of the store alone in this process. And the share of
 * searches whose first result is what was meant: the thing in the size.
 */
export async function searchTimes({ caller, commerce, products, searches }: Searching) {
  const queries = queriesFor(products, searches);
  const [http, store]: [number[], number[]] = [[], []];
  let right = 0;
  for (const { text, product } of queries) {
    const askedAt = performance.now();
    const { items } = await caller.must('GET', `/products?limit=10&q=${encodeURIComponent(text)}`);
    http.push(performance.now() - askedAt);
    const names = (items as readonly { readonly names: Readonly<Record<string, string>> }[])[0]?.names;
    if (isMeant(names?.['en'] ?? '', product)) right += 1;
    const calledAt = performance.now();
    await commerce.findProducts({ text, limit: 10 });
    store.push(performance.now() - calledAt);
  }
  return { http: spread(http), store: spread(store), rightFirst: Number((right / queries.length).toFixed(3)) };
}

export function spread(values: readonly number[]): SearchTimes {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

interface Query {
  readonly text: string;
  readonly product: CatalogueProduct;
}

/** The same for the same catalogue: as they are written, misspelled twice over, in the plural, with a brand, in another order. */
function queriesFor(products: number, searches: number): readonly Query[] {
  const random = seededRandom(7);
  const catalogue = catalogueProducts(products);
  return Array.from({ length: searches }, (_, index) => {
    const product = catalogue[Math.floor(random() * products)];
    const write = FORMS[index % FORMS.length];
    if (product === undefined || write === undefined) throw new RangeError('there is no such product');
    return { text: write(product, random), product };
  });
}

const FORMS: readonly ((product: CatalogueProduct, random: () => number) => string)[] = [
  ({ thing, size }) => `${thing} ${size}`,
  ({ thing, size }, random) => `${misspelled(thing, random)} ${size}`,
  ({ thing, size }) => `${size} ${pluralOf(thing)}`,
  ({ brand, thing, size }) => `${brand} ${thing} ${size}`,
  ({ name }) => name.toUpperCase(),
  ({ thing, size }, random) => `${swapped(thing, random)} ${size.replace(' ', '')}`,
];

function pluralOf(thing: string): string {
  return /(?:x|ch|sh|s)$/.test(thing) ? `${thing.replace(/s$/, '')}es` : `${thing}s`;
}

/** Without one of its inner letters. */
function misspelled(text: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (text.length - 2));
  return text[at] === ' ' ? text : text.slice(0, at) + text.slice(at + 1);
}

/** With two neighbouring letters changed about. */
function swapped(text: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (text.length - 3));
  const [one = '', other = ''] = [text[at], text[at + 1]];
  return one === ' ' || other === ' ' ? text : text.slice(0, at) + other + one + text.slice(at + 2);
}

function isMeant(name: string, { thing, size }: CatalogueProduct): boolean {
  return name.includes(` ${thing} `) && name.endsWith(` ${size}`);
}
