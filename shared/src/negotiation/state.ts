import type { Language } from '../language.ts';
import type { AgreedPart } from '../sections/parts.ts';
import type { Digest, PartDigests } from '../text/digest.ts';
import type { CalendarDay } from './calendar-day.ts';

/** Opaque identifiers (UUID). Names and addresses of people are never part of the negotiation. */
export type PersonId = string;
export type OrganisationId = string;
export type MeetingId = string;
export type InvitationId = string;
export type VersionId = string;
export type ConventionId = string;

/** ISO 8601 in UTC, with milliseconds. */
export type Instant = string;

export const ranks = ['director', 'manager', 'practitioner'] as const;
/** Place in one's organisation (« les niveaux hiérarchiques »), highest first. */
export type Rank = (typeof ranks)[number];

export const accesses = ['writes', 'comments', 'reads'] as const;
/** What a named person may do with the text, widest first. */
export type Access = (typeof accesses)[number];

export const positions = ['agree', 'reserve', 'object'] as const;
/** What a party says of a section (NEG-6). */
export type Position = (typeof positions)[number];

export const partyKinds = ['association', 'public-body', 'other'] as const;
/** What kind of organisation a party is; a public body signs after a deliberation (SIG-1). */
export type PartyKind = (typeof partyKinds)[number];

/** What is told before one goes on all the same: it blocks nothing once acknowledged (NEG-2, NEG-4). */
export const advices = ['outranked', 'host-without-lead-wish'] as const;
export type Advice = (typeof advices)[number];

/** Erasable words kept outside the journal; the hash is salted (SHA-256 of salt, a line end, text). */
export type WordsRef = { readonly id: string; readonly hash: Digest };

export type Participant = { readonly person: PersonId; readonly rank: Rank; readonly access: Access };

/** A recorded power to commit the party, given by one of its directors. */
export type Delegation = { readonly person: PersonId; readonly by: PersonId; readonly at: Instant };

/** The vote by which a public body's assembly allows the convention, as one of its people recorded it (SIG-1). */
export type Deliberation = {
  readonly number: string;
  readonly date: CalendarDay;
  /** The day from which it has effect: published, and sent to the State's representative. */
  readonly enforceableOn: CalendarDay;
  readonly by: PersonId;
  readonly at: Instant;
};

/** An organisation that negotiates and will be bound. `mark` is its fixed place in the palette and in the row of dots, from 0. */
export type Party = {
  readonly organisation: OrganisationId;
  readonly mark: number;
  readonly kind: PartyKind;
  readonly joinedAt: Instant;
  readonly participants: readonly Participant[];
  readonly delegations: readonly Delegation[];
  /** Whether it wants to be the project's lead (« le porteur », NEG-4); `null` while it has said neither. */
  readonly wantsLead: boolean | null;
  readonly deliberation: Deliberation | null;
};

/** A funder or prescriber who reads or comments and is not bound. */
export type Observer = {
  readonly organisation: OrganisationId;
  readonly access: Exclude<Access, 'writes'>;
  readonly joinedAt: Instant;
  readonly participants: readonly Participant[];
};

export type InvitedAs = 'party' | 'observer-comments' | 'observer-reads';

export type Invitation = {
  readonly id: InvitationId;
  readonly as: InvitedAs;
  /** Whom it is meant for, as the inviter wrote it. */
  readonly label: WordsRef;
  readonly by: OrganisationId;
  readonly expiresAt: Instant;
  readonly status: 'pending' | 'used' | 'withdrawn';
};

export type MeetingPlace =
  | { readonly kind: 'remote'; readonly link: WordsRef | null }
  | { readonly kind: 'on-site'; readonly address: WordsRef; readonly host: OrganisationId | null };

export type ExpectedPerson = { readonly person: PersonId; readonly organisation: OrganisationId; readonly rank: Rank };

/** `presence`: the person's own page was open; `confirmed`: the person, or a colleague of the same organisation, ticked it. */
export type Attendance = {
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  readonly rank: Rank;
  readonly how: 'presence' | 'confirmed';
  readonly at: Instant;
  /** NEG-1: true when, at that moment, the person was named by a party to write or comment. Readers and observers are there without counting. */
  readonly counts: boolean;
};

/** An advice that somebody read, and went on: of which parties it spoke then. */
export type Acknowledgement = {
  readonly advice: Advice;
  readonly parties: readonly OrganisationId[];
  readonly by: PersonId;
  readonly at: Instant;
};

/** DOC-9: what a meeting cost one person beside the meeting itself, in minutes, as that person says. */
export type LoggedTime = {
  readonly person: PersonId;
  readonly organisation: OrganisationId;
  readonly kind: 'preparation' | 'followUp';
  readonly minutes: number;
};

/** What a meeting decided, with who was there. `proposalFor`: the parties for which it is a proposal only (NEG-1). */
export type Decision = {
  readonly id: string;
  readonly text: WordsRef;
  readonly present: readonly PersonId[];
  readonly proposalFor: readonly OrganisationId[];
  readonly by: PersonId;
  readonly at: Instant;
};

/** Whether those expected were written to about the plan as it stands (NEG-4: not before the host was told). */
export type MeetingInvitation =
  | {
      readonly status: 'sent';
      /** Parties that were told first, whether or not they answered. */
      readonly told: readonly OrganisationId[];
    }
  | {
      readonly status: 'held';
      /** Parties that are told, and whose answer is awaited. */
      readonly awaits: readonly OrganisationId[];
      /** An earlier plan of this meeting was sent. */
      readonly wasSentBefore: boolean;
    };

type MeetingPlan = {
  readonly id: MeetingId;
  readonly plannedFor: Instant;
  readonly durationMinutes: number | null;
  readonly place: MeetingPlace;
  readonly agenda: WordsRef | null;
  readonly expected: readonly ExpectedPerson[];
  readonly preparedBy: PersonId;
  /** Who leads it (NEG-3); `null` while nobody was chosen: then it is whoever opens it. */
  readonly chair: PersonId | null;
  readonly acknowledged: readonly Acknowledgement[];
  readonly invitation: MeetingInvitation;
  readonly time: readonly LoggedTime[];
};

type OpenedMeeting = MeetingPlan & {
  readonly openedAt: Instant;
  readonly chair: PersonId;
  readonly attendances: readonly Attendance[];
  readonly decisions: readonly Decision[];
  /** `null` while nothing but white space has been written. */
  readonly minutes: WordsRef | null;
};

export type PlannedMeeting = MeetingPlan & { readonly status: 'planned' };
export type CancelledMeeting = MeetingPlan & { readonly status: 'cancelled' };
export type OpenMeeting = OpenedMeeting & { readonly status: 'open' };
export type ClosedMeeting = OpenedMeeting & { readonly status: 'closed'; readonly closedAt: Instant };
export type Meeting = PlannedMeeting | CancelledMeeting | OpenMeeting | ClosedMeeting;

/** A party's word on a section, true of one exact text only (NEG-6). */
export type Stance = {
  readonly organisation: OrganisationId;
  /** A section, or a party's core (DOC-7). */
  readonly section: AgreedPart;
  readonly position: Position;
  readonly reason: WordsRef | null;
  readonly digest: Digest;
  readonly by: PersonId;
  readonly at: Instant;
};

export type Approval = {
  readonly organisation: OrganisationId;
  readonly person: PersonId;
  readonly meeting: MeetingId;
  readonly digest: Digest;
  readonly at: Instant;
};

/**
 * How the signatory's identity was proved afresh. `evidence`: digest of the statement with what proves it, kept beside the
 * journal. Only journals written before signatures had evidence hold a mere `password`.
 */
export type SignatureProof = FreshProof | { readonly kind: 'password' };
export type FreshProof = {
  readonly kind: 'passkey' | 'password-and-code';
  readonly evidence: Digest;
  /** The passkey was added just after the password had been reset by a link: it is worth no more than the link. */
  readonly afterReset?: true;
};

/** What a signature rests on, as it is named wherever signatures are shown. */
export type ProofName = SignatureProof['kind'] | 'passkey-after-reset';

/** The name under which a proof is shown: a passkey that is worth no more than a mailed link isn't shown as one. */
export function proofNameOf(proof: SignatureProof): ProofName {
  return proof.kind === 'passkey' && proof.afterReset === true ? 'passkey-after-reset' : proof.kind;
}

export type Signature = {
  readonly organisation: OrganisationId;
  readonly person: PersonId;
  readonly capacity: 'director' | 'delegate';
  readonly digest: Digest;
  /** SHA-256 of the canonical statement that was signed (SIG-2); `null` in the journals of before. */
  readonly statement: Digest | null;
  readonly proof: SignatureProof;
  readonly at: Instant;
};

/** A round that ended without a signed convention: kept as history. */
export type PastRound = {
  readonly round: number;
  readonly digest: Digest;
  readonly approvals: readonly Approval[];
  readonly signatures: readonly Signature[];
  readonly refusedBy: {
    readonly organisation: OrganisationId;
    readonly person: PersonId;
    readonly reason: WordsRef;
    readonly at: Instant;
  };
};

/** A text kept on purpose, readable for ever by the participants. */
export type Version = {
  readonly id: VersionId;
  readonly cause: 'meeting' | 'approval' | 'by-hand';
  readonly label: WordsRef | null;
  readonly digest: Digest;
  readonly by: PersonId;
  readonly at: Instant;
};

export type FrozenText = {
  readonly digest: Digest;
  /** Of every section, and of each core that is not blank. */
  readonly sections: PartDigests;
  readonly at: Instant;
  readonly meeting: MeetingId;
  readonly version: VersionId;
};

type Common = {
  readonly id: ConventionId;
  readonly title: string;
  readonly language: Language;
  /** IANA name, fixed at creation; the calendar days of NEG-1 are counted in it. */
  readonly timeZone: string;
  readonly openedAt: Instant;
  readonly round: number;
  readonly pastRounds: readonly PastRound[];
  readonly parties: readonly Party[];
  readonly observers: readonly Observer[];
  readonly invitations: readonly Invitation[];
  readonly meetings: readonly Meeting[];
  readonly versions: readonly Version[];
  readonly reflection: Reflection;
};

/** NEG-1: « A longer reflection delay can be agreed; a shorter one can't. » In calendar days, at least 1. */
export type Reflection = { readonly days: number; readonly wishes: Readonly<Record<OrganisationId, number>> };

export type Negotiating = Common & {
  readonly stage: 'negotiating';
  readonly stances: readonly Stance[];
  readonly approvals: readonly Approval[];
  /** Parties that agree to delete the convention altogether. */
  readonly deletionAgreements: readonly OrganisationId[];
};

export type Frozen = Common & {
  readonly stage: 'frozen';
  readonly text: FrozenText;
  /** Every party's word on every section, kept so that a refusal to sign drops the refusing party's alone. */
  readonly stances: readonly Stance[];
  /** Parties that agree to delete the convention altogether. */
  readonly deletionAgreements: readonly OrganisationId[];
  readonly approvals: readonly Approval[];
  readonly signatures: readonly Signature[];
};

export type InForce = Common & {
  readonly stage: 'inForce';
  readonly text: FrozenText;
  readonly approvals: readonly Approval[];
  readonly signatures: readonly Signature[];
  readonly since: Instant;
};

export type Deleted = { readonly stage: 'deleted'; readonly id: ConventionId; readonly at: Instant };

export type Existing = Negotiating | Frozen | InForce;
export type Convention = Existing | Deleted;
