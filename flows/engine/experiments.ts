import type { ExperimentSummary, Language } from '../../contracts/dialogue.ts';
import type { ExperimentDefinition, FlowDefinition } from './definition.ts';

/** What the experiments of a flow change for one contact. */
export interface AppliedExperiments {
  /** Assigned variants, by experiment. */
  readonly variants: Readonly<Record<string, string>>;
  /** Texts in place of the flow's, by template key and language. */
  readonly overrides: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>;
  /** Extra instructions for the model, one experiment a line; undefined: none. */
  readonly instructions: string | undefined;
  /** Milliseconds instead of `afterMs`, by kind of follow-up. */
  readonly followUpDelaysMs: Readonly<Record<string, number>>;
  /** Models to try in order, the assigned one first; empty: those of the installation. */
  readonly models: readonly string[];
}

/** What an assignment follows from. */
export type Assignable = Pick<ExperimentDefinition, 'name' | 'weights'> & {
  /** Only the names count, in this order. At least one. */
  readonly variants: Readonly<Record<string, unknown>>;
};

/**
 * The variant of a contact: a hash of experiment and contact gives a point in [0, 1), and the weights cut that span in
 * the order of the variants. The same for ever while names and weights stay; a change of weights moves only the contacts
 * between the old and the new cuts, and a variant of weight 0 nobody. Variants that `weights` leaves out have weight 0;
 * without `weights`, or when they add up to nothing, all are equal.
 */
export function assignVariant(experiment: Assignable, subject: string): string {
  const shares = sharesOf(experiment);
  const point = pointOf(experiment.name, subject);
  let end = 0;
  for (const { variant, share } of shares) {
    end += share;
    if (point < end) return variant;
  }
  // Rounding may leave the sum of the shares just below 1.
  return shares.findLast(({ share }) => share > 0)?.variant ?? '';
}

/** Assigns every experiment of the flow and gathers what the variants change. `subject`: stable id of the contact. */
export function applyExperiments(
  definition: Pick<FlowDefinition, 'experiments' | 'model'>,
  subject: string,
): AppliedExperiments {
  const ofFlow: AppliedExperiments = { ...UNCHANGED, models: definition.model?.models ?? [] };
  return (definition.experiments ?? []).reduce((applied, experiment) => {
    const variant = assignVariant(experiment, subject);
    const variants = { ...applied.variants, [experiment.name]: variant };
    return { ...applied, variants, ...changeOf(experiment, variant, applied) };
  }, ofFlow);
}

/** The experiments as their results name them; the first variant is the control. */
export function summariseExperiments(definition: Pick<FlowDefinition, 'experiments'>): readonly ExperimentSummary[] {
  return (definition.experiments ?? []).map((experiment) => ({
    name: experiment.name,
    kind: experiment.kind,
    variants: Object.keys(experiment.variants),
    shares: Object.fromEntries(sharesOf(experiment).map(({ variant, share }) => [variant, share])),
    conversionStates: experiment.conversionStates,
  }));
}

/** What counts as a conversion in the figures of a flow: what it says, else what its experiments are after. */
export function conversionStatesOf(
  definition: Pick<FlowDefinition, 'conversionStates' | 'experiments'>,
): readonly string[] {
  const ofExperiments = (definition.experiments ?? []).flatMap(({ conversionStates }) => conversionStates);
  return definition.conversionStates ?? [...new Set(ofExperiments)];
}

const UNCHANGED: AppliedExperiments = {
  variants: {},
  overrides: {},
  instructions: undefined,
  followUpDelaysMs: {},
  models: [],
};

function changeOf(
  experiment: ExperimentDefinition,
  variant: string,
  { overrides, instructions, followUpDelaysMs, models }: AppliedExperiments,
): Partial<AppliedExperiments> {
  switch (experiment.kind) {
    case 'template':
      return { overrides: { ...overrides, [experiment.template]: experiment.variants[variant] ?? {} } };
    case 'prompt':
      return { instructions: [instructions, experiment.variants[variant]].filter(Boolean).join('\n') || undefined };
    case 'follow_up_delay': {
      const delayMs = experiment.variants[variant];
      return delayMs === undefined ? {} : { followUpDelaysMs: { ...followUpDelaysMs, [experiment.followUp]: delayMs } };
    }
    case 'model': {
      const first = experiment.variants[variant];
      return first === undefined || first === '' ? {} : { models: [first, ...models.filter((name) => name !== first)] };
    }
  }
}

function sharesOf({ variants, weights }: Assignable): readonly { readonly variant: string; readonly share: number }[] {
  const names = Object.keys(variants);
  const weightOf = (variant: string): number => Math.max(0, weights?.[variant] ?? 0);
  const total = names.reduce((sum, variant) => sum + weightOf(variant), 0);
  return names.map((variant) => ({ variant, share: total > 0 ? weightOf(variant) / total : 1 / names.length }));
}

/**
 * In [0, 1). The hash of the experiment seeds the hash of the contact, so that two experiments share nothing but the
 * contact. 32 bits: shares are right to 1 in 4 billion.
 */
function pointOf(experiment: string, subject: string): number {
  return hash(subject, hash(experiment, FNV_OFFSET)) / 2 ** 32;
}

const FNV_OFFSET = 0x81_1c_9d_c5;
const FNV_PRIME = 0x01_00_01_93;

/**
 * FNV-1a over UTF-16 units, then the finaliser of MurmurHash3 (fmix32): FNV alone leaves the high bits of ids that differ
 * at the end nearly alike. No cryptography: who is in which variant is no secret, and this runs where Node's modules do not.
 */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME);
  value = Math.imul(value ^ (value >>> 16), 0x85_eb_ca_6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2_b2_ae_35);
  return (value ^ (value >>> 16)) >>> 0;
}
