import { casual } from 'chrono-node/en';
import type { Language } from '../../contracts/dialogue.ts';
import type { Entity } from '../engine/definition.ts';

/** What values are relative to. */
export interface EntityContext {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** IANA zone of the contact. */
  readonly timeZone: string;
  /** ISO 3166 country, if known. */
  readonly region: string | undefined;
  /** Names of what is sold. */
  readonly products: readonly string[];
  readonly language: Language;
}

/** What a message names, in its order, without overlaps. Rather misses than guesses. Looks at the first 1000 characters. */
export function findEntities(text: string, context: EntityContext): readonly Entity[] {
  const said = text.slice(0, 1000);
  const emails = [...said.matchAll(EMAIL)].map((match) => ({
    kind: 'email' as const,
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    address: match[0].toLowerCase(),
  }));
  return [...emails, ...dates(said, context)].toSorted((a, b) => a.start - b.start);
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

function dates(text: string, { at, timeZone }: EntityContext): Entity[] {
  return casual
    .parse(text, { instant: new Date(at), timezone: offsetMinutes(at, timeZone) }, { forwardDate: true })
    .map(({ index, text: mention, start }) => ({
      kind: 'date',
      start: index,
      end: index + mention.length,
      text: mention,
      at: start.date().getTime(),
      hasTime: start.isCertain('hour'),
    }));
}

function offsetMinutes(at: number, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
