/** Latencies of a load, milliseconds. */
export interface LoadResult {
  readonly count: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly per_second: number;
}

/** Closed loop: each of `ids` sends its next message when the one before is answered, for `seconds`. */
export async function runLoad(
  ids: readonly string[],
  seconds: number,
  send: (id: string) => Promise<void>,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  await Promise.all(
    ids.map(async (id) => {
      while (performance.now() < until) {
        const sentAt = performance.now();
        await send(id);
        latencies.push(performance.now() - sentAt);
      }
    }),
  );
  return summarise(latencies, (performance.now() - startedAt) / 1000);
}

export function summarise(latencies: readonly number[], seconds: number): LoadResult {
  const at = (share: number): number => quantile(latencies, share);
  return {
    count: latencies.length,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    per_second: Number((latencies.length / seconds).toFixed(1)),
  };
}

/** The value that this share of the values lies below, 0 to 1, by nearest rank and to a tenth; 0 of no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
}
