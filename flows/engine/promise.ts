import type { Handling, TurnInHand } from './turn-in-hand.ts';

/**
 * The "ok" to "I will write to you on Friday": what was promised stays, and nothing is asked. Undefined: nothing was
 * promised last, or the message says more than that.
 */
export function acknowledgedPromise({ snapshot, heard, needs, event }: TurnInHand): Handling | undefined {
  const { intent } = heard;
  const kept = (snapshot.promised ?? []).filter(({ dueAt }) => dueAt > event.at);
  if (kept.length === 0 || needs.length > 1 || intent === undefined || !ACKNOWLEDGING.has(intent)) return undefined;
  return {
    pattern: undefined,
    say: ['acknowledged'],
    followUps: kept,
    promises: kept,
    isFixed: true,
    isProgress: true,
    reason: 'the customer takes note of what was promised',
    events: [],
  };
}

const ACKNOWLEDGING: ReadonlySet<string> = new Set(['agreement', 'thanks', 'farewell']);
