import type { Language } from '../../contracts/dialogue.ts';
import { CHITCHAT } from './chitchat-words.ts';
import type { Cue } from './cue-words.ts';
import { CUES } from './cue-words.ts';
import { clausesOf, plain } from './plain.ts';

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

function hasClause(cue: Cue, text: string, language: Language): boolean {
  const clauses = clausesOf(plain(text));
  return clauses.some((clause) => isHeard(cue, clause, language));
}

function isWhole(cue: Cue, text: string, language: Language): boolean {
  return isHeard(cue, clausesOf(plain(text)).join(' '), language);
}

function isHeard(cue: Cue, clause: string, language: Language): boolean {
  const { always, only } = CUES[cue];
  return (
    always.test(clause) ||
    (only !== undefined && Object.hasOwn(only, language) && only[language]?.test(clause) === true)
  );
}
