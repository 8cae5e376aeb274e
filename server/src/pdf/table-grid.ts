/**
 * Places the cells of a table on a grid, as HTML does: a cell takes the first free place of its row, and its colspan and
 * rowspan push the others aside. Whatever spans a text holds, the result is a grid without overlaps in which no cell
 * reaches outside and no column or row is empty by construction.
 */

export type CellSpans = { readonly colspan: number; readonly rowspan: number };

export type Placed<Cell> = Cell & CellSpans & { readonly column: number; readonly row: number };

export type Grid<Cell> = { readonly columns: number; readonly rows: number; readonly cells: readonly Placed<Cell>[] };

/** More columns than a page can show; spans are cut to it before columns that nothing begins in are dropped. */
const widest = 200;

export function gridOf<Cell extends CellSpans>(rows: readonly (readonly Cell[])[]): Grid<Cell> {
  const placed = place(rows);
  const starts = [...new Set(placed.map((cell) => cell.column))].sort((a, b) => a - b);
  const columnOf = (column: number) => starts.findLastIndex((start) => start <= column);
  const cells = placed.map((cell) => {
    const column = columnOf(cell.column);
    return { ...cell, column, colspan: columnOf(cell.column + cell.colspan - 1) - column + 1 };
  });
  return { columns: starts.length, rows: rows.length, cells };
}

function place<Cell extends CellSpans>(rows: readonly (readonly Cell[])[]): readonly Placed<Cell>[] {
  const placed: Placed<Cell>[] = [];
  /** For each column, the first row in which it is free again. */
  const freeFrom: number[] = [];
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while ((freeFrom[column] ?? 0) > row) column += 1;
      const colspan = freeColumns(freeFrom, { row, column, wished: span(cell.colspan, widest) });
      const rowspan = span(cell.rowspan, rows.length - row);
      for (let taken = column; taken < column + colspan; taken++) freeFrom[taken] = row + rowspan;
      placed.push({ ...cell, column, row, colspan, rowspan });
      column += colspan;
    }
  });
  return placed;
}

function freeColumns(freeFrom: readonly number[], at: { row: number; column: number; wished: number }): number {
  let width = 1;
  while (width < at.wished && (freeFrom[at.column + width] ?? 0) <= at.row) width += 1;
  return width;
}

function span(wished: number, most: number): number {
  return Number.isFinite(wished) ? Math.min(most, Math.max(1, Math.trunc(wished))) : 1;
}
