import type { Entity } from '../engine/definition.ts';
import type { EntityContext } from './mention.ts';
import { mentionAt } from './mention.ts';
import { EDGE_AFTER, isOtherWord, NUMBER, parseNumber } from './numbers.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Milliseconds by spellings; a month counts 30 days, a year 365. */
const UNITS: readonly { readonly ms: number; readonly spelled: string }[] = [
  { ms: 1000, spelled: 'seconds?|secs?|सेकंड' },
  { ms: MINUTE_MS, spelled: 'minutes?|mins?|मिनट' },
  { ms: 60 * MINUTE_MS, spelled: 'hours?|hrs?|ghante|ghanta|ghanton|घंटे|घंटा|घंटों' },
  { ms: DAY_MS, spelled: 'days?|din|dino|दिन|दिनों' },
  { ms: 7 * DAY_MS, spelled: 'weeks?|wks?|hafte|hafta|hafton|हफ्ते|हफ़्ते|हफ्ता|हफ़्ता|सप्ताह' },
  { ms: 30 * DAY_MS, spelled: 'months?|mahine|mahina|mahino|महीने|महीना|महीनों' },
  { ms: 365 * DAY_MS, spelled: 'years?|yrs?|saal|साल' },
];
const UNIT_PATTERNS = UNITS.map(({ ms, spelled }) => ({ ms, spelled: new RegExp(`^(?:${spelled})$`, 'iu') }));
const UNIT = `(?:${UNITS.map(({ spelled }) => spelled).join('|')})`;
const DURATION = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}.,])(?:${NUMBER}\\s?(?:-|–|to|se|से|or)\\s?)?(?<number>${NUMBER})\\s?\\+?\\s?-?(?:an? |of )?(?<unit>${UNIT})${EDGE_AFTER}(?<rate>\\s(?:a|per|each|every)\\s(?:day|week|month|year)${EDGE_AFTER})?`,
  'giu',
);
const MAY_LAST = new RegExp(`${UNIT}${EDGE_AFTER}`, 'iu');

/** How long something takes: "2 hours", "20+ hours a week" (the hours), "2-3 weeks" (the longer). */
export function findDurations(text: string, { language }: EntityContext): readonly Entity[] {
  if (!MAY_LAST.test(text)) return [];
  return [...text.matchAll(DURATION)].flatMap((match): Entity[] => {
    const { number = '', unit = '' } = match.groups ?? {};
    const amount = parseNumber(number, language);
    const ms = UNIT_PATTERNS.find(({ spelled }) => spelled.test(unit))?.ms;
    if (amount === undefined || ms === undefined || isOtherWord(number, unit, language)) return [];
    const mention = mentionAt(text, match.index, match.index + match[0].length);
    return [{ kind: 'duration', ...mention, milliseconds: Math.round(amount * ms) }];
  });
}
