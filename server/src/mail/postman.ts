/** Turns what happened to a convention into letters for the people it concerns, after the commit. */
import type { Event, EventOf } from '@entente/shared/negotiation/events';
import { isRefusal } from '@entente/shared/negotiation/reasons';
import type { Existing } from '@entente/shared/negotiation/state';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { languageOf } from '../accounts/accounts.ts';
import { isRemovedAccount } from '../accounts/removed-account.ts';
import type { Accepted, Conventions } from '../conventions/conventions.ts';
import type { Database } from '../storage/schema.ts';
import { calendarFile } from './calendar-file.ts';
import { type About, type ConventionNews, conventionLetter } from './convention-letters.ts';
import type { Attachment, Mailer } from './mailer.ts';

export type PostOffice = {
  readonly db: Kysely<Database>;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly log: Logger;
};

/** The same conventions, telling by mail what was decided. A letter that can't be written is logged and undoes nothing. */
export function withLetters(conventions: Conventions, office: PostOffice): Conventions {
  const told = (outcome: Awaited<ReturnType<Conventions['execute']>>) => {
    if (!isRefusal(outcome)) {
      tell(office, outcome).catch((error: unknown) => {
        office.log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'letters could not be written');
      });
    }
    return outcome;
  };
  return {
    open: (by, input) => conventions.open(by, input),
    execute: async (id, by, input) => told(await conventions.execute(id, by, input)),
    read: (id) => conventions.read(id),
    text: (id) => conventions.text(id),
    keptText: (id, version) => conventions.keptText(id, version),
    journal: (id) => conventions.journal(id),
    openPage: (id, by) => conventions.openPage(id, by),
    // biome-ignore lint/complexity/useMaxParams: the interface's own parameters.
    anchorThread: (id, by, thread, range) => conventions.anchorThread(id, by, thread, range),
    announce: (id, what) => conventions.announce(id, what),
    words: (id) => conventions.words(id),
    disconnect: (person, why, convention) => conventions.disconnect(person, why, convention),
  };
}

async function tell(office: PostOffice, { events, state }: Accepted): Promise<void> {
  if (state.stage === 'deleted') return;
  for (const event of events) {
    const news = newsOf(event, state);
    if (news) await send(office, { event, state, ...news });
  }
}

type News = { readonly news: ConventionNews; readonly to: readonly string[]; readonly meeting?: string };

/** What is worth a letter, and to whom. Everything else shows on the page. */
function newsOf(event: Event, state: Existing): News | undefined {
  switch (event.type) {
    case 'MeetingPlanned':
      return aboutMeeting(event, state, 'meeting-planned');
    case 'MeetingChanged':
      return aboutMeeting(event, state, 'meeting-changed');
    case 'MeetingCancelled':
      return aboutMeeting(event, state, 'meeting-cancelled');
    case 'TextFrozen':
      return { news: { kind: 'text-frozen' }, to: everybody(state) };
    case 'SigningRefused':
      return { news: { kind: 'signing-refused' }, to: everybody(state) };
    case 'ConventionEnteredIntoForce':
      return { news: { kind: 'in-force' }, to: everybody(state) };
    default:
      return undefined;
  }
}

type MeetingKind = 'meeting-planned' | 'meeting-changed' | 'meeting-cancelled';
type OnMeeting = EventOf<'MeetingPlanned' | 'MeetingChanged' | 'MeetingCancelled'>;

function aboutMeeting({ meeting: id }: OnMeeting, state: Existing, kind: MeetingKind): News | undefined {
  const meeting = state.meetings.find((one) => one.id === id);
  if (!meeting) return undefined;
  return {
    news: { kind, plannedFor: meeting.plannedFor },
    to: meeting.expected.map(({ person }) => person),
    meeting: id,
  };
}

function everybody(state: Existing): readonly string[] {
  return [...state.parties, ...state.observers].flatMap(({ participants }) => participants.map(({ person }) => person));
}

type ToSend = News & { readonly event: Event; readonly state: Existing };

async function send({ db, mailer, publicUrl }: PostOffice, { event, state, news, to, meeting }: ToSend): Promise<void> {
  // Who did it knows it.
  const readers = to.filter((person) => person !== event.by);
  if (readers.length === 0) return;
  const about: About = { title: state.title, url: `${publicUrl}/conventions/${state.id}`, timeZone: state.timeZone };
  const attachments =
    'plannedFor' in news && meeting !== undefined ? [calendarOf(news, about, { id: meeting, at: event.at })] : [];
  const rows = await db.selectFrom('user').select(['email', 'language']).where('id', 'in', readers).execute();
  for (const { email, language } of rows) {
    if (isRemovedAccount(email)) continue;
    mailer.send({ to: email, ...conventionLetter(news, about, languageOf(language)), attachments });
  }
}

function calendarOf(
  news: Extract<ConventionNews, { plannedFor: string }>,
  { title, url }: About,
  { id, at }: { id: string; at: string },
): Attachment {
  return calendarFile({
    id,
    title,
    url: `${url}/meetings/${id}`,
    plannedFor: news.plannedFor,
    at,
    isCancelled: news.kind === 'meeting-cancelled',
  });
}
