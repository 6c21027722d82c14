import type { Language } from '../../contracts/dialogue.ts';
import { CHITCHAT } from './chitchat-words.ts';
import type { Cue } from './cue-words.ts';
import { CUES } from './cue-words.ts';
import { clausesOf, plain } from './plain.ts';

/** What a customer says instead of what was understood. */
export interface Correction {
  /** The right value, as written. */
  readonly value?: string;
  /** What it replaces, as written: the 15 of "50, not 15". */
  readonly instead?: string;
  /** A letter that the right spelling has so many times in a row. */
  readonly spelling?: { readonly letter: string; readonly count: number };
}

/** Talk beside the matter. */
export type ChitchatKind = 'wellbeing' | 'bot' | 'joke' | 'other';

/** A whole message that says yes: an answer to a question, not the beginning of another one. */
export function isYes(text: string, language: Language): boolean {
  return isWhole('yes', text, language);
}

/** A whole message that says no. */
export function isNo(text: string, language: Language): boolean {
  return isWhole('no', text, language);
}

/** Drop what we are doing. */
export function isCancel(text: string, language: Language): boolean {
  return hasClause('cancel', text, language);
}

/** Leave this question out. */
export function isSkip(text: string, language: Language): boolean {
  return hasClause('skip', text, language);
}

/** Say that again. */
export function isRepeat(text: string, language: Language): boolean {
  return hasClause('repeat', text, language);
}

/** A person shall answer. */
export function isHumanRequest(text: string, language: Language): boolean {
  return hasClause('human', text, language);
}

/** Insults and threats against us; not strong words about something else. */
export function isAbuse(text: string, language: Language): boolean {
  return hasClause('abuse', text, language);
}

/** Back to where the conversation stood. */
export function isResumption(text: string, language: Language): boolean {
  return hasClause('resumption', text, language);
}

/** The kind of small talk, when the message is nothing else. */
export function chitchatKind(text: string, _language: Language): ChitchatKind | undefined {
  const clauses = clausesOf(plain(text)).filter((clause) => !CHITCHAT.courtesy.test(clause));
  const kinds = clauses.map((clause) => KINDS.find((kind) => CHITCHAT[kind].test(clause)));
  return kinds.includes(undefined) ? undefined : kinds[0];
}

const KINDS = ['bot', 'joke', 'wellbeing', 'other'] as const;

/** What is to be corrected, when the message says so. */
export function correctionOf(text: string, _language: Language): Correction | undefined {
  return spellingOf(text) ?? replacementOf(text) ?? meantOf(text);
}

function spellingOf(text: string): Correction | undefined {
  const found = SPELLING.exec(text)?.groups;
  if (found?.['letter'] === undefined) return undefined;
  return {
    spelling: { letter: found['letter'].toLowerCase(), count: COUNTS[found['count']?.toLowerCase() ?? ''] ?? 1 },
  };
}

const COUNTS: Readonly<Record<string, number>> = { double: 2, two: 2, '2': 2, one: 1, single: 1, '1': 1, an: 1, a: 1 };
const SPELLING = /\b(?:with|has) (?<count>two|double|2|one|single|1|an|a) (?<letter>\p{L})(?:['’]?s)?\b/iu;

function replacementOf(text: string): Correction | undefined {
  const found = REPLACEMENT.exec(text)?.groups;
  const [value, instead] = [found?.['value'], found?.['instead']];
  return value === undefined || instead === undefined ? undefined : { value, instead };
}

const REPLACEMENT =
  /^(?:no|sorry|actually|oops|i mean)?[,\s]*(?<value>[\p{L}\p{N}]+),? not (?<instead>[\p{L}\p{N}]+)[.!\s]*$/iu;

function meantOf(text: string): Correction | undefined {
  const value = MEANT.exec(text)?.groups?.['value'];
  return value === undefined ? undefined : { value };
}

const MEANT =
  /^(?:no|sorry|oops|wait|actually)?[,\s]*(?:i meant?|it should be|i meant to say) (?<value>[^.!?\n]{1,80})/iu;

/** The needs of a message that holds several: cut at sentence ends, lines and "and also". */
export function splitClauses(text: string): readonly string[] {
  return text
    .split(/(?<=[^\d\s][.!?।]+)\s+|\n+|,?\s+(?:and also|and)\s+|\s+(?:aur|और)\s+/iu)
    .map((clause) => clause.trim())
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));
}

function hasClause(cue: Cue, text: string, language: Language): boolean {
  const clauses = clausesOf(plain(text));
  return clauses.some((clause) => isHeard(cue, clause, language));
}

function isWhole(cue: Cue, text: string, language: Language): boolean {
  return isHeard(cue, clausesOf(plain(text)).join(' '), language);
}

function isHeard(cue: Cue, clause: string, language: Language): boolean {
  const { always, only } = CUES[cue];
  return always.test(clause) || only?.[language]?.test(clause) === true;
}
