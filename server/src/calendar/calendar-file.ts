/** Meetings as iCalendar (RFC 5545), so that they land in the reader's own calendar and stay right there. */
import type { Instant } from '@entente/shared/negotiation/state';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export type CalendarMeeting = {
  /** The same for ever: a later file about the same meeting replaces an earlier one. */
  readonly id: string;
  /** How many times the meeting was changed since it was planned; calendars believe the highest. */
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly url: string;
  readonly start: Instant;
  readonly minutes: number;
  readonly plannedAt: Instant;
  readonly changedAt: Instant;
  readonly isCancelled: boolean;
};

/** `cancel`: the file takes the meeting out of calendars. */
export type CalendarMethod = 'publish' | 'cancel';

/** The file's text. Instants are in UTC: exact everywhere, whatever a calendar knows of time zones. */
export function calendarFile(meetings: readonly CalendarMeeting[], method: CalendarMethod): string {
  const calendar = ical({
    prodId: { company: 'Entente', product: 'Entente', language: 'FR' },
    method: method === 'cancel' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const meeting of meetings) calendar.createEvent(eventOf(meeting));
  const text = calendar.toString();
  return text.endsWith('\r\n') ? text : `${text}\r\n`;
}

function eventOf(meeting: CalendarMeeting) {
  return {
    id: `${meeting.id}@entente`,
    sequence: meeting.sequence,
    stamp: new Date(meeting.changedAt),
    created: new Date(meeting.plannedAt),
    lastModified: new Date(meeting.changedAt),
    start: new Date(meeting.start),
    end: new Date(Date.parse(meeting.start) + meeting.minutes * 60_000),
    summary: inOneLine(meeting.summary),
    description: meeting.description,
    location: meeting.location === null ? null : inOneLine(meeting.location),
    url: meeting.url,
    status: meeting.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}

/** Titles and places may hold line ends and controls; a calendar shows one line. Typographic spaces stay. */
function inOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[ \p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
