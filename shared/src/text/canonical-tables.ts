/** The canonical form of a section's fields and rows: nodes beside those of its words. Reads, never writes. */
import * as Y from 'yjs';
import { fieldsRoot, rowsRoot } from '../sections/parts.ts';
import type { SectionId } from '../sections/sections.ts';
import type { CanonicalNode } from './canonical.ts';
import { saysNothing } from './says-nothing.ts';
import { type CellValue, type Columns, fieldsIn, isCellValue, rowKey, rowsIn } from './tables.ts';

/** A node `fields` when one has a value, then a node `row` for each row, its kind under `row`. What the tables don't know is left out. */
export function canonicalTables(doc: Y.Doc, section: SectionId): readonly CanonicalNode[] {
  const hasFields = Object.keys(fieldsIn(section)).length > 0;
  const hasRows = Object.keys(rowsIn(section)).length > 0;
  const fields = hasFields ? cellsOf(doc.getMap(fieldsRoot(section)), fieldsIn(section)) : {};
  return [
    ...(Object.keys(fields).length > 0 ? [{ type: 'fields', attrs: fields }] : []),
    ...(hasRows
      ? doc
          .getArray(rowsRoot(section))
          .toArray()
          .flatMap((row) => rowNode(row, section))
      : []),
  ];
}

function rowNode(row: unknown, section: SectionId): readonly CanonicalNode[] {
  if (!(row instanceof Y.Map)) return [];
  const kind: unknown = row.get(rowKey);
  const kinds = rowsIn(section);
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) return [];
  return [{ type: 'row', attrs: { [rowKey]: kind, ...cellsOf(row, kinds[kind] ?? {}) } }];
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
