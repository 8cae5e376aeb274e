/** Fields and rows then and now: which cells say something else, and who wrote them. */
import { type AgreedPart, fieldsRoot, isSection } from '@entente/shared/sections/parts';
import { rowsInOrder } from '@entente/shared/text/rows-in-order';
import { saysNothing } from '@entente/shared/text/says-nothing';
import { type CellValue, type Columns, fieldsIn, isCellValue, rowsIn } from '@entente/shared/text/tables';
import type * as Y from 'yjs';
import type { Change, WhoChangedWhat } from './who-changed-what.ts';

type Cells = ReadonlyMap<string, CellValue>;
type Row = { readonly kind: string; readonly number: number; readonly map: Y.Map<unknown>; readonly cells: Cells };
export type Tables = { readonly fields: Cells; readonly rows: ReadonlyMap<string, Row> };

export type Cell = {
  readonly row: {
    readonly kind: string;
    readonly number: number;
    readonly became: 'added' | 'removed' | 'changed';
  } | null;
  readonly column: string;
  readonly before: CellValue | null;
  readonly after: CellValue | null;
  readonly by: Change | null;
};

const nothing: Tables = { fields: new Map(), rows: new Map() };

/** What the tables of a part say; rows are known by the piece of the document that they are. */
export function tablesOf(doc: Y.Doc, part: AgreedPart): Tables {
  if (!isSection(part)) return nothing;
  const numbers = new Map<string, number>();
  const rows = rowsInOrder(doc, part).map(({ kind, map }) => {
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    return [keyOf(map), { kind, number, map, cells: cellsOf(map, rowsIn(part)[kind] ?? {}) }] as const;
  });
  const columns = fieldsIn(part);
  const fields = Object.keys(columns).length > 0 ? cellsOf(doc.getMap(fieldsRoot(part)), columns) : nothing.fields;
  return { fields, rows: new Map(rows) };
}

type Both = { readonly was: Tables; readonly now: Tables; readonly who: WhoChangedWhat };

export function changedCells(doc: Y.Doc, part: AgreedPart, { was, now, who }: Both): readonly Cell[] {
  if (!isSection(part)) return [];
  const fields = differences(was.fields, now.fields).map((cell) => ({
    ...cell,
    row: null,
    by: writerOf(doc.getMap(fieldsRoot(part)), cell.column, who),
  }));
  return [...fields, ...[...was.rows, ...now.rows].filter(once()).flatMap(([key]) => rowCells(key, { was, now, who }))];
}

function rowCells(key: string, { was, now, who }: Both): readonly Cell[] {
  const [before, after] = [was.rows.get(key), now.rows.get(key)];
  const row = after ?? before;
  if (!row) return [];
  const became = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const { kind, number, map } = row;
  return differences(before?.cells ?? new Map(), after?.cells ?? new Map()).map((cell) => ({
    ...cell,
    row: { kind, number, became },
    by: became === 'removed' ? deleterOf(map, who) : writerOf(map, cell.column, who),
  }));
}

function differences(before: Cells, after: Cells) {
  const columns = [...new Set([...before.keys(), ...after.keys()])];
  return columns
    .filter((column) => before.get(column) !== after.get(column))
    .map((column) => ({ column, before: before.get(column) ?? null, after: after.get(column) ?? null }));
}

function cellsOf(map: Y.Map<unknown>, columns: Columns): Cells {
  const cells = new Map<string, CellValue>();
  for (const [name, type] of Object.entries(columns)) {
    const value = map.get(name);
    if (isCellValue(type, value) && !(typeof value === 'string' && saysNothing(value))) cells.set(name, value);
  }
  return cells;
}

/** Who wrote the cell that stands, or emptied it. */
function writerOf(map: Y.Map<unknown>, column: string, who: WhoChangedWhat): Change | null {
  const item = map._map.get(column);
  if (!item) return null;
  const letter = { client: item.id.client, clock: item.id.clock };
  return (item.deleted ? who.deleterOf(letter) : undefined) ?? who.inserterOf(letter) ?? null;
}

function deleterOf(map: Y.Map<unknown>, who: WhoChangedWhat): Change | null {
  const id = map._item?.id;
  return (id && who.deleterOf({ client: id.client, clock: id.clock })) ?? null;
}

function keyOf(map: Y.Map<unknown>): string {
  const id = map._item?.id;
  if (!id) throw new Error('a row is part of no list');
  return `${id.client}:${id.clock}`;
}

function once() {
  const seen = new Set<string>();
  return ([key]: readonly [string, unknown]) => !seen.has(key) && seen.add(key);
}
