import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterQuietHours } from './quiet-hours.ts';

const NIGHT = { start: '21:00', end: '09:00' };

function shifted(at: string, timeZone: string, quietHours = NIGHT): string {
  return new Date(afterQuietHours(Date.parse(at), { timeZone, quietHours })).toISOString();
}

describe('quiet hours', () => {
  test('leave a moment of the day alone, to the millisecond', () => {
    expect(shifted('2026-11-21T12:00:00.123Z', 'UTC')).toBe('2026-11-21T12:00:00.123Z');
  });

  test('move the evening and the small hours to the same morning', () => {
    expect(shifted('2026-11-21T21:00:00Z', 'UTC')).toBe('2026-11-22T09:00:00.000Z');
    expect(shifted('2026-11-22T03:30:59Z', 'UTC')).toBe('2026-11-22T09:00:00.000Z');
    expect(shifted('2026-11-22T08:59:59Z', 'UTC')).toBe('2026-11-22T09:00:00.000Z');
    expect(shifted('2026-11-22T09:00:00Z', 'UTC')).toBe('2026-11-22T09:00:00.000Z');
  });

  test('may lie within one day, and are none when they start where they end', () => {
    expect(shifted('2026-11-21T13:20:00Z', 'UTC', { start: '13:00', end: '14:00' })).toBe('2026-11-21T14:00:00.000Z');
    expect(shifted('2026-11-21T13:20:00Z', 'UTC', { start: '13:00', end: '13:00' })).toBe('2026-11-21T13:20:00.000Z');
    expect(afterQuietHours(0, { timeZone: 'UTC', quietHours: undefined })).toBe(0);
  });

  test('follow the clock of the contact when it springs forward and falls back', () => {
    expect(shifted('2027-03-27T22:00:00Z', 'Europe/Berlin')).toBe('2027-03-28T07:00:00.000Z');
    expect(shifted('2026-10-24T22:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
    // 02:30 does not exist in New York on that night: the first minute after the gap, 03:00, is.
    expect(shifted('2026-03-08T04:04:02Z', 'America/New_York', { start: '22:00', end: '02:30' })).toBe(
      '2026-03-08T07:00:00.000Z',
    );
  });

  test('count in UTC where the zone is unknown', () => {
    expect(shifted('2026-11-21T23:00:00Z', 'Mars/Olympus')).toBe('2026-11-22T09:00:00.000Z');
  });

  test('end at the first minute that is not quiet, in any zone at any time of the year', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/Santiago',
      'Africa/Cairo',
    );
    const span = fc.constantFrom(NIGHT, { start: '22:00', end: '02:30' }, { start: '23:30', end: '02:00' });
    const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
    fc.assert(
      fc.property(zone, span, at, (timeZone, quietHours, from) => {
        const moved = afterQuietHours(from, { timeZone, quietHours });
        expect(isQuiet(moved, timeZone, quietHours)).toBe(false);
        if (moved === from) return;
        expect(isQuiet(from, timeZone, quietHours)).toBe(true);
        expect(isQuiet(moved - 60_000, timeZone, quietHours)).toBe(true);
        expect(moved - from).toBeLessThanOrEqual(13 * 3_600_000);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

/** By comparing texts, so that it shares nothing with what it checks. */
function isQuiet(at: number, timeZone: string, { start, end }: { start: string; end: string }): boolean {
  const now = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', hourCycle: 'h23', timeZone }).format(at);
  return now >= start || now < end;
}
