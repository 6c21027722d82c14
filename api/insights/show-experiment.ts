import type { ExperimentSummary } from '../../contracts/dialogue.ts';
import type { Comparison, Experiment, ExperimentResults } from '../../contracts/schemas/insights.ts';
import type { VariantCount } from '../../db/insights-store.ts';
import { neededPerVariant, splitTest, twoProportionTest } from './proportions.ts';
import { rateRatioInterval, sequentialTest } from './sequential.ts';
import { rateOf } from './show-figures.ts';

/** An experiment with the flow that runs it. */
export interface FlowExperiment {
  readonly flow: string;
  readonly summary: ExperimentSummary;
}

/** What was asked about an experiment. */
export interface ResultsAsked {
  /** Undefined: from the beginning. */
  readonly from: Date | undefined;
  readonly to: Date;
  /** Relative; 0.2 is a fifth more. */
  readonly minimumLift: number;
}

export function showExperiment({ flow, summary }: FlowExperiment): Experiment {
  return {
    name: summary.name,
    flow,
    kind: summary.kind,
    variants: summary.variants.map((variant) => ({ variant, share: summary.shares[variant] ?? 0 })),
    conversion_states: [...summary.conversionStates],
  };
}

/** Results with the variants of the flow first; one that the flow no longer has is shown, and compared with nothing. */
export function showResults(
  experiment: FlowExperiment,
  counts: readonly VariantCount[],
  { from, to, minimumLift }: ResultsAsked,
): ExperimentResults {
  const shown = showExperiment(experiment);
  const { variants, shares } = experiment.summary;
  const gone = counts.map(({ variant }) => variant).filter((variant) => !variants.includes(variant));
  const results = [...variants, ...gone.toSorted()].map((variant) => resultOf(variant, shares[variant] ?? 0, counts));
  const [control, ...others] = results.slice(0, variants.length);
  const alpha = 0.05 / Math.max(1, others.length);
  const needed = control === undefined ? undefined : neededPerVariant(control.conversion.rate ?? 0, minimumLift, alpha);
  return {
    ...shown,
    from: from?.toISOString() ?? null,
    to: to.toISOString(),
    variants: results,
    comparisons: control === undefined ? [] : others.map((variant) => compare(control, variant, alpha)),
    minimum_lift: minimumLift,
    needed_per_variant: needed ?? null,
    advice: adviceOf(results.slice(0, variants.length), needed, minimumLift),
  };
}

type Result = ExperimentResults['variants'][number];

function resultOf(variant: string, share: number, counts: readonly VariantCount[]): Result {
  const count = counts.find((one) => one.variant === variant);
  const conversations = count?.conversations ?? 0;
  return {
    variant,
    share,
    conversations,
    conversion: rateOf(count?.conversions ?? 0, conversations),
    reply: rateOf(count?.replied ?? 0, conversations),
  };
}

function compare(control: Result, variant: Result, alpha: number): Comparison {
  // Both 0: nobody is assigned to either, and no split is the right one.
  const share = variant.share / (control.share + variant.share);
  const isAssigned = share > 0 && share < 1;
  const splitPValue = isAssigned ? splitTest(control.conversations, variant.conversations, share) : 1;
  const counted = { control: control.conversion.count, variant: variant.conversion.count, share };
  const sequential = isAssigned ? sequentialOf(counted, alpha) : null;
  const { rate: before } = control.conversion;
  const { rate: after } = variant.conversion;
  const z = twoProportionTest(
    { hits: control.conversion.count, total: control.conversations },
    { hits: variant.conversion.count, total: variant.conversations },
  );
  return {
    variant: variant.variant,
    control: control.variant,
    difference: before === null || after === null ? null : after - before,
    alpha,
    verdict: verdictOf(sequential, alpha),
    sequential,
    two_proportion: z === undefined ? null : { z: z.z, p_value: z.pValue },
    split_p_value: splitPValue,
    is_split_suspicious: splitPValue < SUSPICIOUS,
  };
}

/** As is customary for checks of the split, which are read often: a false alarm stops an experiment. */
const SUSPICIOUS = 0.001;

function sequentialOf(
  counted: { control: number; variant: number; share: number },
  alpha: number,
): NonNullable<Comparison['sequential']> {
  const { lower, upper } = rateRatioInterval(counted, alpha);
  return {
    p_value: sequentialTest(counted).pValue,
    rate_ratio: { lower, upper: Number.isFinite(upper) ? upper : null },
  };
}

function verdictOf(sequential: Comparison['sequential'], alpha: number): Comparison['verdict'] {
  if (sequential === null || sequential.p_value >= alpha) return 'undecided';
  return sequential.rate_ratio.lower > 1 ? 'better' : 'worse';
}

function adviceOf(results: readonly Result[], needed: number | undefined, minimumLift: number): string {
  const trust = 'While the experiment runs trust `verdict` and `sequential`, which may be read at any time;';
  if (needed === undefined) {
    return `${trust} how many conversations \`two_proportion\` needs is known once the control has conversions.`;
  }
  const fewest = Math.min(...results.map(({ conversations }) => conversations));
  const percent = Math.round(minimumLift * 100);
  return `${trust} read \`two_proportion\` once, when every variant has ${needed} conversations (now ${fewest} in the smallest), to find a gain of ${percent} %.`;
}
