/** Why goods come back, and what follows from it. Pure; the database and the flows ask it. */

/** In the order in which customers are offered them. `other`: none of these, nobody knows what the goods are worth. */
export const RETURN_REASONS = ['damaged', 'spoiled', 'wrong_item', 'not_wanted', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Whether the shop is to blame: then even fresh goods come back without a person’s word. */
export function isFault(reason: string | undefined): boolean {
  return reason === 'damaged' || reason === 'spoiled' || reason === 'wrong_item';
}

/** Whether what comes back can be sold again, where the shop puts returns back into stock at all. Unknown words can. */
export function isSound(reason: string | undefined): boolean {
  return reason !== 'damaged' && reason !== 'spoiled' && reason !== 'other';
}
