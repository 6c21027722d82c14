import type { PageRequest } from '../interfaces.ts';
import type { CursorPart } from '../paging.ts';
import { readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';

/** How a value of a filter reaches SQL. */
type FilterType = 'text' | 'uuid' | 'date' | 'timestamptz' | 'bigint' | 'boolean';

/** A list of a workspace: filters that can be combined, sorted newest first, page by page. */
export interface ListShape<Filter extends object> {
  /** Up to and including FROM and its joins. */
  readonly select: string;
  /** Column that holds the workspace. */
  readonly workspace: string;
  /** For each field of the filter its type and the condition it makes, with `{}` where its value stands. */
  readonly filters: { readonly [Field in keyof Filter]-?: readonly [type: FilterType, condition: string] };
  /** Columns that it is sorted by, descending; together they name a row. */
  readonly sort: readonly (readonly [column: string, part: CursorPart])[];
}

/** Who asks: in which workspace, and over which connection. */
export interface ListReader {
  readonly workspaceId: string;
  readonly rows: Transaction['rows'];
}

export interface ListQuery<Filter extends object> {
  /**
   * One row more than the page has, as pageOf wants it. An id that is none finds nothing; a field that is not given lets all
   * pass. ParleyError `invalid_cursor`.
   */
  rows<Row>(reader: ListReader, filter: Filter, page: PageRequest): Promise<Row[]>;
}

/** Makes the one statement of a list, prepared under its name, and what puts values in their places. */
export function listQuery<Filter extends object>(name: string, shape: ListShape<Filter>): ListQuery<Filter> {
  const fields = Object.keys(shape.filters) as (keyof Filter)[];
  const parts = shape.sort.map(([, part]) => part);
  const what = statement(name, textOf(shape, fields));
  return {
    async rows(reader, filter, page) {
      const given = fields.map((field) => filter[field] ?? null);
      const isKnown = fields.every((field, index) => shape.filters[field][0] !== 'uuid' || isId(given[index]));
      const cursor = readCursor(page.cursor, parts);
      return isKnown ? reader.rows(what, [reader.workspaceId, ...given, ...cursor, page.limit + 1]) : [];
    },
  };
}

/** Each statement in a transaction of its own. */
export function readerOf({ sql, workspaceId }: StoreContext): ListReader {
  return { workspaceId, rows: (what, values) => sql.rows(workspaceId, what, values) };
}

/** $1 is the workspace, then come the fields, the cursor, and the limit. */
function textOf<Filter extends object>(shape: ListShape<Filter>, fields: readonly (keyof Filter)[]): string {
  const conditions = fields.map((field, index) => {
    const [type, condition] = shape.filters[field];
    const value = `$${index + 2}`;
    return `(${value}::${type} IS NULL OR ${condition.replaceAll('{}', value)})`;
  });
  const columns = shape.sort.map(([column]) => column);
  const cursor = shape.sort.map(([, part], index) => `$${fields.length + 2 + index}::${CURSOR_TYPES[part]}`);
  const after = `(${cursor[0]} IS NULL OR (${columns.join(', ')}) < (${cursor.join(', ')}))`;
  const where = [`${shape.workspace} = $1`, ...conditions, after].join(' AND ');
  const order = columns.map((column) => `${column} DESC`).join(', ');
  return `${shape.select} WHERE ${where} ORDER BY ${order} LIMIT $${fields.length + cursor.length + 2}`;
}

const CURSOR_TYPES: Readonly<Record<CursorPart, string>> = { time: 'timestamptz', uuid: 'uuid', number: 'integer' };

function isId(value: unknown): boolean {
  return value === null || (typeof value === 'string' && isUuid(value));
}
