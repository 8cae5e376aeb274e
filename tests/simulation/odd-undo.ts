/**
 * The one honest edit that admission refuses as malformed: undoing, Yjs may name as the right neighbour of what it writes
 * the left one itself, or one before it (`shared/src/text/admission/neighbours.ts` says why that can't be taken). Told
 * here by trying the update, so that no other refusal hides behind an undo.
 */
import * as Y from 'yjs';

/** True when something in the update names a right neighbour that does not stand after the left one, and may be in one struct with it. */
export function isOddUndo(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(copy, update);
  const isOdd = Y.decodeUpdate(update).structs.some(
    (struct) => struct instanceof Y.Item && isTurnedRound(copy, struct),
  );
  copy.destroy();
  return isOdd;
}

function isTurnedRound({ store }: Y.Doc, { origin, rightOrigin }: Y.Item): boolean {
  if (origin === null || rightOrigin === null) return false;
  if (origin.client !== rightOrigin.client || rightOrigin.clock > origin.clock) return false;
  if ([origin, rightOrigin].some(({ client, clock }) => clock >= Y.getState(store, client))) return false;
  const [left, right] = [Y.getItem(store, origin), Y.getItem(store, rightOrigin)];
  if (!(left instanceof Y.Item && right instanceof Y.Item)) return false;
  if (left === right) return true;
  for (let item = left.right; item !== null; item = item.right) if (item === right) return false;
  return true;
}
