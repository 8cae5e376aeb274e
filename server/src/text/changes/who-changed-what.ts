/** Who put each letter in, and who took it away, while a text's log is applied to a document piece by piece. */
import type { PartId } from '@entente/shared/sections/parts';
import { partOfType } from '@entente/shared/text/root-type';
import * as Y from 'yjs';
import type { LoggedUpdate } from '../../storage/convention-store.ts';

export type Change = { readonly person: string; readonly organisation: string; readonly at: string };
export type Letter = { readonly client: number; readonly clock: number };

type Stretch = Change & { readonly from: number; readonly to: number };
type Count = Change & { readonly inserted: number; readonly deleted: number };

export class WhoChangedWhat {
  readonly #doc: Y.Doc;
  readonly #inserted = new Map<number, Stretch[]>();
  readonly #deleted = new Map<number, Stretch[]>();
  readonly #counts = new Map<PartId, Map<string, Count>>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Applies one piece of the log; what is known already changes nothing. */
  apply({ person, organisation, until: at, bytes }: LoggedUpdate): void {
    const change = { person, organisation, at };
    const watch = (transaction: Y.Transaction) => this.#note(transaction, change);
    this.#doc.on('afterTransaction', watch);
    try {
      Y.applyUpdate(this.#doc, bytes);
    } finally {
      this.#doc.off('afterTransaction', watch);
    }
  }

  /** Who put that letter in since; `undefined` for one that was there before. */
  inserterOf(letter: Letter): Change | undefined {
    return find(this.#inserted, letter);
  }

  deleterOf(letter: Letter): Change | undefined {
    return find(this.#deleted, letter);
  }

  /** The parts that were touched, with each person and organisation that did. */
  touched(): ReadonlyMap<PartId, readonly Count[]> {
    return new Map([...this.#counts].map(([part, counts]) => [part, [...counts.values()]]));
  }

  #note(transaction: Y.Transaction, change: Change): void {
    for (const [client, to] of transaction.afterState) {
      const from = transaction.beforeState.get(client) ?? 0;
      if (to <= from) continue;
      append(this.#inserted, client, { ...change, from, to });
      for (const item of itemsIn(this.#doc, client, [from, to])) this.#count(item, 'inserted', change);
    }
    for (const [client, ranges] of transaction.deleteSet.clients) {
      for (const { clock, len } of ranges) {
        append(this.#deleted, client, { ...change, from: clock, to: clock + len });
        for (const item of itemsIn(this.#doc, client, [clock, clock + len])) this.#count(item, 'deleted', change);
      }
    }
  }

  #count({ parent, letters }: Piece, kind: 'inserted' | 'deleted', change: Change): void {
    const part = partOfType(parent);
    if (!part) return;
    const counts = this.#counts.get(part) ?? new Map<string, Count>();
    this.#counts.set(part, counts);
    const key = `${change.person} ${change.organisation}`;
    const known = counts.get(key) ?? { ...change, inserted: 0, deleted: 0 };
    const [, last = change.at] = [known.at, change.at].sort();
    counts.set(key, { ...known, [kind]: known[kind] + letters, at: last });
  }
}

type AnyType = Y.ContentType['type'];
type Piece = { readonly parent: AnyType; readonly letters: number };

/** The pieces of a document in a range of one client's clocks, with how many letters of each lie in it. */
function itemsIn(doc: Y.Doc, client: number, [from, to]: readonly [number, number]): readonly Piece[] {
  const structs = doc.store.clients.get(client) ?? [];
  const pieces: Piece[] = [];
  for (let index = firstAt(structs, from); index < structs.length; index += 1) {
    const struct = structs[index];
    if (!struct || struct.id.clock >= to) break;
    if (!(struct instanceof Y.Item) || struct.parent === null || typeof struct.parent === 'string') continue;
    // A comment's mark changes no word of the text.
    if (struct.content instanceof Y.ContentFormat && struct.content.key.startsWith('comment')) continue;
    const within = Math.min(to, struct.id.clock + struct.length) - Math.max(from, struct.id.clock);
    pieces.push({ parent: struct.parent as AnyType, letters: struct.content instanceof Y.ContentString ? within : 0 });
  }
  return pieces;
}

/** The place of the struct that holds that clock. */
function firstAt(structs: readonly (Y.Item | Y.GC | Y.Skip)[], clock: number): number {
  let [low, high] = [0, structs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle];
    if (struct && struct.id.clock + struct.length <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

function append(stretches: Map<number, Stretch[]>, client: number, stretch: Stretch): void {
  const known = stretches.get(client);
  if (known) known.push(stretch);
  else stretches.set(client, [stretch]);
}

function find(stretches: ReadonlyMap<number, readonly Stretch[]>, { client, clock }: Letter): Change | undefined {
  return stretches.get(client)?.find(({ from, to }) => clock >= from && clock < to);
}
