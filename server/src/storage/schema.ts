/**
 * The tables. Instants are ISO 8601 text in UTC; identifiers are UUID text; digests are lower-case hexadecimal.
 * better-auth owns `user`, `session`, `account`, `verification` and `passkey`; only the columns we read are typed here.
 */
import type { Generated } from 'kysely';

export type Database = {
  user: UserTable;
  session: SessionTable;
  organisation: OrganisationTable;
  membership: MembershipTable;
  invitation: InvitationTable;
  convention: ConventionTable;
  journal: JournalTable;
  words: WordsTable;
  participation: ParticipationTable;
  text_update: TextUpdateTable;
  text_segment: TextSegmentTable;
  text_snapshot: TextSnapshotTable;
  page: PageTable;
  kept_text: KeptTextTable;
  thread: ThreadTable;
  reply: ReplyTable;
  setting: SettingTable;
  signature_evidence: SignatureEvidenceTable;
  issued_document: IssuedDocumentTable;
  passkey: PasskeyTable;
  password_reset: PasswordResetTable;
  passkey_origin: PasskeyOriginTable;
  single_use: SingleUseTable;
  signature_code: SignatureCodeTable;
};

export type UserTable = {
  id: string;
  name: string;
  email: string;
  emailVerified: number;
  language: string | null;
  createdAt: string;
  updatedAt: string;
};
export type SessionTable = { id: string; userId: string; token: string; expiresAt: string };

export type OrganisationTable = { id: string; name: string; kind: string; created_at: string };

export type MembershipTable = { organisation: string; person: string; rank: string; joined_at: string };

/** Links. `kind`: member, party, observer-comments, observer-reads. Only a SHA-256 of the secret is kept. */
export type InvitationTable = {
  id: string;
  kind: string;
  token_hash: string;
  /** The organisation that invites. */
  organisation: string;
  convention: string | null;
  rank: string | null;
  label: string;
  created_by: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  used_by: string | null;
  withdrawn_at: string | null;
};

/** One row per convention: stage, journal head and text head, checked by both appends in their transaction. */
export type ConventionTable = {
  id: string;
  title: string;
  stage: string;
  journal_head: number;
  journal_hash: string;
  text_head: number;
  /** Number and hash of the text's last segment; 0 and null before the first. */
  segment_head: Generated<number>;
  segment_hash: Generated<string | null>;
  /** The last update that is in a segment; those after it are rows of `text_update`. */
  sealed_seq: Generated<number>;
  epoch: string;
  created_at: string;
  updated_at: string;
};

export type JournalTable = {
  convention: string;
  version: number;
  event: string;
  hash: string;
  /** The hash of the text's last segment when the entry was appended: the text that was decided on. */
  text: string | null;
};

/** Erasable words behind a `WordsRef`; an erased one has null for text and salt. `person` is null for the convention's own records. */
export type WordsTable = {
  id: string;
  convention: string;
  person: string | null;
  salt: string | null;
  text: string | null;
};

/** Derived from the journal, in its transaction: who takes part in what, so that lists need no replay. */
export type ParticipationTable = {
  convention: string;
  person: string;
  organisation: string;
  role: string;
  access: string;
};

/** The open tail of the text's log. */
export type TextUpdateTable = {
  convention: string;
  seq: number;
  person: string;
  organisation: string;
  connection: string;
  at: string;
  bytes: Uint8Array;
  checksum: number;
};

/** The sealed part of the text's log: written once, each with the hash of the one before. */
export type TextSegmentTable = {
  convention: string;
  number: number;
  first_seq: number;
  last_seq: number;
  payload: Uint8Array;
  hash: string;
  previous_hash: string | null;
};

/** For opening a text quickly; the newest two are kept. `threads` is JSON: the comment threads ever marked. */
export type TextSnapshotTable = {
  convention: string;
  seq: number;
  state: Uint8Array;
  threads: string;
  checksum: number;
};

/** The author ledger: one row per opened page, a `clientID` never issued twice in a convention. */
export type PageTable = {
  convention: string;
  client_id: number;
  person: string;
  organisation: string;
  opened_at: string;
};

/** Texts kept for ever: versions and the frozen text. `sections` is canonical JSON, `state` the Yjs state (V1). */
export type KeptTextTable = {
  id: string;
  convention: string;
  at: string;
  digest: string;
  sections: string;
  state: Uint8Array;
  /** CRC-32 of `state`; the digest covers `sections`. */
  checksum: number;
};

export type ThreadTable = {
  id: string;
  convention: string;
  section: string;
  quote: string;
  status: string;
  /** JSON of two relative positions while the mark could not be written, else null. */
  anchor: string | null;
  created_at: string;
};

export type ReplyTable = { id: string; thread: string; person: string; at: string; text: string };

/** `body` is the canonical JSON of a signature's statement and proof, `digest` its SHA-256, which the journal names. Never changed. */
export type SignatureEvidenceTable = { convention: string; digest: string; body: string };

/** Sealed PDFs with the evidence inside them; `state` is the digest of what they say. The newest few of each convention are kept. */
export type IssuedDocumentTable = {
  convention: string;
  state: string;
  at: string;
  timestamp: string;
  pdf: Uint8Array;
  evidence: Uint8Array | null;
};

/** better-auth's; `publicKey` is the COSE key in base64, `credentialID` base64url, `transports` a list with commas, `backedUp` 0 or 1. */
export type PasskeyTable = {
  id: string;
  name: string | null;
  publicKey: string;
  userId: string;
  credentialID: string;
  counter: number;
  deviceType: string;
  backedUp: number;
  transports: string | null;
  createdAt: string | null;
  aaguid: string | null;
};

/** When a person's password was last set by a link. */
export type PasswordResetTable = { person: string; at: string };

/** `password_reset_at`: the last reset before the key was added. Keys from before this was kept have none. */
export type PasskeyOriginTable = { passkey: string; added_at: string; password_reset_at: string | null };

/** What the server asked a person and may be answered once: only a SHA-256 of the token is kept. */
export type SingleUseTable = { token_hash: string; purpose: string; person: string; body: string; expires_at: string };

/** The last code mailed to a person for signing a convention's text; `hash` is keyed with the server's secret. */
export type SignatureCodeTable = {
  person: string;
  convention: string;
  digest: string;
  salt: string;
  hash: string;
  tries: number;
  expires_at: string;
};

/** Facts of this installation: epoch seed, secrets made at first start. */
export type SettingTable = { name: string; value: string };
