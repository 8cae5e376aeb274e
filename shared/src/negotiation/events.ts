/** What has happened to a convention: the journal's entries, and with them the whole of its state. */
import type { Language } from '../language.ts';
import type { AgreedPart } from '../sections/parts.ts';
import type { Digest, PartDigests } from '../text/digest.ts';
import type { CalendarDay } from './calendar-day.ts';
import type {
  Access,
  Advice,
  Attendance,
  ConventionId,
  ExpectedPerson,
  Instant,
  InvitationId,
  InvitedAs,
  LoggedTime,
  MeetingId,
  MeetingPlace,
  OrganisationId,
  PartyKind,
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
  /** Absent in the journals of before: nobody said. */
  readonly durationMinutes?: number | null;
  readonly place: MeetingPlace;
  readonly agenda: WordsRef | null;
  readonly expected: readonly ExpectedPerson[];
};

export type Fact =
  | {
      readonly type: 'ConventionOpened';
      readonly convention: ConventionId;
      readonly title: string;
      readonly language: Language;
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
      /** Absent in the journals of before. */
      readonly kind?: PartyKind;
    }
  | { readonly type: 'PartyKindRecorded'; readonly organisation: OrganisationId; readonly kind: PartyKind }
  | { readonly type: 'LeadWishStated'; readonly organisation: OrganisationId; readonly wants: boolean }
  | {
      readonly type: 'DeliberationRecorded';
      readonly organisation: OrganisationId;
      readonly number: string;
      readonly date: CalendarDay;
      readonly enforceableOn: CalendarDay;
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
  /** NEG-2, NEG-4: somebody planned or opened the meeting having read this advice. */
  | {
      readonly type: 'AdviceAcknowledged';
      readonly meeting: MeetingId;
      readonly advice: Advice;
      readonly parties: readonly OrganisationId[];
    }
  /** NEG-4: these parties are told first: the plan isn't sent to those expected yet. Absent in the journals of before, as the next. */
  | {
      readonly type: 'MeetingInvitationHeld';
      readonly meeting: MeetingId;
      readonly awaits: readonly OrganisationId[];
      /** An earlier plan of this meeting was sent. */
      readonly wasSentBefore: boolean;
    }
  /** What was held is sent. `unanswered`: parties that were told, and had not answered. */
  | {
      readonly type: 'MeetingInvitationSent';
      readonly meeting: MeetingId;
      readonly unanswered: readonly OrganisationId[];
    }
  /** NEG-3: the party's director is expected at the meeting. */
  | {
      readonly type: 'DirectorInvited';
      readonly meeting: MeetingId;
      readonly organisation: OrganisationId;
      readonly person: PersonId;
    }
  | { readonly type: 'ChairPassed'; readonly meeting: MeetingId; readonly to: PersonId }
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
      readonly type: 'DecisionRecorded';
      readonly meeting: MeetingId;
      readonly decision: string;
      readonly text: WordsRef;
      readonly present: readonly PersonId[];
      readonly proposalFor: readonly OrganisationId[];
    }
  | { readonly type: 'DecisionWithdrawn'; readonly meeting: MeetingId; readonly decision: string }
  /** The last figure that a person gives for a meeting and a kind stands. */
  | ({ readonly type: 'TimeLogged'; readonly meeting: MeetingId } & LoggedTime)
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
      /** Which rules were met (`rulesVersion`). Absent in the journals of before. */
      readonly rules?: number;
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
      /** Absent in the journals of before. */
      readonly statement?: Digest;
      readonly proof: SignatureProof;
      /** Which rules were met (`rulesVersion`). Absent in the journals of before. */
      readonly rules?: number;
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
