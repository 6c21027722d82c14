import type { Language, Slots, ToldOfWait } from '../../contracts/dialogue.ts';
import { chitchatKind, isNo, isYes } from '../understanding/repair-cues.ts';
import { asksWhenAnswered } from '../understanding/waiting-words.ts';
import { edgeFor } from './edges.ts';
import { fitGraphemes } from './graphemes.ts';
import { changedSlots } from './loop-guard.ts';
import { correction } from './patterns/correction.ts';
import { asksSomething, factsFor } from './patterns/facts.ts';
import { pictureMeaning } from './pictures.ts';
import { afterQuietHours } from './quiet-hours.ts';
import type { Handling, SaidPart, TurnInHand } from './turn-in-hand.ts';

/** What is done about a message of a customer who waits for a person. */
export interface WaitingHandling {
  readonly handling: Handling;
  readonly isSaid: boolean;
  readonly waiting: ToldOfWait;
}

/** In the event of the pattern: what the customer got for an answer. */
type WaitingAnswer = 'told' | 'answered' | 'noted' | 'thanked' | 'none';

/**
 * A customer who writes before the person they wait for has: the first message is answered once, with how long is waited and
 * how to have the bot back, and again after `tellAgainAfterMs`; each question after it gets a short word, statements none. Details are kept and acknowledged, and where the flow says so,
 * questions are answered that only need to be looked up. The conversation stays where it is, and the person its owner. Pure.
 */
export function whileWaiting(turn: TurnInHand): WaitingHandling {
  const { definition } = turn;
  const slots = withDetails(turn);
  if (definition.patterns?.waiting_for_person?.isOff === true) return quiet(turn, slots);
  const noted = notedPart(turn, slots);
  const asksWhen = asksWhenAnswered(turn.event.text);
  const facts = asksWhen || definition.handOver.answersWhileWaiting !== true ? [] : factsFor({ ...turn, slots });
  if (noted.length + facts.length > 0) return answered(turn, slots, { noted, facts });
  return isCourtesy(turn) ? thanked(turn, slots) : told(turn, slots, asksWhen);
}

/** What is answered or noted is no word on what else is passed on: the next message still gets that. */
function answered(
  turn: TurnInHand,
  slots: Slots,
  { noted, facts }: { readonly noted: readonly SaidPart[]; readonly facts: readonly SaidPart[] },
): WaitingHandling {
  const answer = facts.length > 0 ? 'answered' : 'noted';
  const parts = [...noted, ...facts];
  if (!isNew(turn)) return said(turn, slots, { answer, parts, waiting: {} });
  const waiting = { mentionedAt: turn.event.at };
  return said(turn, slots, { answer, parts: [...parts, ...tellings(turn, 'waiting_still')], waiting });
}

/** A courtesy is answered shortly, once; what is asked after it still is told in full. */
function thanked(turn: TurnInHand, slots: Slots): WaitingHandling {
  if (!isNew(turn)) return quiet(turn, slots);
  const parts = [{ say: 'waiting_courtesy' }];
  return said(turn, slots, { answer: 'thanked', parts, waiting: { mentionedAt: turn.event.at } });
}

function told(turn: TurnInHand, slots: Slots, asksWhen: boolean): WaitingHandling {
  const isCall = asksWhen || edgeFor(turn)?.handOver !== undefined;
  const waiting = dueTelling(turn, isCall);
  if (waiting !== undefined) return said(turn, slots, { answer: 'told', parts: tellings(turn, TOLD), waiting });
  // Their variants take turns: nobody reads the same words twice in a row.
  if (chitchatKind(turn.event.text, turn.language) === 'bot')
    return said(turn, slots, { answer: 'told', parts: [{ say: 'waiting_by_bot' }], waiting: {} });
  if (isCall) return said(turn, slots, { answer: 'told', parts: notYet(turn), waiting: {} });
  return asksSomething(turn.event.text)
    ? said(turn, slots, { answer: 'told', parts: [{ say: 'waiting_question' }], waiting: {} })
    : quiet(turn, slots);
}

/** When all of it was said last, if it is due: to the first message, and once more to whoever calls for the person. */
function dueTelling(turn: TurnInHand, isCall: boolean): ToldOfWait | undefined {
  const { toldAt, againAt } = turn.snapshot.waiting ?? {};
  const { at } = turn.event;
  if (isLongAgo(turn, toldAt)) return { toldAt: at };
  return isCall && isLongAgo(turn, againAt) ? { againAt: at } : undefined;
}

/** Nobody has written: until when a person is awaited. */
function notYet(turn: TurnInHand): readonly SaidPart[] {
  const until = untilText(turn);
  return [{ say: 'waiting_not_yet' }, ...(until === undefined ? [] : [{ say: 'waiting_until', lines: { until } }])];
}

interface WaitingSaid {
  readonly answer: WaitingAnswer;
  readonly parts: readonly SaidPart[];
  readonly waiting: ToldOfWait;
}

function said(turn: TurnInHand, slots: Slots, { answer, parts, waiting }: WaitingSaid): WaitingHandling {
  return {
    handling: { ...staying(turn, slots, answer), parts },
    isSaid: true,
    waiting: { ...turn.snapshot.waiting, ...waiting },
  };
}

function quiet(turn: TurnInHand, slots: Slots): WaitingHandling {
  return { handling: staying(turn, slots, 'none'), isSaid: false, waiting: turn.snapshot.waiting ?? {} };
}

/** Nothing moves: what was said is for the person to read. */
function staying({ snapshot }: TurnInHand, slots: Slots, answer: WaitingAnswer): Handling {
  return {
    pattern: 'waiting_for_person',
    say: [],
    parts: [{ say: TOLD }],
    slots,
    paused: snapshot.paused,
    isFixed: true,
    isProgress: true,
    followUps: [],
    reason: REASONS[answer],
    events: [{ name: 'waiting_for_person', details: { answer } }],
  };
}

const TOLD = 'waiting_for_person';

const REASONS: Readonly<Record<WaitingAnswer, string>> = {
  told: 'a person is awaited: the customer is told that the message is passed on',
  answered: 'a person is awaited: the question was answered by what is known',
  noted: 'a person is awaited: details were kept for them',
  thanked: 'a person is awaited: a courtesy was answered',
  none: 'a person is awaited, and the customer knows: the message is passed on',
};

/** Half a day: whoever writes again after it wonders again. A guess. */
const TELL_AGAIN_MS = 12 * 3_600_000;

function isLongAgo({ definition, event }: TurnInHand, at: number | undefined): boolean {
  return at === undefined || event.at - at >= (definition.handOver.tellAgainAfterMs ?? TELL_AGAIN_MS);
}

/** Whether nothing was said of the wait lately. */
function isNew(turn: TurnInHand): boolean {
  const { toldAt, mentionedAt } = turn.snapshot.waiting ?? {};
  return isLongAgo(turn, toldAt) && isLongAgo(turn, mentionedAt);
}

const COURTESIES: ReadonlySet<string> = new Set(['thanks', 'farewell', 'agreement']);
/** As thumbs write it. */
const IN_LETTERS =
  /^[^\p{L}]*(?:t(?:h?n?ks|hnx|nx|y|ysm)|thx|k+|oki(?:es?)?|hm+|np|cool|nice|great|perfect)[^\p{L}]*$/iu;
/** A guess: longer ones hold something. */
const MAX_COURTESY_WORDS = 5;

function isCourtesy({ event, heard, language, needs }: TurnInHand): boolean {
  const { text } = event;
  if (isYes(text, language) || isNo(text, language) || isKindPicture(text) || IN_LETTERS.test(text)) return true;
  const isShort = text.trim().split(/\s+/u).length <= MAX_COURTESY_WORDS && !/[\p{Nd}?]/u.test(text);
  return isShort && needs.length === 0 && heard.intent !== undefined && COURTESIES.has(heard.intent);
}

function isKindPicture(text: string): boolean {
  const shown = pictureMeaning(text);
  return shown?.kind === 'glad' || (shown?.kind === 'intent' && COURTESIES.has(shown.intent));
}

/** That it is passed on, how long is waited for an answer, and how to go on without one. */
function tellings(turn: TurnInHand, first: string): readonly SaidPart[] {
  const { definition, event } = turn;
  const until = untilText(turn);
  const hours = event.shop?.facts?.openingHours;
  const lines = { until: until ?? '', hours: hours ?? '' };
  const own = definition.patterns?.waiting_for_person?.reply;
  if (own !== undefined) return [{ say: own, lines }];
  return [
    { say: first },
    ...(hours === undefined ? [] : [{ say: 'waiting_hours', lines }]),
    ...(until === undefined ? [] : [{ say: 'waiting_until', lines }]),
    { say: 'waiting_bot' },
  ];
}

/** When the bot takes over again, on the customer's clock: "Tue 24 Nov, 10:00". */
function untilText({ event, language }: TurnInHand): string | undefined {
  const { handBackAt, clock } = event;
  if (handBackAt === undefined || handBackAt <= event.at) return undefined;
  return momentFormat(language, clock.timeZone).format(afterQuietHours(handBackAt, clock));
}

function momentFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`${language === 'hi' ? 'hi-IN' : 'en-GB'}-u-nu-latn`, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
}

/** What the person will want to know, as the message states or corrects it; nothing else is kept of it. */
function withDetails(turn: TurnInHand): Slots {
  const { definition, known, heard } = turn;
  // Orders to the service state nothing about the customer.
  if (heard.isInjection === true) return known;
  const read = correction.handle(turn)?.slots ?? turn.slots;
  const kept = (definition.handOver.details ?? []).filter((name) => read[name] !== undefined);
  return { ...known, ...Object.fromEntries(kept.map((name) => [name, read[name] ?? ''])) };
}

/** Says back what was kept, so that a slip is seen; notes in the customer's own words are not repeated to them. */
function notedPart({ known }: TurnInHand, slots: Slots): readonly SaidPart[] {
  const values = changedSlots(known, slots).flatMap((name) => {
    const value = slots[name];
    return value === undefined || Array.isArray(value) ? [] : [fitGraphemes(String(value), MAX_DETAIL_GRAPHEMES)];
  });
  if (values.length === 0) return [];
  return [{ say: 'waiting_noted', lines: { details: values.join(', ') } }];
}

const MAX_DETAIL_GRAPHEMES = 80;
