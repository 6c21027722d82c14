import { isHumanRequest } from '../../understanding/repair-cues.ts';
import { handOverFor } from '../hand-over.ts';
import type { Pattern } from '../turn-in-hand.ts';

/** The customer asks for a person, and gets one: the bot is silent from the next message on. */
export const humanRequest: Pattern = {
  name: 'human_request',
  handle: (turn) =>
    turn.heard.intent !== 'human' && !isHumanRequest(turn.event.text, turn.language)
      ? undefined
      : {
          pattern: 'human_request',
          say: ['human'],
          isFixed: true,
          handOver: handOverFor(turn, 'customer_asked'),
          reason: 'the customer asks for a person',
          events: [{ name: 'handoff_requested', details: { reason: 'customer_asked' } }],
        },
};
