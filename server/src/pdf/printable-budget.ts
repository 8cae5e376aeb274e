/** The budget as it is printed: its lines, and what each partner bears of each kind (DOC-9). */
import type { Row } from '@entente/shared/text/particulars';
import { costKinds } from '@entente/shared/text/tables';
import type { Block } from './printable-blocks.ts';
import { printedAmount, sumOfCents } from './printable-money.ts';
import { type ParticularsPrinting, rowsTable, subheading } from './printable-rows.ts';
import { tableWordsIn } from './words-of-tables.ts';

type Line = Row<'budgetLine'>;

export function budgetBlocks(lines: readonly Line[], printing: ParticularsPrinting): readonly Block[] {
  const words = tableWordsIn(printing.language);
  return [
    subheading(words.budget, printing),
    linesTable(lines, printing),
    subheading(words.totals, printing),
    totalsTable(lines, printing),
  ];
}

function linesTable(lines: readonly Line[], printing: ParticularsPrinting): Block {
  const words = tableWordsIn(printing.language);
  const rows = lines.map((line) => [
    line.label,
    line.kind && words.costKinds[line.kind],
    printing.party(line.bearer),
    line.funder,
    line.amount === undefined ? undefined : amountOf([line], printing),
  ]);
  return rowsTable(
    {
      header: words.budgetColumns,
      columns: [1.3, 'auto', 1.2, 1, 'auto'],
      rows: [...rows, [words.total, '', '', '', amountOf(lines, printing)]],
      figures: [4],
      totals: 1,
    },
    printing,
  );
}

/** A row for each bearer, a column for each kind; lines that don't say theirs have a row or a column of their own, so that all adds up. */
function totalsTable(lines: readonly Line[], printing: ParticularsPrinting): Block {
  const words = tableWordsIn(printing.language);
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
      header: [words.borneBy, ...kinds.map((kind) => (kind ? words.costKinds[kind] : words.otherKind)), words.total],
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
