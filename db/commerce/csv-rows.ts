import type { z } from 'zod';
import type { SpokenSize } from '../../contracts/commerce/order-talk.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { listCell, NEEDED_COLUMNS, PRODUCT_COLUMNS, ProductRow } from '../../contracts/schemas/commerce/product-row.ts';
import type { ProductFields, RowError } from './catalogue-store.ts';
import { readSize } from './sizes.ts';

/** What the columns of a file mean. */
export interface ColumnPlan {
  readonly columns: readonly string[];
  /** Languages that have names or synonyms in it. */
  readonly languages: readonly string[];
}

/** A good row. */
export interface ReadRow {
  readonly line: number;
  readonly product: ProductFields;
  /** Of `pricePer` base units, in the currency's minor unit; undefined: none is given. */
  readonly priceMinor: number | undefined;
  readonly currency: string | undefined;
  readonly stock: number | undefined;
  readonly reorderLevel: number | undefined;
}

const NAME_COLUMN = /^(?:name|synonyms)_([a-z]{2,3})$/;

/** ParleyError `invalid_request` when the header is not that of a file of products. */
export function planColumns(header: readonly string[]): ColumnPlan {
  const columns = header.map((name) => name.trim().toLowerCase());
  const missing = NEEDED_COLUMNS.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw invalid(`the first line lacks ${missing.join(', ')}`);
  const languages = [...new Set(columns.flatMap((name) => NAME_COLUMN.exec(name)?.[1] ?? []))];
  if (!columns.some((name) => name.startsWith('name_'))) throw invalid('the first line lacks a name, such as name_en');
  const unknown = columns.filter((name) => !PRODUCT_COLUMNS.includes(name) && !NAME_COLUMN.test(name));
  if (unknown.length > 0) throw invalid(`column ${columns.indexOf(unknown[0] ?? '') + 1} is none of a product`);
  if (new Set(columns).size < columns.length) throw invalid('the first line names a column twice');
  return { columns, languages };
}

function invalid(what: string): ParleyError {
  return new ParleyError('invalid_request', `The file cannot be taken in: ${what}.`);
}

/** What a row says, or what is wrong with it. `defaultFlow`: of rows that name none. */
export function readRow(
  cells: Readonly<Record<string, string>>,
  {
    line,
    plan,
    defaultFlow,
  }: { readonly line: number; readonly plan: ColumnPlan; readonly defaultFlow: string | undefined },
): ReadRow | { readonly errors: readonly RowError[] } {
  const wrong = Object.entries(cells).find(([, cell]) => /[\0\uFFFD]/.test(cell));
  if (wrong !== undefined) return { errors: [{ line, column: wrong[0], message: 'is not valid UTF-8 text' }] };
  const parsed = ProductRow.safeParse({ ...EMPTY, ...cells });
  const named = readNames(cells, line, plan);
  const sizes = readSizes(cells['content'] ?? '', line);
  const errors = [
    ...(parsed.error?.issues ?? []).map((issue) => ({ line, column: String(issue.path[0]), message: reasonOf(issue) })),
    ...named.errors,
    ...sizes.errors,
  ];
  if (!parsed.success || errors.length > 0) return { errors };
  return toRow(parsed.data, { line, sizes: sizes.sizes, defaultFlow, ...named });
}

/** Of a cell that may be empty or something: why it is not something. */
function reasonOf(issue: z.core.$ZodIssue): string {
  const inner = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined;
  return inner?.message ?? issue.message;
}

const EMPTY = Object.fromEntries(PRODUCT_COLUMNS.map((column) => [column, '']));

function toRow(
  row: ProductRow,
  rest: Pick<ProductFields, 'names' | 'synonyms' | 'sizes'> & {
    readonly line: number;
    readonly defaultFlow: string | undefined;
  },
): ReadRow | { readonly errors: readonly RowError[] } {
  const { line, names, synonyms, sizes, defaultFlow } = rest;
  if (row.price !== undefined && row.currency === undefined)
    return { errors: [{ line, column: 'currency', message: 'is missing beside the price' }] };
  const priceMinor = row.price === undefined ? undefined : minorOf(row.price, row.currency ?? '');
  if (priceMinor === 'invalid')
    return { errors: [{ line, column: 'price', message: 'has more digits than the currency' }] };
  return {
    line,
    priceMinor,
    currency: row.currency,
    stock: row.stock,
    reorderLevel: row.reorder_level,
    product: {
      sku: row.sku,
      flow: row.flow ?? defaultFlow,
      category: row.category,
      baseUnit: row.base_unit,
      pricePer: row.price_per,
      sizes,
      packs: row.packs,
      taxBasisPoints: Math.round(Number(row.tax_percent ?? 0) * 100),
      imageUrl: row.image_url,
      isActive: row.is_active !== 'false',
      names,
      synonyms,
    },
  };
}

/** "40.00" of INR is 4000, of JPY it is 40; by text, as doubles would round. */
function minorOf(price: string, currency: string): number | 'invalid' {
  const [whole = '', fraction = ''] = price.split('.');
  const digits = digitsOf(currency);
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > digits) return 'invalid';
  return Number(whole + significant.padEnd(digits, '0'));
}

/** The other way round. */
export function majorOf(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  if (digits === 0) return String(minor);
  const text = String(minor).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const DIGITS = new Map<string, number>();

function digitsOf(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = options.maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}

function readNames(cells: Readonly<Record<string, string>>, line: number, { languages }: ColumnPlan) {
  const names: Record<string, string> = {};
  const synonyms: Record<string, readonly string[]> = {};
  const errors: RowError[] = [];
  for (const language of languages) {
    const name = cells[`name_${language}`]?.trim() ?? '';
    const others = listCell.parse(cells[`synonyms_${language}`] ?? '');
    if (name !== '') names[language] = name;
    if (others.length > 0) synonyms[language] = others;
    if (name.length > MAX_NAME_CHARS) errors.push({ line, column: `name_${language}`, message: 'is too long' });
    if (others.length > MAX_SYNONYMS || others.some((one) => one.length > MAX_NAME_CHARS))
      errors.push({ line, column: `synonyms_${language}`, message: `must be at most ${MAX_SYNONYMS} names` });
  }
  if (Object.keys(names).length === 0)
    errors.push({ line, column: `name_${languages[0] ?? 'en'}`, message: 'is missing' });
  return { names, synonyms, errors };
}

const MAX_NAME_CHARS = 200;
const MAX_SYNONYMS = 50;

function readSizes(cell: string, line: number) {
  const parts = listCell.parse(cell);
  const sizes = parts.map(readSize).filter((size): size is SpokenSize => size !== undefined);
  if (sizes.length === parts.length) return { sizes, errors: [] };
  return { sizes, errors: [{ line, column: 'content', message: 'must be sizes such as 5 kg or 10 inch' }] };
}
