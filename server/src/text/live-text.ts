/**
 * The text of one convention in memory: everything admitted so far, committed or about to be. It decides nothing; it
 * applies what was admitted, checks that Yjs did exactly that, and answers what the text says.
 */
import { type AgreedPart, fixedRoots, type MinutesId, type PartId, readRoot } from '@entente/shared/sections/parts';
import { type SectionId, textRoot } from '@entente/shared/sections/sections';
import type { Admitted } from '@entente/shared/text/admission/admission';
import { canonicalPart } from '@entente/shared/text/canonical';
import {
  agreedPartsIn,
  type CanonicalText,
  factsFromParts,
  minutesIn,
  partFacts,
  type SectionFacts,
  type TextFacts,
  wordsOfMinutes,
} from '@entente/shared/text/digest';
import { partOfType, rootType } from '@entente/shared/text/root-type';
import { serverClientId } from '@entente/shared/text/server-client-id';
import { serverDocument } from '@entente/shared/text/server-document';
import * as Y from 'yjs';
import type { StoredUpdate, TextSnapshot } from '../storage/convention-store.ts';
import { serverConnection } from './server-connection.ts';
import { TextSize } from './text-size.ts';
import { threadsMarkedIn } from './threads-marked.ts';

/** Bytes of a text's limit for each struct that it may have: one takes some ten times as many in memory. */
const bytesForOnePiece = 20;

/** What Yjs did is not what was admitted: a defect or an attack. The document can't be trusted any more. */
export class NotWhatWasAdmitted extends Error {
  override readonly name = 'NotWhatWasAdmitted';
}

/** What `ConventionStore.loadText` gives, or as much of it as a text is made from. */
type TextToLoad = {
  readonly snapshot: Pick<TextSnapshot, 'state' | 'threads'> | null;
  readonly updates: readonly Pick<StoredUpdate, 'bytes' | 'connection'>[];
};

/** What a change did: the parts that its transactions touched, and the updates of those that tidied after the first. */
type Watched = {
  readonly touched: Set<PartId | undefined>;
  readonly tidied: Uint8Array[];
  first?: Y.Transaction;
  collect?: (...ended: [update: Uint8Array, origin: unknown, doc: Y.Doc, transaction: Y.Transaction]) => void;
};

export class LiveText {
  readonly doc: Y.Doc;
  readonly #size: TextSize;
  readonly #pieces: TextSize;
  readonly #facts = new Map<PartId, SectionFacts>();
  readonly #minutes = new Map<PartId, string>();
  readonly #threads = new Set<string>();
  #watched: Watched | undefined;

  private constructor(doc: Y.Doc, bytes: number) {
    this.doc = doc;
    this.#size = new TextSize(() => Y.encodeStateAsUpdate(doc).byteLength, bytes);
    // None is written in less than a byte, not even one that was cut from another.
    this.#pieces = new TextSize(() => piecesIn(doc), bytes, 0);
    doc.on('beforeTransaction', (transaction) => this.#begins(transaction));
    doc.on('afterTransaction', ({ changed }) => {
      for (const type of changed.keys()) this.#watched?.touched.add(partOfType(type));
    });
  }

  /** The text that was stored. Throws when an update leans on one that is lacking. */
  static load({ snapshot, updates }: TextToLoad): LiveText {
    const stored = updates.reduce((sum, { bytes }) => sum + bytes.byteLength, snapshot?.state.byteLength ?? 0);
    const text = new LiveText(emptyDocument(), stored);
    // One transaction: tidying as Yjs does after remote changes is part of the log already.
    text.doc.transact(() => {
      if (snapshot) Y.applyUpdate(text.doc, snapshot.state);
      for (const { bytes } of updates) Y.applyUpdate(text.doc, bytes);
    });
    if (isWaiting(text.doc)) throw new Error("the text's log leans on an update that it lacks");
    for (const thread of snapshot?.threads ?? []) text.#threads.add(thread);
    for (const { bytes, connection } of updates) if (connection === serverConnection) text.#remember(bytes);
    return text;
  }

  /** True for a thread whose mark the server once wrote into this text. */
  isThread(thread: string): boolean {
    return this.#threads.has(thread);
  }

  /** True when the text has that many bytes or more, as a page would load it. `now` in milliseconds. */
  reaches(limit: number, now: number): boolean {
    return this.#size.reaches(limit, now);
  }

  /**
   * True when what merging needs to know of the text's past is too much to be kept in memory, whatever is left of its words:
   * half as many bytes again as `limit`, or a struct for every {@link bytesForOnePiece} of it.
   */
  isSpent(limit: number, now: number): boolean {
    return this.#pieces.reaches(limit / bytesForOnePiece, now) || this.#size.reaches(1.5 * limit, now);
  }

  /**
   * Applies an admitted update. Returns what goes into the log: the update, with what Yjs tidied after it (its author
   * has to hear of that as well: Yjs tidies after remote changes only).
   * Throws `NotWhatWasAdmitted`; the text is then to be thrown away and loaded again.
   */
  apply(admitted: Admitted): { readonly bytes: Uint8Array; readonly isTidied: boolean } {
    const { remainder, sections } = admitted;
    this.#size.grew(remainder.byteLength);
    this.#pieces.grew(remainder.byteLength);
    for (const section of sections) this.#forget(section);
    const { touched, tidied } = this.#watch(() => Y.applyUpdate(this.doc, remainder));
    const isAsAdmitted =
      !isWaiting(this.doc) &&
      [...touched].every((section) => section !== undefined && sections.includes(section)) &&
      [...admitted.clocks].every(([client, clock]) => Y.getState(this.doc.store, client) === clock);
    if (!isAsAdmitted) throw new NotWhatWasAdmitted(`admitted: ${sections.join()}; touched: ${[...touched].join()}`);
    const isTidied = tidied.length > 0;
    return { bytes: isTidied ? Y.mergeUpdates([remainder, ...tidied]) : remainder, isTidied };
  }

  /** Writes as the server. Returns the update, or `undefined` when nothing changed. */
  write(section: PartId, change: () => void): Uint8Array | undefined {
    this.#forget(section);
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    const reader = this.doc.clientID;
    this.doc.on('update', collect);
    this.doc.clientID = serverClientId;
    try {
      this.doc.transact(change);
    } finally {
      this.doc.clientID = reader;
      this.doc.off('update', collect);
    }
    for (const update of updates) this.#remember(update);
    return updates.length > 0 ? Y.mergeUpdates(updates) : undefined;
  }

  fragment(section: SectionId): Y.XmlFragment {
    return this.doc.getXmlFragment(textRoot(section));
  }

  /** The canonical nodes of every section, and of every core that somebody has begun. */
  parts(): CanonicalText {
    const parts = agreedPartsIn(this.doc).map((part) => [part, canonicalPart(this.doc, part)]);
    return Object.fromEntries(parts) as CanonicalText;
  }

  /** What the rules need to know; only parts touched since the last time are read again. */
  facts(): TextFacts {
    const parts = agreedPartsIn(this.doc).map((part) => [part, this.factsOf(part)] as const);
    return factsFromParts(
      parts,
      minutesIn(this.doc, (part) => this.minutes(part)),
    );
  }

  /** The same of one part. */
  factsOf(part: AgreedPart): SectionFacts {
    const known = this.#facts.get(part);
    if (known) return known;
    const facts = partFacts(part, canonicalPart(this.doc, part));
    this.#facts.set(part, facts);
    return facts;
  }

  /** The words of a meeting's minutes as they stand. */
  minutes(part: MinutesId): string {
    const known = this.#minutes.get(part);
    if (known !== undefined) return known;
    const words = wordsOfMinutes(this.doc, part);
    this.#minutes.set(part, words);
    return words;
  }

  destroy(): void {
    this.doc.destroy();
  }

  /** The part is about to be written: what is known of it is no longer so. */
  #forget(part: PartId): void {
    this.#facts.delete(part);
    this.#minutes.delete(part);
  }

  #remember(update: Uint8Array): void {
    for (const thread of threadsMarkedIn(update)) this.#threads.add(thread);
  }

  /** Runs a change and collects what every transaction of it touched; Yjs adds one of its own when it tidies formatting. */
  #watch(change: () => void): Watched {
    const watched: Watched = { touched: new Set(), tidied: [] };
    this.#watched = watched;
    try {
      change();
    } finally {
      this.#watched = undefined;
      if (watched.collect) this.doc.off('update', watched.collect);
    }
    return watched;
  }

  #begins(transaction: Y.Transaction): void {
    const watched = this.#watched;
    if (!watched) return;
    watched.first ??= transaction;
    if (watched.first === transaction || watched.collect) return;
    // Encoding the first transaction again would say nothing new, so nobody listens until there is a second one.
    watched.collect = (...[update, , , ended]) => {
      if (ended !== watched.first) watched.tidied.push(update);
    };
    this.doc.on('update', watched.collect);
  }
}

/** Structs in memory: a piece of text each, a mark, an element, or what is left of deleted ones. */
function piecesIn(doc: Y.Doc): number {
  let pieces = 0;
  for (const structs of doc.store.clients.values()) pieces += structs.length;
  return pieces;
}

/** A document with its roots, and nothing in them. */
function emptyDocument(): Y.Doc {
  const doc = serverDocument();
  for (const name of fixedRoots()) {
    const root = readRoot(name);
    if (root) rootType(doc, name, root);
  }
  return doc;
}

function isWaiting(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}
