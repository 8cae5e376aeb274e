import type { OrganisationId } from '@entente/shared/negotiation/state';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './side-by-side.module.css';

export type ComparedRow = {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (organisation: OrganisationId) => ReactNode;
};

type SideBySideProps = {
  readonly caption: string;
  /** Above the titles of the rows. */
  readonly corner: string;
  readonly columns: readonly { readonly organisation: OrganisationId; readonly title: ReactNode }[];
  readonly rows: readonly ComparedRow[];
};

/** Organisations side by side, row by row; where there is no room for that, a list of rows, each with all organisations. */
export function SideBySide(props: SideBySideProps) {
  // From four columns on, a laptop at 200 % has no room either.
  const narrow = useMediaQuery(`(max-width: ${20 + props.columns.length * 11}em)`, false, {
    getInitialValueInEffect: false,
  });
  return narrow ? <AsList {...props} /> : <AsTable {...props} />;
}

function AsTable({ caption, corner, columns, rows }: SideBySideProps) {
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.corner}>
            {corner}
          </th>
          {columns.map(({ organisation, title }) => (
            <th key={organisation} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, title, cell }) => (
          <tr key={key} data-row={key}>
            <th scope="row">{title}</th>
            {columns.map(({ organisation }) => (
              <td key={organisation}>{cell(organisation)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AsList({ caption, columns, rows }: SideBySideProps) {
  return (
    <ul className={classes.list} aria-label={caption}>
      {rows.map(({ key, title, cell }) => (
        <li key={key} className={classes.row} data-row={key}>
          <div className={classes.rowTitle}>{title}</div>
          <dl className={classes.cells}>
            {columns.map(({ organisation, title: column }) => (
              <div key={organisation} className={classes.cell}>
                <dt>{column}</dt>
                <dd>{cell(organisation)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
