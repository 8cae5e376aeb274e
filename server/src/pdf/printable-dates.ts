/** Dates and times as they are printed: in the convention's language and zone, the zone always said. */

import { type Language, locales } from '@entente/shared/language';
import type { Instant } from '@entente/shared/negotiation/state';

export type DatePrinting = { readonly language: Language; readonly timeZone: string };

const joiners = { fr: ' à ', en: ' at ' } as const satisfies Record<Language, string>;

/** « 22 novembre 2026 à 14:30 (Europe/Paris, UTC+1) ». Throws on an unknown zone. */
export function printedMoment(instant: Instant, printing: DatePrinting): string {
  return `${printedDayAndTime(instant, printing)} (${zoneAt(instant, printing)})`;
}

/** « 22 novembre 2026 à 14:30 », for a place that says the zone beside it. */
export function printedDayAndTime(instant: Instant, printing: DatePrinting): string {
  return `${printedDay(instant, printing)}${joiners[printing.language]}${printedTime(instant, printing)}`;
}

/** « 22 novembre 2026 ». */
function printedDay(instant: Instant, printing: DatePrinting): string {
  const day = format(instant, printing, { day: 'numeric', month: 'long', year: 'numeric' });
  return printing.language === 'fr' ? day.replace(/^1 /, '1er ') : day;
}

/** « 1er janvier 2027 », from `YYYY-MM-DD`: a day of the calendar has no time zone. */
export function printedCalendarDay(day: string, language: Language): string {
  return printedDay(`${day}T12:00:00.000Z`, { language, timeZone: 'UTC' });
}

/** « 14:30 ». */
function printedTime(instant: Instant, printing: DatePrinting): string {
  return format(instant, printing, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** « Europe/Paris, UTC+1 »: the zone's name says which clock, the offset which moment. */
export function zoneAt(instant: Instant, { timeZone }: DatePrinting): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    new Date(instant),
  );
  const offset = (parts.find((part) => part.type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
  return offset === timeZone ? timeZone : `${timeZone}, ${offset}`;
}

function format(instant: Instant, { language, timeZone }: DatePrinting, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], { ...options, timeZone }).format(new Date(instant));
}

/** A moment as the template's `datetime` takes it, in UTC: the PDF's own creation date. */
export function documentDate(instant: Instant): Readonly<Record<string, number>> {
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}
