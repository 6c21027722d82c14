import type { Entity } from '../engine/definition.ts';
import { findAddresses } from './addresses.ts';
import { findEmails, findPhones } from './contact-points.ts';
import { findDates } from './dates.ts';
import { findDurations } from './durations.ts';
import type { EntityContext } from './mention.ts';
import { findMoney } from './money.ts';
import { findNames } from './people.ts';
import { findProducts } from './products.ts';
import { findQuantities } from './quantities.ts';

/**
 * What a message names, in its order, without overlaps; `text.slice(start, end)` is the mention. Rather misses than guesses.
 * Looks at the first 1000 characters. Pure: what is relative counts from `context.at` on the clock of `context.timeZone`.
 * Throws for an unknown zone.
 */
export function findEntities(text: string, context: EntityContext): readonly Entity[] {
  const said = text.slice(0, MAX_LENGTH);
  const byTrust = [
    findEmails(said),
    findPhones(said, context),
    findAddresses(said),
    findProducts(said, context),
    findMoney(said, context),
    findDates(said, context),
    findDurations(said, context),
    findQuantities(said, context),
    findNames(said),
  ].flat();
  const kept: Entity[] = [];
  for (const entity of byTrust) {
    if (kept.every(({ start, end }) => entity.end <= start || entity.start >= end)) kept.push(entity);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** UTF-16 units. Whoever writes more is asked for less. */
const MAX_LENGTH = 1000;
