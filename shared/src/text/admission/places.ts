/**
 * Where each new struct of an update will land: its parent, worked out as Yjs does when it integrates (parent, left
 * neighbour, right neighbour), without integrating anything.
 */
import * as Y from 'yjs';
import { type PartId, readRoot } from '../../sections/parts.ts';
import { rootType } from '../root-type.ts';
import { type Refused, refused, type WritingRights } from './admission.ts';
import { updateLimits } from './limits.ts';
import type { NewStruct, NewStructs } from './new-structs.ts';

/** Any Yjs type, whatever events it has. */
export type AnyType = Y.ContentType['type'];

/** `garbage`: a neighbour or the parent was deleted and collected meanwhile, so Yjs makes it garbage everywhere. */
export type Place =
  | { readonly kind: 'garbage' }
  | { readonly kind: 'inside'; readonly parent: AnyType; readonly key: string | null; readonly section: PartId };

export type Placed = { readonly piece: NewStruct; readonly place: Place };

type Spot = { readonly section: PartId; readonly depth: number };
type Neighbour = Y.Item | Y.GC | Placed | undefined;
type InList = { readonly parent: AnyType; readonly key: string | null };

const garbage: Place = { kind: 'garbage' };

/** Places of an update's new structs, and of whatever the server holds. */
export class Places {
  readonly #doc: Y.Doc;
  readonly #whyClosed: WritingRights['whyClosed'];
  readonly #placed = new Map<number, Placed[]>();
  readonly #spots = new Map<AnyType, Spot>();

  /** `whyClosed`: asked before a root is made that nobody has written to, so that nobody fills the document with roots. */
  constructor(doc: Y.Doc, whyClosed: WritingRights['whyClosed']) {
    this.#doc = doc;
    this.#whyClosed = whyClosed;
  }

  /** All that were placed, `clientID` by `clientID`. */
  get placed(): readonly Placed[] {
    return [...this.#placed.values()].flat();
  }

  /** True for a type that exists on the server, false for one that the update creates. */
  isHeld(type: AnyType): boolean {
    return type.doc === this.#doc;
  }

  /** The part of a type that exists on the server. */
  sectionOf(type: AnyType): PartId | undefined {
    return this.#spotOf(type)?.section;
  }

  /** The new struct that covers a clock, `undefined` when the update has none. */
  newStructAt(client: number, clock: number): Placed | undefined {
    const run = this.#placed.get(client) ?? [];
    let low = 0;
    let high = run.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = run[middle] as Placed;
      if (clock < found.piece.clock) high = middle - 1;
      else if (clock >= found.piece.end) low = middle + 1;
      else return found;
    }
    return undefined;
  }

  /**
   * Places all of them, each after what it depends on. Refused: `missing-dependency` for what the server lacks (also
   * circles), `malformed` for what no editor writes, `unknown-root`, `too-large` for too deep a nesting.
   */
  placeAll(news: NewStructs): Refused | undefined {
    const queues = [...news.values()].map((run) => ({ run, next: 0 }));
    let waiting = queues.length;
    while (waiting > 0) {
      let moved = false;
      for (const queue of queues) {
        for (let piece = queue.run[queue.next]; piece && this.#isReady(piece); piece = queue.run[queue.next]) {
          const refusal = this.#place(piece);
          if (refusal) return refusal;
          moved = true;
          queue.next += 1;
          if (queue.next === queue.run.length) waiting -= 1;
        }
      }
      if (!moved) return refused('missing-dependency');
    }
    return undefined;
  }

  #isReady({ struct, offset }: NewStruct): boolean {
    if (struct instanceof Y.GC) return true;
    return (
      (offset > 0 || struct.origin === null || this.#isKnown(struct.origin)) &&
      (struct.rightOrigin === null || this.#isKnown(struct.rightOrigin)) &&
      (!(struct.parent instanceof Y.ID) || this.#isKnown(struct.parent))
    );
  }

  #isKnown({ client, clock }: Y.ID): boolean {
    return clock < Y.getState(this.#doc.store, client) || this.newStructAt(client, clock) !== undefined;
  }

  #find(id: Y.ID | null): Neighbour {
    if (id === null) return undefined;
    const isHeld = id.clock < Y.getState(this.#doc.store, id.client);
    return isHeld ? Y.getItem(this.#doc.store, id) : this.newStructAt(id.client, id.clock);
  }

  #place(piece: NewStruct): Refused | undefined {
    const found = piece.struct instanceof Y.GC ? garbage : this.#placeOfItem(piece.struct, piece);
    if (found.kind === 'refused') return found;
    const run = this.#placed.get(piece.client);
    const placed = { piece, place: found };
    if (run) run.push(placed);
    else this.#placed.set(piece.client, [placed]);
    return found.kind === 'inside' ? this.#enter(piece.struct, found) : undefined;
  }

  #placeOfItem(item: Y.Item, { client, clock, offset }: NewStruct): Place | Refused {
    const left = this.#find(offset > 0 ? Y.createID(client, clock - 1) : item.origin);
    const right = this.#find(item.rightOrigin);
    // What is collected went with all that stood around it. One neighbour alone would make this garbage here, and words
    // on a page that has not collected it yet.
    if (isGarbage(left) || isGarbage(right)) return isInGarbage(left, right) ? garbage : refused('malformed');
    const leftList = listOf(left);
    const rightList = listOf(right);
    if (leftList && rightList && !isSameList(leftList, rightList)) return refused('malformed');
    const list = leftList ?? rightList ?? this.#listByParent(item);
    if ('kind' in list) return list;
    const spot = this.#spotOf(list.parent);
    return spot ? { kind: 'inside', ...list, section: spot.section } : refused('unknown-root');
  }

  #listByParent(item: Y.Item): InList | Place | Refused {
    const parent: unknown = item.parent;
    if (typeof parent === 'string') {
      const root = readRoot(parent);
      if (!root) return refused('unknown-root');
      const barred = this.#doc.share.has(parent) ? undefined : this.#whyClosed(root.part);
      if (barred) return refused(barred, root.part);
      return { parent: rootType(this.#doc, parent, root), key: item.parentSub };
    }
    if (!(parent instanceof Y.ID)) return refused('malformed');
    const holder = this.#find(parent);
    if (holder === undefined || isGarbage(holder)) return garbage;
    const { content } = (isPlaced(holder) ? holder.piece.struct : holder) as Y.Item;
    if (content instanceof Y.ContentDeleted) return garbage;
    return content instanceof Y.ContentType ? { parent: content.type, key: item.parentSub } : refused('malformed');
  }

  #enter(struct: Y.Item | Y.GC, { parent, section }: Place & { kind: 'inside' }): Refused | undefined {
    if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentType)) return undefined;
    const depth = (this.#spotOf(parent)?.depth ?? 0) + 1;
    this.#spots.set(struct.content.type, { section, depth });
    return depth > updateLimits.depth ? refused('too-large', section) : undefined;
  }

  #spotOf(type: AnyType): Spot | undefined {
    const known = this.#spots.get(type);
    if (known) return known;
    let depth = 0;
    let root = type;
    for (let item = root._item; item !== null; item = root._item) {
      root = item.parent as AnyType;
      depth += 1;
    }
    const section = root.doc === this.#doc ? readRoot(Y.findRootTypeKey(root))?.part : undefined;
    if (section === undefined) return undefined;
    const spot = { section, depth };
    this.#spots.set(type, spot);
    return spot;
  }
}

function isPlaced(neighbour: Y.Item | Y.GC | Placed): neighbour is Placed {
  return 'piece' in neighbour;
}

function isGarbage(neighbour: Neighbour): boolean {
  if (neighbour === undefined) return false;
  return isPlaced(neighbour) ? neighbour.place.kind === 'garbage' : neighbour instanceof Y.GC;
}

function isInGarbage(...neighbours: readonly Neighbour[]): boolean {
  return neighbours.every((neighbour) => neighbour === undefined || isGarbage(neighbour));
}

function listOf(neighbour: Neighbour): InList | undefined {
  if (neighbour === undefined) return undefined;
  if (!isPlaced(neighbour)) {
    const item = neighbour as Y.Item;
    return { parent: item.parent as AnyType, key: item.parentSub };
  }
  return neighbour.place.kind === 'inside' ? neighbour.place : undefined;
}

function isSameList(one: InList, other: InList): boolean {
  return one.parent === other.parent && one.key === other.key;
}
