/** One sentence per kind of fact, from the catalogue's `event` keys: who did what, named as on the other pages. */
import type { EventOf, EventType } from '@entente/shared/negotiation/events';
import { type MeetingId, proofNameOf } from '@entente/shared/negotiation/state';
import type { AgreedPart } from '@entente/shared/sections/parts';
import type { TFunction } from 'i18next';
import { partName } from '../convention/part-name.ts';

export type Teller = {
  readonly t: TFunction<['negotiation', 'common', 'sections']>;
  readonly sections: TFunction<'sections'>;
  readonly person: (id: string) => string;
  readonly organisation: (id: string) => string;
  readonly words: (ref: { readonly id: string } | null) => string;
  readonly time: (instant: string) => string;
  /** A calendar day, from YYYY-MM-DD. */
  readonly day: (day: string) => string;
  readonly list: (items: readonly string[]) => string;
  /** The label of an invitation; empty when it isn't known. */
  readonly invitee: (invitation: string) => string;
  /** When a meeting was planned for. */
  readonly plannedFor: (meeting: MeetingId) => string;
};

type Sentences = { readonly [T in EventType]: (event: EventOf<T>, teller: Teller) => string };

const short = (digest: string) => digest.slice(0, 16);
const section = ({ sections, organisation }: Teller, part: AgreedPart) => partName(sections, part, organisation);

/** Who, and for which organisation. */
function forOrganisation(event: { readonly by: string; readonly organisation: string }, teller: Teller) {
  return { who: teller.person(event.by), organisation: teller.organisation(event.organisation) };
}

function namesOf(organisations: readonly string[], { list, organisation }: Teller): string {
  return list(organisations.map(organisation));
}

function onPerson(
  event: { readonly by: string; readonly organisation: string; readonly person: string },
  teller: Teller,
) {
  return { ...forOrganisation(event, teller), person: teller.person(event.person) };
}

export const eventSentences: Sentences = {
  ConventionOpened: ({ by, title }, { t, person }) => t('event.ConventionOpened', { who: person(by), title }),
  ConventionRenamed: ({ by, title }, { t, person }) => t('event.ConventionRenamed', { who: person(by), title }),
  OrganisationInvited: ({ by, as, label }, { t, person, words }) =>
    t('event.OrganisationInvited', { who: person(by), label: words(label), as: t(`invitations.kind.${as}`) }),
  InvitationWithdrawn: ({ by, invitation }, { t, person, invitee }) =>
    t('event.InvitationWithdrawn', { who: person(by), label: invitee(invitation) }),
  PartyJoined: (event, teller) => teller.t('event.PartyJoined', onPerson(event, teller)),
  ObserverJoined: (event, teller) => teller.t('event.ObserverJoined', onPerson(event, teller)),
  ParticipantNamed: (event, teller) =>
    teller.t('event.ParticipantNamed', {
      ...onPerson(event, teller),
      rank: teller.t(`common:rank.${event.rank}`).toLocaleLowerCase(),
      access: teller.t(`common:access.${event.access}`).toLocaleLowerCase(),
    }),
  ParticipantRemoved: (event, teller) =>
    teller.t(event.person === event.by ? 'event.ParticipantLeft' : 'event.ParticipantRemoved', onPerson(event, teller)),
  DelegationRecorded: (event, teller) => teller.t('event.DelegationRecorded', onPerson(event, teller)),
  DelegationWithdrawn: (event, teller) => teller.t('event.DelegationWithdrawn', onPerson(event, teller)),
  PartyKindRecorded: ({ organisation: id, kind }, { t, organisation }) =>
    t(`event.PartyKindRecorded.${kind}`, { organisation: organisation(id) }),
  LeadWishStated: (event, teller) =>
    teller.t(event.wants ? 'event.LeadWishStated.yes' : 'event.LeadWishStated.no', forOrganisation(event, teller)),
  DeliberationRecorded: (event, teller) =>
    teller.t('event.DeliberationRecorded', {
      ...forOrganisation(event, teller),
      number: event.number,
      date: teller.day(event.date),
      enforceableOn: teller.day(event.enforceableOn),
    }),
  MeetingPlanned: ({ by, plannedFor }, { t, person, time }) =>
    t('event.MeetingPlanned', { who: person(by), time: time(plannedFor) }),
  MeetingChanged: ({ by, plannedFor }, { t, person, time }) =>
    t('event.MeetingChanged', { who: person(by), time: time(plannedFor) }),
  MeetingCancelled: ({ by, meeting }, { t, person, plannedFor }) =>
    t('event.MeetingCancelled', { who: person(by), time: plannedFor(meeting) }),
  MeetingOpened: ({ by }, { t, person }) => t('event.MeetingOpened', { who: person(by) }),
  AttendanceRecorded: (event, teller) => {
    const confirmed = event.person === event.by ? 'event.AttendanceConfirmedOwn' : 'event.AttendanceConfirmed';
    return teller.t(event.how === 'presence' ? 'event.AttendancePresence' : confirmed, onPerson(event, teller));
  },
  AttendanceWithdrawn: (event, { t, person }) =>
    t('event.AttendanceWithdrawn', { who: person(event.by), person: person(event.person) }),
  MinutesWritten: ({ by, minutes }, { t, person }) =>
    t(minutes === null ? 'event.MinutesBlanked' : 'event.MinutesWritten', { who: person(by) }),
  MeetingClosed: ({ by }, { t, person }) => t('event.MeetingClosed', { who: person(by) }),
  AdviceAcknowledged: ({ by, advice, parties }, teller) => {
    const named = { who: teller.person(by), parties: namesOf(parties, teller) };
    return advice === 'outranked'
      ? teller.t('event.AdviceAcknowledged.outranked', { ...named, count: parties.length })
      : teller.t(`event.AdviceAcknowledged.${advice}`, named);
  },
  MeetingInvitationHeld: ({ by, awaits }, teller) =>
    teller.t('event.MeetingInvitationHeld', { who: teller.person(by), parties: namesOf(awaits, teller) }),
  MeetingInvitationSent: ({ by, unanswered }, teller) =>
    unanswered.length === 0
      ? teller.t('event.MeetingInvitationSent.answered', { who: teller.person(by) })
      : teller.t('event.MeetingInvitationSent.unanswered', {
          who: teller.person(by),
          parties: namesOf(unanswered, teller),
        }),
  DirectorInvited: (event, teller) => teller.t('event.DirectorInvited', onPerson(event, teller)),
  ChairPassed: ({ by, to }, { t, person }) =>
    t(by === to ? 'event.ChairTaken' : 'event.ChairPassed', { who: person(by), person: person(to) }),
  DecisionRecorded: ({ by, text, proposalFor }, teller) => {
    const said = { who: teller.person(by), text: teller.words(text) };
    return proposalFor.length === 0
      ? teller.t('event.DecisionRecorded', said)
      : teller.t('event.DecisionProposed', { ...said, parties: namesOf(proposalFor, teller) });
  },
  DecisionWithdrawn: ({ by }, { t, person }) => t('event.DecisionWithdrawn', { who: person(by) }),
  TimeLogged: ({ by, kind, minutes }, { t, person }) =>
    t(`event.TimeLogged.${kind}`, { who: person(by), count: minutes }),
  StanceTaken: (event, teller) =>
    teller.t('event.StanceTaken', {
      ...forOrganisation(event, teller),
      section: section(teller, event.section),
      position: teller.t(`take.${event.position}`).toLocaleLowerCase(),
    }),
  StanceWithdrawn: (event, teller) =>
    teller.t('event.StanceWithdrawn', { ...forOrganisation(event, teller), section: section(teller, event.section) }),
  StancesReset: (event, teller) =>
    teller.t('event.StancesReset', { who: teller.person(event.by), section: section(teller, event.section) }),
  SectionReopened: (event, teller) =>
    teller.t('event.SectionReopened', { who: teller.person(event.by), section: section(teller, event.section) }),
  ReflectionDelayWished: (event, teller) =>
    teller.t('event.ReflectionDelayWished', { ...forOrganisation(event, teller), count: event.days }),
  ReflectionDelayAgreed: ({ days }, { t }) => t('event.ReflectionDelayAgreed', { count: days }),
  ConventionApproved: (event, teller) =>
    teller.t('event.ConventionApproved', { ...forOrganisation(event, teller), digest: short(event.digest) }),
  ApprovalsVoided: ({ cause }, { t }) => t(`event.ApprovalsVoided.${cause}`),
  TextFrozen: ({ digest }, { t }) => t('event.TextFrozen', { digest: short(digest) }),
  ConventionSigned: (event, teller) => {
    const signed = teller.t(`event.ConventionSigned.${event.capacity}`, {
      ...forOrganisation(event, teller),
      digest: short(event.digest),
    });
    const proof = proofNameOf(event.proof);
    return proof === 'passkey' ? signed : `${signed} ${teller.t(`event.SignedWithWeakerProof.${proof}`)}`;
  },
  SigningRefused: (event, teller) => teller.t('event.SigningRefused', forOrganisation(event, teller)),
  ConventionEnteredIntoForce: (_event, { t }) => t('event.ConventionEnteredIntoForce'),
  VersionKept: ({ by, cause }, { t, person }) => t(`event.VersionKept.${cause}`, { who: person(by) }),
  DeletionAgreed: (event, teller) => teller.t('event.DeletionAgreed', forOrganisation(event, teller)),
  DeletionAgreementWithdrawn: (event, teller) =>
    teller.t('event.DeletionAgreementWithdrawn', forOrganisation(event, teller)),
  ConventionDeleted: (_event, { t }) => t('event.ConventionDeleted'),
  CommandRefused: ({ by, command }, { t, person }) =>
    t('event.CommandRefused', { who: person(by), command: t(`command.${commandKey(command)}`) }),
};

const commandKeys = [
  'renameConvention',
  'withdrawInvitation',
  'nameParticipant',
  'removeParticipant',
  'recordDelegation',
  'withdrawDelegation',
  'planMeeting',
  'changeMeeting',
  'cancelMeeting',
  'sendMeetingInvitation',
  'openMeeting',
  'confirmAttendance',
  'withdrawAttendance',
  'writeMinutes',
  'closeMeeting',
  'takeStance',
  'withdrawStance',
  'reopenSection',
  'agreeReflectionDelay',
  'approveConvention',
  'refuseToSign',
  'keepVersion',
  'agreeToDelete',
  'withdrawDeletionAgreement',
  'inviteOrganisation',
  'acceptInvitation',
  'signConvention',
  'inviteDirector',
  'passChair',
  'recordDecision',
  'withdrawDecision',
  'logTime',
  'stateLeadWish',
  'recordDeliberation',
  'recordPartyKind',
] as const;

/** The journal keeps a refused command's name as text: one that this page doesn't know is said in general words. */
function commandKey(command: string): (typeof commandKeys)[number] | 'other' {
  return commandKeys.find((known) => known === command) ?? 'other';
}
