/** How a table is printed: its grid, repeated header, column widths, and figures aligned on the right. */
import { type CanonicalNode, plainText } from '@entente/shared/text/canonical';
import type { Block } from './printable-blocks.ts';
import { type Grid, gridOf, type Placed } from './table-grid.ts';

export type TableBlock = {
  readonly kind: 'table';
  /** One per column: `auto` fits its words, a number is a share of the width left. */
  readonly columns: readonly ('auto' | number)[];
  /** Rows at the top that are printed again on each page. */
  readonly headerRows: number;
  /** Rows at the bottom that add up those above. */
  readonly totalRows: number;
  /** Short enough to be kept on one page. */
  readonly isShort: boolean;
  readonly cells: readonly TableCell[];
};

export type TableCell = {
  readonly x: number;
  readonly y: number;
  readonly colspan: number;
  readonly rowspan: number;
  readonly isHeader: boolean;
  readonly align: 'left' | 'center' | 'right';
  readonly blocks: readonly Block[];
};

type SourceCell = {
  readonly colspan: number;
  readonly rowspan: number;
  readonly isHeader: boolean;
  readonly words: string;
  readonly node: CanonicalNode;
};

/** More columns than this are too narrow to read on a page. */
const mostColumns = 12;
/** A header with more rows or words than this is not repeated: it would fill the pages. */
const mostHeaderRows = 3;
const longestHeader = 600;
/** Up to so many characters a column fits its words instead of sharing the width. */
const narrowColumn = 16;
/** Characters on the line of a table as wide as the page, and what a cell's white space takes of them. */
const lineLength = 90;
const cellPadding = 2;

const figure = /^[+\u2212-]?\s*\d[\d\s.,]*(?:\s*(?:€|%|‰|k€|M€|h|km|m²|m|kg|ETP))?$/u;

export type CellBlocks = (content: readonly CanonicalNode[]) => readonly Block[];

/** The table ready to print; `undefined` when it has no cell or is too wide for a page. */
export function printableTable(table: CanonicalNode, blocksOf: CellBlocks): TableBlock | undefined {
  const grid = gridOf(rowsOf(table).map((row) => row.map(sourceCell)));
  if (grid.columns === 0 || grid.columns > mostColumns) return undefined;
  const headerRows = headerRowsOf(grid);
  const figures = columnsOfFigures(grid);
  return {
    kind: 'table',
    columns: columnWidths(grid),
    headerRows,
    totalRows: 0,
    isShort: isShort(grid),
    cells: grid.cells.map((cell) => ({
      x: cell.column,
      y: cell.row,
      colspan: cell.colspan,
      rowspan: cell.row < headerRows ? Math.min(cell.rowspan, headerRows - cell.row) : cell.rowspan,
      isHeader: cell.isHeader,
      align: alignmentOf(cell, figures),
      blocks: blocksOf(contentOfCell(cell.node)),
    })),
  };
}

/** The cells of each row; what merges may have left outside a row or a cell counts as one, so that its words are printed. */
export function rowsOf(table: CanonicalNode): readonly (readonly CanonicalNode[])[] {
  return childrenOf(table).map((row) => (row.type === 'tableRow' ? childrenOf(row) : [row]));
}

export function contentOfCell(cell: CanonicalNode): readonly CanonicalNode[] {
  return cell.type === 'tableCell' || cell.type === 'tableHeader' ? childrenOf(cell) : [cell];
}

export function childrenOf(node: CanonicalNode): readonly CanonicalNode[] {
  return 'content' in node ? (node.content ?? []) : [];
}

function sourceCell(node: CanonicalNode): SourceCell {
  const attrs = 'attrs' in node ? node.attrs : undefined;
  return {
    colspan: Number(attrs?.colspan ?? 1),
    rowspan: Number(attrs?.rowspan ?? 1),
    isHeader: node.type === 'tableHeader',
    words: plainText([node]).trim(),
    node,
  };
}

function headerRowsOf(grid: Grid<SourceCell>): number {
  const firstBodyRow = Math.min(grid.rows, ...grid.cells.filter((cell) => !cell.isHeader).map((cell) => cell.row));
  const withCells = new Set(grid.cells.map((cell) => cell.row));
  const isFilled = Array.from({ length: firstBodyRow }, (_, row) => row).every((row) => withCells.has(row));
  const header = grid.cells.filter((cell) => cell.row < firstBodyRow);
  const isBrief = firstBodyRow <= mostHeaderRows && header.every((cell) => cell.words.length <= longestHeader);
  return isFilled && isBrief && firstBodyRow < grid.rows ? firstBodyRow : 0;
}

function columnsOfFigures(grid: Grid<SourceCell>): readonly boolean[] {
  return Array.from({ length: grid.columns }, (_, column) => {
    const written = grid.cells.filter((cell) => !cell.isHeader && cell.words !== '' && covers(cell, column));
    return written.length > 0 && written.every((cell) => cell.colspan === 1 && figure.test(cell.words));
  });
}

function covers(cell: Placed<SourceCell>, column: number): boolean {
  return cell.column <= column && column < cell.column + cell.colspan;
}

function alignmentOf(cell: Placed<SourceCell>, figures: readonly boolean[]): TableCell['align'] {
  const chosen = 'attrs' in cell.node ? cell.node.attrs?.align : undefined;
  if (chosen === 'left' || chosen === 'center' || chosen === 'right') return chosen;
  return cell.colspan === 1 && figures[cell.column] === true ? 'right' : 'left';
}

/** The longest column takes what the others leave when all fit on a line; else the long ones share the width left by the short. */
function columnWidths(grid: Grid<SourceCell>): readonly ('auto' | number)[] {
  const lengths = Array.from({ length: grid.columns }, (_, column) => longestLine(grid, column));
  const longest = Math.max(...lengths);
  const total = lengths.reduce((sum, length) => sum + length + cellPadding, 0);
  if (total <= lineLength) return lengths.map((_, column) => (column === lengths.indexOf(longest) ? 1 : 'auto'));
  const short = lengths.filter((length) => length <= narrowColumn);
  const areShortLeft = short.reduce((sum, length) => sum + length + cellPadding, 0) < lineLength / 2;
  return lengths.map((length) => (length <= narrowColumn && areShortLeft ? 'auto' : Math.max(8, Math.min(60, length))));
}

/** In characters, of the cells that are in this column alone. */
function longestLine(grid: Grid<SourceCell>, column: number): number {
  const own = grid.cells.filter((cell) => cell.column === column && cell.colspan === 1);
  return Math.max(4, ...own.flatMap((cell) => cell.words.split('\n').map((line) => line.length)));
}

/** A table of some lines stays on one page; it must be sure to fit, or it would be cut. */
function isShort(grid: Grid<SourceCell>): boolean {
  const written = grid.cells.reduce((sum, cell) => sum + cell.words.length + 20 * cell.words.split('\n').length, 0);
  return grid.rows <= 12 && written <= 1800;
}
