import { gammaln } from 'simple-statistics';
import type { Interval } from './proportions.ts';

/** What two variants of an experiment gained. */
export interface Conversions {
  readonly control: number;
  readonly variant: number;
  /** Of contacts that are assigned to either of the two, the share of the variant, 0..1 exclusive, as the flow states it. */
  readonly share: number;
}

export interface SequentialResult {
  /** Evidence against "no difference": of all experiments without one, at most 1 in k ever reaches k. Natural logarithm. */
  readonly logEvidence: number;
  /** 1/evidence, at most 1: below 5 % at any time in at most 5 % of experiments without a difference. */
  readonly pValue: number;
}

/**
 * A test that may be looked at after every conversion and stopped at will.
 *
 * Contacts are assigned at random, so without a difference each conversion is the variant's with probability `share`,
 * whatever came before: n conversions of which k are the variant's have the likelihood share^k (1 - share)^(n - k). Against
 * it stands a beta-binomial mixture over all other shares, with the prior Beta(a, b):
 *
 *     evidence = B(a + k, b + n - k) / B(a, b) / (share^k (1 - share)^(n - k))
 *
 * It is a martingale that starts at 1, so by Ville's inequality it reaches 1/alpha with probability alpha at most
 * (Robbins 1970, Annals of Mathematical Statistics 41; Ramdas, Grünwald, Vovk, Shafer 2023, Statistical Science 38).
 *
 * Only conversions count. That costs the share of evidence that lies in those who did not convert (their rate is the
 * factor: 5 % at a conversion rate of 5 %), and it makes the test exact for any rate and right while outcomes are still to
 * come: a conversation that has not converted yet says nothing.
 */
export function sequentialTest(conversions: Conversions): SequentialResult {
  const logEvidence = logEvidenceAgainst(conversions.share, conversions);
  return { logEvidence, pValue: Math.min(1, Math.exp(-logEvidence)) };
}

/**
 * Conversion rate of the variant over that of the control: the ratios that the test does not reject, which hold the true
 * one at all times at once with probability 1 - alpha. `upper` is Infinity while the control has no conversion.
 */
export function rateRatioInterval(conversions: Conversions, alpha = 0.05): Interval {
  const { control, variant, share } = conversions;
  if (control + variant === 0) return { lower: 0, upper: Infinity };
  const observed = variant / (control + variant);
  const ratioAt = (candidate: number): number => (candidate * (1 - share)) / ((1 - candidate) * share);
  return {
    lower: variant === 0 ? 0 : ratioAt(endOf(conversions, alpha, { inside: observed, outside: 0 })),
    upper: control === 0 ? Infinity : ratioAt(endOf(conversions, alpha, { inside: observed, outside: 1 })),
  };
}

/**
 * Weight of the prior in conversions, around the share as assigned. Chosen so that one standard deviation of it is a rate
 * ratio of 1.5 at equal shares: effects that texts have. Another weight finds the same, somewhat later.
 */
const PRIOR_WEIGHT = 24;

function logEvidenceAgainst(candidate: number, { control, variant, share }: Conversions): number {
  const [a, b] = [PRIOR_WEIGHT * share, PRIOR_WEIGHT * (1 - share)];
  const underMixture = logBeta(a + variant, b + control) - logBeta(a, b);
  return underMixture - times(variant, Math.log(candidate)) - times(control, Math.log(1 - candidate));
}

/** By bisection: the evidence is convex in the candidate with its minimum at the observed share, so each side has one end. */
function endOf(
  conversions: Conversions,
  alpha: number,
  { inside, outside }: { readonly inside: number; readonly outside: number },
): number {
  let [kept, rejected] = [inside, outside];
  for (let i = 0; i < 60; i += 1) {
    const middle = (kept + rejected) / 2;
    if (logEvidenceAgainst(middle, conversions) < Math.log(1 / alpha)) kept = middle;
    else rejected = middle;
  }
  return kept;
}

function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}

/** 0 · -Infinity is 0 in a likelihood. */
function times(count: number, log: number): number {
  return count === 0 ? 0 : count * log;
}
