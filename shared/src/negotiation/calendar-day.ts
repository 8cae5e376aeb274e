/**
 * Calendar days, as NEG-1 counts them: in the convention's time zone, whatever summer time does to the length of a day.
 */
import type { Instant } from './state.ts';

/** A day of the Gregorian calendar, `YYYY-MM-DD`. Days compare as their text does. */
export type CalendarDay = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day that a clock on the wall shows at that instant in that time zone (IANA name; unknown: `RangeError`). */
export function calendarDay(instant: Instant, timeZone: string): CalendarDay {
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(new Date(instant))
      .map((part) => [part.type, part.value]),
  );
  return `${String(parts.year).padStart(4, '0')}-${parts.month}-${parts.day}`;
}

/** The day that comes `days` calendar days after `day`. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const midnight = new Date(`${day}T00:00:00.000Z`);
  midnight.setUTCDate(midnight.getUTCDate() + days);
  return midnight.toISOString().slice(0, 10);
}

/** The same day of the month, `months` later; the month's last day where that month has no such day. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00.000Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(day.slice(8)), last));
  return first.toISOString().slice(0, 10);
}

/** True for a time zone that this machine knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatIn(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Making a format costs a hundred times what using it does. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
