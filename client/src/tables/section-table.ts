/** The fields and rows of one section as they stand, for the screen: read again when they change, and only then. */
import { fieldsRoot, rowsRoot } from '@entente/shared/sections/parts';
import type { SectionId } from '@entente/shared/sections/sections';
import { rowsInOrder } from '@entente/shared/text/rows-in-order';
import { type CellValue, type Columns, fieldsIn, isCellValue, type RowKind, rowsIn } from '@entente/shared/text/tables';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';

export type Cells = Readonly<Record<string, CellValue>>;

export type ShownRow = {
  /** The same in every document that holds the row: it stays when a session is renewed. */
  readonly id: string;
  readonly kind: RowKind;
  readonly cells: Cells;
  readonly map: Y.Map<unknown>;
};

export type SectionTable = { readonly fields: Cells; readonly rows: readonly ShownRow[] };

/** On the screen. Rows that did not change are the same objects as before. */
export function useSectionTable(doc: Y.Doc, section: SectionId): SectionTable {
  const reader = useMemo(() => new TableReader(doc, section), [doc, section]);
  const subscribe = useCallback((changed: () => void) => reader.subscribe(changed), [reader]);
  return useSyncExternalStore(subscribe, reader.read);
}

class TableReader {
  readonly #doc: Y.Doc;
  readonly #section: SectionId;
  #table: SectionTable | null = null;
  #isStale = true;

  constructor(doc: Y.Doc, section: SectionId) {
    this.#doc = doc;
    this.#section = section;
  }

  readonly read = (): SectionTable => {
    if (!this.#table || this.#isStale) {
      const before = new Map(this.#table?.rows.map((row) => [row.id, row]));
      this.#table = readTable(this.#doc, this.#section, before);
      this.#isStale = false;
    }
    return this.#table;
  };

  subscribe(changed: () => void): () => void {
    const roots = [...this.#roots()];
    const tell = () => {
      this.#isStale = true;
      changed();
    };
    for (const root of roots) root.observeDeep(tell);
    // Between the first look and now, something may have come.
    tell();
    return () => {
      for (const root of roots) root.unobserveDeep(tell);
    };
  }

  *#roots(): Iterable<Y.Map<unknown> | Y.Array<unknown>> {
    if (Object.keys(fieldsIn(this.#section)).length > 0) yield this.#doc.getMap(fieldsRoot(this.#section));
    if (Object.keys(rowsIn(this.#section)).length > 0) yield this.#doc.getArray(rowsRoot(this.#section));
  }
}

function readTable(doc: Y.Doc, section: SectionId, before: ReadonlyMap<string, ShownRow>): SectionTable {
  const fields = Object.keys(fieldsIn(section)).length > 0 ? doc.getMap(fieldsRoot(section)) : null;
  return {
    fields: fields ? cellsOf(fields, fieldsIn(section)) : {},
    rows: rowsInOrder(doc, section).map(({ kind, map }) => {
      const { client, clock } = (map._item as Y.Item).id;
      const cells = cellsOf(map, rowsIn(section)[kind] ?? {});
      const row = { id: `${client}.${clock}`, kind: kind as RowKind, cells, map };
      const known = before.get(row.id);
      return known && known.map === map && JSON.stringify(known.cells) === JSON.stringify(cells) ? known : row;
    }),
  };
}

function cellsOf(map: Y.Map<unknown>, columns: Columns): Cells {
  const cells: Record<string, CellValue> = {};
  for (const [name, type] of Object.entries(columns)) {
    const value = map.get(name);
    if (isCellValue(type, value)) cells[name] = value;
  }
  return cells;
}
