import type { z } from 'zod';
import { Problem } from '../contracts/schemas/problem.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** Every route may answer a problem; the codes are in /docs/errors and in docs/errors.md. */
export const PROBLEMS = {
  '4xx': problem('The request cannot be carried out: see `code` and `detail`.'),
  '5xx': problem('It can be sent again where `Retry-After` is given: nothing is done twice.'),
} as const;

/** An answer as server-sent events, each with one of these names and its data as JSON. */
export const eventStream = <T extends z.ZodType>(event: T) => ({
  description: 'Server-sent events until the client or the process ends it.',
  content: { 'text/event-stream': { schema: event } },
});

/** Routes that need no key, in the words of OpenAPI. */
export const NO_KEY: [] = [];

/** Drops keys without a value: optional properties of ours are absent, never undefined. */
export function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}
