import { stringify } from 'csv-stringify/sync';
import type { BaseUnit, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { ExportOptions, Pack } from './catalogue-store.ts';
import { majorOf } from './csv-rows.ts';
import { getLocationNamed } from './locations.ts';
import { getPriceListNamed } from './price-lists.ts';
import { writeSize } from './sizes.ts';

const LANGUAGES = statement(
  'name_languages',
  'SELECT DISTINCT language FROM product_names WHERE workspace_id = $1 ORDER BY language',
);
const PAGE = statement(
  'export_products',
  `SELECT p.sku, p.flow, p.category, p.base_unit, p.price_per, p.tax_basis_points, p.sizes, p.packs, p.image_url, p.is_active,
     c.minor::float8 AS minor, s.on_hand::float8 AS on_hand, s.reorder_level::float8 AS reorder_level,
     (SELECT jsonb_agg(jsonb_build_object('language', n.language, 'name', n.name, 'isSynonym', n.is_synonym) ORDER BY n.name)
      FROM product_names n WHERE n.product_id = p.product_id) AS names
   FROM products p LEFT JOIN prices c ON c.product_id = p.product_id AND c.price_list_id = $2
   LEFT JOIN stock s ON s.product_id = p.product_id AND s.location_id = $3
   WHERE p.workspace_id = $1 AND ($4::text IS NULL OR p.sku > $4) ORDER BY p.sku LIMIT $5`,
);
const PAGE_ROWS = 1000;

interface ExportRow {
  sku: string;
  flow: string | null;
  category: string;
  base_unit: BaseUnit;
  price_per: number;
  tax_basis_points: number;
  sizes: SpokenSize[];
  packs: Pack[];
  image_url: string | null;
  is_active: boolean;
  minor: number | null;
  on_hand: number | null;
  reorder_level: number | null;
  names: { language: string; name: string; isSynonym: boolean }[] | null;
}

/** See CatalogueStore.exportProducts. Prices and stock are left empty where the workspace has no list or no location. */
export async function* exportProducts(ctx: StoreContext, options: ExportOptions): AsyncGenerator<string> {
  const optionally = <T>(name: string | undefined, found: Promise<T>): Promise<T | undefined> =>
    name === undefined ? found.catch(() => undefined) : found;
  const priceList = await optionally(options.priceList, getPriceListNamed(ctx, options.priceList));
  const location = await optionally(options.location, getLocationNamed(ctx, options.location));
  const languages = (await ctx.sql.rows<{ language: string }>(ctx.workspaceId, LANGUAGES, [ctx.workspaceId])).map(
    ({ language }) => language,
  );
  yield stringify([columnsOf(languages)]);
  for (let after: string | null = null; ; ) {
    const values = [ctx.workspaceId, priceList?.priceListId ?? null, location?.locationId ?? null, after, PAGE_ROWS];
    const rows: ExportRow[] = await ctx.sql.rows<ExportRow>(ctx.workspaceId, PAGE, values);
    if (rows.length > 0) yield stringify(rows.map((row) => cellsOf(row, languages, priceList?.currency)));
    after = rows.at(-1)?.sku ?? null;
    if (rows.length < PAGE_ROWS) return;
  }
}

function columnsOf(languages: readonly string[]): readonly string[] {
  const named = languages.length === 0 ? ['en'] : languages;
  return [
    'sku',
    'category',
    'base_unit',
    'price_per',
    'price',
    'currency',
    'tax_percent',
    'content',
    'packs',
    ...named.map((language) => `name_${language}`),
    ...named.map((language) => `synonyms_${language}`),
    'stock',
    'reorder_level',
    'image_url',
    'flow',
    'is_active',
  ];
}

function cellsOf(row: ExportRow, languages: readonly string[], currency: string | undefined): readonly unknown[] {
  const names = row.names ?? [];
  const isPriced = row.minor !== null && currency !== undefined;
  const namesIn = (language: string, isSynonym: boolean): string =>
    names
      .filter((one) => one.language === language && one.isSynonym === isSynonym)
      .map(({ name }) => name)
      .join(';');
  return [
    row.sku,
    row.category,
    row.base_unit,
    row.price_per,
    isPriced ? majorOf(row.minor ?? 0, currency) : '',
    isPriced ? currency : '',
    row.tax_basis_points / 100,
    row.sizes.map(writeSize).join(';'),
    row.packs.map(({ name, size }) => `${name}=${size}`).join(';'),
    ...languages.map((language) => namesIn(language, false)),
    ...languages.map((language) => namesIn(language, true)),
    row.on_hand ?? '',
    row.reorder_level ?? '',
    row.image_url ?? '',
    row.flow ?? '',
    String(row.is_active),
  ];
}
