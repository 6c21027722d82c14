import type { Slots } from '../../../contracts/dialogue.ts';
import type { Correction } from '../../understanding/corrections.ts';
import { correctionOf } from '../../understanding/corrections.ts';
import type { Spelling } from '../../understanding/spellings.ts';
import { edgeFor } from '../edges.ts';
import { changedSlots } from '../loop-guard.ts';
import { textsOf } from '../templates.ts';
import { readingOf } from '../tools.ts';
import type { Handling, Pattern, TurnInHand } from '../turn-in-hand.ts';

/**
 * No, I meant something else. What the corrected words fill is replaced; a bare value goes to the slot that was filled last,
 * or to the one it is spelled like. Where nothing fits, what is to be corrected is asked for.
 */
export const correction: Pattern = {
  name: 'correction',
  handle: (turn) => {
    const said = correctionOf(turn.event.text);
    if (Object.keys(turn.known).length === 0) return undefined;
    if (said === undefined) return toldAnew(turn);
    const found = correctedSlot(turn, said);
    if (found !== undefined) return corrected(turn, found);
    // "No, I meant the price" corrects no slot: it is understood for what it says.
    return turn.heard.intent === undefined && said.value === undefined ? askWhat() : undefined;
  },
};

/** "No, my name is Hannah": what is said anew and is nothing else corrects without saying so, unless it leads on. */
function toldAnew(turn: TurnInHand): Handling | undefined {
  if (turn.heard.intent === 'provide_info' && edgeFor(turn) !== undefined) return undefined;
  const found = isNoNeed(turn) ? byExtraction(turn, {}) : undefined;
  return found === undefined ? undefined : corrected(turn, found);
}

/** Whether the words want nothing by themselves; the "no" of "no, I meant Friday" refuses nothing. */
function isNoNeed({ heard }: TurnInHand): boolean {
  return heard.intent === undefined || NO_NEEDS.has(heard.intent);
}

const NO_NEEDS: ReadonlySet<string> = new Set(['provide_info', 'refusal']);

interface CorrectedSlot {
  readonly slot: string;
  readonly value: Slots[string] & {};
}

function correctedSlot(turn: TurnInHand, said: Correction): CorrectedSlot | undefined {
  return byExtraction(turn, said) ?? bySpelling(turn, said) ?? byValue(turn, said);
}

/** What the flow reads from the message, where something else was known. */
function byExtraction(turn: TurnInHand, { value }: Correction): CorrectedSlot | undefined {
  const { known, slots, definition } = turn;
  const again = value === undefined ? {} : definition.extract({ ...readingOf({ ...turn, slots: {} }), text: value });
  const replaced = changedSlots(known, { ...slots, ...again }).filter(
    (slot) => known[slot] !== undefined && !Array.isArray(known[slot]) && Object.hasOwn(definition.slots, slot),
  );
  const slot = replaced.find((name) => turn.snapshot.lastSlots.includes(name)) ?? replaced[0];
  if (slot === undefined) return undefined;
  // Of "our budget is $800" and the bare "800" the longer form says more.
  const isLonger = String(slots[slot] ?? '').includes(String(again[slot] ?? ''));
  const found = isLonger ? slots[slot] : again[slot];
  return found === undefined ? undefined : { slot, value: found };
}

/** Where the known value has the letter: "with two n" doubles it, "with a k, not a c" exchanges it, "without h" drops it. */
function bySpelling(turn: TurnInHand, { spelling }: Correction): CorrectedSlot | undefined {
  if (spelling === undefined) return undefined;
  const run = new RegExp(`${spelling.instead ?? spelling.letter}+`, 'iu');
  const slot = candidates(turn).find((name) => run.test(String(turn.known[name])));
  return slot === undefined ? undefined : { slot, value: respelled(String(turn.known[slot]), run, spelling) };
}

function respelled(known: string, run: RegExp, { letter, count }: Spelling): string {
  const value = known.replace(run, letter.repeat(count));
  const isCapital = known.charAt(0) !== known.charAt(0).toLowerCase();
  return isCapital ? value.charAt(0).toUpperCase() + value.slice(1) : value;
}

/** A bare value: for the slot that holds what it replaces, that it is spelled like, or that was filled last. */
function byValue(turn: TurnInHand, { value, instead }: Correction): CorrectedSlot | undefined {
  if (value === undefined || value.length > MAX_VALUE_CHARS) return undefined;
  const { definition, known } = turn;
  const fitting = candidates(turn).filter((slot) => definition.slots[slot]?.schema.safeParse(value).success === true);
  const holds = (slot: string): boolean =>
    instead !== undefined && String(known[slot]).toLowerCase().includes(instead.toLowerCase());
  const alike = (slot: string): boolean => isAlike(String(known[slot]), value);
  const ofItsKind = fitting.filter((slot) => isSameKind(turn, String(known[slot]), value));
  const slot = fitting.find(holds) ?? fitting.find(alike) ?? onlyLast(turn, ofItsKind);
  return slot === undefined ? undefined : { slot, value };
}

const MAX_VALUE_CHARS = 80;

/** Without a hint the last slot is meant, unless the words are a need of their own. */
function onlyLast(turn: TurnInHand, fitting: readonly string[]): string | undefined {
  return isNoNeed(turn) ? fitting.find((slot) => turn.snapshot.lastSlots.includes(slot)) : undefined;
}

/** A day takes no name's place, nor a word that of a number. */
function isSameKind(turn: TurnInHand, known: string, value: string): boolean {
  if (/\p{Nd}/u.test(known) !== /\p{Nd}/u.test(value)) return false;
  const kindsOf = (text: string): readonly string[] => turn.understandAgain(text).values.map(({ kind }) => kind);
  const [before, after] = [kindsOf(known), kindsOf(value)];
  return before.length === 0 ? after.length === 0 : before.some((kind) => after.includes(kind));
}

/** Slots with one value, those that were filled last first. */
function candidates({ known, snapshot, definition }: TurnInHand): string[] {
  const single = Object.keys(known).filter(
    (slot) => Object.hasOwn(definition.slots, slot) && !Array.isArray(known[slot]),
  );
  const isLast = (slot: string): number => (snapshot.lastSlots.includes(slot) ? 0 : 1);
  return single.toSorted((a, b) => isLast(a) - isLast(b));
}

/** Whether two values differ by a third of their letters at most. */
function isAlike(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  return longest > 2 && distance(a.toLowerCase(), b.toLowerCase()) <= Math.floor(longest / 3);
}

/** Levenshtein's, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, position) => position);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function corrected(turn: TurnInHand, { slot, value }: CorrectedSlot): Handling {
  const { definition, known, language } = turn;
  const label = textsOf(definition, `slot.${slot}`, { language })[0] ?? slot;
  return {
    pattern: 'correction',
    say: [definition.slots[slot]?.correctedTemplate ?? 'corrected'],
    fill: { slot: label, value: String(value) },
    slots: { ...known, [slot]: value },
    isFixed: true,
    isProgress: true,
    reason: `the customer corrected ${slot}`,
    events: [{ name: 'slot_corrected', details: { slot } }],
  };
}

function askWhat(): Handling {
  return {
    pattern: 'correction',
    say: ['correct_what'],
    isFixed: true,
    reason: 'something is to be corrected: the customer is asked what',
    events: [{ name: 'clarification_requested', details: { about: 'correction' } }],
  };
}
