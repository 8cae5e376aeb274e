/**
 * Where an update's structs would stand, without applying it: Yjs' own integration (YATA), played on the server's document
 * by links that lie over the document's own. Nothing is copied and nothing written; what was changed is forgotten with it.
 *
 * It follows `Item.integrate`, `splitItem` and `integrateStructs` of Yjs step by step, the pieces in which letters happen
 * to be stored included, for these decide where odd structs land. `tests/rules/admission-rehearsal.test.ts` compares it with Yjs.
 */
import * as Y from 'yjs';
import { stepsOfCut } from './cost-of-applying.ts';
import type { Effort } from './effort.ts';
import type { AnyType, Placed, Places } from './places.ts';

/** A new struct, or what a struct was cut into: where it begins, where it ends, and what stands beside it. */
class Piece {
  readonly id: Y.ID;
  length: number;
  readonly origin: Y.ID | null;
  readonly rightOrigin: Y.ID | null;
  readonly source: Y.Item;
  left: Unit | null = null;
  right: Unit | null = null;

  constructor(source: Y.Item, from: Pick<Piece, 'id' | 'length' | 'origin' | 'rightOrigin'>) {
    this.source = source;
    this.id = from.id;
    this.length = from.length;
    this.origin = from.origin;
    this.rightOrigin = from.rightOrigin;
  }
}

/** What stands in a list: a struct of the document that nothing has touched, or a piece. */
export type Unit = Y.Item | Piece;

type List = { readonly parent: AnyType; readonly key: string | null };
type Span = { left: Unit | null; right: Unit | null };
type Walk = { readonly first: Piece; readonly from: number };
type Inside = Extract<Placed['place'], { kind: 'inside' }>;

/** Steps that looking at one conflicting struct counts as: Yjs keeps two sets of them, here and on every page. */
const conflictSteps = 20;

export class Rehearsal {
  readonly #doc: Y.Doc;
  readonly #places: Places;
  readonly #effort: Effort;
  readonly #left = new Map<Y.Item, Unit | null>();
  readonly #right = new Map<Y.Item, Unit | null>();
  readonly #firsts = new Map<AnyType, Map<string | null, Unit | null>>();
  /** The pieces of a struct, in the order of its clock. */
  readonly #pieces = new Map<Y.Item, Piece[]>();
  readonly #reached = new Map<number, number>();
  /** The last walk in each list, as in `walk-conflicts-once.ts`, which says why it need not be made twice. */
  readonly #walks = new Map<AnyType, Walk>();

  /** Plays the integration of all that was placed. When the effort is too much, it stops anywhere. */
  constructor(doc: Y.Doc, places: Places, effort: Effort) {
    this.#doc = doc;
    this.#places = places;
    this.#effort = effort;
    this.#playAll();
  }

  /** The first of a list, `null` of an empty one. */
  first({ parent, key }: List): Unit | null {
    const known = this.#firsts.get(parent)?.get(key);
    if (known !== undefined) return known;
    let first: Y.Item | null = key === null ? parent._start : (parent._map.get(key) ?? null);
    while (key !== null && first !== null && first.left !== null) {
      first = first.left;
      this.#effort.spend(1);
    }
    this.#setFirst({ parent, key }, first);
    return first;
  }

  next(unit: Unit): Unit | null {
    if (unit instanceof Piece) return unit.right;
    const right = this.#right.get(unit);
    return right === undefined ? unit.right : right;
  }

  previous(unit: Unit): Unit | null {
    if (unit instanceof Piece) return unit.left;
    const left = this.#left.get(unit);
    return left === undefined ? unit.left : left;
  }

  /** The struct that a unit is, or is a piece of. */
  sourceOf(unit: Unit): Y.Item {
    return unit instanceof Piece ? unit.source : unit;
  }

  /** The unit in which an identifier stands. Throws for what was collected. */
  at(id: Y.ID): Unit {
    const unit = this.#find(id);
    if (unit) return unit;
    throw new Error('a neighbour was collected, and its struct placed all the same');
  }

  /** True when `left` stands before `right`; both are in the same list. Looks both ways, since neighbours are mostly near. */
  isBefore(left: Y.ID, right: Y.ID): boolean {
    const [from, to] = [this.at(left), this.at(right)];
    if (from === to) return left.clock < right.clock;
    let after = this.next(from);
    let before = this.previous(from);
    while (!this.#effort.isTooMuch) {
      this.#effort.spend(1);
      if (after === to || before === null) return true;
      if (before === to || after === null) return false;
      after = this.next(after);
      before = this.previous(before);
    }
    return false;
  }

  /** Highest `clientID` first, each struct after those that it leans on. */
  #playAll(): void {
    const queues = new Map<number, { readonly run: readonly Placed[]; next: number }>();
    for (const placed of this.#places.placed) {
      const { client } = placed.piece;
      const queue = queues.get(client);
      if (queue) (queue.run as Placed[]).push(placed);
      else queues.set(client, { run: [placed], next: 0 });
    }
    const waiting: Placed[] = [];
    for (const client of [...queues.keys()].sort((a, b) => b - a)) {
      const queue = queues.get(client);
      for (;;) {
        const placed = waiting.pop() ?? queue?.run[queue.next++];
        if (placed === undefined || this.#effort.isTooMuch) break;
        const missing = this.#missingFor(placed);
        const other = missing === undefined ? undefined : queues.get(missing);
        const first = other?.run[other.next++];
        if (first) waiting.push(placed, first);
        else this.#play(placed);
      }
    }
  }

  /** The `clientID` of which something has to come first. */
  #missingFor({ piece: { struct, offset, client } }: Placed): number | undefined {
    if (!(struct instanceof Y.Item)) return undefined;
    const parent: unknown = struct.parent;
    const leansOn = [offset > 0 ? null : struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null];
    return leansOn.find((id) => id !== null && id.client !== client && id.clock >= this.#stateOf(id.client))?.client;
  }

  #stateOf(client: number): number {
    return this.#reached.get(client) ?? Y.getState(this.#doc.store, client);
  }

  #play({ piece, place }: Placed): void {
    const { struct, client, clock, end, offset } = piece;
    if (place.kind === 'inside' && struct instanceof Y.Item) {
      const origin = offset > 0 ? Y.createID(client, clock - 1) : struct.origin;
      const unit = new Piece(struct, {
        id: Y.createID(client, clock),
        length: end - clock,
        origin,
        rightOrigin: struct.rightOrigin,
      });
      this.#insert(unit, place);
      this.#pieces.set(struct, [unit]);
    }
    this.#reached.set(client, end);
  }

  #insert(unit: Piece, list: Inside): void {
    const ending = unit.origin && this.#endingAt(unit.origin);
    const right = unit.rightOrigin && this.#beginningAt(unit.rightOrigin);
    // An odd pair stands in one struct: the cut for the right one has just shortened the left one.
    const left = ending instanceof Piece ? ending : ending && (this.#pieces.get(ending)?.[0] ?? ending);
    const isBetween = left ? this.next(left) === right : right !== null && this.previous(right) === null;
    const walk = list.key === null ? this.#walks.get(list.parent) : undefined;
    const isSame = walk !== undefined && right === walk.first && isSameWalk(unit, walk.first);
    if (isSame) unit.left = walk.first.left;
    else unit.left = isBetween ? left : this.#leftAmongConflicts(unit, { left, right }, list);
    unit.right = unit.left ? this.next(unit.left) : this.first(list);
    if (unit.left) this.#setRight(unit.left, unit);
    else this.#setFirst(list, unit);
    if (unit.right) this.#setLeft(unit.right, unit);
    if (list.key !== null) {
      // Yjs knows the last value under a key only, and looks for the first one from there, every time.
      if (!unit.left) this.#spendOnList(unit);
      return;
    }
    if (isSame || !isBetween) this.#walks.set(list.parent, { first: unit, from: isSame ? walk.from : unit.id.clock });
    else if (walk && !isBehind(unit.left, walk)) this.#walks.delete(list.parent);
  }

  #spendOnList(first: Unit): void {
    for (let unit: Unit | null = first; unit && !this.#effort.isTooMuch; unit = this.next(unit)) this.#effort.spend(1);
  }

  /** Others were written at the same place: which of them stand before this one. The words of `Item.integrate`. */
  #leftAmongConflicts(unit: Piece, { left: from, right }: Span, list: List): Unit | null {
    let left = from;
    let other = left ? this.next(left) : this.first(list);
    const conflicting = new Set<Unit>();
    const beforeOrigin = new Set<Unit>();
    while (other !== null && other !== right && !this.#effort.isTooMuch) {
      this.#effort.spend(conflictSteps);
      beforeOrigin.add(other);
      conflicting.add(other);
      const origin = other.origin && this.#find(other.origin);
      if (Y.compareIDs(unit.origin, other.origin)) {
        if (other.id.client < unit.id.client) {
          left = other;
          conflicting.clear();
        } else if (Y.compareIDs(unit.rightOrigin, other.rightOrigin)) break;
      } else if (origin && beforeOrigin.has(origin)) {
        if (!conflicting.has(origin)) {
          left = other;
          conflicting.clear();
        }
      } else break;
      other = this.next(other);
    }
    return left;
  }

  #find(id: Y.ID): Unit | undefined {
    const source = id.clock < Y.getState(this.#doc.store, id.client) ? this.#held(id) : this.#newAt(id);
    const pieces = source && this.#pieces.get(source);
    return pieces ? pieces[indexAt(pieces, id.clock)] : source;
  }

  #held(id: Y.ID): Y.Item | undefined {
    const struct: unknown = Y.getItem(this.#doc.store, id);
    return struct instanceof Y.Item ? struct : undefined;
  }

  #newAt({ client, clock }: Y.ID): Y.Item | undefined {
    const struct = this.#places.newStructAt(client, clock)?.piece.struct;
    return struct instanceof Y.Item && this.#pieces.has(struct) ? struct : undefined;
  }

  #endingAt(id: Y.ID): Unit {
    const unit = this.at(id);
    const length = id.clock - unit.id.clock + 1;
    return length === unit.length ? unit : this.#cut(unit, length);
  }

  #beginningAt(id: Y.ID): Unit {
    const unit = this.at(id);
    return id.clock === unit.id.clock ? unit : (this.#cut(unit, id.clock - unit.id.clock).right as Unit);
  }

  /** Returns the first piece, so many units long. */
  #cut(unit: Unit, length: number): Piece {
    const first = unit instanceof Piece ? unit : this.#asPiece(unit);
    const { source, id, rightOrigin } = first;
    this.#effort.spend(1 + stepsOfCut(this.#doc, id.client));
    const second = new Piece(source, {
      id: Y.createID(id.client, id.clock + length),
      length: first.length - length,
      origin: Y.createID(id.client, id.clock + length - 1),
      rightOrigin,
    });
    second.left = first;
    second.right = first.right;
    if (first.right) this.#setLeft(first.right, second);
    first.right = second;
    first.length = length;
    const pieces = this.#pieces.get(source) as Piece[];
    pieces.splice(indexAt(pieces, id.clock) + 1, 0, second);
    return first;
  }

  #asPiece(item: Y.Item): Piece {
    const piece = new Piece(item, item);
    piece.left = this.previous(item);
    piece.right = this.next(item);
    if (piece.left) this.#setRight(piece.left, piece);
    else this.#setFirst({ parent: item.parent as AnyType, key: item.parentSub }, piece);
    if (piece.right) this.#setLeft(piece.right, piece);
    this.#pieces.set(item, [piece]);
    return piece;
  }

  #setLeft(unit: Unit, left: Unit): void {
    if (unit instanceof Piece) unit.left = left;
    else this.#left.set(unit, left);
  }

  #setRight(unit: Unit, right: Unit): void {
    if (unit instanceof Piece) unit.right = right;
    else this.#right.set(unit, right);
  }

  #setFirst({ parent, key }: List, first: Unit | null): void {
    const firsts = this.#firsts.get(parent) ?? new Map();
    this.#firsts.set(parent, firsts.set(key, first));
  }
}

function isSameWalk(one: Piece, first: Piece): boolean {
  return one.id.client === first.id.client && Y.compareIDs(one.origin, first.origin);
}

function isBehind(left: Unit | null, { first, from }: Walk): boolean {
  return left !== null && left.id.client === first.id.client && left.id.clock >= from;
}

/** The index of the piece that holds a clock. */
function indexAt(pieces: readonly Piece[], clock: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as Piece).id.clock <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}
