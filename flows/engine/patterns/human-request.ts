import { chitchatKind, isCancel, isHumanRequest, isNo, isYes } from '../../understanding/repair-cues.ts';
import { clausesOf, plain } from '../../understanding/plain.ts';
import { besidesDeclining, declinesPerson } from '../declined-person.ts';
import { handOverFor } from '../hand-over.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

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

/** No person after all, and nothing else: the bot has the conversation back, and asks where it stood. */
export const handedBack: Pattern = {
  name: 'human_request',
  handle: ({ event, state, known }) =>
    event.isHandBack !== true || besidesDeclining(event.text) !== ''
      ? undefined
      : {
          pattern: 'session_resumption',
          say: ['back_from_person', state.ask],
          slots: known,
          isFixed: true,
          isProgress: true,
          reason: 'the customer wants no person: the bot has the conversation back',
          events: [],
        },
};

/** The answer to whether a person shall take over. */
export const offeredAnswer: Pattern = {
  name: 'human_request',
  handle: (turn) => {
    const { event, language, heard, snapshot, state } = turn;
    if (snapshot.question?.kind !== 'person') return undefined;
    const { reason } = snapshot.question;
    const agrees = (heard.intent === 'agreement' && isShort(event.text)) || TAKES_UP.test(event.text);
    if ((isYes(event.text, language) || agrees) && !event.text.includes('?'))
      return accepted(turn, reason ?? 'not_understood');
    const isDeclined = isNo(event.text, language) || declinesPerson(event.text);
    if (!isDeclined || saysMore(event.text)) return undefined;
    return {
      pattern: 'session_resumption',
      say: ['no_person', state.ask],
      slots: turn.known,
      isFixed: true,
      reason: 'the customer wants no person',
      events: [{ name: 'flow_resumed' }],
    };
  },
};

/** "Ok do that", "can u check and tell me", "pls ask them". */
const TAKES_UP =
  /^\W*(?:(?:ok(?:ay)?|yes|ya|yeah|sure|fine|pls|please|then|haan)\W+)*(?:(?:do (?:that|it|so)|(?:can|could|cud|would) (?:u|you) (?:please )?(?:check|ask|find out)|(?:check|ask|find out|pass it on|look into it)(?! (?:what|how|when|if|the price)))(?![\p{L}])|(?:puch|pooch|pata)\p{L}* (?:lo|kar(?:o|ke)?|do|batao))/iu;

function accepted(turn: TurnInHand, reason: string): Handling {
  return {
    pattern: 'human_request',
    say: ['human'],
    isFixed: true,
    handOver: handOverFor(turn, reason),
    reason: 'the customer wants the person that was offered',
    events: [{ name: 'handoff_requested', details: { reason } }],
  };
}

/** "Ok sure": a longer line that sounds like a yes says something else. Words, a guess. */
function isShort(text: string): boolean {
  return !saysMore(text) && text.trim().split(/\s+/u).length <= 4;
}

/** "No person, just tell me the limit" asks something too, and "fair. I run two shops" tells something. */
function saysMore(text: string): boolean {
  return clausesOf(plain(text)).length > 1;
}

/**
 * "Are you a real human or a robot?" asks what it talks to, "cancel" drops something: rules that are sure come before a guess,
 * and a guess counts only where the message names somebody to talk to.
 */
function asksForPerson({ event, heard, language }: TurnInHand): boolean {
  if (declinesPerson(event.text)) return false;
  if (isHumanRequest(event.text, language)) return true;
  const isElse = isCancel(event.text, language) || chitchatKind(event.text, language) !== undefined;
  return heard.intent === 'human' && !isElse && NAMES_SOMEBODY.test(event.text) && !IS_ABOUT_PERSONS.test(event.text);
}

/** "When does a person take over?" asks how it works. */
const IS_ABOUT_PERSONS = /^\W*(?:when|why|what|does|do|did|is|are)(?![\p{L}\p{M}])/iu;

const NAMES_SOMEBODY =
  /(?<![\p{L}\p{M}])(?:humans?|persons?|agents?|colleagues?|representative|reps?|operator|employee|staff|team|manager|supervisor|boss|owner|advis[eo]r|executive|specialist|support|sales|(?:need|want|get|have|send|ask|find|let|with|to|me) (?:someone|somebody|anyone)|lady|talk\p{L}*|speak\p{L}*|call\p{L}*|phone|ring|escalat\p{L}*|connect|transfer|insaan|insan|aadmi|admi|vyakti|banda|bande|malik|sahkarmi|kisi|baat|bat|phone|इंसान|इन्सान|आदमी|व्यक्ति|मैनेजर|मालिक|सहकर्मी|टीम|किसी|बात|एजेंट|persona|humano|alguien|mensch(?:en)?|mitarbeiter(?:in)?|jemand(?:en)?|humain|conseiller)(?![\p{L}\p{M}])/iu;
