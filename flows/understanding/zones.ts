/** The parts of a moment on the clock of a zone. */
export interface WallTime {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Building a formatter takes 50 µs; the zones of the contacts are few. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    const numeric = 'numeric' as const;
    const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
    formatter = new Intl.DateTimeFormat('en-US', { timeZone, ...parts, hourCycle: 'h23' });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Minutes that a zone is ahead of UTC at a moment. Throws for an unknown zone. */
export function offsetMinutesAt(at: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}

/**
 * The moment at which the clock of a zone shows a time. Of a time that comes twice (clocks go back) the first, of one that
 * is skipped (clocks go forward) the one as much later.
 */
export function momentOf({ year, month, day, hour, minute }: WallTime, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const before = asUtc - offsetMinutesAt(asUtc - HALF_DAY_MS, timeZone) * 60_000;
  const after = asUtc - offsetMinutesAt(asUtc + HALF_DAY_MS, timeZone) * 60_000;
  const shows = (at: number): boolean => at + offsetMinutesAt(at, timeZone) * 60_000 === asUtc;
  return shows(before) || !shows(after) ? before : after;
}

const HALF_DAY_MS = 43_200_000;

/** The clock of a zone at a moment. */
export function wallTimeAt(at: number, timeZone: string): WallTime {
  const local = new Date(at + offsetMinutesAt(at, timeZone) * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

/** The country of a zone, where it has one and our customers live there; undefined otherwise. ISO 3166. */
export function regionOfZone(timeZone: string): string | undefined {
  return REGIONS.get(timeZone);
}

const REGIONS: ReadonlyMap<string, string> = regionsOf({
  Asia: 'Kolkata IN, Calcutta IN, Karachi PK, Dhaka BD, Kathmandu NP, Colombo LK, Dubai AE, Riyadh SA, Singapore SG, Tokyo JP',
  Europe:
    'London GB, Dublin IE, Berlin DE, Vienna AT, Zurich CH, Paris FR, Madrid ES, Rome IT, Lisbon PT, Amsterdam NL, Brussels BE, Warsaw PL, Istanbul TR, Moscow RU',
  America: 'New_York US, Chicago US, Denver US, Los_Angeles US, Toronto CA, Vancouver CA, Mexico_City MX, Sao_Paulo BR',
  Australia: 'Sydney AU, Melbourne AU',
  Pacific: 'Auckland NZ',
  Africa: 'Johannesburg ZA',
});

/** Zones of a continent, each with its country. */
function regionsOf(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const pairs = Object.entries(lists).flatMap(([continent, list]) =>
    list.split(', ').map((zone) => {
      const [city = '', country = ''] = zone.split(' ');
      return [`${continent}/${city}`, country] as const;
    }),
  );
  return new Map(pairs);
}
