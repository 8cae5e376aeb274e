import type { SectionId } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { particularsIn } from '@entente/shared/text/particulars';
import { type CellType, type CellValue, fieldsIn, type RowKind, rowsIn } from '@entente/shared/text/tables';
import { useId } from 'react';
import { useConvention } from '../convention/convention-context.ts';
import { TotalsTable } from '../tables/totals-table.tsx';
import { type TableWords, useTableWords } from '../tables/use-table-words.ts';
import classes from './canonical-text.module.css';

type ParticularsTextProps = { readonly section: SectionId; readonly nodes: readonly CanonicalNode[] };

/** The fields and rows of a kept text, to be read: they are agreed to and signed with the words, so every one is shown. */
export function ParticularsText({ section, nodes }: ParticularsTextProps) {
  const { state, organisations } = useConvention().view;
  const { language } = state;
  const words = useTableWords({ language, reader: language, organisations });
  const { fields, rows } = particularsIn(nodes);
  const kinds = (Object.keys(rowsIn(section)) as RowKind[]).filter((kind) => rows.some((row) => row.kind === kind));
  return (
    <div className={classes.text}>
      <FieldsText section={section} fields={fields} words={words} />
      {kinds.map((kind) => (
        <RowsText
          key={kind}
          kind={kind}
          columns={Object.entries(rowsIn(section)[kind] ?? {})}
          rows={rows.flatMap((row) => (row.kind === kind ? [row.cells] : []))}
          words={words}
        />
      ))}
      {section === 'budget' ? (
        <TotalsTable lines={rows.map(({ cells }) => cells)} parties={state.parties} words={words} />
      ) : null}
    </div>
  );
}

type Cells = Readonly<Record<string, CellValue>>;
type FieldsTextProps = { readonly section: SectionId; readonly fields: Cells; readonly words: TableWords };

function FieldsText({ section, fields, words }: FieldsTextProps) {
  const filled = Object.entries(fieldsIn(section)).filter(([name]) => fields[name] !== undefined);
  if (filled.length === 0) return null;
  return (
    <table className={classes.fields}>
      <tbody>
        {filled.map(([name, type]) => (
          <tr key={name}>
            <th scope="row">{words.field(name)}</th>
            <td>{type === 'count' ? words.sayDays(fields[name]) : words.say(type, fields[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type RowsTextProps = {
  readonly kind: RowKind;
  readonly columns: readonly (readonly [string, CellType])[];
  readonly rows: readonly Cells[];
  readonly words: TableWords;
};

/** Order is all that tells rows apart, and a kept text never changes: the place is the key. */
function RowsText({ kind, columns, rows, words }: RowsTextProps) {
  const id = useId();
  return (
    <>
      <h3 id={id}>{words.rowsTitle(kind)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table too wide for the screen scrolls with the keyboard. */}
      <section className={classes.wide} tabIndex={0} aria-labelledby={id}>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              {columns.map(([name]) => (
                <th key={name} scope="col">
                  {words.column(kind, name)}
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
