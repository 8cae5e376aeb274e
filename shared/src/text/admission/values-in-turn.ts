/**
 * Of the values that an attribute, or a cell, had one after the other, Yjs lets only the last one live: it deletes the others as
 * they are replaced. Several in one struct are the deleted ones of an author who set them in a row. Were one of them alive
 * and not the last, deleting what it belongs to would leave it there, and Yjs throws where it collects that: nobody could
 * delete it any more, or load a text that has it.
 */
import * as Y from 'yjs';
import { type Refused, refused } from './admission.ts';
import { DeletedUnits } from './deleted-units.ts';
import type { NewDeletion } from './new-deletions.ts';
import type { Placed } from './places.ts';

/** Refused with `malformed` when a struct brings several values under a key, and they are not all deleted with it. */
export function checkValuesInTurn(placed: readonly Placed[], deletions: readonly NewDeletion[]): Refused | undefined {
  const deleted = new DeletedUnits(deletions);
  for (const { piece, place } of placed) {
    if (place.kind === 'garbage' || place.key === null || piece.end - piece.clock === 1) continue;
    if (piece.struct instanceof Y.Item && piece.struct.content instanceof Y.ContentDeleted) continue;
    const { client, clock, end } = piece;
    if (!deleted.hasAll({ id: Y.createID(client, clock), length: end - clock }))
      return refused('malformed', place.section);
  }
  return undefined;
}
