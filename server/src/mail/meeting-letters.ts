/**
 * Letters about a meeting that is planned, changed or cancelled: to those expected, each with a file for their own calendar,
 * and before them to a host that must be told first (NEG-4).
 */
import type { Event } from '@entente/shared/negotiation/events';
import { awaitedBy } from '@entente/shared/negotiation/meetings/held-invitation';
import { meetingOf } from '@entente/shared/negotiation/meetings/meeting-of';
import type { Existing, Meeting, PersonId } from '@entente/shared/negotiation/state';
import type { CalendarMethod, Mailbox } from '../calendar/calendar-file.ts';
import { type CalendarOffice, calendarOfMeeting } from '../calendar/meetings-calendar.ts';
import type { ConventionNews } from './convention-letters.ts';
import { meetingEnclosure } from './enclosures.ts';
import type { Attachment } from './mailer.ts';
import { isPlanEvent, type PlanEvent, writtenTo } from './written-to.ts';

/** One letter for several people; what goes with it may be made for each. */
export type ToTell = {
  readonly news: ConventionNews;
  readonly to: readonly PersonId[];
  readonly enclosed?: (to: Mailbox) => Promise<readonly Attachment[]>;
};

/** What one command did, in a journal that begins with `before`. At least one event. */
export type Decided = {
  readonly before: readonly Event[];
  readonly events: readonly Event[];
  readonly state: Existing;
};

/** The letters of one command. Who gave it knows it, and has none. */
export function lettersAboutMeetings(office: CalendarOffice, decided: Decided): readonly ToTell[] {
  const { events, state } = decided;
  const about = new Set(events.filter(isPlanEvent).map(({ meeting }) => meeting));
  return [...about].flatMap((id) => {
    const meeting = meetingOf(state, id);
    const telling = events.filter(isPlanEvent).filter((event) => event.meeting === id);
    return meeting ? aboutMeeting(office, decided, { meeting, telling }) : [];
  });
}

type About = { readonly meeting: Meeting; readonly telling: readonly PlanEvent[] };

function aboutMeeting(office: CalendarOffice, decided: Decided, { meeting, telling }: About): readonly ToTell[] {
  const { before, events, state } = decided;
  const [first] = telling;
  if (!first) return [];
  const had = writtenTo(before, meeting.id);
  const have = writtenTo([...before, ...events], meeting.id);
  const { plannedFor } = meeting;
  const letter = (kind: MeetingNews, people: readonly PersonId[]): ToTell => ({
    news: { kind, plannedFor, meeting: meeting.id },
    to: people.filter((person) => person !== first.by),
    ...enclosing(office, { state, meeting, kind, at: first.at }),
  });
  const gone = had.filter((person) => !have.includes(person));
  const hosts = peopleOf(state, awaitedBy(meeting));
  if (meeting.status === 'cancelled') {
    return [letter('meeting-cancelled', had), letter('hosting-cancelled', without(hosts, had))];
  }
  const isHeld = telling.some(({ type }) => type === 'MeetingInvitationHeld');
  const isChanged = telling.some(({ type }) => type === 'MeetingChanged' || type === 'MeetingInvitationSent');
  return [
    ...(isHeld ? [letter('hosting-proposed', hosts)] : []),
    letter('meeting-planned', without(have, had)),
    ...(isChanged && !isHeld
      ? [
          letter(
            'meeting-changed',
            have.filter((person) => had.includes(person)),
          ),
        ]
      : []),
    letter('no-longer-expected', gone),
  ];
}

type MeetingNews = Extract<ConventionNews, { plannedFor: string }>['kind'];

function without(people: readonly PersonId[], others: readonly PersonId[]): readonly PersonId[] {
  return people.filter((person) => !others.includes(person));
}

function peopleOf(state: Existing, parties: readonly string[]): readonly PersonId[] {
  return state.parties
    .filter(({ organisation }) => parties.includes(organisation))
    .flatMap(({ participants }) => participants.map(({ person }) => person));
}

type Enclosing = {
  readonly state: Existing;
  readonly meeting: Meeting;
  readonly kind: MeetingNews;
  readonly at: string;
};

/** A host that is asked first has nothing for its calendar yet. */
function enclosing(office: CalendarOffice, { state, meeting, kind, at }: Enclosing): Pick<ToTell, 'enclosed'> {
  if (kind === 'hosting-proposed' || kind === 'hosting-cancelled') return {};
  const isOut = kind === 'meeting-cancelled' || kind === 'no-longer-expected';
  return {
    enclosed: async (attendee) => {
      const method: CalendarMethod = { kind: isOut ? 'cancel' : 'request', attendee };
      const text = await calendarOfMeeting(office, { state, meeting }, { method, at });
      return [meetingEnclosure(text, method.kind, state.language)];
    },
  };
}
