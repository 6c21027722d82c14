import { chitchatKind, isCancel, isHumanRequest } from '../../understanding/repair-cues.ts';
import { handOverFor } from '../hand-over.ts';
import type { Pattern, TurnInHand } from '../turn-in-hand.ts';

/** The customer asks for a person, and gets one: the bot is silent from the next message on. */
export const humanRequest: Pattern = {
  name: 'human_request',
  handle: (turn) =>
    !asksForPerson(turn)
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

/** "Are you a real human or a robot?" asks what it talks to, "cancel" drops something: rules that are sure come before a guess. */
function asksForPerson({ event, heard, language }: TurnInHand): boolean {
  if (isHumanRequest(event.text, language)) return true;
  const isElse = isCancel(event.text, language) || chitchatKind(event.text, language) !== undefined;
  return heard.intent === 'human' && !isElse;
}
