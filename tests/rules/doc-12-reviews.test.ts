import { addMonths } from '@entente/shared/negotiation/calendar-day';
import { describe, expect, test } from 'vitest';
import { completeParticulars, withFields, withRows } from '../support/complete-particulars.ts';
import { whatIsAwaitedWith } from '../support/given.ts';

const complete = completeParticulars(['relais', 'ville']);

/** A term, and reviews on these days. */
function reviewed(start: string, end: string, ...days: string[]) {
  return withRows(withFields(complete, 'calendar', { start, end }), 'evaluation', (rows) => [
    ...rows.filter(({ row }) => row !== 'review'),
    ...days.map((date) => ({ row: 'review', date }) as const),
  ]);
}
const none = [{ code: 'review-missing', rule: 'DOC-12', section: 'evaluation' }];
const noneBetween = [{ code: 'intermediate-review-missing', rule: 'DOC-12', section: 'evaluation' }];

describe('reviews', () => {
  test('DOC-12: one has its day before the convention is approved', () => {
    expect(whatIsAwaitedWith(reviewed('2026-04-01', '2026-12-31'))).toEqual(none);
    const undated = withRows(reviewed('2026-04-01', '2026-12-31'), 'evaluation', (rows) => [
      ...rows,
      { row: 'review', label: 'Un bilan' },
    ]);
    expect(whatIsAwaitedWith(undated)).toEqual(none);
  });

  test('DOC-12: up to twelve months, a last one is enough', () => {
    expect(whatIsAwaitedWith(reviewed('2026-09-01', '2027-08-31', '2027-08-31'))).toEqual([]);
    expect(whatIsAwaitedWith(reviewed('2026-09-01', '2027-09-01', '2027-09-15'))).toEqual([]);
  });

  test('DOC-12: over twelve months, one comes before the last day', () => {
    const end = '2027-09-02';
    expect(whatIsAwaitedWith(reviewed('2026-09-01', end, end))).toEqual(noneBetween);
    expect(whatIsAwaitedWith(reviewed('2026-09-01', end, '2027-12-01'))).toEqual(noneBetween);
    expect(whatIsAwaitedWith(reviewed('2026-09-01', end, '2026-08-31'))).toEqual(noneBetween);
    expect(whatIsAwaitedWith(reviewed('2026-09-01', end, '2027-09-01'))).toEqual([]);
  });

  test('DOC-12: a heavy one has one before the last day, however short it is', () => {
    const heavy = (...days: string[]) =>
      withFields(reviewed('2026-04-01', '2026-06-30', ...days), 'calendar', { heavy: true });
    expect(whatIsAwaitedWith(heavy('2026-06-30'))).toEqual(noneBetween);
    expect(whatIsAwaitedWith(heavy('2026-06-30', '2026-05-15'))).toEqual([]);
  });

  test('DOC-12: months are counted by the calendar, leap days included', () => {
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-12-15', 12)).toBe('2027-12-15');
    expect(whatIsAwaitedWith(reviewed('2028-02-29', '2029-02-28', '2029-02-28'))).toEqual([]);
    expect(whatIsAwaitedWith(reviewed('2028-02-29', '2029-03-01', '2029-03-01'))).toEqual(noneBetween);
  });
});
