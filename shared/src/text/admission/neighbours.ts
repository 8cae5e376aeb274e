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
import { updateLimits } from './limits.ts';
import type { Placed, Places } from './places.ts';

/** Null stands for the beginning, or the end, of the list. */
type Pair = { readonly left: Y.ID | null; readonly right: Y.ID | null };
type Steps = { left: number };
type Text = { readonly doc: Y.Doc; readonly steps: Steps };

/** Refused with `malformed` when a struct's neighbours can't have followed each other. */
export function checkNeighbours(doc: Y.Doc, remainder: Uint8Array, places: Places): Refused | undefined {
  const steps: Steps = { left: updateLimits.steps };
  const unknown: Pair[] = [];
  for (const placed of places.placed) {
    const pair = neighboursOf(placed);
    if (!pair || (pair.left === null && pair.right === null)) continue;
    if (isWrittenBeside(pair, places)) continue;
    if (!isHeldPair(doc, pair)) unknown.push(pair);
    else if (!mayFollow(pair, { doc, steps })) return refusalFor(steps);
  }
  return unknown.length === 0 || mayFollowOnceIn(unknown, { doc, remainder, steps }) ? undefined : refusalFor(steps);
}

function refusalFor({ left }: Steps): Refused {
  return refused(left < 0 ? 'too-large' : 'malformed');
}

function neighboursOf({ piece: { struct, offset, client, clock }, place }: Placed): Pair | undefined {
  if (place.kind !== 'inside' || !(struct instanceof Y.Item)) return undefined;
  return { left: offset > 0 ? Y.createID(client, clock - 1) : struct.origin, right: struct.rightOrigin };
}

function isHeldPair({ store }: Y.Doc, { left, right }: Pair): boolean {
  return [left, right].every((id) => id === null || id.clock < Y.getState(store, id.client));
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
function originAt(struct: Y.Item, { client, clock }: Y.ID): Y.ID | null {
  return clock > struct.id.clock ? Y.createID(client, clock - 1) : struct.origin;
}

function mayFollow({ left, right }: Pair, text: Text): boolean {
  const before = right && originAt(itemAt(text.doc, right), right);
  const after = left && itemAt(text.doc, left).rightOrigin;
  const mayFollow =
    (left === null || right === null || isBefore(left, right, text)) &&
    (before === null || (left !== null && !isBefore(left, before, text))) &&
    (after === null || (right !== null && !isBefore(after, right, text)));
  return mayFollow && text.steps.left >= 0;
}

function itemAt(doc: Y.Doc, id: Y.ID): Y.Item {
  const struct: unknown = Y.getItem(doc.store, id);
  if (struct instanceof Y.Item) return struct;
  throw new Error('a neighbour was collected, and its struct placed all the same');
}

/** True when `left` stands before `right` in the list that both are in. */
function isBefore(left: Y.ID, right: Y.ID, { doc, steps }: Text): boolean {
  const from = itemAt(doc, left);
  const to = itemAt(doc, right);
  if (from === to) return left.clock < right.clock;
  for (let item = from.right; item !== null && steps.left >= 0; item = item.right) {
    steps.left -= 1;
    if (item === to) return true;
  }
  return false;
}

/** Tries the update on a copy of the text. */
function mayFollowOnceIn(pairs: readonly Pair[], { doc, remainder, steps }: Text & { remainder: Uint8Array }): boolean {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(copy, remainder);
  const inOrder = pairs.every((pair) => mayFollow(pair, { doc: copy, steps }));
  copy.destroy();
  return inOrder;
}
