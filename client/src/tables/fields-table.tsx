import type { Language } from '@entente/shared/language';
import type { Party } from '@entente/shared/negotiation/state';
import { fieldsIn } from '@entente/shared/text/tables';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { UndoManager } from 'yjs';
import { Cell } from './cell.tsx';
import { redoInCells, type Sheet, undoInCells, writeField } from './cell-edits.ts';
import { isRequiredField } from './required-cells.ts';
import type { Cells } from './section-table.ts';
import classes from './tables.module.css';
import type { TableWords } from './use-table-words.ts';

export type SheetProps = {
  readonly sheet: Sheet;
  readonly history: UndoManager;
  readonly words: TableWords;
  readonly language: Language;
  readonly parties: readonly Party[];
  readonly locked: boolean;
};

type FieldsTableProps = SheetProps & {
  readonly fields: Cells;
  /** Fields that nobody needs now. */
  readonly without: readonly string[];
};

/** The single values of a section, one to a line: what it is, and what it says. */
export function FieldsTable({ fields, without, ...props }: FieldsTableProps) {
  const { t, i18n } = useTranslation('tables');
  const { sheet, history, words } = props;
  const hintOf = (name: string) =>
    i18n.exists(`tables:hint.${name}`) ? t(`hint.${name}` as ParseKeys<'tables'>) : undefined;
  return (
    <table className={classes.fields}>
      <tbody>
        {Object.entries(fieldsIn(sheet.section))
          .filter(([name]) => !without.includes(name))
          .map(([name, type]) => (
            <tr key={name} data-field={name}>
              <th scope="row" lang={props.language}>
                {words.names.field(name)}
              </th>
              <td data-type={typeof type === 'string' ? type : 'choice'}>
                <Cell
                  type={type}
                  label={words.names.field(name)}
                  value={fields[name]}
                  required={isRequiredField(name)}
                  hint={hintOf(name)}
                  history={history}
                  words={words}
                  language={props.language}
                  parties={props.parties}
                  locked={props.locked}
                  write={(value) => writeField(sheet, name, value)}
                  undo={() => undoInCells(sheet.doc, sheet.section)}
                  redo={() => redoInCells(sheet.doc, sheet.section)}
                />
                {type === 'count' && !props.locked ? <span className={classes.unit}>{words.t('days')}</span> : null}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
