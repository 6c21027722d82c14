/** Intents that speak against a purchase. */
export const OBJECTIONS = [
  'objection_price',
  'objection_trust',
  'objection_timing',
  'objection_authority',
  'objection_need',
  'objection_competitor',
] as const;
