import { ParleyError } from '../contracts/errors.ts';

/**
 * Two transactions met, in a deadlock, over the same unique value, or over something that one removed and the other refers to,
 * and this one was rolled back: doing it again is safe and helps, as it then reads what the other has left.
 */
export class ConflictError extends ParleyError {}

/**
 * Turns what `pg` threw into an error without row values: PostgreSQL puts them into `detail` and `where`, and they can be
 * what a customer wrote. Lost connections, a server that starts, stops or only reads, and statements that waited too long
 * become `database_unavailable`; text that PostgreSQL cannot store becomes `invalid_request`.
 */
export function asDatabaseError(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  const code = textOf(error, 'code');
  if (CONFLICTS.has(code)) return new ConflictError('database_unavailable', TRY_AGAIN, { retryAfterSeconds: 1 });
  if (OVERTAKEN.has(code)) return new ConflictError('internal', `The database refused a statement (${code}).`);
  if (isUnavailable(textOf(error, 'message'), code))
    return new ParleyError('database_unavailable', TRY_AGAIN, { retryAfterSeconds: 2 });
  if (code === '22021') return new ParleyError('invalid_request', 'A text holds the character U+0000. Leave it out.');
  const message = /^[0-9A-Z]{5}$/.test(code) ? `PostgreSQL error ${code}` : textOf(error, 'name');
  const safe = new ParleyError('internal', `The database refused a statement (${message}).`);
  const frames = textOf(error, 'stack')
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  if (frames.length > 0) safe.stack = `${safe.message}\n${frames.join('\n')}`;
  return safe;
}

const TRY_AGAIN = 'What was accepted is safe. Try again in a moment.';
/** serialization_failure, deadlock_detected */
const CONFLICTS = new Set(['40001', '40P01']);
/**
 * unique_violation, foreign_key_violation. What is looked up before it is written meets them only when another writer gets in
 * between; where they come again it is a fault of ours.
 */
const OVERTAKEN = new Set(['23505', '23503']);
/** lock_not_available, query_canceled (by the statement timeout), read_only_sql_transaction (a standby) */
const PASSING = new Set(['55P03', '57014', '25006']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** Errors of the driver itself have no code. */
const DRIVER =
  /Connection terminated|timeout expired|timeout exceeded when trying to connect|not queryable|Query read timeout|connection error|after calling end/i;

function isUnavailable(message: string, code: string): boolean {
  return /^(08|57P0|53)/.test(code) || PASSING.has(code) || NETWORK.has(code) || DRIVER.test(message);
}

/** By shape and not by class: an error of another realm, as under Jest, is no instance of this realm's Error. */
function textOf(error: unknown, field: 'code' | 'message' | 'name' | 'stack'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}
