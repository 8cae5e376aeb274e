import type { Attachment } from './mailer.ts';

export type CalendarMeeting = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Instants, ISO 8601. */
  readonly plannedFor: string;
  readonly at: string;
  readonly isCancelled: boolean;
};

/** Nobody says how long a meeting lasts: two hours is what a calendar shows. */
const usualLength = 'PT2H';

/** A meeting as an iCalendar file (RFC 5545), so that it lands in the reader's own calendar. */
export function calendarFile({ id, title, url, plannedFor, at, isCancelled }: CalendarMeeting): Attachment {
  const method = isCancelled ? 'CANCEL' : 'PUBLISH';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Entente//FR',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${id}@entente`,
    // A later letter about the same meeting replaces an earlier one.
    `SEQUENCE:${Math.floor(Date.parse(at) / 1_000)}`,
    `DTSTAMP:${basicFormat(at)}`,
    `DTSTART:${basicFormat(plannedFor)}`,
    `DURATION:${usualLength}`,
    `SUMMARY:${escaped(title)}`,
    `URL:${url}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const content = `${lines.flatMap(folded).join('\r\n')}\r\n`;
  return { filename: 'rencontre.ics', content, contentType: `text/calendar; charset=utf-8; method=${method}` };
}

function basicFormat(instant: string): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Lines are at most 75 bytes long; what is longer goes on after a line end and a space. */
function folded(line: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > (pieces.length === 0 ? 75 : 74)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece].map((one, index) => (index === 0 ? one : ` ${one}`));
}
