/**
 * How large a text is (its bytes, or its structs), without encoding it again and again: what it measured last, and the bytes that came since. Only when
 * that seems too much is it measured anew (deletions have made it smaller meanwhile), and rarely.
 */

/** Milliseconds between two measurements; encoding a text of the largest size takes about a tenth of a second. */
const rest = 10_000;

export class TextSize {
  readonly #measure: () => number;
  readonly #rest: number;
  /** At least the true size. */
  #most: number;
  #measuredAt = Number.NEGATIVE_INFINITY;

  /** `atMost`: a number that it surely does not exceed now. `betweenMeasurements`: in milliseconds. */
  constructor(measure: () => number, atMost: number, betweenMeasurements = rest) {
    this.#measure = measure;
    this.#rest = betweenMeasurements;
    this.#most = atMost;
  }

  grew(atMost: number): void {
    this.#most += atMost;
  }

  /** True when it has reached the limit; `now` in milliseconds. One that shrank is noticed at the next measurement. */
  reaches(limit: number, now: number): boolean {
    if (this.#most >= limit && now - this.#measuredAt >= this.#rest) {
      this.#most = this.#measure();
      this.#measuredAt = now;
    }
    return this.#most >= limit;
  }
}
