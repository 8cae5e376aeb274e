import type { ChangeAuthor, ChangedCell } from '@entente/shared/http/changes';
import { languageOf } from '@entente/shared/language';
import { type AgreedPart, isSection } from '@entente/shared/sections/parts';
import { type CellType, fieldsIn, rowsIn } from '@entente/shared/text/tables';
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
  const reader = languageOf(i18n.language);
  const words = useTableWords({ language, reader, organisations: view.organisations });
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('since.cells')}
      </Text>
      <ul className={classes.cells}>
        {rowsOf(cells).map((group) => (
          <li key={group.key}>
            <CellsTogether group={group} words={words} part={part} authors={authors} whose={whose} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type CellsTogetherProps = Omit<ChangedCellsProps, 'cells'> & {
  readonly group: { readonly row: ChangedCell['row']; readonly cells: readonly ChangedCell[] };
  readonly words: TableWords;
};

/** One row's cells, or the fields. Who did it is said once where it was one person in one go. */
function CellsTogether({ group: { row, cells }, words, part, authors, whose }: CellsTogetherProps) {
  const { t } = useTranslation('overview');
  const whoDidIt = useWhoDidIt();
  const [first] = cells;
  const isOne = row !== null && cells.every(({ by, at }) => by === first?.by && at === first?.at);
  const authorOf = ({ by }: ChangedCell) => (by === null ? undefined : authors[by]);
  return (
    <>
      {row ? (
        <p className={classes.row}>
          {`${words.names.rows(row.kind)}, ${words.t('line').toLocaleLowerCase()} ${row.number} – ${t(`since.became.${row.became}`)}`}
        </p>
      ) : null}
      {isOne && first ? (
        <Text size="sm" c="var(--ink-quiet)">
          {whoDidIt(row.became === 'removed' ? 'removed' : 'added', authorOf(first), first.at)}
        </Text>
      ) : null}
      <ul className={classes.cells}>
        {cells.map((cell) => (
          <Cell
            key={cell.column}
            cell={cell}
            words={words}
            part={part}
            author={authorOf(cell)}
            whose={whose}
            told={isOne}
          />
        ))}
      </ul>
    </>
  );
}

type CellProps = {
  readonly cell: ChangedCell;
  readonly words: TableWords;
  readonly part: AgreedPart;
  readonly author: ChangeAuthor | undefined;
  readonly whose: string;
  /** Who did it is said above already. */
  readonly told: boolean;
};

function Cell({ cell, words, part, author, whose, told }: CellProps) {
  const { t } = useTranslation('overview');
  const whoDidIt = useWhoDidIt();
  const type = typeOf(part, cell);
  const column = cell.row ? words.names.column(cell.row.kind, cell.column) : words.names.field(cell.column);
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
      {told ? null : (
        <Text span size="sm" c="var(--ink-quiet)">
          {whoDidIt(cell.after === null ? 'removed' : 'added', author, cell.at)}
        </Text>
      )}
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
