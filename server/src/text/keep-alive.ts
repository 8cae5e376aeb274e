/**
 * Every page hears something once in an interval, a few pages at a time: ten thousand at once would keep the server from
 * everybody else for a second.
 */
import type { Cancel, Scheduler } from '../scheduler.ts';

type Kept = { keepAlive(): void };

/** How many parts an interval has; each page has its own. */
const parts = 30;

export class KeepAlive {
  readonly stop: Cancel;
  readonly #pages: readonly Set<Kept>[] = Array.from({ length: parts }, () => new Set());
  #joined = 0;
  #turn = 0;

  constructor(scheduler: Scheduler, intervalMilliseconds: number) {
    this.stop = scheduler.every(intervalMilliseconds / parts, () => {
      this.#turn += 1;
      for (const page of [...this.#partOf(this.#turn)]) page.keepAlive();
    });
  }

  /** Its turn comes within one interval, and then once in each, until the returned function is called. */
  join(page: Kept): Cancel {
    this.#joined += 1;
    const pages = this.#partOf(this.#joined);
    pages.add(page);
    return () => {
      pages.delete(page);
    };
  }

  #partOf(number: number): Set<Kept> {
    const pages = this.#pages[number % parts];
    if (!pages) throw new RangeError(`no part ${number}`);
    return pages;
  }
}
