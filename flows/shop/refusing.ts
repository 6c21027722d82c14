import type { Language } from '../../contracts/dialogue.ts';
import { isNo } from '../understanding/repair-cues.ts';
import { saysDone } from './said.ts';
import type { Cut } from './sentence-parts.ts';
import { cutsOf } from './sentence-parts.ts';
import { turnsDown, turnsDownNamed } from './turning-down.ts';

/** A no to what was asked, and what was said behind it. */
export interface Refusal {
  /** Empty: nothing else was said. */
  readonly rest: string;
  /** "No, that's all": nothing more is wanted. */
  readonly isDone: boolean;
}

/** What a no is said to. */
interface Asked {
  /** The names, and the customer's own words, of what is asked about. */
  readonly names: readonly string[];
  readonly language: Language;
}

/**
 * "NO. none. zero sets", "none, i said only forks", "no leave it. thats all": a no that is meant in so many words, or that nothing but
 * the end of the list follows. Undefined: none, or a bare no with something behind it ("no, 5"), which may be about what was said before.
 */
export function refusalIn(text: string, asked: Asked): Refusal | undefined {
  const cut = refusedIn(text, asked);
  if (cut === undefined) return isRefusal(text, asked) ? { rest: '', isDone: false } : undefined;
  const { rest, isDone } = endedIn(cut.rest, asked.language);
  return rest !== '' && BARE_NO.test(cut.head) ? undefined : { rest, isDone };
}

/** The message cut behind all of its first parts that are a no; undefined: the first is none. */
function refusedIn(text: string, asked: Asked): Cut | undefined {
  const first = cutsOf(text).at(-1) ?? { head: text, rest: '' };
  if (!isRefusal(first.head, asked)) return undefined;
  const next = first.rest === '' ? undefined : refusedIn(first.rest, asked);
  return next === undefined ? first : { head: `${first.head}, ${next.head}`, rest: next.rest };
}

function isRefusal(words: string, { names, language }: Asked): boolean {
  const said = words.replaceAll(STRESS, '').trim();
  return said !== '' && (turnsDown(said, language) || names.some((name) => turnsDownNamed(said, name)));
}

/** "I said none", "omg no". */
const STRESS =
  /^(?:(?:(?:as |like )?i (?:already )?(?:said|told (?:you|u)|mean|meant)|seriously|please|pls|omg|argh+|arre|bhai|oh|ok(?:ay)?)[\s,:]+)+|[!?.\s]+$/giu;

/** A no that may take back what was said before it, or correct it. */
const BARE_NO = /^(?:(?:no+|nope|nah|nahi+n?|na|sorry|wait|oops|actually|arre|hold on|नहीं|ना)[\s,.!]*)+$/iu;

/** What stands before the end of the list. */
function endedIn(text: string, language: Language): Refusal {
  const isEnd = (words: string): boolean => saysDone(words, language) && !isNo(words, language);
  if (isEnd(text)) return { rest: '', isDone: true };
  const cut = cutsOf(text).find(({ rest }) => isEnd(rest));
  return cut === undefined ? { rest: text, isDone: false } : { rest: cut.head, isDone: true };
}
