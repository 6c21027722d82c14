import type { DeliverySlot } from '../../contracts/commerce/shop.ts';
import type { Language } from '../../contracts/dialogue.ts';

/** "Sat 22 Nov, 10:00–12:00" on the customer's clock. */
export function slotText({ startsAt, endsAt }: DeliverySlot, timeZone: string, language: Language): string {
  const time = new Intl.DateTimeFormat(`${localeOf(language)}-u-nu-latn`, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const day = dayFormat(language, timeZone).format(startsAt);
  return `${day}, ${time.format(startsAt)}–${time.format(endsAt)}`;
}

/** "Sat 22 Nov" of an ISO date. */
export function dayText(isoDate: string, language: Language): string {
  return dayFormat(language, 'UTC').format(Date.parse(`${isoDate}T00:00:00Z`));
}

/** The day of a moment on the customer's clock, as an ISO date. */
export function isoDateOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
}

/** Why nothing is delivered on a day; undefined: it can be. */
export function refusalOfDay(isoDate: string, today: string): 'past' | 'sunday' | 'far' | undefined {
  const day = Date.parse(`${isoDate}T00:00:00Z`);
  if (isoDate < today) return 'past';
  if (new Date(day).getUTCDay() === 0) return 'sunday';
  return day - Date.parse(`${today}T00:00:00Z`) > MAX_DAYS_AHEAD * DAY_MS ? 'far' : undefined;
}

const DAY_MS = 86_400_000;
/** Prices and stock do not hold for longer. A guess. */
const MAX_DAYS_AHEAD = 60;

function dayFormat(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`${localeOf(language)}-u-nu-latn`, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone,
  });
}

function localeOf(language: Language): string {
  return language === 'hi' ? 'hi-IN' : 'en-GB';
}
