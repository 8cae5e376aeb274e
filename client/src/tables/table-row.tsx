import type { CellType, CellValue } from '@entente/shared/text/tables';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Cell } from './cell.tsx';
import { moveRow, redoInCells, undoInCells, writeRowCell } from './cell-edits.ts';
import type { SheetProps } from './fields-table.tsx';
import { isRequiredCell } from './required-cells.ts';
import type { ShownRow } from './section-table.ts';
import { tableRoles } from './table-roles.ts';
import classes from './tables.module.css';

/** Names and types, in the order in which they are shown. */
export type ColumnList = readonly (readonly [string, CellType])[];

/** Keeps on this device what was being typed into a row that is gone. */
export type KeepWords = (row: ShownRow, cell: { readonly name: string; readonly value: CellValue | undefined }) => void;

type RowProps = SheetProps & {
  readonly row: ShownRow;
  readonly number: number;
  readonly isLast: boolean;
  readonly columns: ColumnList;
  readonly remove: (row: ShownRow, number: number) => void;
  readonly keep: KeepWords;
};

/** One row. It is drawn again only when something of its own changed. */
export const TableRow = memo(function TableRow({ row, number, isLast, columns, remove, keep, ...props }: RowProps) {
  const { t } = useTranslation('tables');
  const { sheet, history, words, language, parties, locked } = props;
  return (
    <tr {...tableRoles.row} data-row={row.id}>
      <th {...tableRoles.rowheader} scope="row" className={classes.number}>
        <span className="visually-hidden">{words.t('line')} </span>
        {number}
      </th>
      {columns.map(([name, type]) => (
        <td key={name} {...tableRoles.cell} data-column={name} data-type={typeof type === 'string' ? type : 'choice'}>
          <span className={classes.label} aria-hidden>
            {words.names.column(row.kind, name)}
          </span>
          <Cell
            type={type}
            label={t('cell', { column: words.names.column(row.kind, name), number })}
            value={row.cells[name]}
            required={isRequiredCell(row.kind, name)}
            history={history}
            words={words}
            language={language}
            parties={parties}
            locked={locked}
            write={(value) => {
              if (!writeRowCell(sheet, row.map, { name, value })) keep(row, { name, value });
            }}
            undo={() => undoInCells(sheet.doc, sheet.section)}
            redo={() => redoInCells(sheet.doc, sheet.section)}
          />
        </td>
      ))}
      {locked ? null : (
        <td {...tableRoles.cell} className={classes.acts}>
          <RowActs sheet={sheet} row={row} number={number} isLast={isLast} remove={remove} />
        </td>
      )}
    </tr>
  );
});

type RowActsProps = Pick<RowProps, 'sheet' | 'row' | 'number' | 'isLast' | 'remove'>;

/** A row is moved by a line, or removed. */
function RowActs({ sheet, row, number, isLast, remove }: RowActsProps) {
  const { t } = useTranslation('tables');
  return (
    <Menu position="bottom-end" withArrow shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('acts-on', { number })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={14} aria-hidden />}
          disabled={number === 1}
          onClick={() => moveRow(sheet, row.kind, { row: row.map, by: -1 })}
        >
          {t('up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={14} aria-hidden />}
          disabled={isLast}
          onClick={() => moveRow(sheet, row.kind, { row: row.map, by: 1 })}
        >
          {t('down')}
        </Menu.Item>
        <Menu.Item
          color="var(--bad)"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => remove(row, number)}
        >
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
