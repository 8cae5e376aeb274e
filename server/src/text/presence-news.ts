/**
 * Entries of presence that changed, for everybody at once. A page is sent all but its own (told of itself, it would answer,
 * and be answered, for ever), which is cut out of the common bytes: with hundreds of moving cursors, encoding the others'
 * entries again for each page would take longer than they move.
 */

import { messageTypes } from '@entente/shared/wire/messages';
import * as encoding from 'lib0/encoding';

/** `state` is JSON, `null` in it when the page has gone. */
export type PresenceEntry = { readonly clientId: number; readonly clock: number; readonly state: string };

type Span = { readonly from: number; readonly to: number };

export class PresenceNews {
  readonly #entries: Uint8Array;
  readonly #spans = new Map<number, Span>();
  readonly frame: Uint8Array;

  constructor(entries: readonly PresenceEntry[]) {
    const encoder = encoding.createEncoder();
    for (const { clientId, clock, state } of entries) {
      const from = encoding.length(encoder);
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
      this.#spans.set(clientId, { from, to: encoding.length(encoder) });
    }
    this.#entries = encoding.toUint8Array(encoder);
    this.frame = frameOf(this.#spans.size, [this.#entries]);
  }

  /** True when one of the entries is this page's. */
  isAbout(clientId: number): boolean {
    return this.#spans.has(clientId);
  }

  /** The others' entries; `undefined` when there are none. */
  frameWithout(clientId: number): Uint8Array | undefined {
    const own = this.#spans.get(clientId);
    if (!own) return this.frame;
    if (this.#spans.size === 1) return undefined;
    return frameOf(this.#spans.size - 1, [this.#entries.subarray(0, own.from), this.#entries.subarray(own.to)]);
  }
}

/** Presence of nobody. It says nothing, and keeps a stock provider from believing that the server has gone. */
export const nobodysPresence = new PresenceNews([]).frame;

function frameOf(count: number, entries: readonly Uint8Array[]): Uint8Array {
  const countBytes = encoding.encode((encoder) => encoding.writeVarUint(encoder, count));
  const update = [countBytes, ...entries];
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageTypes.awareness);
    encoding.writeVarUint(
      encoder,
      update.reduce((sum, { byteLength }) => sum + byteLength, 0),
    );
  });
  return Buffer.concat([head, ...update]);
}
