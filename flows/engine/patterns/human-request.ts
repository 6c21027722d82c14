import { chitchatKind, isCancel, isHumanRequest } from '../../understanding/repair-cues.ts';
import { declinesPerson } from '../declined-person.ts';
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

/**
 * "Are you a real human or a robot?" asks what it talks to, "cancel" drops something: rules that are sure come before a guess,
 * and a guess counts only where the message names somebody to talk to.
 */
function asksForPerson({ event, heard, language }: TurnInHand): boolean {
  if (declinesPerson(event.text)) return false;
  if (isHumanRequest(event.text, language)) return true;
  const isElse = isCancel(event.text, language) || chitchatKind(event.text, language) !== undefined;
  return heard.intent === 'human' && !isElse && NAMES_SOMEBODY.test(event.text);
}

const NAMES_SOMEBODY =
  /(?<![\p{L}\p{M}])(?:humans?|persons?|people|agents?|colleagues?|representative|reps?|operator|employee|staff|team|manager|supervisor|boss|owner|advis[eo]r|executive|specialist|support|sales|someone|somebody|anyone|anybody|else|guys?|lady|talk\p{L}*|speak\p{L}*|call\p{L}*|phone|ring|escalat\p{L}*|connect|transfer|insaan|insan|aadmi|admi|vyakti|banda|bande|malik|sahkarmi|kisi|baat|bat|phone|इंसान|इन्सान|आदमी|व्यक्ति|मैनेजर|मालिक|सहकर्मी|टीम|किसी|बात|एजेंट|persona|humano|alguien|mensch(?:en)?|mitarbeiter(?:in)?|jemand(?:en)?|humain|conseiller)(?![\p{L}\p{M}])/iu;
