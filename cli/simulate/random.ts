/** A stream of random numbers that a seed repeats. */
export interface Random {
  /** 0 up to, and without, 1. */
  next(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of them; throws when there are none. */
  pick<T>(items: readonly T[]): T;
  /** A key, more often the larger its weight; throws when no weight is above 0. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
}

/** Mulberry32, seeded by FNV-1a of the text: fast, and good enough for play. */
export function randomOf(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    weighted: <K extends string>(weights: Readonly<Partial<Record<K, number>>>): K => {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new Error('no weight to choose by');
    },
  };
}

function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01_00_01_93);
  return value >>> 0;
}
