/**
 * Where conventions are kept. One contract suite (`tests/contracts`) runs on every implementation.
 *
 * Both appends check the convention's row in their transaction (journal head, text head, stage), so an edit can't slip
 * past a freeze even with several processes. A resolved promise means durable (`synchronous=FULL` or the equivalent).
 */

import type { JournalEntry } from '@entente/shared/http/views';
import type { Event } from '@entente/shared/negotiation/events';
import type { Convention } from '@entente/shared/negotiation/state';
import type { TextFacts } from '@entente/shared/text/digest';

export type KeptWords = {
  readonly id: string /** Whose personal words these are; null for a record of the convention (minutes, agenda, place, label). */;
  readonly person: string | null;
  readonly salt: string;
  readonly text: string;
};

/** What proves a signature: `body` is the canonical JSON of statement and proof, `digest` its SHA-256, which the journal names. */
export type KeptEvidence = { readonly digest: string; readonly body: string };

/** A text kept for ever: `sections` is canonical JSON of Record<SectionId, CanonicalNode[]>, `state` the Yjs state (V1). */
export type KeptText = {
  readonly id: string;
  readonly at: string;
  readonly digest: string;
  readonly sections: string;
  readonly facts: TextFacts;
  readonly state: Uint8Array;
};

export type TextUpdate = {
  readonly person: string;
  readonly organisation: string;
  /** Identifier of the socket it came by; the server's own updates say `server`. */
  readonly connection: string;
  readonly at: string;
  readonly bytes: Uint8Array;
};

export type StoredUpdate = TextUpdate & { readonly seq: number };

/** The text up to update `seq`, in one piece: for loading only, the log has it all. */
export type TextSnapshot = {
  readonly seq: number;
  /** A Yjs update (V1) from nothing. */
  readonly state: Uint8Array;
  /** The comment threads ever marked up to there: words deleted since may come back with their mark. */
  readonly threads: readonly string[];
};

/** What a text is loaded from: the updates follow the snapshot (or begin with the first), in an order that can be applied. */
export type LoadedText = { readonly snapshot: TextSnapshot | null; readonly updates: readonly StoredUpdate[] };

/**
 * A piece of a text's history, by one person over one connection: one update, or several that are kept as one, none more
 * than a minute after the first. `at` is the first one's time.
 */
export type LoggedUpdate = TextUpdate & {
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** The time of the last one. */
  readonly until: string;
};

/** `text`: the hash of the text's last segment at that moment; null before the first. */
export type StoredEntry = JournalEntry & { readonly text: string | null };

export type Loaded = {
  readonly entries: readonly StoredEntry[];
  readonly journalHead: number;
  readonly textHead: number;
  readonly epoch: string;
};

/** Facts (and what belongs to them) to append in one transaction. */
export type JournalAppend = {
  readonly convention: string;
  /** The journal head that `decide` saw; 0 opens the convention. */
  readonly expectedVersion: number;
  readonly events: readonly Event[];
  readonly words: readonly KeptWords[];
  readonly signatureEvidence: readonly KeptEvidence[];
  readonly keptTexts: readonly KeptText[];
  /** Updates of the text that belong to the same decision (the first text, comment marks). */
  readonly updates: readonly TextUpdate[];
  /** The text head that the decision saw: a freeze on an older text is a conflict. */
  readonly expectedTextHead: number;
  /** What the events lead to: title, stage, who takes part, and, when deleted, that all its rows go. */
  readonly after: Convention;
};

export type TextAppend = {
  readonly convention: string;
  readonly expectedTextHead: number;
  /** Refused when the journal moved on since the updates were admitted. */
  readonly expectedVersion: number;
  readonly updates: readonly TextUpdate[];
  /** They touch the minutes of meetings and nothing else: those are written as long as the meeting is open, the text frozen or not. */
  readonly isMinutes?: boolean;
};

/** `conflict`: another head than the expected one; nothing was written. */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly version: number; readonly textHead: number }
  | { readonly kind: 'conflict' };

export interface ConventionStore {
  /** True while there is no room to write: appends then throw `StorageFull`, reading works. A store that can't be full has none. */
  isFull?(): boolean;
  /** `undefined` for an identifier never given. A deleted convention keeps its last journal entry only. */
  load(convention: string): Promise<Loaded | undefined>;
  /** What the text is made of, for opening it. Damage throws, naming the place. */
  loadText(convention: string): Promise<LoadedText>;
  /** The whole history of the text. Everything is verified; damage throws, naming the place. */
  textLog(convention: string): Promise<readonly LoggedUpdate[]>;
  /** On the right heads, a deleted convention, or updates of a text that is not being negotiated, are a bug: it throws. */
  appendJournal(append: JournalAppend): Promise<AppendOutcome>;
  /**
   * Appends that arrive together are committed together; each has its own outcome. On the right heads, a text that is not
   * being negotiated is a bug, but for minutes: it throws.
   */
  appendText(append: TextAppend): Promise<AppendOutcome>;
  /** Nobody is there any more: seals what is worth it, and makes the next opening quick. Never throws for damage. */
  tidy(convention: string): Promise<void>;
  /** Issues a `clientID` (32 bits, never 0, never issued before in this convention) to a person. */
  issueClientId(page: { convention: string; person: string; organisation: string; at: string }): Promise<number>;
  /** Who holds which `clientID`s: the author ledger. */
  clientIds(convention: string): Promise<ReadonlyMap<number, { person: string; organisation: string }>>;
  keptText(convention: string, id: string): Promise<KeptText | undefined>;
  /** The evidence of every signature, by its digest. */
  signatureEvidence(convention: string): Promise<Readonly<Record<string, string>>>;
  words(convention: string): Promise<Readonly<Record<string, string | null>>>;
  /** Erases a person's own words (account deleted); hashes stay in the journal, and the convention's records stay whole. */
  eraseWords(person: string): Promise<void>;
}
