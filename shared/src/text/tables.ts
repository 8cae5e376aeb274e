/**
 * What a convention says in fields and rows beside its words, so that rules can read it: a `Y.Map` and a `Y.Array` of
 * `Y.Map` for each section that has some. Every cell is one value; the last one written stands.
 */
import type { SectionId } from '../sections/sections.ts';

/**
 * `words`: a text of at most 4,000 characters. `day`: a calendar day, YYYY-MM-DD. `cents`: a whole number of euro cents, not
 * negative. `count`: a whole number, not negative. `flag`: true or false. `party`: an organisation's identifier. A list: one of its words.
 */
export type CellType = 'words' | 'day' | 'cents' | 'count' | 'flag' | 'party' | readonly string[];
export type Columns = Readonly<Record<string, CellType>>;
export type CellValue = string | number | boolean;

/** DOC-9: « coûts connus mais aussi les coûts cachés », « du troc à la monétique ». */
export const costKinds = ['known', 'hidden', 'inKind'] as const;
export type CostKind = (typeof costKinds)[number];

/** DOC-11: « efficacité, efficience et impact… au minimum ». */
export const criteria = ['effectiveness', 'efficiency', 'impact'] as const;
export type Criterion = (typeof criteria)[number];

/** The single values of each section. */
export const fieldColumns = {
  /** DOC-4: « population ciblée », « territoire géographique prédéterminé ». */
  project: { population: 'words', territory: 'words' },
  /** DOC-4, DOC-5: « laps de temps donné »; `heavy`: « actions lourdes » (DOC-12). */
  calendar: { start: 'day', end: 'day', heavy: 'flag' },
  /** DOC-9: why there is no hidden cost, when no line is one. */
  budget: { noHiddenCosts: 'words' },
  /** DOC-6: « la liberté d'aller ou de quitter le partenariat »; the notice period in days. */
  regulation: { exitClause: 'words', noticeDays: 'count' },
} as const satisfies Partial<Record<SectionId, Columns>>;

/** The kinds of rows of each section. A row says its kind under the key `row`. */
export const rowColumns = {
  /** DOC-3: what a party brings, what it may expect, and for which population. */
  roles: { contribution: { party: 'party', brings: 'words', expects: 'words', population: 'words' } },
  /** DOC-2: « risques d'échec… scénarios de remplacement ». */
  risks: { risk: { risk: 'words', fallback: 'words' } },
  /** DOC-9: who bears a cost, and who funds it. */
  budget: { budgetLine: { label: 'words', kind: costKinds, bearer: 'party', funder: 'words', amount: 'cents' } },
  /** DOC-11 and DOC-12: « réunions de bilan… prévues dès le départ ». */
  evaluation: {
    indicator: { criterion: criteria, label: 'words', planned: 'words', source: 'words', date: 'day' },
    review: { date: 'day', label: 'words' },
  },
} as const satisfies Partial<Record<SectionId, Readonly<Record<string, Columns>>>>;

export type SectionWithFields = keyof typeof fieldColumns;
export type SectionWithRows = keyof typeof rowColumns;
export type RowKind = { [S in SectionWithRows]: keyof (typeof rowColumns)[S] }[SectionWithRows];

/** The key under which a row says its kind; its place among the others is under another (`row-places.ts`). */
export const rowKey = 'row';
export const longestCell = 4_000;

/** The columns of a section's fields; none for a section without. */
export function fieldsIn(section: SectionId): Columns {
  return (fieldColumns as Partial<Record<SectionId, Columns>>)[section] ?? {};
}

/** The kinds of rows of a section, with their columns; none for a section without. */
export function rowsIn(section: SectionId): Readonly<Record<string, Columns>> {
  return (rowColumns as Partial<Record<SectionId, Readonly<Record<string, Columns>>>>)[section] ?? {};
}

/** The columns of a kind of rows, wherever they stand; `undefined` for a kind that is none. */
export function columnsOfRows(kind: string): Columns | undefined {
  return Object.values(rowColumns as Readonly<Record<string, Readonly<Record<string, Columns>>>>).find((kinds) =>
    Object.hasOwn(kinds, kind),
  )?.[kind];
}

/** True when a cell of that type may hold the value. */
export function isCellValue(type: CellType, value: unknown): value is CellValue {
  switch (type) {
    case 'words':
      return typeof value === 'string' && value.length <= longestCell;
    case 'day':
      return typeof value === 'string' && isDay(value);
    case 'cents':
      return isWhole(value, 1_000_000_000_000_000);
    case 'count':
      return isWhole(value, 100_000);
    case 'flag':
      return typeof value === 'boolean';
    case 'party':
      return typeof value === 'string' && /^[\da-z-]{1,36}$/.test(value);
    default:
      return typeof value === 'string' && type.includes(value);
  }
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

/** A day that exists: 30 February doesn't. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}
