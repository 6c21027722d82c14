import type { ContactClock } from '../../contracts/dialogue.ts';

/**
 * `at` if the contact may be written to then, else the end of their quiet hours. Milliseconds since the epoch; right across
 * midnight and changes of the clock. An unknown zone counts as UTC.
 */
export function afterQuietHours(at: number, { timeZone, quietHours }: ContactClock): number {
  if (quietHours === undefined) return at;
  const start = minutesOf(quietHours.start);
  const end = minutesOf(quietHours.end);
  if (start === end) return at;
  let moment = at;
  // Twice at the most: a clock that springs forward over the end of the quiet hours is put right by the second look.
  for (let look = 0; look < 3 && isQuiet(localMinutes(moment, timeZone), start, end); look += 1) {
    const wait = (end - localMinutes(moment, timeZone) + DAY) % DAY;
    moment = Math.floor(moment / MINUTE_MS) * MINUTE_MS + wait * MINUTE_MS;
    moment += correction(localMinutes(moment, timeZone), end) * MINUTE_MS;
  }
  // An end that the clock skips is never reached: the first minute after it is.
  for (let i = 0; i < MAX_CLOCK_CHANGE && isQuiet(localMinutes(moment, timeZone), start, end); i += 1)
    moment += MINUTE_MS;
  return moment;
}

/** No zone changes its clock by more at night, but where it moves across the date line. Minutes. */
const MAX_CLOCK_CHANGE = 180;

const MINUTE_MS = 60_000;
const DAY = 24 * 60;

function isQuiet(now: number, start: number, end: number): boolean {
  return start < end ? now >= start && now < end : now >= start || now < end;
}

/** Minutes between the local time that was reached and the one that was meant, when the clock changed in between. */
function correction(reached: number, meant: number): number {
  const difference = ((meant - reached + DAY + DAY / 2) % DAY) - DAY / 2;
  return Math.abs(difference) <= MAX_CLOCK_CHANGE ? difference : 0;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function localMinutes(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  return (part('hour') % 24) * 60 + part('minute');
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const format = makeFormat(timeZone);
  if (FORMATS.size < 1000) FORMATS.set(timeZone, format);
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    // Zones are checked where they come in; a zone that a later ICU dropped must not hold up a conversation.
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}
