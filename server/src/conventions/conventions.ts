/**
 * The one door to conventions: the negotiation's commands and the guarded text, for routes, sockets and the demo.
 *
 * Everything that touches one convention is done one at a time in its room: a command first waits until admitted edits
 * are durable, then decides on the text as it is, then appends; edits that arrive meanwhile wait. So a stance, an
 * approval or a freeze can't race an edit.
 */

import type { ConventionText, JournalEntry, Page } from '@entente/shared/http/views';
import type { Language } from '@entente/shared/language';
import type { Actor, CommandInput, JournalHead, ServerCommandInput } from '@entente/shared/negotiation/commands';
import type { Event } from '@entente/shared/negotiation/events';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import type { Convention, ConventionId, PartyKind, PersonId } from '@entente/shared/negotiation/state';
import type { SectionId } from '@entente/shared/sections/sections';
import type { WithFrozenText } from '@entente/shared/signing/make-statement';
import type { SignatureEvidence } from '@entente/shared/signing/proof';

export type BlockJson = Readonly<Record<string, unknown>>;

/** `events` were appended; `state` and `version` are what they led to. */
export type Accepted = { readonly events: readonly Event[]; readonly state: Convention; readonly version: number };

export type NewConvention = {
  readonly title: string;
  readonly language: Language;
  readonly timeZone: string;
  /** What the organisation that opens it is. */
  readonly kind?: PartyKind;
  /** Blocks already checked against the schema; a section left out starts empty. */
  readonly sections: Partial<Readonly<Record<SectionId, readonly BlockJson[]>>>;
};

/** A frozen text that may be signed, and the journal as it stands. */
export type ToSign = { readonly state: WithFrozenText; readonly head: JournalHead };

export type ReplayedState = { readonly state: Convention; readonly version: number };

/** Words of a range, and where it is when the mark could not be written (closed or frozen section). */
export type Anchored = {
  readonly quote: string;
  readonly anchor: { readonly from: unknown; readonly to: unknown } | null;
};

/** What a page or a route may ask for; signing takes evidence, and has a way of its own. */
export type OrdinaryInput = CommandInput | Exclude<ServerCommandInput, { type: 'signConvention' }>;

export interface Conventions {
  /** Opens a convention with its text in one transaction. */
  open(by: Actor, input: NewConvention): Promise<Accepted | Refusal>;
  /** `undefined` for an identifier never given and for a deleted convention. */
  read(id: ConventionId): Promise<ReplayedState | undefined>;
  /** Decides and appends; a refused try is written down as `CommandRefused` (at most 20 a minute and person). */
  execute(id: ConventionId, by: Actor, input: OrdinaryInput): Promise<Accepted | Refusal>;
  /** What this person would sign now, or why not, before any proof is asked for; a refused try is written down. */
  beginSigning(id: ConventionId, by: Actor): Promise<ToSign | Refusal>;
  /**
   * Signs: `evidence` is a statement and a proof that was found good. Refused when the statement no longer says what is so:
   * its journal head must be an ancestor of today's with no change since in text, parties or mandates. The event and the
   * evidence are kept together or not at all.
   */
  sign(id: ConventionId, by: Actor, evidence: SignatureEvidence): Promise<Accepted | Refusal>;
  /** The text as it stands (admitted and durable), or as frozen. */
  text(id: ConventionId): Promise<ConventionText>;
  /** A kept text of this convention, `undefined` when there is none with this identifier. */
  keptText(id: ConventionId, version: string): Promise<ConventionText | undefined>;
  journal(id: ConventionId): Promise<readonly JournalEntry[]>;
  /** Issues a `clientID` bound to the person. */
  openPage(id: ConventionId, by: Actor): Promise<Page>;
  /**
   * Puts the comment mark of a thread over a range given by two relative positions (Yjs JSON), as the server, needing no right
   * to edit. `undefined` when the positions don't name a range of words in that section.
   */
  anchorThread(
    id: ConventionId,
    by: Actor,
    thread: string,
    range: { section: SectionId; from: unknown; to: unknown },
  ): Promise<Anchored | undefined>;
  /** Tells every open page of the convention that threads or people changed. */
  announce(id: ConventionId, what: 'threads' | 'people'): void;
  /** The words behind the references of a convention; erased ones are null. */
  words(id: ConventionId): Promise<Readonly<Record<string, string | null>>>;
  /** Closes the sockets of a person (signed out, removed, deleted), at once, everywhere. */
  disconnect(person: PersonId, why: 'signed-out' | 'access-changed', convention?: ConventionId): void;
}
