import { type CellValue, type RowKind, rowsIn } from '@entente/shared/text/tables';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addRow, removeRow, undoInCells } from './cell-edits.ts';
import type { SheetProps } from './fields-table.tsx';
import type { ShownRow } from './section-table.ts';
import { tableRoles } from './table-roles.ts';
import { type ColumnList, type KeepWords, TableRow } from './table-row.tsx';
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
  const undoRemoval = () => {
    undoInCells(sheet.doc, sheet.section);
    setRemoved(null);
  };
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
          <table {...tableRoles.table} className={classes.table} aria-labelledby={id}>
            <Head kind={kind} columns={columns} {...props} />
            <tbody {...tableRoles.rowgroup} ref={body}>
              {rows.map((row, index) => (
                <TableRow
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
          <Removed number={removed} undo={undoRemoval} />
        </div>
      )}
    </div>
  );
}

type RemovedProps = { readonly number: number | null; readonly undo: () => void };

/** Says that a row is gone, and how to have it back. */
function Removed({ number, undo }: RemovedProps) {
  const { t } = useTranslation('tables');
  return (
    <span role="status" className={classes.removed}>
      {number === null ? null : (
        <>
          {t('removed', { number })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={undo}>
            {t('undo')}
          </Button>
        </>
      )}
    </span>
  );
}

function Head({
  kind,
  columns,
  words,
  locked,
  language,
}: SheetProps & { readonly kind: RowKind; readonly columns: ColumnList }) {
  return (
    <thead {...tableRoles.rowgroup}>
      <tr {...tableRoles.row}>
        <th {...tableRoles.columnheader} scope="col" className={classes.number}>
          <span className="visually-hidden">{words.t('line')}</span>
        </th>
        {columns.map(([name, type]) => (
          <th
            key={name}
            {...tableRoles.columnheader}
            scope="col"
            lang={language}
            data-type={typeof type === 'string' ? type : 'choice'}
          >
            {words.names.column(kind, name)}
          </th>
        ))}
        {locked ? null : (
          <th {...tableRoles.columnheader} scope="col" className={classes.acts}>
            <span className="visually-hidden">{words.t('acts')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

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
