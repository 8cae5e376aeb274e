/** A disk without room: known from the first write that found none, until there is some again. */
import { statfsSync } from 'node:fs';

/** Bytes that must be free before writing is tried again: enough that it doesn't fail at once. */
const enough = 4 * 1_048_576;
const betweenLooks = 1_000;

export class FullDisk {
  readonly #folder: string;
  readonly #tell: (sentence: string) => void;
  #isFull = false;
  #lookedAt = 0;

  /** `tell`: for the operator's log, once when it is full and once when there is room again. */
  constructor(folder: string, tell: (sentence: string) => void) {
    this.#folder = folder;
    this.#tell = tell;
  }

  /** A write found no room. */
  found(): void {
    if (!this.#isFull) this.#tell('the disk is full: nothing is taken until there is room again');
    this.#isFull = true;
    this.#lookedAt = performance.now();
  }

  /** True while it is pointless to write. Looks at most once a second. */
  get isFull(): boolean {
    if (!this.#isFull || performance.now() - this.#lookedAt < betweenLooks) return this.#isFull;
    this.#lookedAt = performance.now();
    const { bavail, bsize } = statfsSync(this.#folder);
    if (bavail * bsize < enough) return true;
    this.#isFull = false;
    this.#tell('the disk has room again');
    return false;
  }
}
