import { Problem } from '../contracts/schemas/problem.ts';

/** Every route may answer a problem; the codes are in /docs/errors. */
export const PROBLEMS = { '4xx': Problem, '5xx': Problem } as const;

/** Drops keys without a value: optional properties of ours are absent, never undefined. */
export function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
}
