import { errorFunction } from 'simple-statistics';

/** How often something happened among how many. */
export interface Proportion {
  readonly hits: number;
  readonly total: number;
}

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson's score interval of a proportion: holds its level where the textbook interval does not, with few conversations
 * and rates near 0 or 1. Undefined without observations.
 * Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. JASA 22.
 */
export function wilsonInterval({ hits, total }: Proportion, alpha = 0.05): Interval | undefined {
  if (total === 0) return undefined;
  const z = normalQuantile(1 - alpha / 2);
  const rate = hits / total;
  const centre = (rate + z ** 2 / (2 * total)) / (1 + z ** 2 / total);
  const half = (z / (1 + z ** 2 / total)) * Math.sqrt((rate * (1 - rate)) / total + z ** 2 / (4 * total ** 2));
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

/**
 * The two-sided two-proportion z-test with pooled variance. Right when it is looked at once, at a size fixed beforehand;
 * whoever looks again and again finds a difference in the end where there is none. Undefined while there is nothing to
 * compare: an empty side, or all or none hit.
 */
export function twoProportionTest(
  control: Proportion,
  variant: Proportion,
): { readonly z: number; readonly pValue: number } | undefined {
  if (control.total === 0 || variant.total === 0) return undefined;
  const pooled = (control.hits + variant.hits) / (control.total + variant.total);
  if (pooled === 0 || pooled === 1) return undefined;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / control.total + 1 / variant.total));
  const z = (variant.hits / variant.total - control.hits / control.total) / error;
  return { z, pValue: twoSided(z) };
}

/** Two-sided test of a split in two against the share that the second part was meant to have: is the assignment sound? */
export function splitTest(first: number, second: number, shareOfSecond: number): number {
  const total = first + second;
  if (total === 0) return 1;
  return twoSided((second - total * shareOfSecond) / Math.sqrt(total * shareOfSecond * (1 - shareOfSecond)));
}

/**
 * Conversations that each of two variants needs for the z-test to find a relative lift with a power of 80 %.
 * `baseline`: conversion rate of the control, 0..1; `lift`: 0.2 for a fifth more. Undefined where no number of
 * conversations can: a rate of 0, or one that the lift would take to 1 or above.
 * Fleiss, Levin, Paik (2003): Statistical Methods for Rates and Proportions, 3rd ed., chapter 4, without continuity correction.
 */
export function neededPerVariant(baseline: number, lift: number, alpha = 0.05): number | undefined {
  const lifted = baseline * (1 + lift);
  if (baseline <= 0 || lifted >= 1 || lift <= 0) return undefined;
  const mean = (baseline + lifted) / 2;
  const underNull = normalQuantile(1 - alpha / 2) * Math.sqrt(2 * mean * (1 - mean));
  const underLift = normalQuantile(POWER) * Math.sqrt(baseline * (1 - baseline) + lifted * (1 - lifted));
  return Math.ceil((underNull + underLift) ** 2 / (lifted - baseline) ** 2);
}

const POWER = 0.8;

/** simple-statistics' own normal distribution is a table of two decimals; its error function is right to 1e-7. */
function twoSided(z: number): number {
  return Math.min(1, Math.max(0, 1 - errorFunction(Math.abs(z) / Math.SQRT2)));
}

/** By bisection: simple-statistics' `probit` is off in the third digit. For 0.5 <= p < 1. */
function normalQuantile(p: number): number {
  let [low, high] = [0, 10];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (1 - twoSided(middle) / 2 < p) low = middle;
    else high = middle;
  }
  return low;
}
