import { describe, expect, test } from '@jest/globals';
import { neededPerVariant, splitTest, twoProportionTest, wilsonInterval } from './proportions.ts';
import { rateRatioInterval, sequentialTest } from './sequential.ts';

/** Mulberry32: the same numbers in every run. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the interval of a rate', () => {
  test('is the one of published examples', () => {
    // Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    for (const [hits, total, lower, upper] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const interval = wilsonInterval({ hits, total });
      expect(interval?.lower).toBeCloseTo(lower, 4);
      expect(interval?.upper).toBeCloseTo(upper, 4);
    }
  });

  test('is none without conversations, and never leaves 0 to 1', () => {
    expect(wilsonInterval({ hits: 0, total: 0 })).toBeUndefined();
    expect(wilsonInterval({ hits: 0, total: 1 })?.lower).toBe(0);
    expect(wilsonInterval({ hits: 1, total: 1 })?.upper).toBe(1);
  });
});

describe('the two-proportion test', () => {
  test('agrees with the chi-square test of the same table', () => {
    // 2x2 table 30/200 against 50/200: chi-square without correction is 6.25 with one degree of freedom, p = 0.012419.
    const result = twoProportionTest({ hits: 30, total: 200 }, { hits: 50, total: 200 });
    expect(result?.z).toBeCloseTo(2.5, 10);
    expect(result?.pValue).toBeCloseTo(0.012419, 6);
  });

  test('has a sign: the other way round it is the other way round', () => {
    const worse = twoProportionTest({ hits: 50, total: 200 }, { hits: 30, total: 200 });
    expect(worse?.z).toBeCloseTo(-2.5, 10);
    expect(worse?.pValue).toBeCloseTo(0.012419, 6);
  });

  test('says nothing where nothing can be said', () => {
    expect(twoProportionTest({ hits: 0, total: 0 }, { hits: 3, total: 9 })).toBeUndefined();
    expect(twoProportionTest({ hits: 0, total: 9 }, { hits: 0, total: 9 })).toBeUndefined();
    expect(twoProportionTest({ hits: 9, total: 9 }, { hits: 9, total: 9 })).toBeUndefined();
  });

  test('the size it needs is the one of the formula, and where there is none it says so', () => {
    // By hand: 10 % against 12 %: (1.959964 · √(2·0.11·0.89) + 0.841621 · √(0.09+0.1056))² / 0.0004 = 3840.8…
    expect(neededPerVariant(0.1, 0.2)).toBe(3841);
    expect(neededPerVariant(0, 0.2)).toBeUndefined();
    expect(neededPerVariant(0.9, 0.2)).toBeUndefined();
  });

  test('a split that the weights do not explain is told', () => {
    expect(splitTest(5000, 5000, 0.5)).toBe(1);
    expect(splitTest(5200, 4800, 0.5)).toBeCloseTo(0.0000633, 6);
    expect(splitTest(0, 0, 0.5)).toBe(1);
  });
});

describe('the sequential test', () => {
  test.each([0.5, 0.2, 0.9])('its evidence is fair without a difference: on average 1 (share %p)', (share) => {
    for (const conversions of [1, 2, 7, 40]) {
      let mean = 0;
      let probability = (1 - share) ** conversions;
      for (let variant = 0; variant <= conversions; variant += 1) {
        const { logEvidence } = sequentialTest({ control: conversions - variant, variant, share });
        mean += probability * Math.exp(logEvidence);
        probability *= ((conversions - variant) / (variant + 1)) * (share / (1 - share));
      }
      expect(mean).toBeCloseTo(1, 9);
    }
  });

  test('no conversion, no evidence', () => {
    expect(sequentialTest({ control: 0, variant: 0, share: 0.5 })).toEqual({ logEvidence: 0, pValue: 1 });
    expect(rateRatioInterval({ control: 0, variant: 0, share: 0.5 })).toEqual({ lower: 0, upper: Infinity });
  });

  test('the ratio of rates holds 1 exactly as long as the test finds nothing', () => {
    for (let control = 0; control <= 60; control += 5) {
      for (let variant = 0; variant <= 60; variant += 5) {
        const { pValue } = sequentialTest({ control, variant, share: 0.4 });
        const rateRatio = rateRatioInterval({ control, variant, share: 0.4 });
        expect([control, variant, rateRatio.lower < 1 && rateRatio.upper > 1]).toEqual([
          control,
          variant,
          pValue > 0.05,
        ]);
      }
    }
  });
});

interface Looks {
  readonly z: number;
  readonly sequential: number;
}

/** Share of experiments in which a look after each of 2,000 conversations found a difference at 5 %. */
function shareFound(experiments: number, rates: readonly [number, number], delay: number): Looks {
  const found = { z: 0, sequential: 0 };
  for (let seed = 1; seed <= experiments; seed += 1) {
    const looks = lookAtAll(random(seed), rates, delay);
    found.z += looks.z;
    found.sequential += looks.sequential;
  }
  return { z: found.z / experiments, sequential: found.sequential / experiments };
}

function lookAtAll(next: () => number, rates: readonly [number, number], delay: number): Looks {
  const found = { z: 0, sequential: 0 };
  const totals: [number, number] = [0, 0];
  const hits: [number, number] = [0, 0];
  /** Conversions that come about later, by the conversation after which they are seen. */
  const due = new Map<number, (0 | 1)[]>();
  for (let n = 1; n <= 2000; n += 1) {
    const arm = next() < 0.5 ? 0 : 1;
    totals[arm] += 1;
    const seenAt = n + Math.floor(next() * delay);
    if (next() < rates[arm]) due.set(seenAt, [...(due.get(seenAt) ?? []), arm]);
    for (const converted of due.get(n) ?? []) hits[converted] += 1;
    const z = twoProportionTest({ hits: hits[0], total: totals[0] }, { hits: hits[1], total: totals[1] });
    if (z !== undefined && z.pValue < 0.05) found.z = 1;
    if (due.has(n) && sequentialTest({ control: hits[0], variant: hits[1], share: 0.5 }).pValue < 0.05)
      found.sequential = 1;
  }
  return found;
}

describe('looking after every one of 2,000 conversations', () => {
  test.each([
    [0.02, 1],
    [0.1, 1],
    [0.5, 1],
    [0.1, 400],
  ])(
    'without a difference (rate %p, conversions up to %p conversations late) the sequential test errs in 5 %% at most, the z-test does not hold',
    (rate, delay) => {
      const found = shareFound(300, [rate, rate], delay);
      expect(found.sequential).toBeLessThanOrEqual(0.05);
      expect(found.z).toBeGreaterThan(0.2);
    },
  );

  test('a rate of 16 % against 10 % is found in 3 of 4 experiments or more', () => {
    expect(shareFound(200, [0.1, 0.16], 1).sequential).toBeGreaterThan(0.75);
  });
});
