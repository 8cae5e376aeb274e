/** Meetings as iCalendar (RFC 5545, and 5546 for what a file asks of a calendar), so that they land in the reader's own calendar and stay right there. */
import { assertNever } from '@entente/shared/assert-never';
import type { Instant } from '@entente/shared/negotiation/state';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';

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
  /** `tentative`: the invitation has not left yet (NEG-4). */
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  /** In whose name calendars show it. */
  readonly organizer: Mailbox;
};

/** A name, and an address that mail can be sent to. */
export type Mailbox = { readonly name: string; readonly email: string };

/**
 * What the file asks of a calendar. `publish`: show these meetings; it names nobody. `request`: this one expects the attendee.
 * `cancel`: take it out of the attendee's calendar, since it is cancelled or the attendee is no longer expected.
 */
export type CalendarMethod =
  | { readonly kind: 'publish' }
  | { readonly kind: 'request' | 'cancel'; readonly attendee: Mailbox };

/** When this very file was made. */
type MadeAt = { readonly at: Instant };

const methods = {
  publish: ICalCalendarMethod.PUBLISH,
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
} as const;

/** The file's text. Instants are in UTC: exact everywhere, whatever a calendar knows of time zones. */
export function calendarFile(meetings: readonly CalendarMeeting[], method: CalendarMethod, { at }: MadeAt): string {
  const calendar = ical({
    prodId: { company: 'Entente', product: 'Entente', language: 'FR' },
    method: methods[method.kind],
  });
  for (const meeting of meetings) calendar.createEvent(eventOf(meeting, method, at));
  const text = calendar.toString();
  return text.endsWith('\r\n') ? text : `${text}\r\n`;
}

function eventOf(meeting: CalendarMeeting, method: CalendarMethod, at: Instant) {
  return {
    id: `${meeting.id}@entente`,
    sequence: meeting.sequence,
    stamp: new Date(at),
    created: new Date(meeting.plannedAt),
    lastModified: new Date(meeting.changedAt),
    start: new Date(meeting.start),
    end: new Date(Date.parse(meeting.start) + meeting.minutes * 60_000),
    summary: inOneLine(meeting.summary),
    description: meeting.description,
    location: meeting.location === null ? null : inOneLine(meeting.location),
    url: meeting.url,
    status: statusOf(meeting, method),
    organizer: { name: inOneLine(meeting.organizer.name), email: meeting.organizer.email },
    attendees: method.kind === 'publish' ? [] : [attendeeOf(method.attendee)],
  };
}

/** Nobody reads answers by mail: who comes is said on the page. So none is asked for. */
function attendeeOf({ name, email }: Mailbox) {
  return {
    name: inOneLine(name),
    email,
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: false,
  };
}

/** A meeting that goes on without the attendee has no status where it is taken out (RFC 5546, 3.2.5). */
function statusOf({ status }: CalendarMeeting, { kind }: CalendarMethod): ICalEventStatus | null {
  switch (status) {
    case 'cancelled':
      return ICalEventStatus.CANCELLED;
    case 'tentative':
      return kind === 'cancel' ? null : ICalEventStatus.TENTATIVE;
    case 'confirmed':
      return kind === 'cancel' ? null : ICalEventStatus.CONFIRMED;
    default:
      return assertNever(status);
  }
}

/** Titles and places may hold line ends and controls; a calendar shows one line. Typographic spaces stay. */
function inOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[ \p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
