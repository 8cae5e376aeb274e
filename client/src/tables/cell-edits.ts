/** What a person does with fields and rows, each one step of the section's undo history. */
import { fieldsRoot, type PartId, rowsRoot } from '@entente/shared/sections/parts';
import type { SectionId } from '@entente/shared/sections/sections';
import { evenPlaces, placeAfter, placeBetween, placeKey } from '@entente/shared/text/row-places';
import { type PlacedRow, placeOf, rowsInOrder } from '@entente/shared/text/rows-in-order';
import { type CellValue, type RowKind, rowKey } from '@entente/shared/text/tables';
import * as Y from 'yjs';
import { cellEdit, undoManagerOf } from '../editor/undo-managers.ts';
import { writePendingCells } from './pending-cells.ts';

/** `undefined` empties a cell. */
export type NewValue = CellValue | undefined;

/** Where rows and fields are: a section of a document. */
export type Sheet = { readonly doc: Y.Doc; readonly section: SectionId };

export function writeField(sheet: Sheet, name: string, value: NewValue): void {
  writeCell(sheet, sheet.doc.getMap(fieldsRoot(sheet.section)), { name, value });
}

/** Writes into a row's cell. False for a row that was removed meanwhile, which takes nothing. */
export function writeRowCell(sheet: Sheet, row: Y.Map<unknown>, cell: { name: string; value: NewValue }): boolean {
  if (row._item?.deleted !== false) return false;
  writeCell(sheet, row, cell);
  return true;
}

function writeCell(
  sheet: Sheet,
  cells: Y.Map<unknown>,
  { name, value }: { readonly name: string; readonly value: NewValue },
): void {
  if (cells.get(name) === value) return;
  edit(sheet, () => {
    if (value === undefined) cells.delete(name);
    else cells.set(name, value);
  });
}

/** Adds a row after the others of its kind, with what is known of it already. */
export function addRow(sheet: Sheet, kind: RowKind, known: Readonly<Record<string, CellValue>> = {}): void {
  const others = rowsOf(sheet, kind);
  const last = others.at(-1);
  const place = placeAfter(last ? placeOf(last) || null : null);
  edit(sheet, () => {
    if (place === undefined) spread(others);
    const cells = { [rowKey]: kind, [placeKey]: place ?? evenPlaces(others.length + 1).at(-1), ...known };
    sheet.doc.getArray(rowsRoot(sheet.section)).push([new Y.Map(Object.entries(cells))]);
  });
}

export function removeRow(sheet: Sheet, row: Y.Map<unknown>): void {
  const list = sheet.doc.getArray(rowsRoot(sheet.section));
  const index = list.toArray().indexOf(row);
  if (index !== -1) edit(sheet, () => list.delete(index));
}

/** Moves a row one place up or down among those of its kind. */
export function moveRow(sheet: Sheet, kind: RowKind, { row, by }: { row: Y.Map<unknown>; by: -1 | 1 }): void {
  const rows = rowsOf(sheet, kind);
  const from = rows.findIndex(({ map }) => map === row);
  const moved = rows[from];
  const to = from + by;
  if (!moved || to < 0 || to >= rows.length) return;
  const order = rows.toSpliced(from, 1).toSpliced(to, 0, moved);
  const before = order[to - 1];
  const after = order[to + 1];
  const above = before ? placeOf(before) : null;
  const place = after ? placeBetween(above, placeOf(after)) : placeAfter(above || null);
  edit(sheet, () => {
    if (place === undefined) spread(order);
    else row.set(placeKey, place);
  });
}

/** Takes the section's last step back, what is being typed included. */
export function undoInCells(doc: Y.Doc, part: PartId): void {
  writePendingCells();
  undoManagerOf(doc, part).undo();
}

export function redoInCells(doc: Y.Doc, part: PartId): void {
  writePendingCells();
  undoManagerOf(doc, part).redo();
}

function rowsOf({ doc, section }: Sheet, kind: RowKind): readonly PlacedRow[] {
  return rowsInOrder(doc, section).filter((row) => row.kind === kind);
}

function spread(rows: readonly PlacedRow[]): void {
  const places = evenPlaces(rows.length);
  for (const [index, { map }] of rows.entries()) map.set(placeKey, places[index]);
}

/** One step of undoing, whatever was done just before and comes just after. */
function edit({ doc, section }: Sheet, change: () => void): void {
  const history = undoManagerOf(doc, section);
  history.stopCapturing();
  doc.transact(change, cellEdit);
  history.stopCapturing();
}
