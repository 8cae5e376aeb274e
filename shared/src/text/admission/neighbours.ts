/**
 * A struct names the two neighbours between which it was written. Yjs only ever names two that follow each other in the
 * author's text, but does not check it of others: for any other pair it puts the struct in one place on a page that was
 * open and in another on a page that loads the text afresh, for ever. Who signs must read what is signed (APP-2), so such
 * a pair is refused.
 *
 * What follows each other in the author's text: the left one stands before the right one, and what the two themselves were
 * written beside (which the author knew, having them) does not stand between them.
 *
 * One refusal is of honest work, and rare: undoing the deletion of a paragraph in which something had been undone before,
 * Yjs may name as the right neighbour the left one itself, or one before it. Where that stands hangs on how a page happens
 * to have its letters stored (`tests/rules/admission-neighbours.test.ts` shows it), so nobody could be shown the same text.
 */
import * as Y from 'yjs';
import { type Refused, refused } from './admission.ts';
import type { Placed, Places } from './places.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Null stands for the beginning, or the end, of the list. */
type Pair = { readonly left: Y.ID | null; readonly right: Y.ID | null };

/** Refused with `malformed` when a struct's neighbours can't have followed each other. */
export function checkNeighbours(places: Places, rehearsal: Rehearsal): Refused | undefined {
  for (const placed of places.placed) {
    const pair = neighboursOf(placed);
    if (!pair || (pair.left === null && pair.right === null) || isWrittenBeside(pair, places)) continue;
    if (!mayFollow(pair, rehearsal)) return refused('malformed');
  }
  return undefined;
}

function neighboursOf({ piece: { struct, offset, client, clock }, place }: Placed): Pair | undefined {
  if (place.kind !== 'inside' || !(struct instanceof Y.Item)) return undefined;
  return { left: offset > 0 ? Y.createID(client, clock - 1) : struct.origin, right: struct.rightOrigin };
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

function mayFollow({ left, right }: Pair, rehearsal: Rehearsal): boolean {
  const before = right && originAt(rehearsal.at(right), right);
  const after = left && rehearsal.at(left).rightOrigin;
  return (
    (left === null || right === null || rehearsal.isBefore(left, right)) &&
    (before === null || (left !== null && !rehearsal.isBefore(left, before))) &&
    (after === null || (right !== null && !rehearsal.isBefore(after, right)))
  );
}
