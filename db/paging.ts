import { ParleyError } from '../contracts/errors.ts';
import type { Page } from './interfaces.ts';
import { isUuid } from './sql.ts';

/** What a column of a cursor holds. */
export type CursorPart = 'time' | 'uuid' | 'number';

/** Opaque text that names the last row of a page by the columns the list is sorted by. */
export function cursorOf(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The values of a cursor, or nulls without one. ParleyError `invalid_cursor` when it is not one of this list. */
export function readCursor(cursor: string | undefined, shape: readonly CursorPart[]): (string | number | null)[] {
  if (cursor === undefined) return shape.map(() => null);
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== shape.length) throw invalid();
  return shape.map((part, index) => checked(part, parts[index]));
}

/** `rows` holds one row more than the page when there is a next page. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => T,
  cursor: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toItem(row)),
    nextCursor: rows.length > limit && last !== undefined ? cursor(last) : undefined,
  };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw invalid(cause);
  }
}

function checked(part: CursorPart, value: unknown): string | number {
  if (part === 'number' && typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31)
    return value;
  if (part === 'uuid' && typeof value === 'string' && isUuid(value)) return value;
  if (part === 'time' && typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)))
    return value;
  throw invalid();
}

const TIME = /^\d{4}-\d{2}-\d{2}[T ][\d:.]{5,20}(Z|[+-]\d{2}(:?\d{2})?)$/;

function invalid(cause?: unknown): ParleyError {
  return new ParleyError('invalid_cursor', 'Pass next_cursor of the page before, unchanged, to the same list.', {
    cause,
  });
}
