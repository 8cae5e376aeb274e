import { addDays, calendarDay, isTimeZone } from '@entente/shared/negotiation/calendar-day';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givenAgreedText } from '../support/given.ts';
import { director, manager } from '../support/people.ts';

/** Whether a meeting opened at `second` may approve, when everybody met at `first`. */
function mayApprove(timeZone: string, first: string, second: string): boolean {
  const convention = givenAgreedText({ timeZone, at: '2020-01-01T00:00:00.000Z' });
  convention.meets(first, manager('relais'), manager('ville'));
  const meeting = convention.at(second).opens(manager('relais'), director('relais'));
  const approval = { type: 'approveConvention', meeting, digest: convention.facts.digest } as const;
  return !('refused' in convention.asks(director('relais'), approval));
}

describe('around midnight', () => {
  test.each([
    ['Europe/Paris, winter: 23:59 and 00:01', 'Europe/Paris', '2026-01-14T22:59:00Z', '2026-01-14T23:01:00Z', true],
    ['Europe/Paris, winter: 00:00 and 23:59', 'Europe/Paris', '2026-01-13T23:00:00Z', '2026-01-14T22:59:59Z', false],
    ['Europe/Paris, summer: 23:59 and 00:01', 'Europe/Paris', '2026-07-14T21:59:00Z', '2026-07-14T22:01:00Z', true],
    ['Europe/Paris: two days for UTC, one here', 'Europe/Paris', '2026-07-14T22:30:00Z', '2026-07-15T08:00:00Z', false],
    [
      'Pacific/Auckland: one day for UTC, two here',
      'Pacific/Auckland',
      '2026-07-14T11:00:00Z',
      '2026-07-14T13:00:00Z',
      true,
    ],
    [
      'Pacific/Auckland: two days for UTC, one here',
      'Pacific/Auckland',
      '2026-07-14T20:00:00Z',
      '2026-07-15T03:00:00Z',
      false,
    ],
    ['Pacific/Auckland: 23:59 and 00:00', 'Pacific/Auckland', '2026-07-14T11:59:59Z', '2026-07-14T12:00:00Z', true],
    [
      'America/Guadeloupe: two days for Paris, one here',
      'America/Guadeloupe',
      '2026-07-14T21:00:00Z',
      '2026-07-15T02:00:00Z',
      false,
    ],
  ])('NEG-1: %s', (_case, timeZone, first, second, expected) => {
    expect(mayApprove(timeZone, first, second)).toBe(expected);
  });
});

describe('on days of 23 and 25 hours', () => {
  test.each([
    [
      'Paris, 29 March 2026, 23 hours: its start and its end',
      'Europe/Paris',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:00Z',
      false,
    ],
    ['Paris, 29 March 2026: the evening before', 'Europe/Paris', '2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', true],
    [
      'Paris, 25 October 2026, 25 hours: its start and its end',
      'Europe/Paris',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:00Z',
      false,
    ],
    ['Paris, 26 October 2026: the next day', 'Europe/Paris', '2026-10-25T22:59:00Z', '2026-10-25T23:00:00Z', true],
    [
      'Auckland, 5 April 2026, 25 hours: its start and its end',
      'Pacific/Auckland',
      '2026-04-04T11:00:00Z',
      '2026-04-05T11:59:00Z',
      false,
    ],
    [
      'Auckland, 27 September 2026, 23 hours: its start and its end',
      'Pacific/Auckland',
      '2026-09-26T12:00:00Z',
      '2026-09-27T10:59:00Z',
      false,
    ],
    [
      'Auckland, 28 September 2026: the next day',
      'Pacific/Auckland',
      '2026-09-27T10:59:00Z',
      '2026-09-27T11:00:00Z',
      true,
    ],
  ])('NEG-1: %s', (_case, timeZone, first, second, expected) => {
    expect(mayApprove(timeZone, first, second)).toBe(expected);
  });
});

/** The instant of the last (or first) Sunday of a month at that hour of UTC, from arithmetic alone. */
function sunday(year: number, month: number, hour: number, which: 'first' | 'last'): number {
  const day = which === 'last' ? new Date(Date.UTC(year, month + 1, 0)) : new Date(Date.UTC(year, month, 7));
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - day.getUTCDay(), hour);
}

const hour = 3_600_000;
const offsets = {
  /** European rule: summer time from the last Sunday of March to that of October, at 01:00 UTC. */
  'Europe/Paris': (at: number, year: number) =>
    at >= sunday(year, 2, 1, 'last') && at < sunday(year, 9, 1, 'last') ? 2 : 1,
  /** New Zealand's: winter time from the first Sunday of April at 03:00 to the last Sunday of September at 02:00, there. */
  'Pacific/Auckland': (at: number, year: number) =>
    at >= sunday(year, 3, -10, 'first') && at < sunday(year, 8, -10, 'last') ? 12 : 13,
};

describe('calendar days', () => {
  const instants = fc.date({
    min: new Date('2010-01-01T12:00:00Z'),
    max: new Date('2036-12-30T12:00:00Z'),
    noInvalidDate: true,
  });

  test.each(Object.entries(offsets))('NEG-1: are those of %s', (timeZone, offset) => {
    fc.assert(
      fc.property(instants, (instant) => {
        const at = instant.getTime();
        const expected = new Date(at + offset(at, instant.getUTCFullYear()) * hour).toISOString().slice(0, 10);
        expect(calendarDay(instant.toISOString(), timeZone)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('NEG-1: follow one another without gap', () => {
    const steps = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(instants, steps, steps, (instant, first, second) => {
        const day = instant.toISOString().slice(0, 10);
        expect(addDays(day, 0)).toBe(day);
        expect(addDays(addDays(day, first), second)).toBe(addDays(day, first + second));
        expect(addDays(day, first + 1) > addDays(day, first)).toBe(true);
      }),
    );
  });

  test('NEG-1: cross the end of February and of the year', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  test('a time zone is known or not', () => {
    expect(isTimeZone('Europe/Paris')).toBe(true);
    expect(isTimeZone('Europe/Atlantide')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});
