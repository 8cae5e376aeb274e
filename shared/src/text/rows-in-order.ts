/** The rows of a section as everybody sees them, whatever order they came in. Reads, never writes. */
import * as Y from 'yjs';
import { rowsRoot } from '../sections/parts.ts';
import type { SectionId } from '../sections/sections.ts';
import { isPlace, placeKey } from './row-places.ts';
import { rowKey, rowsIn } from './tables.ts';

export type PlacedRow = { readonly kind: string; readonly map: Y.Map<unknown> };

/** Rows kind by kind, each kind by its rows' places; those at the same place in the order of the list, which is the same everywhere. */
export function rowsInOrder(doc: Y.Doc, section: SectionId): readonly PlacedRow[] {
  const kinds = Object.keys(rowsIn(section));
  if (kinds.length === 0) return [];
  const rows = doc.getArray(rowsRoot(section)).toArray().flatMap(placedRow);
  return kinds.flatMap((kind) => rows.filter((row) => row.kind === kind).sort(byPlace));
}

/** The place that a row says; '' when it says none. */
export function placeOf({ map }: PlacedRow): string {
  const place = map.get(placeKey);
  return isPlace(place) ? place : '';
}

function placedRow(map: unknown): readonly PlacedRow[] {
  const kind = map instanceof Y.Map ? map.get(rowKey) : undefined;
  return typeof kind === 'string' ? [{ kind, map: map as Y.Map<unknown> }] : [];
}

function byPlace(a: PlacedRow, b: PlacedRow): number {
  const [first, second] = [placeOf(a), placeOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
