/** What the printed tables of fields and rows are built of. */
import type { Block } from './printable-blocks.ts';
import { type Inline, type InlinePrinting, printableInline } from './printable-inline.ts';
import type { TableBlock, TableCell } from './printable-table.ts';
import { tableWordsIn } from './words-of-tables.ts';

export type ParticularsPrinting = InlinePrinting & {
  /** The name of an organisation; `undefined` for a cell that is not filled in. */
  readonly party: (identifier: string | undefined) => string | undefined;
};

/** A cell's words; `undefined` prints a dash. */
export type CellWords = string | undefined;

/** A heading right under the section's own. */
export function subheading(title: string, printing: ParticularsPrinting): Block {
  return { kind: 'heading', level: 1, words: inline(title, printing) };
}

/** Labels with what they say, one above the other. */
export function termsBlock(
  pairs: readonly (readonly [string, CellWords])[],
  printing: ParticularsPrinting,
): readonly Block[] {
  const items = pairs.map(([label, value]) => ({
    label: inline(label, printing),
    words: inline(value ?? tableWordsIn(printing.language).unsaid, printing),
  }));
  return [{ kind: 'terms', items }];
}

export type RowsTable = {
  readonly header: readonly string[];
  readonly columns: TableBlock['columns'];
  readonly rows: readonly (readonly CellWords[])[];
  /** Columns of amounts, aligned on the right. */
  readonly figures?: readonly number[];
  /** Last rows that add up those above. */
  readonly totals?: number;
};

/** A table with one row of headers, which is repeated on each page. */
export function rowsTable(table: RowsTable, printing: ParticularsPrinting): TableBlock {
  const lines = [table.header, ...table.rows];
  const totals = table.totals ?? 0;
  const cells = lines.flatMap((line, y) =>
    line.map((words, x): TableCell => {
      const isTotal = y >= lines.length - totals;
      return {
        x,
        y,
        colspan: 1,
        rowspan: 1,
        isHeader: y === 0,
        align: table.figures?.includes(x) ? 'right' : 'left',
        blocks: [cellBlock(words, isTotal, printing)],
      };
    }),
  );
  return { kind: 'table', columns: table.columns, headerRows: 1, totalRows: totals, isShort: isShort(table), cells };
}

function cellBlock(words: CellWords, isTotal: boolean, printing: ParticularsPrinting): Block {
  const shown = inline(words ?? tableWordsIn(printing.language).unsaid, printing);
  return { kind: 'paragraph', words: isTotal ? shown.map(inBold) : shown };
}

function inBold(item: Inline): Inline {
  return typeof item === 'string' ? item : { ...item, bold: true };
}

function inline(words: string, printing: ParticularsPrinting): readonly Inline[] {
  return printableInline([{ type: 'text', text: words }], printing);
}

/** Some lines stay on one page; what could be longer than a page must not. */
function isShort({ rows }: RowsTable): boolean {
  return rows.length <= 8 && rows.flat().reduce((sum, words) => sum + (words ?? '').length + 20, 0) <= 1800;
}
