import { type CellType, type CellValue, type RowKind, rowsIn } from '@entente/shared/text/tables';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { memo, type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Cell } from './cell.tsx';
import { addRow, moveRow, redoInCells, removeRow, undoInCells, writeRowCell } from './cell-edits.ts';
import type { SheetProps } from './fields-table.tsx';
import { isRequiredCell } from './required-cells.ts';
import type { ShownRow } from './section-table.ts';
import classes from './tables.module.css';

type RowsTableProps = SheetProps & {
  readonly kind: RowKind;
  readonly rows: readonly ShownRow[];
  /** What a new row says already. */
  readonly known: Readonly<Record<string, CellValue>>;
  /** Identifier of the sentence that says why it is locked. */
  readonly describedBy: string | undefined;
  readonly keep: KeepWords;
};

/** Keeps on this device what was being typed into a row that is gone. */
export type KeepWords = (row: ShownRow, cell: { readonly name: string; readonly value: CellValue | undefined }) => void;

/** The rows of one kind, in the page: filled in, added, moved and removed where they stand. */
export function RowsTable({ kind, rows, known, describedBy, keep, ...props }: RowsTableProps) {
  const { t } = useTranslation('tables');
  const { sheet, words, locked, language } = props;
  const columns = Object.entries(rowsIn(sheet.section)[kind] ?? {});
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [removed, setRemoved] = useState<number | null>(null);
  const focusNewRow = useFocusOnNewRow(body, rows);
  const add = () => {
    setRemoved(null);
    focusNewRow();
    addRow(sheet, kind, known);
  };
  const remove = useCallback(
    (row: ShownRow, number: number) => {
      removeRow(sheet, row.map);
      setRemoved(number);
    },
    [sheet],
  );
  return (
    <div className={classes.rows} data-rows={kind}>
      <h3 id={id} className={classes.caption} lang={language}>
        {words.names.rows(kind)}
      </h3>
      {rows.length === 0 ? (
        <p className={classes.expected}>{t(`rows.${kind}.empty`)}</p>
      ) : (
        <div
          className={classes.wide}
          {...(locked ? { tabIndex: 0, role: 'group', 'aria-labelledby': id } : {})}
          aria-describedby={describedBy}
        >
          <table {...roles.table} className={classes.table} aria-labelledby={id}>
            <Head kind={kind} columns={columns} {...props} />
            <tbody {...roles.rowgroup} ref={body}>
              {rows.map((row, index) => (
                <Row
                  key={row.id}
                  row={row}
                  number={index + 1}
                  isLast={index === rows.length - 1}
                  columns={columns}
                  remove={remove}
                  keep={keep}
                  {...props}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {locked ? null : (
        <div className={classes.foot}>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            {t(rows.length === 0 ? `rows.${kind}.first` : `rows.${kind}.add`)}
          </Button>
          <span role="status" className={classes.removed}>
            {removed === null ? null : (
              <>
                {t('removed', { number: removed })}{' '}
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => {
                    undoInCells(sheet.doc, sheet.section);
                    setRemoved(null);
                  }}
                >
                  {t('undo')}
                </Button>
              </>
            )}
          </span>
        </div>
      )}
    </div>
  );
}

/** Laid out as cards on narrow screens, a table would not be one any more for those who hear it, did it not say so. */
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

type Columns = readonly (readonly [string, CellType])[];

function Head({
  kind,
  columns,
  words,
  locked,
  language,
}: SheetProps & { readonly kind: RowKind; readonly columns: Columns }) {
  return (
    <thead {...roles.rowgroup}>
      <tr {...roles.row}>
        <th {...roles.columnheader} scope="col" className={classes.number}>
          <span className="visually-hidden">{words.t('line')}</span>
        </th>
        {columns.map(([name, type]) => (
          <th
            key={name}
            {...roles.columnheader}
            scope="col"
            lang={language}
            data-type={typeof type === 'string' ? type : 'choice'}
          >
            {words.names.column(kind, name)}
          </th>
        ))}
        {locked ? null : (
          <th {...roles.columnheader} scope="col" className={classes.acts}>
            <span className="visually-hidden">{words.t('acts')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

type RowProps = SheetProps & {
  readonly row: ShownRow;
  readonly number: number;
  readonly isLast: boolean;
  readonly columns: Columns;
  readonly remove: (row: ShownRow, number: number) => void;
  readonly keep: KeepWords;
};

const Row = memo(function Row({ row, number, isLast, columns, remove, keep, ...props }: RowProps) {
  const { t } = useTranslation('tables');
  const { sheet, history, words, language, parties, locked } = props;
  return (
    <tr {...roles.row} data-row={row.id}>
      <th {...roles.rowheader} scope="row" className={classes.number}>
        <span className="visually-hidden">{words.t('line')} </span>
        {number}
      </th>
      {columns.map(([name, type]) => (
        <td key={name} {...roles.cell} data-column={name} data-type={typeof type === 'string' ? type : 'choice'}>
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
        <td {...roles.cell} className={classes.acts}>
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
        </td>
      )}
    </tr>
  );
});

/** After a row was added from here, its first empty cell has the focus. */
function useFocusOnNewRow(body: RefObject<HTMLTableSectionElement | null>, rows: readonly ShownRow[]): () => void {
  const awaited = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const added = awaited.current && rows.find(({ id }) => !awaited.current?.has(id));
    if (!added) return;
    awaited.current = null;
    const controls = body.current?.querySelectorAll<HTMLElement>(
      `[data-row="${added.id}"] :is(textarea, select, input)`,
    );
    const all = [...(controls ?? [])] as (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[];
    (all.find(({ value }) => value === '') ?? all[0])?.focus();
  }, [body, rows]);
  return () => {
    awaited.current = new Set(rows.map(({ id }) => id));
  };
}
