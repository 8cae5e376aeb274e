/**
 * What keeps texts small on the disk and quick to open, off the way of every commit: long tails are sealed in slices,
 * segments and snapshots are made by the thread that reads, freed space is given back. Work is done a piece at a time, when nothing waits
 * to be committed. None of it is needed for what was acknowledged to be safe: of a damaged text it is said, once, and the
 * text is left alone; on a full disk everything waits.
 */
import type { TextUpdate } from './convention-store.ts';
import type { OpenDatabase } from './database.ts';
import type { GroupCommit } from './group-commit.ts';
import { SqliteFailure, StorageFull } from './storage-errors.ts';

/** Rows in no segment after which a text's oldest are sealed, and after which that no longer waits for a quiet moment. */
const longTail = 1_000;
const longestTail = 50_000;
/** What is sealed when everybody has left a text; fewer rows wait for the next time. */
const tailWorthSealing = 64;

/** Updates, or bytes of them, that make a text slow to open; fewer do when everybody has left. */
export const snapshotAfter = { updates: 1_000, bytes: 2 ** 20 };
const snapshotOnLeaving = { updates: 200, bytes: 2 ** 16 };
/** A text that is edited by many at once is not made anew all the time. */
const betweenSnapshots = 30_000;

/** Milliseconds between two looks at what there is to do, and of sealing at one of them while nobody else commits. */
const pause = 100;
const atOneLook = 80;
/** Milliseconds without a commit before space is given back. */
const quiet = 1_000;

type SinceSnapshot = { updates: number; bytes: number; triedAt: number };

type Parts = {
  readonly database: OpenDatabase;
  readonly commits: GroupCommit;
  readonly warn: (sentence: string) => void;
};

export class TextUpkeep {
  readonly #parts: Parts;
  readonly #tails = new Map<string, number>();
  readonly #since = new Map<string, SinceSnapshot>();
  readonly #lacking = new Set<string>();
  readonly #leftAlone = new Set<string>();
  /** What was last said of the database's trouble with each text: damage shows at every look. `undefined`: with none. */
  readonly #told = new Map<string | undefined, string>();
  /** The text on which the database failed just now. */
  #troubled: string | undefined;
  #hasFreed = false;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Updates were committed; `tail` rows are in no segment. */
  appended(convention: string, updates: readonly TextUpdate[], tail: number): void {
    if (this.#leftAlone.has(convention)) return;
    const since = this.#sinceSnapshot(convention);
    since.updates += updates.length;
    for (const { bytes } of updates) since.bytes += bytes.length;
    if (tail >= longTail) this.#tails.set(convention, tail);
    else this.#tails.delete(convention);
    if (isAtLeast(since, snapshotAfter)) this.#lacking.add(convention);
    if (this.#tails.size > 0 || this.#lacking.size > 0) this.#wake();
  }

  /** A text was opened with much to read, or a damaged snapshot: there has to be a new one. */
  snapshotIsLacking(convention: string): void {
    if (this.#leftAlone.has(convention)) return;
    this.#lacking.add(convention);
    this.#wake();
  }

  /** Everybody has left a text. */
  tidy(convention: string): Promise<void> {
    return this.#alone(() => this.#leave(convention, { worthSealing: tailWorthSealing, snapshot: snapshotOnLeaving }));
  }

  /** The same, for whatever there is. */
  compact(convention: string): Promise<void> {
    return this.#alone(() => this.#leave(convention, { worthSealing: 1, snapshot: { updates: 0, bytes: 0 } }));
  }

  /** Something was erased, durably. No file holds it any more when it resolves, or, if somebody reads just then, soon after. */
  async erased(): Promise<void> {
    try {
      if (await this.#parts.database.call('emptyLog', undefined)) return;
    } catch (error) {
      // Of no account for what was erased, unless the database has failed, which ends the process.
      this.#parts.warn(`the write-ahead log could not be emptied: ${messageOf(error)}`);
    }
    this.#hasFreed = true;
    this.#wake();
  }

  async #leave(
    convention: string,
    { worthSealing, snapshot }: { worthSealing: number; snapshot: { updates: number; bytes: number } },
  ): Promise<void> {
    if (this.#leftAlone.has(convention)) return;
    await this.#of(convention, async () => {
      while (await this.#sealSlice(convention, worthSealing));
      if (isAtLeast(this.#sinceSnapshot(convention), snapshot)) await this.#snapshot(convention);
    });
    this.#since.delete(convention);
    this.#lacking.delete(convention);
    if (this.#hasFreed) this.#wake();
  }

  /** Resolves when nothing more is under way, and nothing more begins. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  #wake(): void {
    if (this.#timer || this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#alone(() => this.#work()).then(() => this.#rest()), pause);
    this.#timer.unref();
  }

  #rest(): void {
    this.#timer = undefined;
    if (this.#tails.size > 0 || this.#lacking.size > 0 || this.#hasFreed) this.#wake();
  }

  async #work(): Promise<void> {
    const { commits, database } = this.#parts;
    const until = performance.now() + atOneLook;
    for (const convention of this.#tails.keys()) await this.#of(convention, () => this.#sealSome(convention, until));
    for (const convention of this.#lacking) {
      const since = this.#sinceSnapshot(convention);
      const isTime = performance.now() - since.triedAt >= betweenSnapshots;
      if (isTime) await this.#of(convention, () => this.#snapshot(convention));
    }
    if (this.#hasFreed && commits.quietFor() >= quiet) this.#hasFreed = await database.call('giveBackSpace', undefined);
  }

  /** Slice after slice, as long as nobody else commits; a very long tail gets one slice all the same. */
  async #sealSome(convention: string, until: number): Promise<void> {
    const { commits } = this.#parts;
    const mustHurry = (this.#tails.get(convention) ?? 0) >= longestTail;
    if (mustHurry) await this.#sealSlice(convention, longTail);
    while (commits.isIdle && performance.now() < until && (await this.#sealSlice(convention, longTail)));
  }

  /** Seals a slice if there are at least so many open rows. Resolves to false when there are not. */
  async #sealSlice(convention: string, atLeast: number): Promise<boolean> {
    const segment = await this.#parts.database.read('makeSegment', { convention, atLeast });
    if (!segment) {
      this.#tails.delete(convention);
      return false;
    }
    const result = await this.#parts.commits.add({ kind: 'seal', convention, segment });
    if (result.kind !== 'sealed') throw new Error(`sealing was answered with ${result.kind}`);
    this.#hasFreed ||= result.isSealed;
    if (result.tail < longTail) this.#tails.delete(convention);
    else this.#tails.set(convention, result.tail);
    return true;
  }

  async #snapshot(convention: string): Promise<void> {
    const { database, commits } = this.#parts;
    const since = this.#sinceSnapshot(convention);
    const covered = { updates: since.updates, bytes: since.bytes };
    since.triedAt = performance.now();
    const snapshot = await database.read('makeSnapshot', convention);
    if (snapshot) await commits.add({ kind: 'snapshot', convention, snapshot });
    since.updates -= covered.updates;
    since.bytes -= covered.bytes;
    if (!isAtLeast(since, snapshotAfter)) this.#lacking.delete(convention);
    this.#hasFreed ||= snapshot !== undefined;
  }

  /** Work on one text. A damaged one is left alone from then on: whoever opens it hears of it. */
  async #of(convention: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof SqliteFailure) {
        this.#troubled = convention;
        throw error;
      }
      this.#leftAlone.add(convention);
      this.#tails.delete(convention);
      this.#lacking.delete(convention);
      this.#parts.warn(`a text is left as it is: ${messageOf(error)}`);
    }
  }

  /** One piece of work at a time. */
  #alone(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(async () => {
      if (this.#isStopped) return;
      try {
        await work();
      } catch (error) {
        this.#failed(error);
      }
    });
    return this.#working;
  }

  /** The database could not do it just now. A fatal failure ends the process, and who watches the database says so. */
  #failed(error: unknown): void {
    this.#tails.clear();
    this.#lacking.clear();
    this.#hasFreed = false;
    const convention = this.#troubled;
    this.#troubled = undefined;
    const isKnown = error instanceof StorageFull || (error instanceof SqliteFailure && error.fatal);
    const sentence = `the texts could not be tidied: ${messageOf(error)}`;
    if (isKnown || this.#told.get(convention) === sentence) return;
    this.#told.set(convention, sentence);
    this.#parts.warn(sentence);
  }

  #sinceSnapshot(convention: string): SinceSnapshot {
    const known = this.#since.get(convention);
    if (known) return known;
    const since = { updates: 0, bytes: 0, triedAt: Number.NEGATIVE_INFINITY };
    this.#since.set(convention, since);
    return since;
  }
}

function isAtLeast(since: SinceSnapshot, limit: { updates: number; bytes: number }): boolean {
  return since.updates >= limit.updates || since.bytes >= limit.bytes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
