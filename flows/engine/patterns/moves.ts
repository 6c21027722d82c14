import { isRepeat, isResumption, isSkip } from '../../understanding/repair-cues.ts';
import { clausesOf, plain } from '../../understanding/plain.ts';
import { edgeFor, placeOf } from '../edges.ts';
import type { Pattern, TurnInHand } from '../turn-in-hand.ts';

/** Skip this question. */
export const skip: Pattern = {
  name: 'skip',
  handle: (turn) => {
    const { event, language, state, known } = turn;
    if (!isSkip(event.text, language)) return undefined;
    // "I would rather not say, what does it cost?" holds a need that leads on; "skip" alone holds none.
    if (state.skipTo === undefined && clausesOf(plain(event.text)).length > 1 && edgeFor(turn) !== undefined)
      return undefined;
    return state.skipTo === undefined
      ? {
          pattern: 'skip',
          say: ['cannot_skip'],
          slots: known,
          isFixed: true,
          reason: 'this step cannot be skipped',
          events: [{ name: 'not_handled', details: { wish: 'skip' } }],
        }
      : {
          pattern: 'skip',
          say: ['skipped'],
          slots: known,
          ...placeOf(state.skipTo, turn),
          isFixed: true,
          reason: 'the customer skips the step',
          events: [{ name: 'step_skipped' }],
        };
  },
};

/** Say that again. */
export const repeat: Pattern = {
  name: 'repeat',
  handle: ({ event, language, snapshot, heard, known }) => {
    // "Hello again" repeats nothing.
    if (!isRepeat(event.text, language) || heard.intent === 'greeting' || saysMore(heard, event.text)) return undefined;
    const { lastReply } = snapshot;
    return {
      pattern: 'repeat',
      slots: known,
      say: lastReply === undefined ? ['nothing_to_repeat'] : [lastReply.template],
      ...(lastReply === undefined ? {} : { repeats: lastReply, verbatim: event.lastReply }),
      isFixed: true,
      reason: 'the customer wants to hear it again',
      events: [{ name: 'reply_repeated' }],
    };
  },
};

/** "What? I said start!" is surprised, and says what is wanted. */
function saysMore({ intent, intents }: TurnInHand['heard'], text: string): boolean {
  return intent !== undefined && (intents[0]?.score ?? 0) >= SURE && clausesOf(plain(text)).length > 1;
}

/** A guess: "what? say that again" is like no example. */
const SURE = 0.6;

/** Where were we; or a greeting after a long pause. */
export const sessionResumption: Pattern = {
  name: 'session_resumption',
  handle: (turn) => {
    const { event, language, snapshot, definition, heard } = turn;
    const pauseMs = snapshot.lastAt === undefined ? 0 : event.at - snapshot.lastAt;
    const isGreeting = heard.intent === 'greeting' && pauseMs >= LONG_PAUSE_MS;
    if (snapshot.turn === 0 || !(isResumption(event.text, language) || isGreeting)) return undefined;
    if (isGreeting && snapshot.state === definition.initialState) return undefined;
    if (isAnswer(turn, pauseMs)) return undefined;
    return {
      pattern: 'session_resumption',
      say: ['session_resumed'],
      slots: turn.known,
      isFixed: true,
      reason: 'the customer comes back to where the conversation stood',
      events: [{ name: 'session_resumed', details: { pauseHours: Math.floor(pauseMs / 3_600_000) } }],
    };
  },
};

/** "Let's continue" right after a question is a yes to it, and a no to "shall I drop this?". */
function isAnswer(turn: TurnInHand, pauseMs: number): boolean {
  if (turn.snapshot.question?.kind === 'cancel') return true;
  return turn.heard.intent === 'agreement' && pauseMs < LONG_PAUSE_MS && edgeFor(turn) !== undefined;
}

/** Half a day: a guess; whoever greets again after it has begun a new sitting. */
const LONG_PAUSE_MS = 12 * 3_600_000;
