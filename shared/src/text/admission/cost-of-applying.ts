/**
 * What Yjs does besides placing structs when it applies an update, here and on every page. It cuts structs in long arrays, and
 * tidies formatting: a mark that is written or deleted makes it walk the whole run of words, and each deleted struct the whole
 * gap in which it stands, so that a few bytes which delete a paragraph of ten thousand pieces would stop everybody for seconds.
 */
import * as Y from 'yjs';
import type { Effort } from './effort.ts';
import type { NewDeletion } from './new-deletions.ts';
import type { AnyType, Places } from './places.ts';

/** Steps for each struct of a run that is tidied as a whole: Yjs copies what is bold, linked and so on at each of them. */
const wholeRunSteps = 20;
/** Steps for each struct that is passed in a gap, twice for each deletion. */
const gapSteps = 0.5;
/** Structs behind a cut that are moved in one step. */
const movedInOneStep = 50;

type Applied = { readonly doc: Y.Doc; readonly places: Places; readonly deletions: readonly NewDeletion[] };

/** Spends what applying will cost; stops looking once it is too much. */
export function spendOnApplying({ doc, places, deletions }: Applied, effort: Effort): void {
  for (const deletion of deletions) effort.spend(cutsOf(deletion) * stepsOfCut(doc, deletion.client));
  for (const text of runsTidiedWhole(places, deletions)) spendOnRun(text, effort);
  new Gaps(deletions, effort).spend();
}

/** Steps of cutting one struct of a `clientID` in two. */
export function stepsOfCut(doc: Y.Doc, client: number): number {
  return (doc.store.clients.get(client)?.length ?? 0) / movedInOneStep;
}

function cutsOf({ held, clock, length }: NewDeletion): number {
  if (!held) return 0;
  return Number(clock > held.id.clock) + Number(clock + length < held.id.clock + held.length);
}

function runsTidiedWhole(places: Places, deletions: readonly NewDeletion[]): ReadonlySet<AnyType> {
  const runs = new Set<AnyType>();
  for (const { piece, place } of places.placed) {
    if (place.kind === 'inside' && piece.struct instanceof Y.Item && piece.struct.content instanceof Y.ContentFormat)
      runs.add(place.parent);
  }
  for (const { held } of deletions) if (held?.content instanceof Y.ContentFormat) runs.add(held.parent as AnyType);
  return runs;
}

function spendOnRun(text: AnyType, effort: Effort): void {
  for (let item = text._start; item !== null && !effort.isTooMuch; item = item.right) effort.spend(wholeRunSteps);
}

/** Deleted structs beside each other, in runs of words with formatting. */
class Gaps {
  readonly #deleted: ReadonlySet<Y.Item>;
  readonly #effort: Effort;
  readonly #seen = new Set<Y.Item>();

  constructor(deletions: readonly NewDeletion[], effort: Effort) {
    this.#deleted = new Set(deletions.flatMap(({ held }) => (held ? [held] : [])));
    this.#effort = effort;
  }

  spend(): void {
    for (const item of this.#deleted) {
      if (item.content instanceof Y.ContentType) this.#spendWithin(item.content.type);
      else if (isFormatted(item.parent as AnyType)) this.#spendAround(item);
    }
  }

  /** What an element holds goes with it. */
  #spendWithin(type: AnyType): void {
    if (isFormatted(type)) {
      let [length, fresh] = [0, 0];
      for (let item = type._start; item !== null && !this.#effort.isTooMuch; item = item.right) {
        this.#effort.spend(1);
        length += 1;
        if (item.deleted || this.#seen.has(item)) continue;
        this.#seen.add(item);
        fresh += 1;
      }
      this.#effort.spend(2 * gapSteps * fresh * length);
      return;
    }
    for (let item = type._start; item !== null && !this.#effort.isTooMuch; item = item.right) {
      this.#effort.spend(1);
      if (!item.deleted && !this.#deleted.has(item) && item.content instanceof Y.ContentType)
        this.#spendWithin(item.content.type);
    }
  }

  #spendAround(item: Y.Item): void {
    if (this.#seen.has(item)) return;
    let first = item;
    let [length, fresh] = [0, 0];
    for (; first.left !== null && this.#isGap(first.left) && !this.#effort.isTooMuch; first = first.left)
      this.#effort.spend(1);
    for (
      let next: Y.Item | null = first;
      next !== null && this.#isGap(next) && !this.#effort.isTooMuch;
      next = next.right
    ) {
      this.#effort.spend(1);
      length += 1;
      if (!this.#deleted.has(next)) continue;
      this.#seen.add(next);
      fresh += 1;
    }
    this.#effort.spend(2 * gapSteps * fresh * length);
  }

  #isGap(item: Y.Item): boolean {
    return item.deleted || !item.countable || this.#deleted.has(item);
  }
}

function isFormatted(type: AnyType): boolean {
  return type instanceof Y.XmlText && type._hasFormatting;
}
