import { isNo, isYes } from '../../understanding/repair-cues.ts';
import { changedSlots } from '../loop-guard.ts';
import { textsOf } from '../templates.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

/** Not sure which of two things is meant: both are offered. */
export const clarify: Pattern = {
  name: 'clarify',
  handle: (turn) => {
    if (turn.heard.intent !== undefined || hasTold(turn)) return undefined;
    const [first, ...others] = turn.heard.intents
      .filter(({ score }) => score >= WORTH_OFFERING)
      .flatMap(({ name }) => {
        const label = labelOf(turn, name);
        return label === undefined ? [] : [{ name, label }];
      });
    // "The price, or a price that is too high?" would be no choice.
    const second = others.find(({ label }) => first !== undefined && !sharesWord(first.label, label));
    return first === undefined || second === undefined ? undefined : offering(first, second);
  },
};

/** A message of nothing but the names of two things, as "complaint question": however it is ranked, both are offered. */
export const clarifyNamed: Pattern = {
  name: 'clarify',
  handle: (turn) => {
    if ((turn.heard.intents[0]?.score ?? 0) >= CERTAIN) return undefined;
    const words = wordsOf(turn.event.text);
    if (words.length < 2 || words.length > MAX_NAMED_WORDS) return undefined;
    const offers = turn.heard.intents.flatMap(({ name }) => {
      const label = labelOf(turn, name);
      return label !== undefined && sharesWord(label, turn.event.text) ? [{ name, label }] : [];
    });
    const [first, second] = offers;
    const isNamed = (word: string): boolean => offers.some(({ label }) => wordsOf(label).includes(word));
    if (first === undefined || second === undefined || !words.every(isNamed)) return undefined;
    return { ...offering(first, second), slots: turn.known };
  },
};

/** Guesses: a classifier as sure as that has seen the words together; three names are no choice between two. */
const CERTAIN = 0.9;
const MAX_NAMED_WORDS = 3;

interface Offer {
  readonly name: string;
  /** In words for the customer. */
  readonly label: string;
}

function offering(first: Offer, second: Offer): Handling {
  return {
    pattern: 'clarify',
    say: ['clarify_two'],
    fill: { first: first.label, second: second.label },
    question: { kind: 'clarify', intents: [first.name, second.name] },
    isFixed: false,
    isUnsure: true,
    goal: `Ask which of two things the customer means: ${first.label}, or ${second.label}.`,
    reason: 'two things may be meant: the customer is asked',
    events: [{ name: 'clarification_requested', details: { intents: [first.name, second.name] } }],
  };
}

/** A guess at half of a usual threshold: below it an offer looks like an accident. */
const WORTH_OFFERING = 0.12;

function labelOf({ definition, language }: TurnInHand, intent: string): string | undefined {
  return textsOf(definition, `intent.${intent}`, { language })[0];
}

/**
 * The intent that an answer to "is it about A, or B?" chooses: by yes (the first), by position, by words of the label, or
 * as what the classifier ranks first of the two. Undefined: it answers something else.
 */
export function chosenIntent(turn: TurnInHand): string | undefined {
  const { question } = turn.snapshot;
  if (question?.kind !== 'clarify') return undefined;
  const { text } = turn.event;
  const { language, heard } = turn;
  const [first, second] = question.intents;
  if (heard.intent !== undefined && question.intents.includes(heard.intent)) return heard.intent;
  if (isNo(text, language)) return undefined;
  const at = placeChosen(text);
  if (at !== undefined) return at === 0 ? first : second;
  const named = question.intents.filter((intent) => sharesWord(labelOf(turn, intent) ?? '', text));
  if (named.length === 1) return named[0];
  return isYes(text, language) ? first : undefined;
}

/** Which of two things an answer chooses by its place, from 0. */
export function placeChosen(text: string): 0 | 1 | undefined {
  if (FIRST.test(text)) return 0;
  return SECOND.test(text) ? 1 : undefined;
}

const FIRST = /^\W*(?:1|one|(?:the )?first(?: one)?|a|पहला|पहली|pehla|pehli)\W*$/iu;
const SECOND = /^\W*(?:2|two|(?:the )?(?:second|latter|other)(?: one)?|b|दूसरा|दूसरी|doosra|dusra|dusri)\W*$/iu;

function sharesWord(label: string, text: string): boolean {
  const words = new Set(wordsOf(text));
  return wordsOf(label).some((word) => words.has(word));
}

/** Words of four letters and more: shorter ones tell nothing apart. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{M}]{4,}/gu) ?? []).map((word) => word.replace(/s$/, ''));
}

/** A message that fills a slot answers something, though it has no intent: "around 500". */
function hasTold({ known, slots }: TurnInHand): boolean {
  return changedSlots(known, slots).length > 0;
}

/** Nothing was understood, not even a guess. */
export const cannotHandle: Pattern = {
  name: 'cannot_handle',
  handle: (turn) => {
    const { heard, definition, language } = turn;
    if (heard.intent !== undefined || hasTold(turn)) return undefined;
    const own = textsOf(definition, 'clarify', { language }).length > 0;
    return {
      pattern: 'cannot_handle',
      say: [own ? 'clarify' : 'cannot_handle'],
      isFixed: false,
      isUnsure: true,
      reason: 'it was not understood; the state is kept',
      events: [{ name: 'not_handled' }],
    };
  },
};
