import { isAbuse } from '../../understanding/repair-cues.ts';
import { isTooLong } from '../merged-messages.ts';
import { handOverFor } from '../hand-over.ts';
import type { Pattern } from '../turn-in-hand.ts';

/** More than can be answered at once. The message is kept; the customer is asked for the most important part. */
export const inputTooLong: Pattern = {
  name: 'input_too_long',
  handle: ({ event, definition }) =>
    !isTooLong(event, definition.maxInputChars)
      ? undefined
      : {
          pattern: 'input_too_long',
          say: ['input_too_long'],
          isFixed: true,
          reason: 'the message is too long to be answered at once',
          events: [{ name: 'input_too_long', details: { characters: event.text.length } }],
        },
};

/** Orders to the model or the service instead of a customer's words. No model sees the turn, nothing changes. */
export const injection: Pattern = {
  name: 'injection',
  handle: ({ heard, known }) =>
    heard.isInjection !== true
      ? undefined
      : {
          pattern: 'injection',
          say: ['injection'],
          slots: known,
          isFixed: true,
          reason: 'the message gives orders to the service; the state is kept',
          events: [{ name: 'injection_refused' }],
        },
};

/** Insults get one calm answer, and a person from the second on. */
export const abuse: Pattern = {
  name: 'abuse',
  handle: (turn) => {
    const { event, language, snapshot } = turn;
    if (!isAbuse(event.text, language)) return undefined;
    const isAgain = (snapshot.intentCounts[ABUSE] ?? 0) > 0;
    return {
      pattern: 'abuse',
      say: [isAgain ? 'handed_over' : 'abuse'],
      isFixed: true,
      counts: ABUSE,
      reason: isAgain ? 'insults again: a person takes over' : 'the customer is abusive',
      events: [
        { name: 'abuse' },
        ...(isAgain ? [{ name: 'handoff_requested', details: { reason: 'abuse' } } as const] : []),
      ],
      ...(isAgain ? { handOver: handOverFor(turn, 'abuse') } : {}),
    };
  },
};

const ABUSE = '$abuse';
