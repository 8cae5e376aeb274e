/** What the servers' wires have in common, and where they differ. All carry the messages of y-protocols. */
import * as encoding from 'lib0/encoding';

export type Wire = {
  /** True when the server answers sync step 1 and asks its own; a relay knows no document. */
  readonly syncs: boolean;
  /** True when a frame holds several messages, one after another. */
  readonly packs: boolean;
  /** What stands in front of every message, in both directions. */
  prefix(document: string): Uint8Array;
  /** What a silent page says now and then, so that the server does not take it for gone; undefined where pings do. */
  readonly stillHere?: (document: string) => Uint8Array;
  /** Who one is, said before anything else. */
  introduction(document: string): readonly Uint8Array[];
};

const nothing = new Uint8Array();

/** y-websocket's wire: the connection's address names the document. */
export const plainWire: Wire = { syncs: true, packs: false, prefix: () => nothing, introduction: () => [] };

export const relayWire: Wire = { ...plainWire, syncs: false };
export const batchingRelayWire: Wire = { ...relayWire, packs: true };

/** Hocuspocus: the document's name stands in front of every message, and a token comes first. */
export const hocuspocusWire: Wire = {
  syncs: true,
  packs: false,
  prefix: (document) => encoding.encode((encoder) => encoding.writeVarString(encoder, document)),
  // It closes what has been silent for a minute. Asking who is present is answered to the one who asks.
  stillHere: (document) =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, document);
      encoding.writeVarUint(encoder, 3);
    }),
  introduction: (document) => [
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, document);
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'bench');
    }),
  ],
};

/** A sync message (0: step 1, 1: step 2, 2: update) as the wire carries it. */
export function syncMessage(prefix: Uint8Array, kind: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, prefix);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

/** A presence message with one entry. */
export function presenceMessage(
  prefix: Uint8Array,
  { clientId, clock, state }: { readonly clientId: number; readonly clock: number; readonly state: unknown },
): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, prefix);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint8Array(encoder, update);
  });
}
