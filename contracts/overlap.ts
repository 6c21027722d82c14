/** What happens with messages that arrive while another of the same conversation waits or is being answered. */
import type { Channel } from './names.ts';

/**
 * - `queue`: each message gets its own turn, in order.
 * - `merge`: all messages that wait become one turn; one that arrives while the model writes waits for the next turn.
 * - `interrupt`: as `merge`, and a message that arrives while the model writes, with nothing sent yet, abandons that
 *   reply: one turn is planned again over all of them.
 * - `reject`: a message is refused (`conversation_busy`) while another one waits or is being answered.
 */
export const OVERLAP_MODES = ['queue', 'merge', 'interrupt', 'reject'] as const;
export type OverlapMode = (typeof OVERLAP_MODES)[number];

export interface OverlapPolicy {
  readonly mode: OverlapMode;
  /** Quiet time after the last message before the turn begins, milliseconds; 0: at once. Not used by `queue` and `reject`. */
  readonly debounceMs: number;
  /** The longest that the first message waits for more, milliseconds. */
  readonly maxDebounceMs: number;
}

/** What a run that was started without a policy does: runs recorded before there were policies are replayed with it. */
export const QUEUE: OverlapPolicy = { mode: 'queue', debounceMs: 0, maxDebounceMs: 0 };

/** Used where the flow says nothing. People write in fragments on their phones; programs and web forms do not. */
export function defaultOverlap(channel: Channel): OverlapPolicy {
  const debounceMs = channel === 'whatsapp' || channel === 'sms' ? 1500 : 0;
  return { mode: 'interrupt', debounceMs, maxDebounceMs: 8000 };
}
