/** What approval awaits beside the words, filled in in the page's tables as a manager would. */
import type { RowKind, SectionWithFields } from '@entente/shared/text/tables';
import type { Locator } from 'playwright-core';
import { said, tableNames } from './sentences.ts';
import type { Visitor } from './visitor.ts';

type Values = Readonly<Record<string, string>>;

/** Fills in single values of a section. */
export async function fillFields({ page }: Visitor, section: SectionWithFields, values: Values): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await fillCell(page.locator(`[data-section="${section}"] [data-field="${name}"]`), value);
  }
}

/** Adds a row of that kind and fills it in. A choice is named by what the page calls it. */
export async function addRow({ page }: Visitor, kind: RowKind, values: Values): Promise<void> {
  const table = page.locator(`[data-rows="${kind}"]`);
  const rows = table.locator('[data-row]');
  const before = await rows.count();
  await table
    .getByRole('button', { name: said(before === 0 ? `tables:rows.${kind}.first` : `tables:rows.${kind}.add`) })
    .click();
  const row = rows.nth(before);
  for (const [name, value] of Object.entries(values)) await fillCell(row.locator(`[data-column="${name}"]`), value);
}

async function fillCell(cell: Locator, value: string): Promise<void> {
  const choice = cell.locator('select');
  if ((await choice.count()) > 0) {
    await choice.selectOption({ label: value });
    return;
  }
  const entry = cell.locator('textarea, input').first();
  await entry.fill(value);
  await entry.blur();
}

/** Nine months between these partners, with everything that the course asks of a convention. */
export async function fillEverythingIn(visitor: Visitor, partners: readonly string[]): Promise<void> {
  const population = 'Les adolescents accompagnés à domicile';
  await fillFields(visitor, 'project', { population, territory: 'Le pays de Valmer' });
  await fillFields(visitor, 'calendar', { start: '2027-01-04', end: '2027-09-30' });
  await fillFields(visitor, 'regulation', { exitClause: 'Chacun peut partir, par écrit.', noticeDays: '90' });
  for (const party of partners) {
    await addRow(visitor, 'contribution', { party, brings: 'Du temps', expects: 'Du répit', population });
  }
  await addRow(visitor, 'risk', { risk: 'L’éducateur est absent', fallback: 'Un autre professionnel est délégué' });
  await addRow(visitor, 'budgetLine', {
    kind: tableNames.choice('hidden'),
    label: 'Préparation des rencontres',
    amount: '2340',
    bearer: partners[0] ?? '',
    funder: 'Chacun pour sa part',
  });
  for (const criterion of ['effectiveness', 'efficiency', 'impact'] as const) {
    await addRow(visitor, 'indicator', {
      criterion: tableNames.choice(criterion),
      label: 'Places occupées',
      planned: '12',
      source: 'Registre de présence',
      date: '2027-06-30',
    });
  }
  await addRow(visitor, 'review', { date: '2027-09-15', label: 'Bilan final' });
}
