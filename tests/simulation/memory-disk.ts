/**
 * What is durable, in memory: the rows of every convention, changed by whole transactions only. Several stores may stand on
 * one disk, as several processes do; a store that ends leaves the disk as it is.
 */
import type {
  AppendOutcome,
  JournalAppend,
  KeptText,
  Loaded,
  StoredEntry,
  StoredUpdate,
  TextAppend,
} from '@entente/server/storage/convention-store';
import { entryHash } from '@entente/shared/negotiation/journal';
import { mergeUpdates } from 'yjs';

export type Holder = { readonly person: string; readonly organisation: string };
type Words = { readonly person: string | null; readonly text: string | null };

/** One convention's rows. Every list only grows, until the convention is deleted. */
type Rows = {
  readonly epoch: string;
  readonly stage: string;
  readonly journalHead: number;
  readonly entries: readonly StoredEntry[];
  readonly log: readonly StoredUpdate[];
  readonly pages: ReadonlyMap<number, Holder>;
  readonly keptTexts: ReadonlyMap<string, KeptText>;
  readonly words: ReadonlyMap<string, Words>;
  readonly evidence: ReadonlyMap<string, string>;
};

/** Told of every change that has become durable. */
export type DiskWatch = {
  journalAppended(append: JournalAppend): void;
  textAppended(append: TextAppend): void;
};

/** The mistakes that a bad store would make; a simulation must notice each. */
export type DiskFlaw = 'heads-unchecked' | 'last-update-lost' | 'update-kept-twice-over' | 'older-text-kept';

export class MemoryDisk {
  readonly #conventions = new Map<string, Rows>();
  readonly #watch: DiskWatch | undefined;
  readonly #flaw: DiskFlaw | undefined;

  constructor({ from, watch, flaw }: { from?: MemoryDisk; watch?: DiskWatch; flaw?: DiskFlaw } = {}) {
    for (const [id, rows] of from ? from.#conventions : []) this.#conventions.set(id, rows);
    this.#watch = watch;
    this.#flaw = flaw;
  }

  load(convention: string): Loaded | undefined {
    const rows = this.#conventions.get(convention);
    if (!rows) return undefined;
    const { entries, journalHead, log, epoch } = rows;
    return { entries, journalHead, textHead: log.length, epoch };
  }

  log(convention: string): readonly StoredUpdate[] {
    const log = this.#conventions.get(convention)?.log ?? [];
    return this.#flaw === 'last-update-lost' && log.length > 3 ? log.slice(0, -1) : log;
  }

  pages(convention: string): ReadonlyMap<number, Holder> {
    return this.#conventions.get(convention)?.pages ?? new Map();
  }

  keptText(convention: string, id: string): KeptText | undefined {
    return this.#conventions.get(convention)?.keptTexts.get(id);
  }

  signatureEvidence(convention: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#conventions.get(convention)?.evidence ?? []);
  }

  words(convention: string): Readonly<Record<string, string | null>> {
    const rows = [...(this.#conventions.get(convention)?.words ?? [])];
    return Object.fromEntries(rows.map(([id, { text }]) => [id, text]));
  }

  eraseWords(person: string): void {
    for (const [id, rows] of this.#conventions) {
      const words = [...rows.words].map(([key, one]) => [key, one.person === person ? { person, text: null } : one]);
      this.#conventions.set(id, { ...rows, words: new Map(words as [string, Words][]) });
    }
  }

  /** Appends facts whole, or throws and leaves everything as it was. */
  appendJournal(append: JournalAppend, newEpoch: () => string): AppendOutcome {
    const { convention, expectedVersion, expectedTextHead, events, updates, after } = append;
    const rows = this.#conventions.get(convention) ?? emptyRows(newEpoch());
    if (!this.#fits(rows, append)) return { kind: 'conflict' };
    if (events.length === 0) throw new Error(`nothing to append to the journal of ${convention}`);
    if (rows.stage === 'deleted' || (updates.length > 0 && rows.stage !== 'negotiating'))
      throw new Error(`${convention} is ${rows.stage}: this is not appended to it`);
    const entries = [...rows.entries, ...chained(append, rows.entries.at(-1)?.hash ?? null)];
    const journalHead = expectedVersion + events.length;
    this.#conventions.set(
      convention,
      after.stage === 'deleted'
        ? { ...emptyRows(rows.epoch), stage: 'deleted', journalHead, entries: entries.slice(-1) }
        : {
            ...rows,
            ...{ stage: after.stage, journalHead, entries },
            log: this.#extended(rows.log, updates),
            keptTexts: new Map([...rows.keptTexts, ...this.#kept(append, rows.log)]),
            words: this.#withWords(rows.words, append.words),
            evidence: withEvidence(rows.evidence, append),
          },
    );
    this.#watch?.journalAppended(append);
    return { kind: 'appended', version: journalHead, textHead: expectedTextHead + updates.length };
  }

  /** Appends updates whole, or throws and leaves everything as it was. */
  appendText(append: TextAppend): AppendOutcome {
    const { convention, expectedTextHead, expectedVersion, updates } = append;
    const rows = this.#conventions.get(convention);
    if (!rows || !this.#fits(rows, append)) return { kind: 'conflict' };
    if (updates.length > 0) {
      const isOpen = rows.stage === 'negotiating' || (append.isMinutes === true && rows.stage !== 'deleted');
      if (!isOpen) throw new Error(`the text of ${convention} is ${rows.stage}: nothing is appended to it`);
      this.#conventions.set(convention, { ...rows, log: this.#extended(rows.log, updates) });
      this.#watch?.textAppended(append);
    }
    return { kind: 'appended', version: expectedVersion, textHead: expectedTextHead + updates.length };
  }

  /** The first of the proposed `clientID`s that is free. */
  issueClientId(convention: string, holder: Holder, propose: () => number): number {
    const rows = this.#conventions.get(convention);
    if (!rows || rows.stage === 'deleted') throw new Error(`no page opens on ${convention}: it does not exist`);
    for (;;) {
      const clientId = propose();
      if (rows.pages.has(clientId)) continue;
      const { person, organisation } = holder;
      this.#conventions.set(convention, {
        ...rows,
        pages: new Map(rows.pages).set(clientId, { person, organisation }),
      });
      return clientId;
    }
  }

  #fits(rows: Rows, expected: { readonly expectedVersion: number; readonly expectedTextHead: number }): boolean {
    if (this.#flaw === 'heads-unchecked') return true;
    return rows.journalHead === expected.expectedVersion && rows.log.length === expected.expectedTextHead;
  }

  #kept({ keptTexts }: JournalAppend, log: readonly StoredUpdate[]): readonly (readonly [string, KeptText])[] {
    return keptTexts.map((kept) => {
      const isOlder = this.#flaw === 'older-text-kept' && log.length > 1;
      const state = isOlder ? mergeUpdates(log.slice(0, -1).map(({ bytes }) => bytes)) : kept.state;
      return [kept.id, { ...kept, state }];
    });
  }

  #extended(log: readonly StoredUpdate[], updates: TextAppend['updates']): readonly StoredUpdate[] {
    const added = this.#flaw === 'update-kept-twice-over' ? updates.flatMap((one) => [one, one]) : updates;
    return [
      ...log,
      ...added.map((update, index) => ({ ...update, bytes: update.bytes.slice(), seq: log.length + 1 + index })),
    ];
  }

  #withWords(known: Rows['words'], added: JournalAppend['words']): Rows['words'] {
    for (const { id } of added) {
      const isTaken = [...this.#conventions.values()].some(({ words }) => words.has(id));
      if (isTaken) throw new Error(`constraint: the words ${id} exist`);
    }
    return new Map([...known, ...added.map(({ id, person, text }) => [id, { person, text }] as const)]);
  }
}

function emptyRows(epoch: string): Rows {
  return {
    ...{ epoch, stage: 'negotiating', journalHead: 0, entries: [], log: [] },
    ...{ pages: new Map(), keptTexts: new Map(), words: new Map(), evidence: new Map() },
  };
}

function withEvidence(known: Rows['evidence'], { signatureEvidence }: JournalAppend): Rows['evidence'] {
  for (const { digest } of signatureEvidence) {
    if (known.has(digest)) throw new Error(`constraint: the evidence ${digest} exists`);
  }
  return new Map([...known, ...signatureEvidence.map(({ digest, body }) => [digest, body] as const)]);
}

function chained({ convention, expectedVersion, events }: JournalAppend, last: string | null): readonly StoredEntry[] {
  let hash = last;
  return events.map((event, index) => {
    const version = expectedVersion + 1 + index;
    hash = entryHash(hash, { convention, version, event });
    return { version, event, hash, text: null };
  });
}
