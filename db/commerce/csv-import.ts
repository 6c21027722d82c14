import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ParleyError } from '../../contracts/errors.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { ImportOptions, ImportReport, PriceListRecord, RowError } from './catalogue-store.ts';
import type { ColumnPlan, ReadRow } from './csv-rows.ts';
import { planColumns, readRow } from './csv-rows.ts';
import { getLocationNamed } from './locations.ts';
import { getPriceListNamed } from './price-lists.ts';
import { writePrices } from './prices.ts';
import { writeProducts } from './product-write.ts';
import { setStock } from './stock-counts.ts';

/** A plan made while the tables were small would be kept, and read them whole when they are not. */
const PLAN_ANEW = statement('plan_anew', `SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`);
/** Until autovacuum comes round, a minute or so later, the planner would take a large catalogue for an empty one. */
const ANALYZE = statement(
  'analyze_catalogue',
  'ANALYZE products, product_names, product_search, product_words, prices, stock',
);
const MANY = 1000;
/** Rows a transaction: more saves little, and a lock on their stock lasts longer. */
const BATCH = 500;
const MAX_ERRORS_SHOWN = 1000;
const MAX_CELL_CHARS = 100_000;

/**
 * See CatalogueStore.importProducts. Columns: `sku`, `category`, `base_unit` (piece, g, ml), one `name_<language>` at least; and
 * `synonyms_<language>` ("a;b"), `price_per`, `price` with `currency`, `tax_percent`, `content` ("5 kg;10 inch"), `packs`
 * ("dozen=12"), `stock`, `reorder_level`, `image_url`, `flow`, `is_active`. Names in languages without a column stay, as do prices
 * and stock of empty cells. Good rows are there batch by batch: a connection that breaks leaves those before it.
 */
export async function importProducts(
  ctx: StoreContext,
  csv: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const run = new ImportRun(ctx, options);
  // A quote that is wrong, or a row of another length, is that row's mistake and not the file's.
  const parser = parse({
    bom: true,
    columns: (header: string[]) => [...run.begin(header).columns],
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_CELL_CHARS,
    on_skip: (error) => {
      if (error !== undefined) run.refuse({ line: lineOf(error), column: undefined, message: sentenceOf(error) });
      return undefined;
    },
  });
  const source = Readable.from(csv);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) await run.take(record, info.lines);
    return await run.end();
  } catch (error) {
    source.destroy();
    if (error instanceof CsvError)
      throw new ParleyError('invalid_request', `The file is no CSV: ${sentenceOf(error)}.`);
    throw error;
  }
}

interface ParsedRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Messages of the parser quote cells, which are the caller's. */
function sentenceOf(error: { readonly code?: string }): string {
  return error.code?.includes('QUOTE') === true || error.code?.includes('QUOTING') === true
    ? 'a quote is not closed or stands inside a cell'
    : error.code?.includes('COLUMNS') === true
      ? 'has another number of cells than the first line'
      : 'cannot be read';
}

function lineOf(error: object): number {
  return 'lines' in error && typeof error.lines === 'number' ? error.lines : 0;
}

/** One import from its header to its report. */
class ImportRun {
  private readonly ctx: StoreContext;
  private readonly options: ImportOptions;
  private plan: ColumnPlan = { columns: [], languages: [] };
  private batch: ReadRow[] = [];
  /** SKU → line. */
  private readonly seen = new Map<string, number>();
  private priceList: PriceListRecord | undefined;
  private locationId: string | undefined;
  private readonly errors: RowError[] = [];
  private readonly counts = { rows: 0, created: 0, updated: 0, failed: 0 };

  constructor(ctx: StoreContext, options: ImportOptions) {
    this.ctx = ctx;
    this.options = options;
  }

  begin(header: readonly string[]): ColumnPlan {
    this.plan = planColumns(header);
    return this.plan;
  }

  refuse(...errors: readonly RowError[]): void {
    this.counts.rows += 1;
    this.fail(errors);
  }

  async take(record: Readonly<Record<string, string>>, line: number): Promise<void> {
    const row = readRow(record, { line, plan: this.plan, defaultFlow: this.options.flow });
    if ('errors' in row) return this.refuse(...row.errors);
    const before = this.seen.get(row.product.sku);
    if (before !== undefined) return this.refuse({ line, column: 'sku', message: `is that of line ${before} too` });
    const error = await this.findOddCurrency(row);
    if (error !== undefined) return this.refuse(error);
    this.seen.set(row.product.sku, line);
    this.counts.rows += 1;
    this.batch.push(row);
    if (this.batch.length >= BATCH) await this.write();
  }

  async end(): Promise<ImportReport> {
    if (this.plan.columns.length === 0) throw new ParleyError('invalid_request', 'The file is empty.');
    await this.write();
    if (this.counts.created >= MANY) await this.ctx.sql.rows(this.ctx.workspaceId, ANALYZE, []);
    const errors = this.errors.toSorted((a, b) => a.line - b.line);
    return { ...this.counts, errors };
  }

  private async findOddCurrency({ line, currency, priceMinor }: ReadRow): Promise<RowError | undefined> {
    if (priceMinor === undefined) return undefined;
    this.priceList ??= await getPriceListNamed(this.ctx, this.options.priceList);
    const expected = this.priceList.currency;
    return currency === expected
      ? undefined
      : { line, column: 'currency', message: `must be ${expected}, that of the price list` };
  }

  private async write(): Promise<void> {
    const { ctx, batch, options } = this;
    if (batch.length === 0) return;
    this.batch = [];
    const counted = batch.filter(({ stock, reorderLevel }) => stock !== undefined || reorderLevel !== undefined);
    if (counted.length > 0) this.locationId ??= (await getLocationNamed(ctx, options.location)).locationId;
    const { workspaceId } = ctx;
    const { written, refused } = await ctx.sql.transaction(workspaceId, async (tx) => {
      await tx.rows(PLAN_ANEW, []);
      const products = batch.map(({ product }) => product);
      const { languages } = this.plan;
      const done = await writeProducts(tx, products, { workspaceId, at: options.at, isUpdating: true, languages });
      const ids = new Map(done.map(({ sku, productId }) => [sku, productId]));
      const priced = batch.flatMap(({ product: { sku }, priceMinor: minor }) =>
        minor === undefined ? [] : [{ sku, minor }],
      );
      if (this.priceList !== undefined) await writePrices(tx, workspaceId, this.priceList.priceListId, priced);
      const counts = counted.flatMap(({ product, stock, reorderLevel }) => {
        const productId = ids.get(product.sku);
        return productId === undefined ? [] : [{ productId, onHand: stock, reorderLevel }];
      });
      const short = await setStock(tx, { workspaceId, locationId: this.locationId, counts, at: options.at });
      return { written: done, refused: new Set(short) };
    });
    const created = written.filter(({ isNew }) => isNew).length;
    this.counts.created += created;
    this.counts.updated += written.length - created;
    for (const { sku, productId } of written) {
      if (!refused.has(productId)) continue;
      this.fail([
        {
          line: this.seen.get(sku) ?? 0,
          column: 'stock',
          message: 'is less than what is reserved; it was left as it is',
        },
      ]);
    }
  }

  private fail(errors: readonly RowError[]): void {
    this.counts.failed += 1;
    this.errors.push(...errors.slice(0, MAX_ERRORS_SHOWN - this.errors.length));
  }
}
