import type { Language } from '../../contracts/dialogue.ts';

/** What values are relative to. */
export interface EntityContext {
  /** When the message came. Milliseconds since the epoch. */
  readonly at: number;
  /** IANA zone of the contact. */
  readonly timeZone: string;
  /** ISO 3166 country of the contact, if known: `IN`. */
  readonly region: string | undefined;
  /** Names of what is sold. */
  readonly products: readonly string[];
  /** Of the conversation. */
  readonly language: Language;
}

/** Where a mention stands and what it says, to be completed with a kind and a value. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The mention of a match, or of a part of it. */
export function mentionAt(text: string, start: number, end: number): Mention {
  return { start, end, text: text.slice(start, end) };
}
