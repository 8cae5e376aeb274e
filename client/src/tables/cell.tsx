import { type Language, languageOf } from '@entente/shared/language';
import type { Party } from '@entente/shared/negotiation/state';
import type { CellType, CellValue } from '@entente/shared/text/tables';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './tables.module.css';
import { type CellControl, historyKeys, TypedCell } from './typed-cell.tsx';
import type { TableWords } from './use-table-words.ts';

type CellProps = CellControl & {
  readonly type: CellType;
  readonly words: TableWords;
  /** The convention's language. */
  readonly language: Language;
  readonly parties: readonly Party[];
  /** True where nothing may be changed: what the cell says stands there to be read. */
  readonly locked: boolean;
};

/** One value: typed, chosen or ticked where it stands, never in a form elsewhere. */
export function Cell({ type, words, language, parties, locked, ...control }: CellProps) {
  const { i18n } = useTranslation('tables');
  const say = (value: CellValue | undefined) => words.say(type, value);
  if (locked) {
    const said = say(control.value);
    return <span className={classes.said}>{said || <span className={classes.unsaid}>{words.t('unsaid')}</span>}</span>;
  }
  if (type === 'flag') return <FlagCell {...control} />;
  if (type === 'party') {
    const options = parties.map(({ organisation }) => ({ value: organisation, name: say(organisation) }));
    return <ChoiceCell {...control} options={options} say={say} />;
  }
  if (Array.isArray(type)) {
    const options = (type as readonly string[]).map((value) => ({ value, name: words.names.choice(value) }));
    return <ChoiceCell {...control} options={options} say={say} />;
  }
  return (
    <TypedCell
      {...control}
      type={type as 'words' | 'day' | 'cents' | 'count'}
      language={language}
      reader={languageOf(i18n.language)}
      say={say}
    />
  );
}

type ChoiceCellProps = CellControl & {
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly say: (value: CellValue | undefined) => string;
};

/** One of a few. What is no choice any more (a party that left) stays until another is made. */
function ChoiceCell({ label, value, required, options, say, write, undo, redo }: ChoiceCellProps) {
  const { t } = useTranslation('tables');
  const chosen = value === undefined ? '' : String(value);
  const isGone = chosen !== '' && !options.some((option) => option.value === chosen);
  return (
    <div className={classes.entry} data-type="choice" data-empty={(required && chosen === '') || undefined}>
      <select
        aria-label={label}
        aria-required={required || undefined}
        title={say(value) || undefined}
        value={chosen}
        onChange={(event) => write(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        onKeyDown={(event) => historyKeys(event, { undo, redo })}
      >
        <option value="">{t('choose')}</option>
        {isGone ? <option value={chosen}>{say(value)}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

function FlagCell({ label, value, hint, write, undo, redo }: CellControl) {
  const id = useId();
  return (
    <div className={classes.entry} data-type="flag">
      <input
        type="checkbox"
        aria-label={label}
        aria-describedby={hint ? id : undefined}
        checked={value === true}
        onChange={(event) => write(event.currentTarget.checked)}
        onKeyDown={(event) => historyKeys(event, { undo, redo })}
      />
      {hint ? (
        <span id={id} className={classes.note}>
          {hint}
        </span>
      ) : null}
    </div>
  );
}
