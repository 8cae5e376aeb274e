/**
 * What judging an update costs, counted instead of timed, so that the same update costs the same everywhere. A step is a
 * struct walked past: about ten nanoseconds. Some of it is what Yjs will walk when the update is applied, here and on
 * every page.
 */
export class Effort {
  readonly #most: number;
  #spent = 0;
  #ofSize = 0;

  /** `most`: steps after which the update isn't worth it. */
  constructor(most: number) {
    this.#most = most;
  }

  get spent(): number {
    return Math.min(this.#spent, this.#most) + this.#ofSize;
  }

  get isTooMuch(): boolean {
    return this.#spent > this.#most;
  }

  spend(steps: number): void {
    this.#spent += steps;
  }

  /** Spent, but no reason to give up: there is a limit of its own to it. */
  spendOnSize(steps: number): void {
    this.#ofSize += steps;
  }
}
