/** Gathers writes into batches: while one is on its way to the disk, the next one fills. */
import type { BatchItem, BatchOutcome, BatchResult } from './commit-batch.ts';
import type { OpenDatabase } from './database.ts';
import type { FullDisk } from './full-disk.ts';
import { moved } from './moved.ts';
import { errorOf, StorageFull } from './storage-errors.ts';

/** More would make the first of them wait; the rest goes into the next batch. */
const largestBatch = 500;

type Waiting = {
  readonly item: BatchItem;
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: unknown) => void;
};

export class GroupCommit {
  readonly #database: OpenDatabase;
  readonly #disk: FullDisk;
  #waiting: Waiting[] = [];
  #running = false;
  #lastCommit = performance.now();

  constructor(database: OpenDatabase, disk: FullDisk) {
    this.#database = database;
    this.#disk = disk;
  }

  /** True when nothing waits and nothing is on its way. */
  get isIdle(): boolean {
    return !this.#running;
  }

  /** Milliseconds since the last commit. */
  quietFor(): number {
    return this.#running ? 0 : performance.now() - this.#lastCommit;
  }

  /** Resolves when the item is durable, or known to conflict. Throws `StorageFull` while the disk has no room. */
  async add(item: BatchItem): Promise<BatchResult> {
    this.#database.refuseInsideTransaction();
    if (this.#disk.isFull) throw new StorageFull('the disk is full', 13);
    const result = new Promise<BatchResult>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
    });
    if (!this.#running) void this.#commitAll();
    return result;
  }

  async #commitAll(): Promise<void> {
    this.#running = true;
    // What else is asked in this turn of the event loop goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, largestBatch));
    this.#running = false;
    this.#lastCommit = performance.now();
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    let outcomes: readonly BatchOutcome[];
    try {
      outcomes = await this.#database.call(
        'commitBatch',
        moved(
          batch.map(({ item }) => item),
          batch.flatMap(({ item }) => bytesOf(item)),
        ),
      );
    } catch (error) {
      if (error instanceof StorageFull) this.#disk.found();
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index];
      if (!outcome) reject(new Error('a batch came back with fewer outcomes than items'));
      else if (outcome.kind === 'failed') reject(errorOf(outcome.failure));
      else resolve(outcome);
    }
  }
}

/** To move a small buffer costs more than to copy it. */
const worthMoving = 16_384;

/** The large buffers that were made for this item alone. */
function bytesOf(item: BatchItem): readonly Uint8Array[] {
  const own =
    item.kind === 'snapshot' ? item.snapshot.packed : 'append' in item ? item.append.updates.bytes : undefined;
  return own && own.byteLength >= worthMoving ? [own] : [];
}
