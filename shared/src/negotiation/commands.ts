/**
 * What people may ask of a convention. The `*Input` schemas are what a page or a program sends; the server adds the
 * envelope (who, when, new identifiers), so nobody can speak in another's name or move the clock.
 */

import { z } from 'zod';
import type { Language } from '../language.ts';
import type { AgreedPart } from '../sections/parts.ts';
import { sectionIds } from '../sections/sections.ts';
import { isTimeZone } from './calendar-day.ts';
import {
  accesses,
  advices,
  type FreshProof,
  type Instant,
  type OrganisationId,
  type PartyKind,
  type PersonId,
  positions,
  type Rank,
  ranks,
} from './state.ts';

export const zId = z.uuid();
export const zSection = z.enum(sectionIds);
/** A section, or a party's core: `core:` and the organisation's identifier. */
export const zAgreedPart = z.union([zSection, z.templateLiteral(['core:', zId])]);
export const zDigest = z.string().regex(/^[0-9a-f]{64}$/);
export const zRank = z.enum(ranks);
export const zAccess = z.enum(accesses);
export const zInstant = z.iso.datetime();
export const zTimeZone = z.string().min(1).max(64).refine(isTimeZone);

/** Words that a person writes about the text. Blank where a rule asks for words is refused by the rule, not here. */
const zReason = z.string().max(4_000);
const zLine = z.string().max(300);
const zLongText = z.string().max(100_000);

const zPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('remote'), link: zLine.optional() }),
  z.object({ kind: z.literal('on-site'), address: zLine, host: zId.nullable() }),
]);

/** A day of the calendar, YYYY-MM-DD. */
const zDay = z.iso.date();
const zDuration = z.number().int().min(1).max(1_440);
const zAdvices = z.array(z.enum(advices)).max(advices.length);
const zExpected = z.array(z.object({ person: zId, organisation: zId })).max(200);

/** Everything that a participant can ask by page or by the API. Signing has a route of its own, since it takes a proof. */
export const zCommandInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('renameConvention'), title: z.string().trim().min(1).max(200) }),
  z.object({ type: z.literal('withdrawInvitation'), invitation: zId }),
  z.object({ type: z.literal('nameParticipant'), person: zId, access: zAccess }),
  z.object({ type: z.literal('removeParticipant'), person: zId }),
  z.object({ type: z.literal('recordDelegation'), person: zId }),
  z.object({ type: z.literal('withdrawDelegation'), person: zId }),
  z.object({
    type: z.literal('planMeeting'),
    plannedFor: zInstant,
    durationMinutes: zDuration.optional(),
    place: zPlace,
    agenda: zLongText.optional(),
    expected: zExpected,
    /** Advice that the planner has read (NEG-2, NEG-4). */
    acknowledges: zAdvices.optional(),
  }),
  z.object({
    type: z.literal('changeMeeting'),
    meeting: zId,
    plannedFor: zInstant,
    durationMinutes: zDuration.optional(),
    place: zPlace,
    agenda: zLongText.optional(),
    expected: zExpected,
    acknowledges: zAdvices.optional(),
  }),
  z.object({ type: z.literal('cancelMeeting'), meeting: zId }),
  /** NEG-4: sends the invitation that waits for the host to be told: as its answer when given by the host, all the same when by another. */
  z.object({ type: z.literal('sendMeetingInvitation'), meeting: zId }),
  z.object({ type: z.literal('openMeeting'), meeting: zId, acknowledges: zAdvices.optional() }),
  z.object({ type: z.literal('inviteDirector'), meeting: zId, person: zId, chairs: z.boolean() }),
  z.object({ type: z.literal('passChair'), meeting: zId, to: zId }),
  z.object({ type: z.literal('confirmAttendance'), meeting: zId, person: zId }),
  z.object({ type: z.literal('withdrawAttendance'), meeting: zId, person: zId }),
  z.object({
    type: z.literal('writeMinutes'),
    meeting: zId,
    minutes: zLongText,
    /** Identifier of the words that the writer had read (`null`: none yet). When others stand there by now, it is refused; left out, whatever stands is replaced. */
    replaces: z.string().max(100).nullable().optional(),
  }),
  /** The minutes written together in the convention's text are taken as they stand; when they are blank, those of `writeMinutes`. */
  z.object({ type: z.literal('closeMeeting'), meeting: zId }),
  z.object({ type: z.literal('recordDecision'), meeting: zId, text: zReason }),
  z.object({ type: z.literal('withdrawDecision'), meeting: zId, decision: zId }),
  z.object({
    type: z.literal('logTime'),
    meeting: zId,
    kind: z.enum(['preparation', 'followUp']),
    /** In all, for that meeting: it replaces what the same person said before. */
    minutes: z.number().int().min(0).max(100_000),
  }),
  z.object({ type: z.literal('stateLeadWish'), wants: z.boolean() }),
  z.object({
    type: z.literal('recordDeliberation'),
    number: z.string().trim().min(1).max(100),
    date: zDay,
    enforceableOn: zDay,
  }),
  z.object({
    type: z.literal('takeStance'),
    section: zAgreedPart,
    position: z.enum(positions),
    reason: zReason.optional(),
    digest: zDigest,
  }),
  z.object({ type: z.literal('withdrawStance'), section: zAgreedPart }),
  z.object({ type: z.literal('reopenSection'), section: zAgreedPart, reason: zReason }),
  z.object({ type: z.literal('agreeReflectionDelay'), days: z.number().int().min(1).max(365) }),
  z.object({ type: z.literal('approveConvention'), meeting: zId, digest: zDigest }),
  z.object({ type: z.literal('refuseToSign'), reason: zReason }),
  z.object({ type: z.literal('keepVersion'), label: zLine }),
  z.object({ type: z.literal('agreeToDelete') }),
  z.object({ type: z.literal('withdrawDeletionAgreement') }),
]);

export type CommandInput = z.infer<typeof zCommandInput>;

/** Commands that the server makes itself, from what it has checked (an invitation's secret, a password, a socket). */
export type ServerCommandInput =
  | {
      readonly type: 'openConvention';
      readonly convention: string;
      readonly title: string;
      readonly language: Language;
      readonly timeZone: string;
      /** What the first party is. */
      readonly kind?: PartyKind;
    }
  | {
      readonly type: 'inviteOrganisation';
      readonly invitation: string;
      readonly as: 'party' | 'observer-comments' | 'observer-reads';
      readonly label: string;
      readonly expiresAt: Instant;
    }
  | { readonly type: 'acceptInvitation'; readonly invitation: string; readonly kind?: PartyKind }
  /** The organisation corrected what it is. */
  | { readonly type: 'recordPartyKind'; readonly kind: PartyKind }
  | { readonly type: 'recordPresence'; readonly meeting: string }
  | { readonly type: 'recordEdit'; readonly sections: readonly AgreedPart[] }
  | {
      readonly type: 'signConvention';
      readonly digest: string;
      /** SHA-256 of the canonical statement. */
      readonly statement: string;
      /** The journal's head that the statement names: the room has compared it with today's. */
      readonly head: JournalHead;
      readonly proof: FreshProof;
    };

/** An entry of the journal, by its number and its hash. */
export type JournalHead = { readonly version: number; readonly hash: string };

/** Who asks, for which organisation, with which rank there: stated by the server, never by the page. */
export type Actor = { readonly person: PersonId; readonly organisation: OrganisationId; readonly rank: Rank };

export type Envelope = {
  readonly by: Actor;
  /** The server's clock. */
  readonly at: Instant;
  /** A fresh UUID; identifies whatever the command creates. */
  readonly newId: string;
  /** Fresh randomness (hexadecimal) for the salted hashes of erasable words. */
  readonly salt: string;
  /** Ranks of the people named in the command (participants, expected, delegates), from the organisations' member lists. Absent: not a member. */
  readonly rankOf: Readonly<Record<PersonId, { readonly organisation: OrganisationId; readonly rank: Rank }>>;
};

export type Command = Envelope & (CommandInput | ServerCommandInput);
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
