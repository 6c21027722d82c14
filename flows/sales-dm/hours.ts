import { z } from 'zod';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ToolDefinition } from '../engine/definition.ts';
import { PRICE_LIST } from './prices.ts';

/** The hours a week that the customer says their work takes; nothing where they say none, or speak of what is promised. */
export function hoursIn(said: string): Slots {
  if (OF_OURS.test(said)) return {};
  const found = WEEKLY.map((pattern) => pattern.exec(said)?.groups?.['n']?.toLowerCase()).find((n) => n !== undefined);
  const hours = found === undefined ? undefined : (NUMBERS[found] ?? Number(found));
  return hours === undefined || !(hours > 0 && hours <= MOST) ? {} : { hours };
}

/** All hours of a week; more are a slip. */
const MOST = 168;
const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  do: 2,
  teen: 3,
  char: 4,
};
const N = '(?<n>\\p{Nd}{1,3}|one|two|three|four|five|six|eight|ten)';
const HOURS = '(?: ?-?\\+? ?)(?:hrs?|hours?|h)';
const WEEKLY = [
  `${N}${HOURS} ?(?:(?:a|an|per|every|each) |\\/ ?)?(?:week(?:ly)?|wk)`,
  `(?:every|each) (?:week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)\\W{1,3}(?:(?:like|about|around|approx|maybe|for|it takes|takes) )*${N}${HOURS}`,
  `(?:only|just) (?:lose|losing|spend|spending|need|takes?|about |like )*\\s?${N}${HOURS}(?! (?:of your|a day|per day|a month))`,
  `(?:lose|losing|spend|spending|takes? (?:us|me)|waste|wasting) (?:only |just |like |about |maybe |around )*${N}${HOURS}(?! (?:a day|per day|a month|every day|daily))`,
  `${N}${HOURS} (?:only|max|tops|at most)`,
  `(?:hrs?|hours?)\\W.{0,25}only (?:lose|losing|spend|spending|need|takes?) (?:about |like |maybe )?${N}(?=\\W*$|[.,!?])`,
  `(?:hafte|हफ़्ते|हफ्ते) (?:me|mein|ke|में|के) (?:sirf |bas |सिर्फ़ )?(?<n>\\p{Nd}{1,3}|do|teen|char) (?:ghante|घंटे)`,
].map((source) => new RegExp(`(?<![\\p{L}\\p{N}.])(?:${source})(?![\\p{L}\\p{M}])`, 'iu'));
/** What is claimed of the product, not told of oneself. */
const OF_OURS =
  /(?<![\p{L}])(?:guarantee\p{L}*|promise\p{L}*|(?:can|will|do) (?:it|u|you) (?:really )?save)(?![\p{L}])/iu;

const Weighed = z.object({ hours: z.number() });

/** Who says that it is only a few hours gets a plain sum, and no promise of more. */
export const WEIGH_HOURS: ToolDefinition = {
  name: 'weigh_hours',
  description: 'Holds the hours that the customer loses against the price.',
  states: ['interest_qualification', 'value_proposition', 'objection_handling', 'price_negotiation', 'on_hold'],
  intents: [],
  claims: true,
  isBinding: true,
  hearsAnswers: true,
  parameters: Weighed,
  readArguments: ({ text, known }) => {
    const { hours = known['hours'] } = hoursIn(text);
    return typeof hours === 'number' && hours < FEW && DOUBTS.test(text) ? { hours } : undefined;
  },
  run: (args, { slots }) => {
    const monthly = Math.round((Weighed.parse(args).hours * WEEKS_A_YEAR) / MONTHS);
    const price = typeof slots['total'] === 'number' ? slots['total'] : PRICE_LIST.pilotPerMonth;
    return { reply: 'weigh_hours', lines: { monthly: String(monthly), price: String(price) } };
  },
};

/** Below what clients typically save. */
const FEW = 20;
const WEEKS_A_YEAR = 52;
const MONTHS = 12;
const DOUBTS =
  /(?<![\p{L}])(?:only|just (?=\p{Nd})|nonsense|not 20|20 is|don['’]?t (?:tell|say)|be honest|honest(?:ly)?|worth(?: it)?|bullshit|sirf|exaggerat\p{L}*|no way|never 20|not that much|pays? off)(?![\p{L}])/iu;
