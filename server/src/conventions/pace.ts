/**
 * How soon after one turn a large room has the next. A write to hundreds of pages takes milliseconds, whatever is in it, so
 * what is typed meanwhile goes out together. After a rest an edit waits for nothing, and a small room never waits.
 */
import type { Scheduler } from '../scheduler.ts';

/** Rooms with fewer pages never wait. */
const largeRoom = 100;
const millisecondsPerPage = 0.02;
const longest = 12;

/** Milliseconds from one turn of a room with so many pages to the next. Sending it takes about half of them. */
export function restAfter(pages: number): number {
  return pages < largeRoom ? 0 : Math.min(longest, Math.round(pages * millisecondsPerPage));
}

export class Pace {
  readonly #scheduler: Scheduler;
  #resting: Promise<void> | undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** A turn begins to be sent, to so many pages. */
  sends(pages: number): void {
    const milliseconds = restAfter(pages);
    if (milliseconds === 0) return;
    this.#resting = new Promise((resolve) => {
      this.#scheduler.after(milliseconds, () => {
        this.#resting = undefined;
        resolve();
      });
    });
  }

  /** Resolves when the next turn may begin. */
  async rested(): Promise<void> {
    if (this.#resting) await this.#resting;
  }
}
