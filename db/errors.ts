import { ParleyError } from '../contracts/errors.ts';

/**
 * Turns what `pg` threw into an error without row values: PostgreSQL puts them into `detail` and `where`, and they can be
 * what a customer wrote. Lost connections and a server that starts or stops become `database_unavailable`.
 */
export function asDatabaseError(error: unknown): Error {
  if (error instanceof ParleyError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isUnavailable(error, code)) {
    return new ParleyError('database_unavailable', 'What was accepted is safe. Try again in a moment.', {
      retryAfterSeconds: 2,
    });
  }
  const message = error instanceof Error && /^[0-9A-Z]{5}$/.test(code) ? `PostgreSQL error ${code}` : nameOf(error);
  const safe = new ParleyError('internal', `The database refused a statement (${message}).`);
  if (error instanceof Error && error.stack !== undefined) {
    safe.stack = `${message}\n${error.stack.split('\n').filter((line) => line.startsWith('    at ')).join('\n')}`;
  }
  return safe;
}

function isUnavailable(error: unknown, code: string): boolean {
  if (/^(08|57P0|53)/.test(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EHOSTUNREACH'].includes(code)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout expired|timeout exceeded when trying to connect|not queryable|Query read timeout|connection error/i.test(
      error.message,
    )
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
