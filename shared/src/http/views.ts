/** Shapes that the API returns. `z.custom` stands where the shape is the domain's own type, made by the server alone. */
import { z } from 'zod';
import { zAccess, zAgreedPart, zDigest, zId, zInstant, zRank } from '../negotiation/commands.ts';
import type { Event } from '../negotiation/events.ts';
import { type Existing, partyKinds } from '../negotiation/state.ts';
import type { CanonicalText, TextFacts } from '../text/digest.ts';

export const organisationKinds = partyKinds;
export const zOrganisationKind = z.enum(organisationKinds);
export const zLanguage = z.enum(['fr', 'en']);

export const zOrganisation = z.object({ id: zId, name: z.string(), kind: zOrganisationKind });
export type Organisation = z.infer<typeof zOrganisation>;

export const zMe = z.object({
  person: z.object({ id: zId, name: z.string(), email: z.string(), language: zLanguage }),
  memberships: z.array(z.object({ organisation: zOrganisation, rank: zRank })),
  /** True when the operator configured SMTP: invitations and resets also go by mail. */
  mail: z.boolean(),
  /**
   * Passkeys at this address of the server, and how many the person has. With neither a passkey nor mail nothing can prove
   * who signs (SIG-2): the signature page says so before anybody tries. `fromReset`: how many of them were added just after a link
   * had set the password, and are worth no more than that link.
   */
  passkeys: z.object({ possible: z.boolean(), count: z.number().int(), fromReset: z.number().int() }),
});
export type Me = z.infer<typeof zMe>;

const zPendingInvitation = z.object({
  id: zId,
  /** Whom it is for, in the inviter's words. */
  label: z.string(),
  rank: zRank,
  expiresAt: zInstant,
});

export const zOrganisationPage = z.object({
  organisation: zOrganisation,
  members: z.array(z.object({ person: zId, name: z.string(), email: z.string(), rank: zRank, joinedAt: zInstant })),
  invitations: z.array(zPendingInvitation),
});
export type OrganisationPage = z.infer<typeof zOrganisationPage>;

export const zInvitationPreview = z.object({
  kind: z.enum(['member', 'party', 'observer-comments', 'observer-reads']),
  status: z.enum(['pending', 'used', 'withdrawn', 'expired']),
  /** Who invites. */
  organisation: z.string(),
  /** The convention's title; null for an invitation to an organisation. */
  convention: z.string().nullable(),
  rank: zRank.nullable(),
  expiresAt: zInstant,
});
export type InvitationPreview = z.infer<typeof zInvitationPreview>;

export const zConventionSummary = z.object({
  id: zId,
  title: z.string(),
  stage: z.enum(['negotiating', 'frozen', 'inForce']),
  organisation: zId,
  access: zAccess,
  parties: z.array(z.object({ organisation: zId, name: z.string(), mark: z.number().int() })),
  updatedAt: zInstant,
});
export type ConventionSummary = z.infer<typeof zConventionSummary>;

/** Something that waits for this person, most urgent first. */
const zAwaiting = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign'), convention: zId, title: z.string() }),
  z.object({ kind: z.literal('approve'), convention: zId, title: z.string(), meeting: zId }),
  z.object({ kind: z.literal('join-meeting'), convention: zId, title: z.string(), meeting: zId }),
  z.object({
    kind: z.literal('meeting-planned'),
    convention: zId,
    title: z.string(),
    meeting: zId,
    plannedFor: zInstant,
  }),
  z.object({ kind: z.literal('invitation-held'), convention: zId, title: z.string(), meeting: zId }),
  z.object({ kind: z.literal('close-meeting'), convention: zId, title: z.string(), meeting: zId }),
  z.object({ kind: z.literal('take-stances'), convention: zId, title: z.string(), sections: z.array(zAgreedPart) }),
  z.object({ kind: z.literal('agree-deletion'), convention: zId, title: z.string() }),
]);
export type Awaiting = z.infer<typeof zAwaiting>;

export const zHome = z.object({ awaiting: z.array(zAwaiting), conventions: z.array(zConventionSummary) });
export type Home = z.infer<typeof zHome>;

/** `name` is null once the account was deleted, unless the person signed this convention: what binds keeps its signatories. */
const zPersonName = z.object({ id: zId, name: z.string().nullable(), organisation: zId.nullable() });

/** All that a page needs besides the text; the rules run on `state` exactly as they do on the server. */
export const zConventionView = z.object({
  state: z.custom<Existing>((value) => typeof value === 'object' && value !== null),
  /** The journal's head: how many entries it has, and the hash of the last one. */
  version: z.number().int(),
  hash: zDigest,
  /** The words behind each `WordsRef`; an erased one is null. */
  words: z.record(z.string(), z.string().nullable()),
  people: z.array(zPersonName),
  organisations: z.array(zOrganisation),
  /** Members of my own organisation, to name who takes part. */
  colleagues: z.array(z.object({ person: zId, name: z.string(), rank: zRank })),
  me: z.object({ person: zId, organisation: zId, rank: zRank, access: zAccess }),
  /** The server's clock when it answered: pages count calendar days from it. */
  now: zInstant,
});
export type ConventionView = z.infer<typeof zConventionView>;

export const zPage = z.object({
  /** The `clientID` of this opened page's `Y.Doc`; never reused. */
  clientId: z.number().int(),
  schemaVersion: z.number().int(),
  /** Changes when the server went back to an older copy: local copies of another epoch are void. */
  epoch: z.string(),
});
export type Page = z.infer<typeof zPage>;

export const zText = z.object({
  facts: z.custom<TextFacts>((value) => typeof value === 'object' && value !== null),
  /** Canonical nodes by part: every section, and `core:<party>` for each core that was begun. */
  sections: z.custom<CanonicalText>((value) => typeof value === 'object' && value !== null),
});
export type ConventionText = z.infer<typeof zText>;

export const zJournalEntry = z.object({
  version: z.number().int(),
  event: z.custom<Event>((value) => typeof value === 'object' && value !== null),
  /** SHA-256 over the entry before and this one. */
  hash: z.string(),
  /** The hash of the text's last sealed segment at that moment; null before the first. It is part of what `hash` covers. */
  text: z.string().nullable(),
});
export type JournalEntry = z.infer<typeof zJournalEntry>;
