import type { Entity } from '../engine/definition.ts';
import { optionSaid } from './said.ts';
import type { SlotWish } from './slot-wish.ts';
import { slotWish } from './slot-wish.ts';

/** What a message says about the time of delivery, and what else it says. */
export interface Choice {
  /** Of the list, from 1. */
  readonly number: number | undefined;
  readonly wish: SlotWish | undefined;
  /** The message without it. */
  readonly rest: string;
  readonly isSaid: boolean;
}

/** "Number 5, and coriander leaves 100 g", "sunday evening", "4 please and add 2 milk": a choice and what stands beside it. */
export function choiceIn(said: {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly timeZone: string;
}): Choice {
  const { text } = said;
  const option = optionSaid(text, MAX_NUMBER);
  if (option !== undefined) return { number: option, wish: undefined, rest: '', isSaid: true };
  const wish = slotWish(said);
  if (wish !== undefined) return { number: undefined, wish, rest: wish.rest, isSaid: true };
  for (const pattern of [FIRST, LAST, NAMED]) {
    const found = pattern.exec(text);
    const number = Number(found?.groups?.['n']);
    if (found === null || number < 1 || number > MAX_NUMBER) continue;
    return { number, wish, rest: text.replace(found[0], ' '), isSaid: true };
  }
  return { number: undefined, wish, rest: text, isSaid: false };
}

/** More are never offered. */
const MAX_NUMBER = 60;
const POLITE = String.raw`(?:\s*(?:please|pls|plz|ok|okay|then|is fine|is ok|is good|works|will do|theek hai|thik hai))*`;
const MARK = String.raw`(?:(?:slot|number|option|no\.?|nr\.?|#)\s*)`;
/** At the beginning, before a comma, an "and" or nothing. */
const FIRST = new RegExp(
  String.raw`^(?:(?:ok|okay|yes|ya|haan|then|take|so)[\s,]+)*${MARK}?(?<n>\d{1,2})${POLITE}(?:\s*[,;.!]+(?!\d)\s*|\s+)?(?:(?:and|aur|also|plus|with|&)\b|(?<=[,;.!]\s*)|$)`,
  'iu',
);
/** At the end, after a full stop. */
const LAST = new RegExp(String.raw`(?<=[.,;!?])\s*${MARK}?(?<n>\d{1,2})${POLITE}[\s.!]*$`, 'iu');
/** Called a number, a slot or an option, anywhere. */
const NAMED = new RegExp(String.raw`\b(?:slot|number|option)\s*(?<n>\d{1,2})\b${POLITE}`, 'iu');
