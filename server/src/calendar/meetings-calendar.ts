/** From a convention's meetings to what calendars show of them, in the convention's language. */
import type { Language } from '@entente/shared/language';
import type { Event, EventOf } from '@entente/shared/negotiation/events';
import type { Existing, Instant, Meeting } from '@entente/shared/negotiation/state';
import { namesOfOrganisations, namesOfPeople } from '../organisations/names-of.ts';
import type { Services } from '../services.ts';
import { type CalendarMeeting, type CalendarMethod, calendarFile } from './calendar-file.ts';

/** Until somebody says how long a meeting lasts. */
const usualMinutes = 120;

const words = {
  fr: {
    summary: (title: string) => `Rencontre\u202f: ${title}`,
    when: (moment: string) => `${moment}, à l’heure de la convention`,
    at: (host: string) => `chez ${host}`,
  },
  en: {
    summary: (title: string) => `Meeting: ${title}`,
    when: (moment: string) => `${moment}, on the convention’s clock`,
    at: (host: string) => `hosted by ${host}`,
  },
} as const;

const locales = { fr: 'fr-FR', en: 'en-GB' } as const;

export type CalendarOffice = Pick<Services, 'db' | 'store' | 'publicUrl'> & {
  /** The address that the server's letters come from; `null` without mail. */
  readonly sender: string | null;
};

/** When the file is made, and what it asks of the calendar that reads it. */
export type CalendarRequest = { readonly method: CalendarMethod; readonly at: Instant };

/** One meeting, for one reader. */
export async function calendarOfMeeting(
  office: CalendarOffice,
  { state, meeting }: { readonly state: Existing; readonly meeting: Meeting },
  { method, at }: CalendarRequest,
): Promise<string> {
  return calendarFile(await calendarMeetings(office, state, [meeting]), method, { at });
}

/** All meetings of a convention, cancelled ones as such. */
export async function calendarOfConvention(office: CalendarOffice, state: Existing, at: Instant): Promise<string> {
  return calendarFile(await calendarMeetings(office, state, state.meetings), { kind: 'publish' }, { at });
}

async function calendarMeetings(
  { db, store, publicUrl, sender }: CalendarOffice,
  state: Existing,
  meetings: readonly Meeting[],
): Promise<readonly CalendarMeeting[]> {
  const events = ((await store.load(state.id))?.entries ?? []).map(({ event }) => event);
  const said = await store.words(state.id);
  const hosts = meetings.flatMap(({ place }) => (place.kind === 'on-site' && place.host !== null ? [place.host] : []));
  const names = await namesOfOrganisations(db, hosts);
  const planners = await namesOfPeople(
    db,
    meetings.map(({ preparedBy }) => preparedBy),
  );
  return meetings.map((meeting): CalendarMeeting => {
    const { language, timeZone } = state;
    const changes = events.filter((event) => isAbout(event, meeting.id));
    return {
      id: meeting.id,
      sequence: Math.max(0, changes.length - 1),
      summary: words[language].summary(state.title),
      description: words[language].when(printed(meeting.plannedFor, { language, timeZone })),
      location: locationOf(meeting, { said, names, language }),
      url: `${publicUrl}/conventions/${state.id}/meetings/${meeting.id}`,
      start: meeting.plannedFor,
      minutes: meeting.durationMinutes ?? usualMinutes,
      plannedAt: changes[0]?.at ?? meeting.plannedFor,
      changedAt: changes.at(-1)?.at ?? meeting.plannedFor,
      status: statusOf(meeting),
      organizer: organizerOf(planners[meeting.preparedBy], { sender, publicUrl }),
    };
  });
}

function statusOf({ status, invitation }: Meeting): CalendarMeeting['status'] {
  if (status === 'cancelled') return 'cancelled';
  return status === 'planned' && invitation.status === 'held' ? 'tentative' : 'confirmed';
}

/**
 * Who prepared it, at the server's own address: nobody's address is handed to others, and it is the one that letters about the
 * meeting come from. A server without mail has none that could be answered; a calendar asks for one all the same.
 */
function organizerOf(name: string | undefined, { sender, publicUrl }: Pick<CalendarOffice, 'sender' | 'publicUrl'>) {
  const email = sender ?? `no-reply@${new URL(publicUrl).hostname}`;
  return { name: name === undefined ? 'Entente' : `${name} (Entente)`, email };
}

type Change = EventOf<'MeetingPlanned' | 'MeetingChanged' | 'MeetingCancelled'>;

function isAbout(event: Event, meeting: string): event is Change {
  switch (event.type) {
    case 'MeetingPlanned':
    case 'MeetingChanged':
    case 'MeetingCancelled':
      return event.meeting === meeting;
    default:
      return false;
  }
}

type Saying = {
  readonly said: Readonly<Record<string, string | null>>;
  readonly names: Readonly<Record<string, string>>;
  readonly language: Existing['language'];
};

/** The address and whose place it is, or the link of a meeting at a distance. */
function locationOf({ place }: Meeting, { said, names, language }: Saying): string | null {
  if (place.kind === 'remote') return place.link === null ? null : (said[place.link.id] ?? null);
  const host = place.host === null ? undefined : names[place.host];
  const parts = [said[place.address.id], host === undefined ? undefined : words[language].at(host)];
  return parts.filter((part) => part !== undefined && part !== null && part !== '').join(', ') || null;
}

function printed(instant: Instant, { language, timeZone }: { language: Language; timeZone: string }): string {
  const moment = new Date(instant).toLocaleString(locales[language], {
    timeZone,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  return `${moment} (${timeZone})`;
}
