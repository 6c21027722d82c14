import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FoundProduct, ProductPhrase, ShopProduct } from '../../../contracts/commerce/shop.ts';
import type { Language } from '../../../contracts/dialogue.ts';
import type { ReadRow } from '../../../db/commerce/csv-rows.ts';
import { planColumns, readRow } from '../../../db/commerce/csv-rows.ts';
import { toQuestion } from '../../../db/commerce/search-readings.ts';
import { likeness, scoreOf } from '../../../db/commerce/search-score.ts';
import { indexEntry, searchWords } from '../../../db/commerce/search-words.ts';
import { ROOT } from '../../places.ts';

/** A product of a demo catalogue, with its index entry as the database would keep it. */
export interface CatalogueEntry {
  readonly row: ReadRow;
  readonly words: string;
  readonly terms: ReadonlySet<string>;
}

/** The demo catalogue of a flow; undefined: it sells nothing. Read once. */
export function demoCatalogue(flow: string): readonly CatalogueEntry[] | undefined {
  const known = CATALOGUES.get(flow);
  if (known !== undefined) return known;
  const file = path.join(ROOT, 'launcher', 'demo', `${flow}.csv`);
  if (!existsSync(file)) return undefined;
  const entries = readCatalogue(readFileSync(file, 'utf8'), flow);
  CATALOGUES.set(flow, entries);
  return entries;
}

const CATALOGUES = new Map<string, readonly CatalogueEntry[]>();

/** Reads rows by the code of the import; throws for a row that it would report. */
function readCatalogue(csv: string, flow: string): readonly CatalogueEntry[] {
  const rows = parse<Record<string, string>>(csv, { columns: true, bom: true });
  const plan = planColumns(Object.keys(rows[0] ?? {}));
  return rows.map((cells, index) => {
    const row = readRow(cells, { line: index + 2, plan, defaultFlow: flow });
    if ('errors' in row) throw new Error(`${flow}.csv: ${JSON.stringify(row.errors)}`);
    const { names, synonyms, sizes, baseUnit, sku } = row.product;
    const all = [...Object.values(names), ...Object.values(synonyms).flat()];
    const { words, terms } = indexEntry({ names: all, sizes, baseUnit, sku });
    return { row, words, terms: new Set(terms) };
  });
}

/** What is left of a product, by SKU. */
export type Available = (sku: string) => number;

export function toProduct({ row }: CatalogueEntry, available: Available, language: Language): ShopProduct {
  const { product, priceMinor } = row;
  const { sku, category, baseUnit, pricePer, taxBasisPoints, sizes, packs, names } = product;
  return {
    productId: `product:${sku}`,
    sku,
    name: names[language] ?? names['en'] ?? sku,
    category,
    baseUnit,
    priceMinor: priceMinor ?? 0,
    pricePer,
    taxBasisPoints,
    sizes,
    packs,
    available: available(sku),
  };
}

/** As the search of the database: the same reading of words, the same scores, over all products instead of an index. */
export function searchCatalogue(
  entries: readonly CatalogueEntry[],
  { text, sizes, language }: ProductPhrase,
  available: Available,
): readonly FoundProduct[] {
  const asked = searchWords(text, sizes);
  const vocabulary = new Set(entries.flatMap(({ terms }) => [...terms]));
  const found = new Map(asked.words.map((word) => [word, readingsOf(word, vocabulary)]));
  const question = toQuestion(asked, found);
  return entries
    .map((entry) => ({ ...toProduct(entry, available, language), score: scoreOf(question, entry.words) }))
    .filter(({ score }) => score >= MIN_SCORE)
    .toSorted((a, b) => b.score - a.score || Number(b.available > 0) - Number(a.available > 0))
    .slice(0, MAX_FOUND);
}

function readingsOf(word: string, vocabulary: ReadonlySet<string>): ReadonlyMap<string, number> {
  if (vocabulary.has(word)) return new Map([[word, 1]]);
  return new Map(
    [...vocabulary].map((term) => [term, likeness(word, term)] as const).filter(([, quality]) => quality > 0),
  );
}

/** As the search of the database. */
const MIN_SCORE = 0.2;
const MAX_FOUND = 5;
