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
  readonly update: Uint8Array;
  /** Bytes of the update before its letters' length. */
  readonly headLength: number;
  /** Where its letters stand in the update, as UTF-8. */
  readonly letters: Span;
};

type Span = { readonly from: number; readonly to: number };

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
  const headLength = reader.at;
  const letters = reader.span(reader.varUint());
  // Then no deletions, and the end.
  if (reader.varUint() !== 0 || reader.hasFailed || reader.at !== update.byteLength) return undefined;
  const length = unitsOf(update, letters);
  return length > 0 ? { client, clock, length, origin, right, update, headLength, letters } : undefined;
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
  const [{ update, headLength }] = runs;
  encoding.writeUint8Array(encoder, update.subarray(0, headLength));
  encoding.writeVarUint(
    encoder,
    runs.reduce((sum, { letters }) => sum + letters.to - letters.from, 0),
  );
  // A letter or two each: a view of them would cost more than they do.
  for (const { update, letters } of runs) {
    for (let at = letters.from; at < letters.to; at++) encoding.write(encoder, update[at] as number);
  }
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

  span(length: number): Span {
    const from = this.at;
    this.at += length;
    if (this.at > this.#source.byteLength) this.hasFailed = true;
    return { from, to: this.at };
  }
}

/**
 * How many units of the clock the letters take: only of one to three bytes each and all of them whole, else 0. (Letters
 * beyond, and bytes that are no UTF-8, are left to the decoder.)
 */
function unitsOf(update: Uint8Array, { from, to }: Span): number {
  let units = 0;
  for (let at = from; at < to; units++) {
    const first = update[at] as number;
    const length = first < 0x80 ? 1 : lengthOfLetter(update, at);
    // One that is cut off would take what follows for its rest.
    if (length === 0 || at + length > to) return 0;
    at += length;
  }
  return units;
}

/** Bytes of a letter of two or three that is whole; else 0. */
function lengthOfLetter(update: Uint8Array, at: number): number {
  const first = update[at] as number;
  if (first >= 0xc2 && first < 0xe0 && isRest(update, at + 1)) return 2;
  return isOfThree(first) && isRest(update, at + 1) && isRest(update, at + 2) ? 3 : 0;
}

/** First bytes after which any two further ones are a letter: without overlong forms and surrogates. */
function isOfThree(first: number): boolean {
  return first > 0xe0 && first < 0xf0 && first !== 0xed;
}

function isRest(update: Uint8Array, at: number): boolean {
  return ((update[at] ?? 0) & 0xc0) === 0x80;
}
