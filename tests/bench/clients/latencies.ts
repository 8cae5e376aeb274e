/** A series of durations (ms): appended to millions of times, summed up once. */
export class Latencies {
  #values = new Float32Array(65_536);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(milliseconds: number): void {
    if (this.#count === this.#values.length) {
      const wider = new Float32Array(this.#values.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#count] = milliseconds;
    this.#count += 1;
  }

  addAll(others: Latencies): void {
    for (const milliseconds of others.#values.subarray(0, others.#count)) this.add(milliseconds);
  }

  clear(): void {
    this.#count = 0;
  }

  /** Measured values (nearest rank), by share from 0 to 1. */
  at(...shares: readonly number[]): number[] {
    const sorted = this.#values.slice(0, this.#count).sort();
    return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  }
}
