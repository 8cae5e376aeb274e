import type { SectionId } from '@entente/shared/sections/sections';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { particularsIn } from '@entente/shared/text/particulars';
import {
  type CellType,
  type CellValue,
  fieldsIn,
  isCellValue,
  type RowKind,
  rowsIn,
} from '@entente/shared/text/tables';
import type { TableWords } from '../tables/use-table-words.ts';
import paper from '../versions/canonical-text.module.css';

type ParticularsProps = {
  readonly section: SectionId;
  readonly nodes: readonly CanonicalNode[];
  readonly words: TableWords;
};

/** The fields and rows of a section as they were signed. A value that its column could not hold is shown as it stands. */
export function SignedParticulars({ section, nodes, words }: ParticularsProps) {
  const { fields, rows } = particularsIn(nodes);
  const kinds = (Object.keys(rowsIn(section)) as RowKind[]).filter((kind) => rows.some((row) => row.kind === kind));
  const filled = Object.entries(fieldsIn(section)).filter(([name]) => fields[name] !== undefined);
  if (filled.length === 0 && kinds.length === 0) return null;
  return (
    <div className={paper.text}>
      {filled.length > 0 ? (
        <dl>
          {filled.map(([name, type]) => (
            <div key={name}>
              <dt>{words.field(name)}</dt>
              <dd>{inWords(words, type, fields[name])}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {kinds.map((kind) => (
        <Rows key={kind} section={section} kind={kind} rows={rows} words={words} />
      ))}
    </div>
  );
}

type RowsProps = Pick<ParticularsProps, 'section' | 'words'> & {
  readonly kind: RowKind;
  readonly rows: ReturnType<typeof particularsIn>['rows'];
};

function Rows({ section, kind, rows, words }: RowsProps) {
  const columns = Object.entries(rowsIn(section)[kind] ?? {});
  return (
    // A wide table scrolls by itself: it must be reachable from the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus.
    <div className={paper.wide} tabIndex={0}>
      <table>
        <caption>{words.rowsTitle(kind)}</caption>
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
          {rows
            .filter((row) => row.kind === kind)
            .map(({ cells }, place) => (
              // Signed rows never move: the place is the key.
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two equal rows apart.
              <tr key={place}>
                {columns.map(([name, type]) => (
                  <td key={name}>{inWords(words, type, cells[name])}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function inWords(words: TableWords, type: CellType, value: CellValue | undefined): string {
  if (value === undefined) return '';
  return isCellValue(type, value) ? words.say(type, value) : String(value);
}
