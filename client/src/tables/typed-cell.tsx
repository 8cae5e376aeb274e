import type { Language } from '@entente/shared/language';
import { type CellValue, longestCell } from '@entente/shared/text/tables';
import { Button } from '@mantine/core';
import { type ChangeEvent, type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoManager } from 'yjs';
import classes from './tables.module.css';
import type { TypedCell as TypedType } from './typed-words.ts';
import { useTypedCell } from './use-typed-cell.ts';

export type CellControl = {
  /** Which cell it is, for whoever hears the page: « Montant, ligne 2 ». */
  readonly label: string;
  readonly value: CellValue | undefined;
  readonly required: boolean;
  /** What is expected in it, shown while it is empty; left out, that it is to be filled in where it must be. */
  readonly hint?: string | undefined;
  readonly history: UndoManager;
  readonly write: (value: CellValue | undefined) => void;
  readonly undo: () => void;
  readonly redo: () => void;
};

type TypedCellProps = CellControl & {
  readonly type: TypedType;
  /** The language of the convention's words, and the reader's, in which numbers are written. */
  readonly language: Language;
  readonly reader: Language;
  readonly say: (value: CellValue | undefined) => string;
};

const euro = '€';

/** Words, a day, an amount or a number, typed where it stands. */
export function TypedCell({ type, label, value, required, hint, history, write, ...props }: TypedCellProps) {
  const { t } = useTranslation('tables');
  const { language, reader, say, undo, redo } = props;
  const cell = useTypedCell({ type, value, language: reader, history, write });
  const id = useId();
  const described = [cell.problem ? `${id}-problem` : '', cell.theirs ? `${id}-theirs` : ''].filter(Boolean).join(' ');
  const common = {
    'aria-label': label,
    'aria-required': required || undefined,
    'aria-invalid': cell.problem ? true : undefined,
    'aria-describedby': described || undefined,
    placeholder: hint ?? (required ? t('to-fill-in') : undefined),
    value: cell.typed,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      cell.type(event.currentTarget.value, event.currentTarget.validity.badInput),
    onBlur: cell.leave,
    onKeyDown: (event: KeyboardEvent) => historyKeys(event, { undo, redo }),
  };
  const isEmpty = required && cell.typed.trim() === '';
  return (
    <div className={classes.entry} data-type={type} data-empty={isEmpty || undefined}>
      {type === 'words' ? (
        <span
          className={classes.grow}
          data-blank={cell.typed === '' || undefined}
          data-words={`${cell.typed || common.placeholder || ''} `}
        >
          <textarea {...common} rows={1} maxLength={longestCell} lang={language} spellCheck />
        </span>
      ) : (
        <input
          {...common}
          {...(type === 'day' ? { type: 'date', min: '1900-01-01', max: '2199-12-31' } : { inputMode: 'decimal' })}
        />
      )}
      {type === 'day' && value !== undefined && cell.typed === value ? (
        // The browser's field writes days in the browser's language; while nobody is in it, the reader's is shown over it.
        <span className={classes.day} aria-hidden>
          {say(value)}
        </span>
      ) : null}
      {type === 'cents' ? <span aria-hidden>{euro}</span> : null}
      {cell.problem ? (
        <p id={`${id}-problem`} className={classes.problem} role="alert">
          {t(`problem.${cell.problem}`)}
        </p>
      ) : null}
      {cell.theirs ? (
        <div id={`${id}-theirs`} className={classes.theirs} role="status">
          <p>
            {cell.theirs.value === undefined
              ? t('theirs.emptied')
              : t('theirs.wrote', { words: say(cell.theirs.value) })}
          </p>
          <Button size="compact-xs" variant="default" onClick={cell.keepMine}>
            {t('theirs.keep-mine')}
          </Button>{' '}
          <Button size="compact-xs" variant="subtle" onClick={cell.takeTheirs}>
            {t('theirs.take')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Undoing in a cell undoes in the section, words and cells alike, as everywhere in the text. */
export function historyKeys(event: KeyboardEvent, { undo, redo }: Pick<CellControl, 'undo' | 'redo'>): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
  if (!isRedo && key !== 'z') return;
  event.preventDefault();
  if (isRedo) redo();
  else undo();
}
