/** What fields, rows and columns are called: on the page and in print. They are part of what is agreed to and signed. */
import type { Language } from '../language.ts';
import type {
  CostKind,
  Criterion,
  fieldColumns,
  RowKind,
  rowColumns,
  SectionWithFields,
  SectionWithRows,
} from './tables.ts';

type FieldName = { [S in SectionWithFields]: keyof (typeof fieldColumns)[S] }[SectionWithFields];
type ColumnName<K extends RowKind> = {
  [S in SectionWithRows]: K extends keyof (typeof rowColumns)[S] ? keyof (typeof rowColumns)[S][K] : never;
}[SectionWithRows];

type TableNames = {
  readonly fields: Readonly<Record<FieldName, string>>;
  /** The heading of the rows of a kind. */
  readonly rows: Readonly<Record<RowKind, string>>;
  readonly columns: { readonly [K in RowKind]: Readonly<Record<ColumnName<K>, string>> };
  /** The words that a cell is chosen from. */
  readonly choices: Readonly<Record<CostKind | Criterion, string>>;
  readonly flags: Readonly<Record<'true' | 'false', string>>;
};

const french: TableNames = {
  fields: {
    population: 'Population ciblée',
    territory: 'Territoire',
    start: 'Début',
    end: 'Fin, sans tacite reconduction',
    heavy: 'Action lourde',
    noHiddenCosts: 'Pourquoi il n’y a aucun coût caché',
    exitClause: 'Retrait d’un partenaire',
    noticeDays: 'Préavis',
  },
  rows: {
    contribution: 'Ce que chacun apporte et peut en attendre',
    risk: 'Registre des risques',
    budgetLine: 'Lignes du budget',
    indicator: 'Indicateurs',
    review: 'Réunions de bilan',
  },
  columns: {
    contribution: {
      party: 'Partenaire',
      brings: 'Apporte',
      expects: 'Est en droit d’en attendre',
      population: 'Pour quelle population',
    },
    risk: { risk: 'Risque d’échec', fallback: 'Scénario de remplacement' },
    budgetLine: { label: 'Poste', kind: 'Nature', bearer: 'Porté par', funder: 'Financé par', amount: 'Montant' },
    indicator: { criterion: 'Critère', label: 'Indicateur', planned: 'Prévu', source: 'Source', date: 'Date' },
    review: { date: 'Date', label: 'Bilan' },
  },
  choices: {
    known: 'Connu',
    hidden: 'Caché',
    inKind: 'En nature',
    effectiveness: 'Efficacité',
    efficiency: 'Efficience',
    impact: 'Impact',
  },
  flags: { true: 'oui', false: 'non' },
};

const english: TableNames = {
  fields: {
    population: 'Target population',
    territory: 'Territory',
    start: 'Start',
    end: 'End, without tacit renewal',
    heavy: 'Heavy action',
    noHiddenCosts: 'Why there is no hidden cost',
    exitClause: 'Withdrawal of a partner',
    noticeDays: 'Notice',
  },
  rows: {
    contribution: 'What each brings and may expect',
    risk: 'Risk register',
    budgetLine: 'Budget lines',
    indicator: 'Indicators',
    review: 'Review meetings',
  },
  columns: {
    contribution: { party: 'Partner', brings: 'Brings', expects: 'May expect', population: 'For which population' },
    risk: { risk: 'Risk of failure', fallback: 'Fallback scenario' },
    budgetLine: { label: 'Item', kind: 'Kind', bearer: 'Borne by', funder: 'Funded by', amount: 'Amount' },
    indicator: { criterion: 'Criterion', label: 'Indicator', planned: 'Planned', source: 'Source', date: 'Date' },
    review: { date: 'Date', label: 'Review' },
  },
  choices: {
    known: 'Known',
    hidden: 'Hidden',
    inKind: 'In kind',
    effectiveness: 'Effectiveness',
    efficiency: 'Efficiency',
    impact: 'Impact',
  },
  flags: { true: 'yes', false: 'no' },
};

/** Names by what they name. A name that is none (from a file that somebody made up) is shown as it is. */
export type NamesOfTables = {
  readonly field: (name: string) => string;
  readonly rows: (kind: string) => string;
  readonly column: (kind: string, name: string) => string;
  readonly choice: (value: string) => string;
  readonly flag: (value: boolean) => string;
};

const names: Readonly<Record<Language, TableNames>> = { fr: french, en: english };

export function tableNamesIn(language: Language): NamesOfTables {
  const { fields, rows, columns, choices, flags } = names[language];
  return {
    field: (name) => named(fields, name),
    rows: (kind) => named(rows, kind),
    column: (kind, name) => (Object.hasOwn(columns, kind) ? named(columns[kind as RowKind], name) : name),
    choice: (value) => named(choices, value),
    flag: (value) => flags[value ? 'true' : 'false'],
  };
}

function named(known: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(known, name) ? (known[name] ?? name) : name;
}
