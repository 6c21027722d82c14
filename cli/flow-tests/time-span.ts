const UNIT_MS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

/** Milliseconds of `3 days`, `1 day 4 hours`, `90 minutes`; undefined when it is no such thing. A day has 24 hours. */
export function parseTimeSpan(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(second|minute|hour|day|week)s?/g)];
  const rest = text.replace(/(\d+(?:\.\d+)?)\s*(second|minute|hour|day|week)s?/g, '').replace(/\band\b|[\s,]/g, '');
  if (parts.length === 0 || rest !== '') return undefined;
  return parts.reduce((sum, [, amount, unit = '']) => sum + Math.round(Number(amount) * (UNIT_MS[unit] ?? 0)), 0);
}
