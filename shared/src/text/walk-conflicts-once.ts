/**
 * Where several people wrote at one place unseen by each other, Yjs walks past all that the others wrote to find where a
 * struct stands, and does so again for each struct that was put before the last one. A day of people cut off, each new line above
 * the last, was seconds on every page. But that second walk is the first one again, and this saves it.
 *
 * Why it ends at the same place, whoever wrote the bytes. Yjs has just walked from a struct's left neighbour, and put it
 * before a right one that we call `first`. The next has the same author and left neighbour, and `first` at its right: it
 * walks past the same structs, up to `first`. Of each of them it asks the same, for a walk looks at the author and the left
 * neighbour; only where one names the same right neighbour would it stop, and nothing there can name `first`, which came
 * after them. So it stands right before `first`. That holds until something else comes between; then Yjs walks.
 */
import * as Y from 'yjs';

/** `first`: what was walked for, last. `from`: the author's clock at the first such walk; what of the author came since stands at `first` or behind it. */
type Walk = { readonly first: Y.Item; readonly from: number };
/** By list. They end with their transaction, after which Yjs joins structs and collects others. */
type Walks = Map<Y.Item['parent'], Walk>;

const walksKey = Symbol('walks');
const yjsIntegrate = Y.Item.prototype.integrate;

/** From now on, in this thread, every document does so. May be called again. */
export function walkConflictsOnce(): void {
  Y.Item.prototype.integrate = integrate;
}

function integrate(this: Y.Item, transaction: Y.Transaction, offset: number): void {
  // The values of an attribute are a list as well, and a short one.
  if (this.parent === null || this.parentSub !== null) {
    yjsIntegrate.call(this, transaction, offset);
    return;
  }
  const known: Walks | undefined = transaction.meta.get(walksKey);
  const walk = known?.get(this.parent);
  const isSame = walk !== undefined && offset === 0 && isSameWalk(this, walk.first);
  const isWalked = isSame || (offset === 0 && isAmongOthers(this));
  if (isSame) this.left = walk.first.left;
  yjsIntegrate.call(this, transaction, offset);
  if (isWalked) {
    const walks: Walks = known ?? new Map();
    if (!known) transaction.meta.set(walksKey, walks);
    walks.set(this.parent, { first: this, from: isSame ? walk.from : this.id.clock });
  } else if (walk && !isBehind(this.left, walk)) known?.delete(this.parent);
}

/** What comes right after this can't come into the way of the walk. */
function isBehind(left: Y.Item | null, { first, from }: Walk): boolean {
  return left !== null && left.id.client === first.id.client && left.id.clock >= from;
}

function isSameWalk(item: Y.Item, first: Y.Item): boolean {
  return item.right === first && item.id.client === first.id.client && Y.compareIDs(item.origin, first.origin);
}

/** Its neighbours don't follow each other here: the words of `Item.integrate`. */
function isAmongOthers({ left, right }: Y.Item): boolean {
  return left ? left.right !== right : !right || right.left !== null;
}
