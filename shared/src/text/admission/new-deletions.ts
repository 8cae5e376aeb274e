/** What an update deletes that is not deleted yet. */
import * as Y from 'yjs';
import type { PartId } from '../../sections/parts.ts';
import { type Refused, refused } from './admission.ts';
import type { DecodedUpdate } from './new-structs.ts';
import type { AnyType, Places } from './places.ts';

/** A range of one struct to delete. `held`: the server's item; null for an item that came with the same update. */
export type NewDeletion = {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly held: Y.Item | null;
  readonly section: PartId;
};

type Range = { readonly client: number; readonly clock: number; readonly end: number };

/** Deletions that would change something. Refused: `missing-dependency` for what does not exist, `malformed` for empty ranges. */
export function newDeletions(doc: Y.Doc, decoded: DecodedUpdate, places: Places): readonly NewDeletion[] | Refused {
  const found: NewDeletion[] = [];
  // Merged first: overlapping ranges would otherwise make a small update walk the whole text again and again.
  for (const [client, ranges] of Y.mergeDeleteSets([decoded.ds]).clients) {
    for (const { clock, len } of ranges) {
      if (!(len > 0)) return refused('malformed');
      const range = { client, clock, end: clock + len };
      const rest = deletionsOfHeld(doc, range, { places, found });
      const refusal = deletionsOfNew({ ...range, clock: rest }, { places, found });
      if (refusal) return refusal;
    }
  }
  return found;
}

type Search = { readonly places: Places; readonly found: NewDeletion[] };

/** Collects from what the server holds; returns the clock from which the server knows nothing. */
function deletionsOfHeld(doc: Y.Doc, { client, clock, end }: Range, { places, found }: Search): number {
  const held = Y.getState(doc.store, client);
  const structs = doc.store.clients.get(client);
  if (clock >= held || structs === undefined) return clock;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index] as Y.Item | Y.GC;
    if (struct.id.clock >= end) break;
    if (struct.deleted || !(struct instanceof Y.Item)) continue;
    const from = Math.max(clock, struct.id.clock);
    const length = Math.min(end, struct.id.clock + struct.length) - from;
    const section = places.sectionOf(struct.parent as AnyType);
    if (section === undefined) throw new Error('the text holds an item outside every section');
    found.push({ client, clock: from, length, held: struct, section });
  }
  return Math.min(end, held);
}

function deletionsOfNew({ client, clock, end }: Range, { places, found }: Search): Refused | undefined {
  for (let from = clock; from < end; ) {
    const placed = places.newStructAt(client, from);
    if (placed === undefined) return refused('missing-dependency');
    const { piece, place } = placed;
    const upTo = Math.min(end, piece.end);
    if (
      place.kind === 'inside' &&
      piece.struct instanceof Y.Item &&
      !(piece.struct.content instanceof Y.ContentDeleted)
    ) {
      found.push({ client, clock: from, length: upTo - from, held: null, section: place.section });
    }
    from = upTo;
  }
  return undefined;
}
