/** The canonical form of a section's fields and rows: nodes beside those of its words. Reads, never writes. */
import type * as Y from 'yjs';
import { fieldsRoot } from '../sections/parts.ts';
import type { SectionId } from '../sections/sections.ts';
import type { CanonicalNode } from './canonical.ts';
import { type PlacedRow, rowsInOrder } from './rows-in-order.ts';
import { saysNothing } from './says-nothing.ts';
import { type CellValue, type Columns, fieldsIn, isCellValue, rowKey, rowsIn } from './tables.ts';

/**
 * A node `fields` when one has a value, then a node `row` for each row, its kind under `row`, in the order in which they are
 * read. What the tables don't know is left out, and so is how a row came to its place.
 */
export function canonicalTables(doc: Y.Doc, section: SectionId): readonly CanonicalNode[] {
  const hasFields = Object.keys(fieldsIn(section)).length > 0;
  const fields = hasFields ? cellsOf(doc.getMap(fieldsRoot(section)), fieldsIn(section)) : {};
  return [
    ...(Object.keys(fields).length > 0 ? [{ type: 'fields', attrs: fields }] : []),
    ...rowsInOrder(doc, section).map((row) => rowNode(row, section)),
  ];
}

function rowNode({ kind, map }: PlacedRow, section: SectionId): CanonicalNode {
  return { type: 'row', attrs: { [rowKey]: kind, ...cellsOf(map, rowsIn(section)[kind] ?? {}) } };
}

function cellsOf(map: Y.Map<unknown>, columns: Columns): Record<string, CellValue> {
  const cells: Record<string, CellValue> = {};
  for (const [name, type] of Object.entries(columns)) {
    const value = map.get(name);
    if (!isCellValue(type, value) || (typeof value === 'string' && saysNothing(value))) continue;
    cells[name] = value;
  }
  return cells;
}
