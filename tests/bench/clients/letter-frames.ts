/**
 * Letters typed one after another, each as the finished frame of an update of its own, written by hand: at a hundred thousand a
 * second, an encoder for each would make the load slower than the servers. `Typist.type` makes the same update the long way.
 */
import { letterOf } from './typist.ts';

const opcodeBinary = 130;
const scratch = Buffer.alloc(512 * 1024);

export class LetterFrames {
  readonly #prefix: Uint8Array;
  readonly #client: Uint8Array;
  #at = 0;

  /** `prefix` stands in front of every message on this wire. */
  constructor(clientId: number, prefix: Uint8Array) {
    this.#prefix = prefix;
    this.#client = varUint(clientId);
  }

  /** The frames of so many letters, from the one with this clock on. */
  make(clock: number, count: number): Buffer {
    this.#at = 0;
    for (let each = clock; each < clock + count; each += 1) this.#letter(each);
    return Buffer.from(scratch.subarray(0, this.#at));
  }

  #letter(clock: number): void {
    const update = 2 * this.#client.length + width(clock) + width(clock - 1) + 6;
    const message = this.#prefix.length + 3 + update;
    // Longer ones would need wider lengths; no name of a document here is long.
    if (message > 125 || this.#at + message > scratch.length - 16)
      throw new RangeError('too long for a hand-made frame');
    scratch.fill(0, this.#at, this.#at + 6);
    scratch[this.#at] = opcodeBinary;
    scratch[this.#at + 1] = 128 | message;
    this.#at += 6;
    this.#bytes(this.#prefix);
    // A sync message (0), an update (2); in it one author, one struct.
    for (const byte of [0, 2, update, 1, 1]) this.#byte(byte);
    this.#bytes(this.#client);
    this.#uint(clock);
    this.#byte(132);
    this.#bytes(this.#client);
    this.#uint(clock - 1);
    this.#byte(1);
    this.#byte(letterOf(clock));
    this.#byte(0);
  }

  #byte(value: number): void {
    scratch[this.#at] = value;
    this.#at += 1;
  }

  #bytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) this.#byte(bytes[at] ?? 0);
  }

  #uint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#byte(128 | (rest & 127));
    this.#byte(rest);
  }
}

/** Bytes that a number takes as `varUint`. */
function width(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
}

function varUint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128));
  return Uint8Array.from([...bytes, rest]);
}
