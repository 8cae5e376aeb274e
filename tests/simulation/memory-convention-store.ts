/** A store on a {@link MemoryDisk}: writes go to it in batches, one batch at a time, each after a while. */
import type {
  AppendOutcome,
  ConventionStore,
  JournalAppend,
  KeptText,
  Loaded,
  LoadedText,
  LoggedUpdate,
  TextAppend,
  TextSnapshot,
} from '@entente/server/storage/convention-store';
import { LiveText } from '@entente/server/text/live-text';
import { serverConnection } from '@entente/server/text/server-connection';
import { threadsMarkedIn } from '@entente/server/text/threads-marked';
import * as Y from 'yjs';
import { type Holder, MemoryDisk } from './memory-disk.ts';

/** How a commit ends: as it should, with nothing written, or written and reported as failed all the same. */
export type CommitFate = 'done' | 'failed' | 'failed-though-written';

export type StorePace = {
  /** Acts after as long as this takes; never, when the process ends before. */
  readonly later: (what: 'read' | 'gather' | 'commit' | 'answer', act: () => void) => void;
  readonly newEpoch: () => string;
  readonly newClientId: () => number;
  /** Asked once for each batch. */
  readonly fate: () => CommitFate;
  /** A commit has failed: nothing of this store may be used any more. */
  readonly onFatal: () => void;
  /** After which of so many updates a snapshot stands; undefined: there is none. */
  readonly snapshotAt: (updates: number) => number | undefined;
  /** A flaw: writes are answered before they are durable. */
  readonly answersEarly?: boolean;
};

type Waiting = {
  readonly write: (disk: MemoryDisk) => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
};

export class MemoryConventionStore implements ConventionStore {
  readonly #disk: MemoryDisk;
  /** What a store that answers early believes to be on the disk; else the disk. */
  readonly #remembered: MemoryDisk;
  readonly #pace: StorePace;
  #waiting: Waiting[] = [];
  #isCommitting = false;

  constructor(disk: MemoryDisk, pace: StorePace) {
    this.#disk = disk;
    this.#remembered = pace.answersEarly ? new MemoryDisk({ from: disk }) : disk;
    this.#pace = pace;
  }

  load(convention: string): Promise<Loaded | undefined> {
    return this.#read((disk) => disk.load(convention));
  }

  loadText(convention: string): Promise<LoadedText> {
    return this.#read((disk) => {
      const log = disk.log(convention);
      const seq = this.#pace.snapshotAt(log.length);
      if (seq === undefined) return { snapshot: null, updates: log };
      return { snapshot: snapshotOf(log.slice(0, seq)), updates: log.slice(seq) };
    });
  }

  textLog(convention: string): Promise<readonly LoggedUpdate[]> {
    return this.#read((disk) =>
      disk.log(convention).map(({ seq, ...update }) => ({ ...update, firstSeq: seq, lastSeq: seq, until: update.at })),
    );
  }

  appendJournal(append: JournalAppend): Promise<AppendOutcome> {
    return this.#write((disk) => disk.appendJournal(append, this.#pace.newEpoch));
  }

  appendText(append: TextAppend): Promise<AppendOutcome> {
    return this.#write((disk) => disk.appendText(append));
  }

  /** Nothing is sealed here: it only takes its time. */
  tidy(): Promise<void> {
    return this.#read(() => undefined);
  }

  issueClientId({ convention, ...holder }: Holder & { convention: string; at: string }): Promise<number> {
    return this.#write((disk) => disk.issueClientId(convention, holder, this.#pace.newClientId));
  }

  clientIds(convention: string): Promise<ReadonlyMap<number, Holder>> {
    return this.#read((disk) => disk.pages(convention));
  }

  keptText(convention: string, id: string): Promise<KeptText | undefined> {
    return this.#read((disk) => disk.keptText(convention, id));
  }

  signatureEvidence(convention: string): Promise<Readonly<Record<string, string>>> {
    return this.#read((disk) => disk.signatureEvidence(convention));
  }

  words(convention: string): Promise<Readonly<Record<string, string | null>>> {
    return this.#read((disk) => disk.words(convention));
  }

  eraseWords(person: string): Promise<void> {
    return this.#write((disk) => disk.eraseWords(person));
  }

  #read<T>(read: (disk: MemoryDisk) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#pace.later('read', () => {
        try {
          resolve(read(this.#remembered));
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  #write<T>(write: (disk: MemoryDisk) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      if (!this.#isCommitting) this.#begin();
    });
  }

  #begin(): void {
    this.#isCommitting = true;
    this.#pace.later('gather', () => {
      const batch = this.#waiting.splice(0);
      if (this.#pace.answersEarly) this.#answerEarly(batch);
      else this.#pace.later('commit', () => this.#commit(batch));
    });
  }

  #commit(batch: readonly Waiting[]): void {
    const fate = this.#pace.fate();
    const answers = batch.map(({ write, resolve, reject }) => {
      if (fate === 'failed') return () => reject(new Error('the disk failed'));
      try {
        const result = write(this.#disk) as never;
        return fate === 'done' ? () => resolve(result) : () => reject(new Error('the disk failed after all'));
      } catch (error) {
        return () => reject(error);
      }
    });
    this.#pace.later('answer', () => {
      for (const answer of answers) answer();
      if (fate !== 'done') this.#pace.onFatal();
      else if (this.#waiting.length > 0) this.#begin();
      else this.#isCommitting = false;
    });
  }

  /** The flaw at work: answered by what would be written, which is written later, or never. */
  #answerEarly(batch: readonly Waiting[]): void {
    for (const { write, resolve, reject } of batch) {
      try {
        resolve(write(this.#remembered) as never);
        this.#pace.later('commit', () => void write(this.#disk));
      } catch (error) {
        reject(error);
      }
    }
    this.#isCommitting = false;
  }
}

function snapshotOf(log: LoadedText['updates']): TextSnapshot {
  const text = LiveText.load({ snapshot: null, updates: log });
  const snapshot = { seq: log.length, state: Y.encodeStateAsUpdate(text.doc), threads: threadsOf(log) };
  text.destroy();
  return snapshot;
}

function threadsOf(log: LoadedText['updates']): readonly string[] {
  return log.filter(({ connection }) => connection === serverConnection).flatMap(({ bytes }) => threadsMarkedIn(bytes));
}
