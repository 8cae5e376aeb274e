import type { SectionId } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { particularsIn } from '@entente/shared/text/particulars';
import {
  type CellType,
  type CellValue,
  type Columns,
  columnsOfRows,
  fieldsIn,
  isCellValue,
} from '@entente/shared/text/tables';
import { useId } from 'react';
import { TotalsTable } from '../tables/totals-table.tsx';
import type { TableWords } from '../tables/use-table-words.ts';
import classes from './canonical-text.module.css';

type ParticularsTextProps = {
  readonly section: SectionId;
  readonly nodes: readonly CanonicalNode[];
  readonly words: TableWords;
  /** Organisations, in the order in which the budget's totals name them. */
  readonly parties: readonly string[];
};

/** The fields and rows of a text that doesn't change, to be read: they are agreed to and signed with the words, so every one is shown. */
export function ParticularsText({ section, nodes, words, parties }: ParticularsTextProps) {
  const { fields, rows } = particularsIn(nodes);
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const of = (one: string) => rows.filter(({ kind }) => kind === one).map(({ cells }) => cells);
  const lines = of('budgetLine');
  return (
    <div className={classes.text}>
      <FieldsText columns={fieldsIn(section)} fields={fields} words={words} />
      {kinds.map((kind) => (
        <RowsText key={kind} kind={kind} rows={of(kind)} words={words} />
      ))}
      {lines.length > 0 ? <TotalsTable lines={lines.map(budgetLine)} parties={parties} words={words} /> : null}
    </div>
  );
}

type Cells = Readonly<Record<string, CellValue>>;
type FieldsTextProps = { readonly columns: Columns; readonly fields: Cells; readonly words: TableWords };

function FieldsText({ columns, fields, words }: FieldsTextProps) {
  const filled = Object.entries(columns).filter(([name]) => fields[name] !== undefined);
  if (filled.length === 0) return null;
  return (
    <table className={classes.fields}>
      <tbody>
        {filled.map(([name, type]) => (
          <tr key={name}>
            <th scope="row">{words.names.field(name)}</th>
            <td>{words.say(type, fields[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type RowsTextProps = { readonly kind: string; readonly rows: readonly Cells[]; readonly words: TableWords };

/** Order is all that tells rows apart, and such a text never changes: the place is the key. */
function RowsText({ kind, rows, words }: RowsTextProps) {
  const id = useId();
  const columns: readonly (readonly [string, CellType])[] = Object.entries(columnsOfRows(kind) ?? {});
  return (
    <>
      <h3 id={id}>{words.names.rows(kind)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table too wide for the screen scrolls with the keyboard. */}
      <section className={classes.wide} tabIndex={0} aria-labelledby={id}>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              {columns.map(([name]) => (
                <th key={name} scope="col">
                  {words.names.column(kind, name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, place) => (
              <tr key={String(place)}>
                {columns.map(([name, type]) => (
                  <td key={name} className={type === 'cents' ? classes.amount : undefined}>
                    {words.say(type, cells[name]) || <span className={classes.blank}>{words.t('unsaid')}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** What can be added up: a file that somebody made up may hold anything where an amount should be. */
function budgetLine(cells: Cells): Cells {
  const columns = columnsOfRows('budgetLine') ?? {};
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, type]) => {
      const value = cells[name];
      return isCellValue(type, value) ? [[name, value]] : [];
    }),
  );
}
