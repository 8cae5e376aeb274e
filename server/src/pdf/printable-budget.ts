/** The budget as it is printed: its lines with their total, and what each partner bears of each kind (DOC-9). */
import type { Row } from '@entente/shared/text/particulars';
import { tableNamesIn } from '@entente/shared/text/table-names';
import { costKinds } from '@entente/shared/text/tables';
import type { Block } from './printable-blocks.ts';
import { printedAmount, sumOfCents } from './printable-money.ts';
import { type ParticularsPrinting, type RowsTable, rowsTable, subheading } from './printable-rows.ts';
import { tableWordsIn } from './words-of-tables.ts';

type Line = Row<'budgetLine'>;

/** `table` has the lines in words, their amounts last. */
export function printableBudget(
  table: RowsTable,
  lines: readonly Line[],
  printing: ParticularsPrinting,
): readonly Block[] {
  const words = tableWordsIn(printing.language);
  const last = table.header.length - 1;
  const total = [words.total, ...Array<string>(last - 1).fill(''), amountOf(lines, printing)];
  return [
    rowsTable({ ...table, rows: [...table.rows, total], figures: [last], totals: 1 }, printing),
    subheading(words.totals, printing),
    totalsTable(lines, printing),
  ];
}

/** A row for each bearer, a column for each kind; lines that don't say theirs have a row or a column of their own, so that all adds up. */
function totalsTable(lines: readonly Line[], printing: ParticularsPrinting): Block {
  const words = tableWordsIn(printing.language);
  const names = tableNamesIn(printing.language);
  const bearers = [...new Set(lines.map((line) => line.bearer))];
  const kinds = [...costKinds, ...(lines.some((line) => line.kind === undefined) ? [undefined] : [])];
  const cellsOf = (those: readonly Line[]) => [
    ...kinds.map((kind) =>
      amountOf(
        those.filter((line) => line.kind === kind),
        printing,
      ),
    ),
    amountOf(those, printing),
  ];
  return rowsTable(
    {
      header: [
        names.column('budgetLine', 'bearer'),
        ...kinds.map((kind) => (kind ? names.choice(kind) : words.otherKind)),
        words.total,
      ],
      columns: [1, ...kinds.map(() => 'auto' as const), 'auto'],
      rows: [
        ...bearers.map((bearer) => [
          printing.party(bearer),
          ...cellsOf(lines.filter((line) => line.bearer === bearer)),
        ]),
        [words.total, ...cellsOf(lines)],
      ],
      figures: [...kinds.map((_, index) => index + 1), kinds.length + 1],
      totals: 1,
    },
    printing,
  );
}

function amountOf(lines: readonly Line[], { language }: ParticularsPrinting): string {
  return printedAmount(sumOfCents(lines.map((line) => line.amount)), language);
}
