import { instantOf, wallClockAt } from '@entente/shared/negotiation/wall-clock';
import { describe, expect, test } from 'vitest';

describe('what a clock on the wall shows', () => {
  test.each([
    ['winter in Paris', '2026-01-15T14:30', 'Europe/Paris', '2026-01-15T13:30:00.000Z'],
    ['summer in Paris', '2026-07-15T14:30', 'Europe/Paris', '2026-07-15T12:30:00.000Z'],
    ['just before clocks go forward', '2026-03-29T01:59', 'Europe/Paris', '2026-03-29T00:59:00.000Z'],
    ['just after clocks went forward', '2026-03-29T03:00', 'Europe/Paris', '2026-03-29T01:00:00.000Z'],
    ['the first of two when clocks go back', '2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
    ['after clocks went back', '2026-10-25T03:00', 'Europe/Paris', '2026-10-25T02:00:00.000Z'],
    ['an island thirteen hours ahead', '2026-01-01T00:15', 'Pacific/Apia', '2025-12-31T11:15:00.000Z'],
    ['a quarter of an hour’s zone', '2026-01-01T00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
  ])('is an instant, and back: %s', (_what, shown, timeZone, instant) => {
    expect(instantOf(shown, timeZone)).toBe(instant);
    expect(wallClockAt(instant, timeZone)).toBe(shown);
  });

  test('is never 2.30 when clocks go forward from 2 to 3', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Paris')).toBeUndefined();
  });

  test.each(['', '2026-02-30T10:00', '2026-13-01T10:00', 'demain', '2026-01-01'])('is no instant: %j', (shown) => {
    expect(instantOf(shown, 'Europe/Paris')).toBeUndefined();
  });
});
