/** Chance that comes again: everything that a random test chooses follows from one seed. */
export class Chance {
  #state: Uint32Array;

  /** `seed`: a whole number; neighbours have nothing in common. */
  constructor(seed: number) {
    this.#state = Uint32Array.of(seed, seed ^ 0x9e3779b9, Math.floor(seed / 2 ** 32), 1);
    for (let turn = 0; turn < 12; turn++) this.#next();
  }

  /** From 0 up to, and without, 1. */
  share(): number {
    return this.#next() / 2 ** 32;
  }

  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number {
    return Math.floor(this.share() * end);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** One of them. Throws for none. */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('nothing to pick from');
    return from[this.below(from.length)] as T;
  }

  /** One of the keys, the likelier the larger its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.share() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return (entries.at(-1) as [K, number])[0];
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.#next() & 255);
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.below(16).toString(16)).join('');
  }

  /** In the form of a random UUID (version 4). */
  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }

  /** Chance of its own for a part, so that one more choice there changes nothing elsewhere. */
  fork(): Chance {
    return new Chance(this.#next());
  }

  /** sfc32, by Chris Doty-Humphrey. */
  #next(): number {
    const [a = 0, b = 0, c = 0, count = 0] = this.#state;
    const sum = (((a + b) >>> 0) + count) >>> 0;
    this.#state[3] = count + 1;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum;
  }
}
