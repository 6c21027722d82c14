import type { ProbabilityInput } from '../engine/definition.ts';

/**
 * Probability that the contact buys: the logistic of
 *
 *   -3.0 + state + 0.35 × slots filled (name, company, need, budget, timeline)
 *        + 0.5 × interest + 0.4 × agreement + 0.3 × price questions − 0.45 × objections − 1.2 × refusals − 0.3 × later
 *
 * with each count capped at 3, and `state` from STATE_WEIGHTS. The weights are a judgement, to be fitted when there are
 * outcomes to fit them to. After a purchase it is 1.
 */
export function conversionProbability({ state, slots, intentCounts }: ProbabilityInput): number {
  if (state === 'post_purchase') return 1;
  const count = (intent: string): number => Math.min(3, intentCounts[intent] ?? 0);
  const objections = Object.keys(intentCounts)
    .filter((intent) => intent.startsWith('objection_'))
    .reduce((sum, intent) => sum + count(intent), 0);
  const filled = ['name', 'company', 'need', 'budget', 'timeline'].filter((name) => slots[name] !== undefined).length;
  const score =
    -3 +
    (STATE_WEIGHTS[state] ?? 0) +
    0.35 * filled +
    0.5 * count('interest') +
    0.4 * count('agreement') +
    0.3 * count('price_question') -
    0.45 * Math.min(3, objections) -
    1.2 * count('refusal') -
    0.3 * count('later');
  return Number((1 / (1 + Math.exp(-score))).toFixed(4));
}

const STATE_WEIGHTS: Readonly<Record<string, number>> = {
  initial_contact: 0,
  interest_qualification: 0.5,
  value_proposition: 1,
  objection_handling: 1,
  price_negotiation: 1.6,
  closing_attempt: 2.4,
  on_hold: 0.5,
};
