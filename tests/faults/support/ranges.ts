/** Ranges of clocks: what is deleted, and what is missing between two sets of it. */
export type Range = { readonly clock: number; readonly len: number };

export class Ranges {
  readonly #ranges: Range[] = [];

  static of(ranges: Iterable<Range>): Ranges {
    const all = new Ranges();
    for (const range of ranges) all.add(range);
    return all;
  }

  add({ clock, len }: Range): void {
    this.#ranges.push({ clock, len });
  }

  /** The parts, as [from, to[, that the others lack. */
  without(others: Ranges | undefined): [number, number][] {
    const theirs = others?.merged() ?? [];
    return this.merged().flatMap(([from, to]) => {
      const left: [number, number][] = [];
      let at = from;
      for (const [start, end] of theirs) {
        if (end <= at || start >= to) continue;
        if (start > at) left.push([at, start]);
        at = Math.max(at, end);
      }
      if (at < to) left.push([at, to]);
      return left;
    });
  }

  /** Sorted, neighbours joined. */
  merged(): [number, number][] {
    const joined: [number, number][] = [];
    for (const { clock, len } of this.#ranges.toSorted((a, b) => a.clock - b.clock)) {
      const last = joined.at(-1);
      if (last && clock <= last[1]) last[1] = Math.max(last[1], clock + len);
      else joined.push([clock, clock + len]);
    }
    return joined;
  }
}
