import type { Slots } from '../../contracts/dialogue.ts';
import { PRICE_LIST } from './prices.ts';
import { tasksIn } from './tasks.ts';

/** What a customer wants automated, counted and added up from the price list. */
export interface Work {
  /** In their words, joined by "+"; what is not named is counted: "leads + 1 more", "2 processes". */
  readonly task: string;
  readonly processes: number;
  /** A month, in whole units of the list's currency. */
  readonly total: number;
}

/** What so many processes cost a month. */
export function totalOf(processes: number): number {
  return PRICE_LIST.pilotPerMonth + PRICE_LIST.furtherPerMonth * (processes - 1);
}

/**
 * The work of a message that names several tasks, says how many there are, adds one, drops one or begins with one. Undefined:
 * it changes nothing about how many there are.
 */
export function workIn(said: string, known: Slots, language: string): Work | undefined {
  const text = said.normalize('NFKC');
  const before = namedBefore(known);
  const named = tasksIn(text);
  const tasks = changedTasks(text, { before, named });
  const count = countIn(text, (tasks ?? before).length);
  if (
    count === undefined &&
    (tasks === undefined || (tasks.length < 2 && before.length < 2 && known['processes'] === undefined))
  )
    return undefined;
  const all = tasks ?? (named.length > 0 && before.length === 0 ? named : before);
  const processes = Math.min(count ?? all.length, MOST);
  if (processes < 1) return undefined;
  return { task: inWords(all, processes, language), processes, total: totalOf(processes) };
}

/** More than these are talked over with a person. A guess. */
const MOST = 20;

function namedBefore(known: Slots): readonly string[] {
  const { task } = known;
  return typeof task === 'string' ? task.split(JOINED).filter((one) => !/^\p{Nd}/u.test(one)) : [];
}

const JOINED = ' + ';

function inWords(tasks: readonly string[], processes: number, language: string): string {
  const isHindi = language === 'hi';
  const open = processes - tasks.length;
  if (tasks.length === 0 || open < 0)
    return isHindi ? `${processes} काम` : processes === 1 ? 'one process' : `${processes} processes`;
  return [...tasks, ...(open > 0 ? [isHindi ? `${open} और` : `${open} more`] : [])].join(JOINED);
}

interface Named {
  readonly before: readonly string[];
  /** In this message. */
  readonly named: readonly string[];
}

/** The tasks from now on; undefined: the message leaves them as they are. */
function changedTasks(text: string, { before, named }: Named): readonly string[] | undefined {
  const [only] = named.filter((task) => isAlone(text, task));
  if (only !== undefined) return [only];
  const dropped = [...before, ...named].filter((task) => isDropped(text, task));
  if (dropped.length > 0)
    return unique([...before, ...named]).filter((task) => !dropped.some((one) => isSame(one, task)));
  const fresh = named.filter((task) => !before.some((one) => isSame(one, task)));
  if (LATER.test(text)) return undefined;
  if (named.length > 1) return unique(ADDS.test(text) ? [...before, ...named] : named);
  return fresh.length === 1 && before.length > 0 && ADDS.test(text) ? [...before, ...fresh] : undefined;
}

function unique(tasks: readonly string[]): readonly string[] {
  return tasks.filter((task, at) => tasks.findIndex((one) => isSame(one, task)) === at);
}

/** "Leads" and "chasing leads" are one task. */
function isSame(one: string, other: string): boolean {
  const last = (text: string): string => (text.split(' ').at(-1) ?? '').replace(/s$/u, '');
  return last(one) === last(other);
}

/** "Payroll only", "just payroll", "start with leads", "leads first": not "not leads only". */
function isAlone(text: string, task: string): boolean {
  const words = escaped(task);
  return (
    new RegExp(
      `(?:only|just|sirf|start(?:ing)? (?:with|w\\/?)|begin with)(?: the| do)? ${words}${END}(?! (?:and|\\+|&|n|plus|aur))`,
      'iu',
    ).test(text) ||
    new RegExp(`(?<!not (?:just |for )?)(?<![\\p{L}])${words} (?:only|first|alone|se shuru)${END}`, 'iu').test(text)
  );
}

function isDropped(text: string, task: string): boolean {
  const last = escaped(task.split(' ').at(-1) ?? task);
  return new RegExp(
    `(?<![\\p{L}])(?:drop|remove|without|minus|skip|leave out|forget|no|not|bina)(?: the| my| our)? (?:\\p{L}+ )?${last}${END}(?! only)`,
    'iu',
  ).test(text);
}

function escaped(task: string): string {
  return task.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

const END = '(?![\\p{L}\\p{M}])';
const ADDS = /(?<![\p{L}])(?:too|also|as well|add|plus|both|and also|bhi|on top|besides)(?![\p{L}])/iu;
/** What comes later is not bought now, and what is asked with an "if" is not wanted yet. */
const LATER =
  /(?<![\p{L}])(?:later|afterwards|next (?:month|year)|some ?day|baad me(?:in)?|if (?:i|we) (?:add|want|need))(?![\p{L}])/iu;

const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    ['ek', 'do', 'teen', 'char', 'paanch'],
    ['एक', 'दो', 'तीन', 'चार', 'पाँच'],
  ].flatMap((words) => words.map((word, at) => [word, at + 1])),
);
const ENGLISH = '(?<n>\\p{Nd}{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)';
const HINDI = '(?<n>\\p{Nd}{1,2}|ek|do|teen|char|paanch|एक|दो|तीन|चार|पाँच)';
const COUNT = [
  `${ENGLISH} (?:(?:different|separate|more|other) )?(?:things?|tasks?|process(?:es)?|work ?flows?|automations?|jobs?)`,
  `${HINDI} (?:kaamo?n?|kam|काम|cheez\\p{L}*)`,
  `(?:price|cost|total|much|dollars|usd|\\p{Nd}{2,5}) (?:is it )?(?:for|4) (?:the |all )?${ENGLISH}(?=\\W*$|\\W*[?!,.])`,
  `(?:^|and|ok|okay|so|what about|then)\\W*for (?:the |all )?${ENGLISH}(?=\\W*$)`,
  `(?:make it|go with|start (?:with|w\\/?)|those|these) (?:those |these |the )?${ENGLISH}(?: then| first| only| please| pls| now)?(?=\\W*$|[.,!?])`,
  `${ENGLISH} (?:then|only|first)(?=\\W*$|[.,!?])`,
].map((source) => new RegExp(`(?<![\\p{L}\\p{N}$€£₹])(?:${source})(?![\\p{L}\\p{M}])`, 'iu'));
const BOTH = /(?<![\p{L}])(?:both|dono|दोनों)(?![\p{L}\p{M}])/iu;

/** How many are spoken of; "both" is as many as are named. */
function countIn(text: string, both: number): number | undefined {
  for (const pattern of COUNT) {
    const said = pattern.exec(text)?.groups?.['n']?.toLowerCase();
    if (said !== undefined) return NUMBERS[said] ?? Number(said);
  }
  return BOTH.test(text) && both > 1 ? both : undefined;
}
