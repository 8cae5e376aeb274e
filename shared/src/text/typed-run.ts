/**
 * Letters typed one after the other: each an update of its own that goes on where the one before ended. They are by far the
 * most of what pages send, and a whole burst of them says the same as one update with all its letters.
 *
 * The bytes are read directly. Whatever isn't exactly of this form is no run, and is treated as any other update.
 */
import * as encoding from 'lib0/encoding';

/** One struct of letters written after another struct, under one `clientID`, and nothing else. */
export type TypedRun = {
  readonly client: number;
  readonly clock: number;
  /** In units of the clock: UTF-16 code units. */
  readonly length: number;
  readonly origin: Place;
  readonly right: Place | null;
  /** The update up to its letters' length. */
  readonly head: Uint8Array;
  /** UTF-8. */
  readonly letters: Uint8Array;
};

type Place = { readonly client: number; readonly clock: number };

/** Struct of text, with a left neighbour; with a right one as well. */
const lettersAfter = 0x84;
const lettersBetween = 0xc4;

/** Reads an update (V1) that is one run of letters; `undefined` for any other, whatever its bytes. */
export function typedRun(update: Uint8Array): TypedRun | undefined {
  const reader = new Reader(update);
  if (reader.varUint() !== 1 || reader.varUint() !== 1) return undefined;
  const client = reader.varUint();
  const clock = reader.varUint();
  const info = reader.byte();
  if (info !== lettersAfter && info !== lettersBetween) return undefined;
  const origin = { client: reader.varUint(), clock: reader.varUint() };
  const right = info === lettersBetween ? { client: reader.varUint(), clock: reader.varUint() } : null;
  const head = update.subarray(0, reader.at);
  const letters = reader.bytes(reader.varUint());
  // Then no deletions, and the end.
  if (reader.varUint() !== 0 || reader.hasFailed || reader.at !== update.byteLength) return undefined;
  const length = unitsOf(letters);
  return length > 0 ? { client, clock, length, origin, right, head, letters } : undefined;
}

/** True when `next` was typed right after `run`, in the same place. */
export function continues(run: TypedRun, next: TypedRun): boolean {
  return (
    next.client === run.client &&
    next.clock === run.clock + run.length &&
    next.origin.client === run.client &&
    next.origin.clock === next.clock - 1 &&
    isSame(run.right, next.right)
  );
}

/** One update for runs of which each continues the one before. */
export function updateOfRuns(runs: readonly [TypedRun, ...TypedRun[]]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, runs[0].head);
  encoding.writeVarUint(
    encoder,
    runs.reduce((sum, { letters }) => sum + letters.byteLength, 0),
  );
  for (const { letters } of runs) encoding.writeUint8Array(encoder, letters);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

function isSame(one: Place | null, other: Place | null): boolean {
  return one === other || (one?.client === other?.client && one?.clock === other?.clock);
}

/** Numbers as Yjs writes them, without throwing: after a failure everything reads as nothing. */
class Reader {
  readonly #source: Uint8Array;
  at = 0;
  hasFailed = false;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  byte(): number {
    const byte = this.#source[this.at++];
    if (byte === undefined) this.hasFailed = true;
    return byte ?? 0;
  }

  /** At most 2³⁵ − 1; no clock and no `clientID` is longer. */
  varUint(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 35; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    this.hasFailed = true;
    return 0;
  }

  bytes(length: number): Uint8Array {
    const from = this.at;
    this.at += length;
    if (this.at > this.#source.byteLength) this.hasFailed = true;
    return this.#source.subarray(from, this.at);
  }
}

/**
 * How many units of the clock the letters take: only of one to three bytes each and all of them whole, else 0. (Letters
 * beyond, and bytes that are no UTF-8, are left to the decoder.)
 */
function unitsOf(letters: Uint8Array): number {
  let units = 0;
  for (let at = 0; at < letters.byteLength; units++) {
    const first = letters[at] as number;
    if (first < 0x80) at += 1;
    else if (first >= 0xc2 && first < 0xe0 && isRest(letters, at + 1)) at += 2;
    else if (isOfThree(first) && isRest(letters, at + 1) && isRest(letters, at + 2)) at += 3;
    else return 0;
  }
  return units;
}

/** First bytes after which any two further ones are a letter: without overlong forms and surrogates. */
function isOfThree(first: number): boolean {
  return first > 0xe0 && first < 0xf0 && first !== 0xed;
}

function isRest(letters: Uint8Array, at: number): boolean {
  return ((letters[at] ?? 0) & 0xc0) === 0x80;
}
