/** What an update deletes, to be asked of any unit. */
import type * as Y from 'yjs';
import type { NewDeletion } from './new-deletions.ts';
import type { AnyType } from './places.ts';
import type { Unit } from './rehearsal.ts';

export class DeletedUnits {
  readonly #held: ReadonlySet<Y.Item | null>;
  /** Of each `clientID` in the order of the clock, apart from each other. */
  readonly #ranges = new Map<number, { readonly clock: number; end: number }[]>();

  constructor(deletions: readonly NewDeletion[]) {
    this.#held = new Set(deletions.map(({ held }) => held));
    for (const { client, clock, length } of deletions) {
      const ranges = this.#ranges.get(client) ?? [];
      this.#ranges.set(client, ranges);
      const last = ranges.at(-1);
      if (last?.end === clock) last.end += length;
      else ranges.push({ clock, end: clock + length });
    }
  }

  has(id: Y.ID): boolean {
    return this.#coveredUpTo(id) > id.clock;
  }

  hasAll({ id, length }: Pick<Unit, 'id' | 'length'>): boolean {
    return this.#coveredUpTo(id) >= id.clock + length;
  }

  /** True for a type that goes with an element that is deleted. */
  isWithin(type: AnyType): boolean {
    for (let item = type._item; item !== null; item = (item.parent as AnyType)._item)
      if (item.deleted || this.#held.has(item)) return true;
    return false;
  }

  /** The end of the range that holds an identifier, or 0. */
  #coveredUpTo({ client, clock }: Y.ID): number {
    const ranges = this.#ranges.get(client) ?? [];
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = ranges[middle] as { readonly clock: number; end: number };
      if (clock < range.clock) high = middle - 1;
      else if (clock >= range.end) low = middle + 1;
      else return range.end;
    }
    return 0;
  }
}
