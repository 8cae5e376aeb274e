/** Fields and rows with which every hard rule is met; a test takes one thing away, or changes it, and sees what is missed. */
import type { FilledIn } from '@entente/server/demo/fill-in';
import type { CanonicalNode } from '@entente/shared/text/canonical';
import { criteria, type SectionWithFields, type SectionWithRows } from '@entente/shared/text/tables';

const indicator = {
  row: 'indicator',
  label: 'Un chiffre',
  planned: '12',
  source: 'Le registre',
  date: '2026-12-01',
} as const;

/** Nine months, lived through by these parties; the first one bears the cost. */
export function completeParticulars(parties: readonly string[]): FilledIn {
  const population = 'Les aidants du canton';
  return {
    fields: {
      project: { population, territory: 'Le canton' },
      calendar: { start: '2026-04-01', end: '2026-12-31' },
      regulation: { exitClause: 'Chacun peut partir.', noticeDays: 90 },
    },
    rows: {
      roles: parties.map((party) => ({
        row: 'contribution',
        party,
        brings: 'Deux postes',
        expects: 'Du répit',
        population,
      })),
      risks: [{ row: 'risk', risk: 'Un départ', fallback: 'Un remplaçant est formé' }],
      budget: [
        {
          row: 'budgetLine',
          kind: 'hidden',
          label: 'Préparer les rencontres',
          amount: 120_000,
          bearer: parties[0] ?? '',
          funder: 'Le département',
        },
      ],
      evaluation: [
        ...criteria.map((criterion) => ({ ...indicator, criterion })),
        { row: 'review', date: '2026-12-31', label: 'Bilan' },
      ],
    },
  };
}

/** The same with other fields in one section; `undefined` takes one away. */
export function withFields(
  filled: FilledIn,
  section: SectionWithFields,
  fields: Readonly<Record<string, string | number | boolean | undefined>>,
): FilledIn {
  const cells = Object.entries({ ...filled.fields[section], ...fields }).filter(([, value]) => value !== undefined);
  return { ...filled, fields: { ...filled.fields, [section]: Object.fromEntries(cells) } };
}

type Rows = NonNullable<FilledIn['rows'][SectionWithRows]>;

/** The same with other rows in one section. */
export function withRows(filled: FilledIn, section: SectionWithRows, change: (rows: Rows) => Rows): FilledIn {
  return { ...filled, rows: { ...filled.rows, [section]: change(filled.rows[section] ?? []) } };
}

/** A row without one of its cells. */
export function lacking(row: Rows[number], cell: string): Rows[number] {
  const { [cell]: _, ...others } = row;
  return others as Rows[number];
}

/** What they are in a section's canonical form. */
export function canonicalParticulars({ fields, rows }: FilledIn, section: string): readonly CanonicalNode[] {
  const cells = fields[section as SectionWithFields] ?? {};
  return [
    ...(Object.keys(cells).length > 0 ? [{ type: 'fields', attrs: cells }] : []),
    ...(rows[section as SectionWithRows] ?? []).map((attrs) => ({ type: 'row', attrs })),
  ];
}
