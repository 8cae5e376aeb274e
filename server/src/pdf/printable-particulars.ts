/**
 * The fields and rows of a section as print shows them. They are signed with the words, so every one of them is printed,
 * an unfinished row included: what is not filled in is a dash.
 */
import { assertNever } from '@entente/shared/assert-never';
import type { SectionId } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { type Fields, type Particulars, particularsIn, type Row } from '@entente/shared/text/particulars';
import type { RowKind } from '@entente/shared/text/tables';
import type { Block } from './printable-blocks.ts';
import { budgetBlocks } from './printable-budget.ts';
import { printedCalendarDay } from './printable-dates.ts';
import { type ParticularsPrinting, rowsTable, subheading, termsBlock } from './printable-rows.ts';
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
  const words = tableWordsIn(printing.language);
  const day = (value: string | undefined) => value && printedCalendarDay(value, printing.language);
  switch (section) {
    case 'project': {
      const { population, territory } = fields as Fields<'project'>;
      return termsBlock(
        [
          [words.population, population],
          [words.territory, territory],
        ],
        printing,
      );
    }
    case 'calendar': {
      const { start, end, heavy } = fields as Fields<'calendar'>;
      const isHeavy = heavy === undefined ? undefined : heavy ? words.yes : words.no;
      return termsBlock(
        [
          [words.start, day(start)],
          [words.end, day(end)],
          [words.heavy, isHeavy],
        ],
        printing,
      );
    }
    case 'budget':
      return termsBlock([[words.noHiddenCosts, (fields as Fields<'budget'>).noHiddenCosts]], printing);
    case 'regulation': {
      const { exitClause, noticeDays } = fields as Fields<'regulation'>;
      const notice = noticeDays === undefined ? undefined : words.days(noticeDays);
      return termsBlock(
        [
          [words.exitClause, exitClause],
          [words.notice, notice],
        ],
        printing,
      );
    }
    default:
      throw new Error(`the fields of section ${section} have no printed form`);
  }
}

/** Rows of one kind are one table, in their own order; the kinds in the order of their first row. */
function rowBlocks({ rows }: Particulars, printing: ParticularsPrinting): readonly Block[] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const cells = rows.filter((row) => row.kind === kind).map((row) => row.cells);
    return tableOf(kind, cells, printing);
  });
}

function tableOf(kind: RowKind, cells: readonly object[], printing: ParticularsPrinting): readonly Block[] {
  const words = tableWordsIn(printing.language);
  const day = (value: string | undefined) => value && printedCalendarDay(value, printing.language);
  const of = <K extends RowKind>(_: K) => cells as readonly Row<K>[];
  switch (kind) {
    case 'contribution':
      return [
        subheading(words.contributions, printing),
        rowsTable(
          {
            header: words.contributionColumns,
            columns: [1.1, 1.2, 1.2, 1],
            rows: of(kind).map((row) => [printing.party(row.party), row.brings, row.expects, row.population]),
          },
          printing,
        ),
      ];
    case 'risk':
      return [
        subheading(words.risks, printing),
        rowsTable(
          { header: words.riskColumns, columns: [1, 1.2], rows: of(kind).map((row) => [row.risk, row.fallback]) },
          printing,
        ),
      ];
    case 'budgetLine':
      return budgetBlocks(of(kind), printing);
    case 'indicator':
      return [
        subheading(words.indicators, printing),
        rowsTable(
          {
            header: words.indicatorColumns,
            columns: ['auto', 1.3, 1.2, 1, 'auto'],
            rows: of(kind).map((row) => [
              row.criterion && words.criteria[row.criterion],
              row.label,
              row.planned,
              row.source,
              day(row.date),
            ]),
          },
          printing,
        ),
      ];
    case 'review':
      return [
        subheading(words.reviews, printing),
        rowsTable(
          {
            header: words.reviewColumns,
            columns: ['auto', 1],
            rows: of(kind).map((row) => [day(row.date), row.label]),
          },
          printing,
        ),
      ];
    default:
      return assertNever(kind);
  }
}
