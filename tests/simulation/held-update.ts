/** Whether a document already holds what an update brings. */
import * as Y from 'yjs';

export type Lack = { readonly what: 'words' | 'deletion'; readonly client: number; readonly clock: number };

/**
 * The first thing of the update that the document has not, or nothing. `isTolerated`: a deletion that may be missing.
 * Throws for bytes that are no update.
 */
export function lackingOf(
  doc: Y.Doc,
  update: Uint8Array,
  isTolerated: (item: Y.Item | Y.GC) => boolean = () => false,
): Lack | undefined {
  const { structs, ds } = Y.decodeUpdate(update);
  for (const { id, length, constructor: kind } of structs) {
    const known = Y.getState(doc.store, id.client);
    if (kind !== Y.Skip && known < id.clock + length) return { what: 'words', client: id.client, clock: known };
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      const live = liveIn(doc, { client, from: clock, to: clock + len }, isTolerated);
      if (live !== undefined) return { what: 'deletion', client, clock: live };
    }
  }
  return undefined;
}

function liveIn(
  doc: Y.Doc,
  { client, from, to }: { readonly client: number; readonly from: number; readonly to: number },
  isTolerated: (item: Y.Item | Y.GC) => boolean,
): number | undefined {
  const structs = doc.store.clients.get(client) ?? [];
  const known = Y.getState(doc.store, client);
  if (known < to) return known;
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
    const struct = structs[index] as Y.Item | Y.GC;
    if (struct.id.clock >= to) return undefined;
    if (!struct.deleted && !isTolerated(struct)) return struct.id.clock;
  }
  return undefined;
}
