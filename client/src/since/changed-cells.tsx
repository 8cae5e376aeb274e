import type { ChangeAuthor, ChangedCell } from '@entente/shared/http/changes';
import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { type CellType, fieldsIn, type RowKind, rowsIn } from '@entente/shared/text/tables';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { type TableWords, useTableWords } from '../tables/use-table-words.ts';
import classes from './since.module.css';
import { useWhoDidIt } from './use-who-did-it.ts';

type ChangedCellsProps = {
  readonly cells: readonly ChangedCell[];
  readonly authors: readonly ChangeAuthor[];
  readonly part: AgreedPart;
  readonly whose: string;
};

/** Fields and rows that say something else, one line for each cell, rows together. */
export function ChangedCells({ cells, authors, part, whose }: ChangedCellsProps) {
  const { t, i18n } = useTranslation('overview');
  const { view } = useConvention();
  const { language } = view.state;
  const reader = i18n.language === 'en' ? 'en' : 'fr';
  const words = useTableWords({ language, reader, organisations: view.organisations });
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('since.cells')}
      </Text>
      <ul className={classes.cells}>
        {rowsOf(cells).map(({ key, row, cells: own }) => (
          <li key={key}>
            {row ? (
              <span className={classes.row}>
                {`${words.rowsTitle(row.kind as RowKind)}, ${words.t('line').toLocaleLowerCase()} ${row.number} – ${t(`since.became.${row.became}`)}`}
              </span>
            ) : null}
            <ul className={classes.cells}>
              {own.map((cell) => (
                <Cell
                  key={cell.column}
                  cell={cell}
                  words={words}
                  part={part}
                  author={cell.by === null ? undefined : authors[cell.by]}
                  whose={whose}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

type CellProps = {
  readonly cell: ChangedCell;
  readonly words: TableWords;
  readonly part: AgreedPart;
  readonly author: ChangeAuthor | undefined;
  readonly whose: string;
};

function Cell({ cell, words, part, author, whose }: CellProps) {
  const { t } = useTranslation('overview');
  const whoDidIt = useWhoDidIt();
  const type = typeOf(part, cell);
  const column = cell.row ? words.column(cell.row.kind as RowKind, cell.column) : words.field(cell.column);
  const said = (value: ChangedCell['before']) => (type ? words.say(type, value ?? undefined) : String(value ?? ''));
  const [before, after] = [said(cell.before), said(cell.after)];
  const sentence =
    cell.before === null
      ? t('since.written', { column, after })
      : cell.after === null
        ? t('since.emptied', { column, before })
        : t('since.from-to', { column, before, after });
  return (
    <li data-quiet={whose !== '' && author?.organisation !== whose}>
      {sentence}{' '}
      <Text span size="sm" c="var(--ink-quiet)">
        {whoDidIt(cell.after === null ? 'removed' : 'added', author, cell.at)}
      </Text>
    </li>
  );
}

function typeOf(part: AgreedPart, { row, column }: ChangedCell): CellType | undefined {
  if (!isSection(part)) return undefined;
  return row ? rowsIn(part)[row.kind]?.[column] : fieldsIn(part)[column];
}

/** The cells of one row together, in the order in which they come. */
function rowsOf(cells: readonly ChangedCell[]) {
  const rows = new Map<string, { key: string; row: ChangedCell['row']; cells: ChangedCell[] }>();
  for (const cell of cells) {
    const key = cell.row ? `${cell.row.kind} ${cell.row.number} ${cell.row.became}` : 'fields';
    const known = rows.get(key);
    if (known) known.cells.push(cell);
    else rows.set(key, { key, row: cell.row, cells: [cell] });
  }
  return [...rows.values()];
}
