/**
 * A struct names the two neighbours between which it was written. Yjs looks for its place from the left one onwards, until
 * something stops it, and never checks that the two followed each other. For some pairs that never did it finds one place on
 * a page that was open and another on a page that loads the text afresh, for ever. Who signs must read what is signed
 * (APP-2), so such a pair is refused.
 *
 * Two that followed each other stop the search alike everywhere. So does a right neighbour further off, which Yjs names now
 * and then where a paragraph is brought back, for it hides nothing that would have stopped the search: whatever was written
 * before the left one stops it too. Two pairs differ:
 * - the right one was written, one after the other, behind something that a lower `clientID` wrote at the left one: the
 *   struct goes past that, in among what stands there;
 * - the right one does not stand behind the left one, and both may be in one struct: then it hangs on how a page happens to
 *   have its letters stored.
 *
 * The second is refused of honest work too, once in some hundred thousand edits of a stress test: undoing the deletion of a
 * paragraph in which something had been undone before, Yjs may write it (`tests/rules/admission-neighbours.test.ts`).
 */
import * as Y from 'yjs';
import { type Refused, refused } from './admission.ts';
import type { Placed, Places } from './places.ts';
import type { Rehearsal, Unit } from './rehearsal.ts';

/** Null stands for the beginning, or the end, of the list; `client` wrote between the two. */
type Pair = { readonly client: number; readonly left: Y.ID | null; readonly right: Y.ID | null };

/** Refused with `malformed` when a struct may stand in two places. */
export function checkNeighbours(places: Places, rehearsal: Rehearsal): Refused | undefined {
  for (const placed of places.placed) {
    const pair = neighboursOf(placed);
    if (pair && !isWrittenBeside(pair, places) && !isOnePlace(pair, rehearsal)) return refused('malformed');
  }
  return undefined;
}

function neighboursOf({ piece: { struct, offset, client, clock }, place }: Placed): Pair | undefined {
  if (place.kind !== 'inside' || !(struct instanceof Y.Item)) return undefined;
  return { client, left: offset > 0 ? Y.createID(client, clock - 1) : struct.origin, right: struct.rightOrigin };
}

/**
 * Typed in one go: one is new, and was itself written beside the other. What stands between them then stood beside the new
 * one too, for which it is checked.
 */
function isWrittenBeside({ left, right }: Pair, places: Places): boolean {
  const leader = left && places.newStructAt(left.client, left.clock)?.piece.struct;
  if (leader instanceof Y.Item && Y.compareIDs(leader.rightOrigin, right)) return true;
  const follower = right && places.newStructAt(right.client, right.clock)?.piece.struct;
  return follower instanceof Y.Item && right !== null && Y.compareIDs(originAt(follower, right), left);
}

/** What the unit of a struct with this identifier was written after: within the struct, the unit before it. */
function originAt({ id, origin }: Pick<Y.Item, 'id' | 'origin'>, { client, clock }: Y.ID): Y.ID | null {
  return clock > id.clock ? Y.createID(client, clock - 1) : origin;
}

function isOnePlace({ client, left, right }: Pair, rehearsal: Rehearsal): boolean {
  if (right === null) return true;
  if (left !== null && !rehearsal.isBefore(left, right))
    return left.client !== right.client || left.clock < right.clock;
  const stop = stopBetween(left, right, rehearsal);
  return stop.id === right || stop.id.client >= client || !Y.compareIDs(stop.origin, left);
}

/** Followed back from the right one, each to what it was written after: the last that still stands behind the left one. */
function stopBetween(left: Y.ID | null, right: Y.ID, rehearsal: Rehearsal): Pick<Unit, 'id' | 'origin'> {
  let stop: Pick<Unit, 'id' | 'origin'> = { id: right, origin: originAt(rehearsal.at(right), right) };
  while (stop.origin !== null && (left === null || rehearsal.isBefore(left, stop.origin)))
    stop = rehearsal.at(stop.origin);
  return stop;
}
