/** First step of admission: what of an update the server does not hold yet. */
import * as Y from 'yjs';
import { type Refused, refused, type WritingRights } from './admission.ts';
import { updateLimits } from './limits.ts';

/** A struct, or the end of one, that the server lacks. `offset` units of it are known. */
export type NewStruct = {
  readonly struct: Y.Item | Y.GC;
  readonly offset: number;
  readonly client: number;
  readonly clock: number;
  readonly end: number;
};

/** New structs of each `clientID`, in the order of its clock. */
export type NewStructs = ReadonlyMap<number, readonly NewStruct[]>;

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

/** The update's structs and deletions, or `undefined` when the bytes are no update of format V1. */
export function decodeUpdate(update: Uint8Array): DecodedUpdate | undefined {
  try {
    return Y.decodeUpdate(update);
  } catch {
    // The decoder throws whatever it stumbles on (a range, a type, a stack that is too deep): all of it means malformed.
    return undefined;
  }
}

/**
 * Drops what is known and checks that the rest continues clocks of the sender's own `clientID`s without a gap: a forged
 * identifier makes replicas differ for ever, and a gap leaves an update waiting that would later be applied unchecked.
 */
export function newStructs(
  doc: Y.Doc,
  decoded: DecodedUpdate,
  rights: Pick<WritingRights, 'isOwn'>,
): NewStructs | Refused {
  const found = new Map<number, NewStruct[]>();
  let count = 0;
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    const end = clock + struct.length;
    if (!(struct.length > 0) || !(end <= updateLimits.clock)) return refused('malformed');
    const reached = found.get(client)?.at(-1)?.end;
    const held = Y.getState(doc.store, client);
    if (reached === undefined && end <= held) continue;
    if (!rights.isOwn(client)) return refused('foreign-client-id');
    if (struct instanceof Y.Skip || clock > (reached ?? held)) return refused('missing-dependency');
    // Two overlapping pieces of one clock: Yjs itself never writes them, and reads them differently than they decode.
    if (reached !== undefined && clock < reached) return refused('malformed');
    const offset = Math.max(0, held - clock);
    append(found, { struct, offset, client, clock: clock + offset, end });
    count += 1;
    if (count > updateLimits.structs || found.size > updateLimits.clients) return refused('too-large');
  }
  return found;
}

function append(found: Map<number, NewStruct[]>, piece: NewStruct): void {
  const run = found.get(piece.client);
  if (run) run.push(piece);
  else found.set(piece.client, [piece]);
}
