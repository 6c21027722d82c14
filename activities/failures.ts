import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { ERRORS, ParleyError } from '../contracts/errors.ts';

/**
 * Turns what an activity threw into a failure that may be written to a history: a code and words of ours.
 * Messages of libraries can hold what a customer wrote, so they stay in this process; the log gets name and code.
 */
export function toApplicationFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ParleyError) {
    return ApplicationFailure.create({
      message: error.detail,
      type: error.code,
      nonRetryable: !ERRORS[error.code].retryable,
    });
  }
  return ApplicationFailure.create({ message: 'An activity failed; see the log of the worker', type: 'internal' });
}

/** Wraps every activity of a record so that only such failures leave it. */
export function guarded<T extends Record<string, (...args: never[]) => Promise<unknown>>>(
  activities: T,
  logger: Logger,
): T {
  const entries = Object.entries(activities).map(([name, run]) => [
    name,
    async (...args: never[]) => {
      try {
        return await run(...args);
      } catch (error) {
        if (error instanceof CancelledFailure) throw error;
        logger.warn({ activity: name, ...describe(error) }, 'activity failed');
        throw toApplicationFailure(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as T;
}

function describe(error: unknown): { errorName: string; errorCode: string; at: string | undefined } {
  if (!(error instanceof Error)) return { errorName: typeof error, errorCode: 'none', at: undefined };
  const code = 'code' in error ? String(error.code) : 'none';
  return {
    errorName: error.name,
    errorCode: code,
    at: error.stack?.split('\n').find((line) => line.includes('    at ')),
  };
}
