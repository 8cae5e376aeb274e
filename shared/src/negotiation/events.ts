/** What has happened to a convention: the journal's entries, and with them the whole of its state. */
import type { AgreedPart } from '../sections/parts.ts';
import type { Digest, PartDigests } from '../text/digest.ts';
import type {
  Access,
  Attendance,
  ConventionId,
  ExpectedPerson,
  Instant,
  InvitationId,
  InvitedAs,
  MeetingId,
  MeetingPlace,
  OrganisationId,
  PersonId,
  Position,
  Rank,
  SignatureProof,
  VersionId,
  WordsRef,
} from './state.ts';

type MeetingDetails = {
  readonly meeting: MeetingId;
  readonly plannedFor: Instant;
  readonly place: MeetingPlace;
  readonly agenda: WordsRef | null;
  readonly expected: readonly ExpectedPerson[];
};

export type Fact =
  | {
      readonly type: 'ConventionOpened';
      readonly convention: ConventionId;
      readonly title: string;
      readonly language: 'fr' | 'en';
      readonly timeZone: string;
    }
  | { readonly type: 'ConventionRenamed'; readonly title: string }
  | {
      readonly type: 'OrganisationInvited';
      readonly invitation: InvitationId;
      readonly as: InvitedAs;
      readonly label: WordsRef;
      readonly expiresAt: Instant;
    }
  | { readonly type: 'InvitationWithdrawn'; readonly invitation: InvitationId }
  | {
      readonly type: 'PartyJoined';
      readonly organisation: OrganisationId;
      readonly invitation: InvitationId | null;
      readonly person: PersonId;
      readonly rank: Rank;
    }
  | {
      readonly type: 'ObserverJoined';
      readonly organisation: OrganisationId;
      readonly invitation: InvitationId;
      readonly access: Exclude<Access, 'writes'>;
      readonly person: PersonId;
      readonly rank: Rank;
    }
  | {
      readonly type: 'ParticipantNamed';
      readonly organisation: OrganisationId;
      readonly person: PersonId;
      readonly rank: Rank;
      readonly access: Access;
    }
  | { readonly type: 'ParticipantRemoved'; readonly organisation: OrganisationId; readonly person: PersonId }
  | { readonly type: 'DelegationRecorded'; readonly organisation: OrganisationId; readonly person: PersonId }
  | { readonly type: 'DelegationWithdrawn'; readonly organisation: OrganisationId; readonly person: PersonId }
  | ({ readonly type: 'MeetingPlanned' } & MeetingDetails)
  | ({ readonly type: 'MeetingChanged' } & MeetingDetails)
  | { readonly type: 'MeetingCancelled'; readonly meeting: MeetingId }
  | { readonly type: 'MeetingOpened'; readonly meeting: MeetingId }
  | {
      readonly type: 'AttendanceRecorded';
      readonly meeting: MeetingId;
      readonly person: PersonId;
      readonly organisation: OrganisationId;
      readonly rank: Rank;
      readonly how: Attendance['how'];
    }
  | { readonly type: 'AttendanceWithdrawn'; readonly meeting: MeetingId; readonly person: PersonId }
  | { readonly type: 'MinutesWritten'; readonly meeting: MeetingId; readonly minutes: WordsRef | null }
  | { readonly type: 'MeetingClosed'; readonly meeting: MeetingId }
  | {
      readonly type: 'StanceTaken';
      readonly organisation: OrganisationId;
      readonly section: AgreedPart;
      readonly position: Position;
      readonly reason: WordsRef | null;
      readonly digest: Digest;
    }
  | { readonly type: 'StanceWithdrawn'; readonly organisation: OrganisationId; readonly section: AgreedPart }
  /** Somebody edited the section: every stance on it is gone, and retyping the old words brings none back (NEG-6). */
  | { readonly type: 'StancesReset'; readonly section: AgreedPart }
  | { readonly type: 'SectionReopened'; readonly section: AgreedPart; readonly reason: WordsRef }
  | { readonly type: 'ReflectionDelayWished'; readonly organisation: OrganisationId; readonly days: number }
  | { readonly type: 'ReflectionDelayAgreed'; readonly days: number }
  | {
      readonly type: 'ConventionApproved';
      readonly organisation: OrganisationId;
      readonly meeting: MeetingId;
      readonly digest: Digest;
    }
  | {
      readonly type: 'ApprovalsVoided';
      readonly cause: 'section-reopened' | 'meeting-closed' | 'meeting-cancelled' | 'party-joined' | 'text-edited';
    }
  | {
      readonly type: 'TextFrozen';
      readonly digest: Digest;
      readonly sections: PartDigests;
      readonly meeting: MeetingId;
      readonly version: VersionId;
    }
  | {
      readonly type: 'ConventionSigned';
      readonly organisation: OrganisationId;
      readonly capacity: 'director' | 'delegate';
      readonly digest: Digest;
      readonly proof: SignatureProof;
    }
  | { readonly type: 'SigningRefused'; readonly organisation: OrganisationId; readonly reason: WordsRef }
  | { readonly type: 'ConventionEnteredIntoForce' }
  | {
      readonly type: 'VersionKept';
      readonly version: VersionId;
      readonly cause: 'meeting' | 'approval' | 'by-hand';
      readonly label: WordsRef | null;
      readonly digest: Digest;
    }
  | { readonly type: 'DeletionAgreed'; readonly organisation: OrganisationId }
  | { readonly type: 'DeletionAgreementWithdrawn'; readonly organisation: OrganisationId }
  | { readonly type: 'ConventionDeleted' }
  /** A try that the rules refused: kept for the journal, changes nothing. */
  | { readonly type: 'CommandRefused'; readonly command: string; readonly codes: readonly string[] };

/** A fact with who made it and when, by the server's clock. */
export type Event = Fact & { readonly at: Instant; readonly by: PersonId };
export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
