/** Puts together what the printed convention and the printed minutes say: names, words and digests, as they are now. */

import { timeSpent } from '@entente/shared/negotiation/meetings/time';
import type { Attendance, ClosedMeeting, Existing, Meeting, MeetingPlace } from '@entente/shared/negotiation/state';
import type { ConventionPdf, PdfAwaitedSignatory, PdfStatus } from '../pdf/convention-pdf.ts';
import type { MinutesAttendance, MinutesPdf, MinutesPlace } from '../pdf/minutes-pdf.ts';
import type { Services } from '../services.ts';
import { namesIn } from './names.ts';

type Directory = {
  readonly person: (id: string) => string;
  readonly organisation: (id: string) => string;
};

/** People who deleted their account are printed as such, in the convention's language. */
const withoutName = { fr: 'Compte supprimé', en: 'Deleted account' } as const;

async function directoryOf(services: Pick<Services, 'db'>, state: Existing): Promise<Directory> {
  const { people, organisations } = await namesIn(services, state);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const known = new Map(organisations.map((one) => [one.id, one]));
  return {
    person: (id) => names.get(id) ?? withoutName[state.language],
    organisation: (id) => known.get(id)?.name ?? '',
  };
}

/** The convention as a marked draft, as frozen, or as signed, by its stage; neither sealed nor with its evidence (`issue-convention.ts`). */
export async function printableConvention(services: Services, state: Existing): Promise<ConventionPdf> {
  const { facts, sections } = await services.conventions.text(state.id);
  const { person, organisation } = await directoryOf(services, state);
  const { language, title, timeZone } = state;
  const frozen = state.stage !== 'negotiating';
  return {
    language,
    title,
    timeZone,
    status: statusOf(state, services.clock().toISOString()),
    parties: state.parties.map((party) => ({
      organisation: party.organisation,
      name: organisation(party.organisation),
      kind: party.kind,
      mark: party.mark,
      deliberation: party.deliberation,
    })),
    observers: state.observers.map((observer) => organisation(observer.organisation)),
    sections,
    digest: facts.digest,
    approvals: state.approvals.map((approval) => ({
      organisation: approval.organisation,
      person: person(approval.person),
      at: approval.at,
    })),
    signatures: !frozen
      ? []
      : state.signatures.map((signature) => ({
          organisation: signature.organisation,
          person: person(signature.person),
          capacity: signature.capacity,
          at: signature.at,
          proof: signature.proof,
          statement: signature.statement,
        })),
    awaited: awaitedSignatories(state, person),
    journal: null,
    evidence: null,
    seal: null,
  };
}

function statusOf(state: Existing, at: string): PdfStatus {
  switch (state.stage) {
    case 'negotiating':
      return { kind: 'draft', at };
    case 'frozen':
      return { kind: 'frozen', frozenAt: state.text.at };
    case 'inForce':
      return { kind: 'inForce', frozenAt: state.text.at, since: state.since };
  }
}

/** Directors and delegates of the parties that have not signed: those who may (SIG-1). */
function awaitedSignatories(state: Existing, person: (id: string) => string): readonly PdfAwaitedSignatory[] {
  const signed = new Set(state.stage === 'negotiating' ? [] : state.signatures.map(({ organisation }) => organisation));
  return state.parties
    .filter(({ organisation }) => !signed.has(organisation))
    .flatMap(({ organisation, participants, delegations }) =>
      participants.flatMap((participant): readonly PdfAwaitedSignatory[] => {
        const delegated = delegations.some((delegation) => delegation.person === participant.person);
        if (participant.rank !== 'director' && !delegated) return [];
        const capacity = participant.rank === 'director' ? 'director' : 'delegate';
        return [{ organisation, person: person(participant.person), capacity }];
      }),
    );
}

type Opened = Extract<Meeting, { status: 'open' | 'closed' }>;

const wasOpened = (meeting: Meeting): meeting is Opened => meeting.status === 'open' || meeting.status === 'closed';

/** The minutes of a closed meeting. */
export async function printableMinutes(
  services: Pick<Services, 'db' | 'conventions'>,
  state: Existing,
  meeting: ClosedMeeting,
): Promise<MinutesPdf> {
  const { person, organisation } = await directoryOf(services, state);
  const words = await services.conventions.words(state.id);
  const opened = state.meetings.filter(wasOpened).sort((a, b) => a.openedAt.localeCompare(b.openedAt));
  const earlier = opened.slice(0, opened.indexOf(meeting));
  const came = new Set(meeting.attendances.map((attendance) => attendance.person));
  const seen = (one: Pick<Attendance, 'person' | 'organisation' | 'rank'>) => ({
    person: person(one.person),
    organisation: organisation(one.organisation),
    mark: state.parties.find((party) => party.organisation === one.organisation)?.mark ?? null,
    rank: one.rank,
  });
  return {
    language: state.language,
    timeZone: state.timeZone,
    convention: state.title,
    number: opened.indexOf(meeting) + 1,
    openedAt: meeting.openedAt,
    closedAt: meeting.closedAt,
    place: printablePlace(meeting.place, { words, organisation }),
    chair: person(meeting.chair),
    preparedBy: person(meeting.preparedBy),
    attendances: meeting.attendances.map(
      (attendance): MinutesAttendance => ({ ...seen(attendance), how: attendance.how }),
    ),
    missing: meeting.expected.filter((one) => !came.has(one.person)).map(seen),
    firstMeetingOf: firstMeetingOf(state, meeting, earlier).map(organisation),
    decisions: meeting.decisions.map((decision) => ({
      text: words[decision.text.id] ?? null,
      present: decision.present.map(person),
      proposalFor: decision.proposalFor.map(organisation),
    })),
    time: timeOfOrganisations(state, meeting).map((time) => ({
      ...time,
      organisation: organisation(time.organisation),
      mark: state.parties.find((party) => party.organisation === time.organisation)?.mark ?? null,
    })),
    agenda: meeting.agenda && (words[meeting.agenda.id] ?? null),
    minutes: meeting.minutes && (words[meeting.minutes.id] ?? null),
  };
}

/** What the meeting cost each organisation, parties in their order, then the others. */
function timeOfOrganisations(state: Existing, { id }: ClosedMeeting) {
  const spent = timeSpent(state, id).filter((one) => one.preparation + one.meeting + one.followUp > 0);
  const parties = state.parties.map((party) => party.organisation);
  const organisations = new Set([...parties, ...spent.map((one) => one.organisation)]);
  return [...organisations].flatMap((organisation) => {
    const own = spent.filter((one) => one.organisation === organisation);
    const sum = (kind: 'preparation' | 'meeting' | 'followUp') => own.reduce((total, one) => total + one[kind], 0);
    if (own.length === 0) return [];
    return [
      {
        organisation,
        people: own.length,
        preparation: sum('preparation'),
        meeting: sum('meeting'),
        followUp: sum('followUp'),
      },
    ];
  });
}

/** Parties that attended no earlier meeting: their decisions here are proposals only (NEG-1). */
function firstMeetingOf(state: Existing, meeting: ClosedMeeting, earlier: readonly Opened[]): readonly string[] {
  const attended = (one: Opened, party: string) =>
    one.attendances.some(({ organisation, counts }) => organisation === party && counts);
  return state.parties
    .map(({ organisation }) => organisation)
    .filter((party) => attended(meeting, party) && !earlier.some((one) => attended(one, party)));
}

type Said = {
  readonly words: Readonly<Record<string, string | null>>;
  readonly organisation: (id: string) => string;
};

function printablePlace(place: MeetingPlace, { words, organisation }: Said): MinutesPlace {
  if (place.kind === 'remote') return { kind: 'remote', link: place.link && (words[place.link.id] ?? null) };
  return {
    kind: 'on-site',
    address: words[place.address.id] ?? null,
    host: place.host === null ? null : organisation(place.host),
  };
}
