/**
 * The fields and rows of a section as print shows them. They are signed with the words, so every one of them is printed,
 * an unfinished row included: what is not filled in is a dash.
 */
import { assertNever } from '@entente/shared/assert-never';
import type { SectionId } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { type Particulars, particularsIn, type Row } from '@entente/shared/text/particulars';
import { tableNamesIn } from '@entente/shared/text/table-names';
import {
  type CellType,
  type CellValue,
  type Columns,
  columnsOfRows,
  fieldsIn,
  type RowKind,
} from '@entente/shared/text/tables';
import type { Block } from './printable-blocks.ts';
import { printableBudget } from './printable-budget.ts';
import { printedCalendarDay } from './printable-dates.ts';
import { printedAmount } from './printable-money.ts';
import {
  type CellWords,
  type ParticularsPrinting,
  type RowsTable,
  rowsTable,
  subheading,
  termsBlock,
} from './printable-rows.ts';
import { tableWordsIn } from './words-of-tables.ts';

/** The blocks of a section's fields and rows; none when it has none. */
export function printableParticulars(
  section: SectionId,
  nodes: readonly CanonicalNode[],
  printing: ParticularsPrinting,
): readonly Block[] {
  const particulars = particularsIn(nodes);
  return [...fieldBlocks(section, particulars, printing), ...rowBlocks(particulars, printing)];
}

function fieldBlocks(section: SectionId, { fields }: Particulars, printing: ParticularsPrinting): readonly Block[] {
  if (Object.keys(fields).length === 0) return [];
  const columns = fieldsIn(section);
  expectColumns(columns, fields);
  const names = tableNamesIn(printing.language);
  const pairs = Object.entries(columns).map(
    ([name, type]) => [names.field(name), cellWords({ type, value: fields[name] }, printing)] as const,
  );
  return termsBlock(pairs, printing);
}

/** Rows of one kind are one table, in their own order; the kinds in the order of their first row. */
function rowBlocks({ rows }: Particulars, printing: ParticularsPrinting): readonly Block[] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const cells = rows.filter((row) => row.kind === kind).map((row) => row.cells);
    return tableOf(kind, cells, printing);
  });
}

type Cells = Readonly<Record<string, CellValue>>;

/** How wide the columns are, by kind. */
const widths: Readonly<Record<RowKind, RowsTable['columns']>> = {
  contribution: [1.1, 1.2, 1.2, 1],
  risk: [1, 1.2],
  budgetLine: [1.3, 'auto', 1.2, 1, 'auto'],
  indicator: ['auto', 1.3, 1.2, 1, 'auto'],
  review: ['auto', 1],
};

function tableOf(kind: RowKind, rows: readonly Cells[], printing: ParticularsPrinting): readonly Block[] {
  const columns = columnsOfRows(kind);
  if (!columns) throw new Error(`rows of kind ${kind} have no printed form`);
  for (const cells of rows) expectColumns(columns, cells);
  const names = tableNamesIn(printing.language);
  const table = {
    header: Object.keys(columns).map((name) => names.column(kind, name)),
    columns: widths[kind],
    rows: rows.map((cells) =>
      Object.entries(columns).map(([name, type]) => cellWords({ type, value: cells[name] }, printing)),
    ),
  };
  const heading = subheading(names.rows(kind), printing);
  if (kind === 'budgetLine')
    return [heading, ...printableBudget(table, rows as readonly Row<'budgetLine'>[], printing)];
  return [heading, rowsTable(table, printing)];
}

/** Nothing that is signed goes unprinted. */
function expectColumns(columns: Columns, cells: Cells): void {
  const strange = Object.keys(cells).find((name) => !Object.hasOwn(columns, name));
  if (strange !== undefined) throw new Error(`${strange} has no printed form`);
}

type Cell = { readonly type: CellType; readonly value: CellValue | undefined };

function cellWords({ type, value }: Cell, printing: ParticularsPrinting): CellWords {
  if (value === undefined) return undefined;
  switch (type) {
    case 'words':
      return String(value);
    case 'day':
      return printedCalendarDay(String(value), printing.language);
    case 'cents':
      return printedAmount(BigInt(value), printing.language);
    case 'count':
      return tableWordsIn(printing.language).days(Number(value));
    case 'flag':
      return tableNamesIn(printing.language).flag(value === true);
    case 'party':
      return printing.party(String(value));
    default:
      return typeof type === 'string' ? assertNever(type) : tableNamesIn(printing.language).choice(String(value));
  }
}
