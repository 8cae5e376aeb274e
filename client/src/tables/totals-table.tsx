import { costKinds } from '@entente/shared/text/tables';
import { useId } from 'react';
import { budgetTotals, type Totals } from './budget-totals.ts';
import type { Cells } from './section-table.ts';
import classes from './tables.module.css';
import type { TableWords } from './use-table-words.ts';

type TotalsTableProps = {
  readonly lines: readonly Cells[];
  /** Organisations, in the order in which they are shown. */
  readonly parties: readonly string[];
  readonly words: TableWords;
};

/** What the budget comes to, per party and per kind of cost (DOC-9). Nothing before there is an amount. */
export function TotalsTable({ lines, parties, words }: TotalsTableProps) {
  const id = useId();
  const { bearers, all } = budgetTotals(lines, parties);
  if (bearers.length === 0) return null;
  const unsaid = all.total - costKinds.reduce((sum, kind) => sum + all.byKind[kind], 0) > 0;
  const amounts = ({ byKind, total }: Totals) => (
    <>
      {costKinds.map((kind) => (
        <td key={kind}>{words.say('cents', byKind[kind])}</td>
      ))}
      {unsaid ? <td>{words.say('cents', total - costKinds.reduce((sum, kind) => sum + byKind[kind], 0))}</td> : null}
      <td className={classes.total}>{words.say('cents', total)}</td>
    </>
  );
  return (
    <div className={classes.rows}>
      <h4 id={id} className={classes.caption}>
        {words.t('totals.title')}
      </h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table too wide for the screen scrolls with the keyboard. */}
      <section className={classes.wide} tabIndex={0} aria-labelledby={id}>
        <table className={classes.totals} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{words.t('totals.bearer')}</th>
              {costKinds.map((kind) => (
                <th key={kind} scope="col">
                  {words.names.choice(kind)}
                </th>
              ))}
              {unsaid ? <th scope="col">{words.t('totals.no-kind')}</th> : null}
              <th scope="col">{words.t('totals.total')}</th>
            </tr>
          </thead>
          <tbody>
            {bearers.map(({ bearer, ...totals }) => (
              <tr key={bearer ?? ''}>
                <th scope="row">{bearer === null ? words.t('totals.no-bearer') : words.say('party', bearer)}</th>
                {amounts(totals)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.t('totals.total')}</th>
              {amounts(all)}
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}
