/**
 * How large a text is, without encoding it again and again: what it measured last, and the bytes that came since. Only when
 * that seems too much is it measured anew (deletions have made it smaller meanwhile), and rarely.
 */

/** Milliseconds between two measurements; encoding a text of the largest size takes about a tenth of a second. */
const rest = 10_000;

export class TextSize {
  readonly #measure: () => number;
  /** At least the true size. */
  #most: number;
  #measuredAt = Number.NEGATIVE_INFINITY;

  /** `measure`: the size in bytes. `atMost`: a number that it surely does not exceed now. */
  constructor(measure: () => number, atMost: number) {
    this.#measure = measure;
    this.#most = atMost;
  }

  grew(bytes: number): void {
    this.#most += bytes;
  }

  /** True when the text has `limit` bytes or more; `now` in milliseconds. A text that shrank is noticed within ten seconds. */
  reaches(limit: number, now: number): boolean {
    if (this.#most >= limit && now - this.#measuredAt >= rest) {
      this.#most = this.#measure();
      this.#measuredAt = now;
    }
    return this.#most >= limit;
  }
}
