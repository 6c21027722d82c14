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
