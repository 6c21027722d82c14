/** The states before the sale is made, in the order in which they are come to; at last where a sale rests. */
export const SELLING: readonly string[] = [
  'initial_contact',
  'interest_qualification',
  'value_proposition',
  'objection_handling',
  'price_negotiation',
  'closing_attempt',
  'on_hold',
];

/**
 * Of a tool that reads each message until the sale is made, whatever its intent, and also as the answer to the question of a pattern;
 * only the customer's own words call it.
 */
export const HEARD_FIRST = {
  states: SELLING,
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
} as const;
