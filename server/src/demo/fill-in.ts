/** Fills in a convention's fields and rows in a `Y.Doc`, as a page does: one value into a cell, one `Y.Map` for each row. */
import { fieldsRoot, rowsRoot } from '@entente/shared/sections/parts';
import { evenPlaces, placeKey } from '@entente/shared/text/row-places';
import type { CellValue, RowKind, SectionWithFields, SectionWithRows } from '@entente/shared/text/tables';
import * as Y from 'yjs';

type Cells = Readonly<Record<string, CellValue>>;

/** Fields by section; rows by section, each with its kind. */
export type FilledIn = {
  readonly fields: Partial<Readonly<Record<SectionWithFields, Cells>>>;
  readonly rows: Partial<Readonly<Record<SectionWithRows, readonly (Cells & { readonly row: RowKind })[]>>>;
};

/** Adds to a text that has no rows yet; a field that has a value gets this one instead. */
export function fillIn(doc: Y.Doc, { fields, rows }: FilledIn): void {
  doc.transact(() => {
    for (const [section, cells] of Object.entries(fields)) {
      const map = doc.getMap(fieldsRoot(section as SectionWithFields));
      for (const [name, value] of Object.entries(cells)) map.set(name, value);
    }
    for (const [section, added] of Object.entries(rows)) {
      doc.getArray(rowsRoot(section as SectionWithRows)).push(withPlaces(added));
    }
  });
}

/** A page says where each row stands. */
function withPlaces(rows: readonly Cells[]): Y.Map<unknown>[] {
  const places = evenPlaces(rows.length);
  return rows.map((row, at) => new Y.Map(Object.entries({ ...row, [placeKey]: places[at] })));
}
