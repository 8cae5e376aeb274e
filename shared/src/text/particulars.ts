/** What the fields and rows of a convention say, as the rules read it: the last column of the canonical form. */
import type { CanonicalNode } from './canonical.ts';
import type {
  CellType,
  CellValue,
  fieldColumns,
  RowKind,
  rowColumns,
  SectionWithFields,
  SectionWithRows,
} from './tables.ts';

type ValueOf<T extends CellType> = T extends 'words' | 'day' | 'party'
  ? string
  : T extends 'cents' | 'count'
    ? number
    : T extends 'flag'
      ? boolean
      : T extends readonly (infer W)[]
        ? W
        : never;

type ColumnsOf<K extends RowKind> = {
  [S in SectionWithRows]: K extends keyof (typeof rowColumns)[S] ? (typeof rowColumns)[S][K] : never;
}[SectionWithRows];

/** Every cell may be missing: people fill a row in as they go. A cell of words that nobody can read is missing. */
type Cells<C> = { readonly [K in keyof C]?: C[K] extends CellType ? ValueOf<C[K]> : never };

export type Row<K extends RowKind> = Cells<ColumnsOf<K>>;
export type Fields<S extends SectionWithFields> = Cells<(typeof fieldColumns)[S]>;

/** The cells of a section: its fields, and its rows in order, each with its kind. */
export type Particulars = {
  readonly fields: Readonly<Record<string, CellValue>>;
  readonly rows: readonly { readonly kind: RowKind; readonly cells: Readonly<Record<string, CellValue>> }[];
};

type AnyFacts = {
  readonly sections: Readonly<Record<SectionWithFields | SectionWithRows, { readonly particulars: Particulars }>>;
};

/** The fields of a section. */
export function fieldsOf<S extends SectionWithFields>(facts: AnyFacts, section: S): Fields<S> {
  return facts.sections[section].particulars.fields as Fields<S>;
}

/** The rows of one kind, in their order. */
export function rowsOf<K extends RowKind>(facts: AnyFacts, kind: K): readonly Row<K>[] {
  return facts.sections[sectionOfRows[kind]].particulars.rows
    .filter((row) => row.kind === kind)
    .map(({ cells }) => cells as Row<K>);
}

const sectionOfRows: Readonly<Record<RowKind, SectionWithRows>> = {
  contribution: 'roles',
  risk: 'risks',
  budgetLine: 'budget',
  indicator: 'evaluation',
  review: 'evaluation',
};

/** What the canonical nodes of a section say in fields and rows. */
export function particularsIn(content: readonly CanonicalNode[]): Particulars {
  const fields = content.find((node) => node.type === 'fields');
  const rows = content.filter((node) => node.type === 'row');
  return {
    fields: attributesOf(fields),
    rows: rows.map((node) => {
      const { row, ...cells } = attributesOf(node);
      return { kind: row as RowKind, cells };
    }),
  };
}

function attributesOf(node: CanonicalNode | undefined): Readonly<Record<string, CellValue>> {
  return (node && 'attrs' in node ? node.attrs : undefined) ?? {};
}
