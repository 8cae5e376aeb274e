/** People at the fields and rows of a convention. */
import { coreOf } from '@entente/shared/sections/parts';
import type { SectionId } from '@entente/shared/sections/sections';
import type { Locator, Page } from 'playwright-core';
import { said, tableNames } from './sentences.ts';

/** The fields and rows under a section's words. */
export function tablesOf(page: Page, section: SectionId): Locator {
  return page.locator(`[data-tables="${section}"]`);
}

/** One cell of a row: the kind and the column by their own names, and the row's number. */
export function cell(
  page: Page,
  section: SectionId,
  [kind, column, number]: readonly [string, string, number],
): Locator {
  const name = said('tables:cell', { column: tableNames.column(kind, column), number });
  return tablesOf(page, section).getByLabel(name, { exact: true });
}

/** One field of a section. */
export function field(page: Page, section: SectionId, name: string): Locator {
  return tablesOf(page, section).getByLabel(tableNames.field(name), { exact: true });
}

/** What can be done with a row: moved, removed. */
export async function actOnRow(
  page: Page,
  section: SectionId,
  { number, act }: { readonly number: number; readonly act: 'up' | 'down' | 'remove' },
): Promise<void> {
  const tables = tablesOf(page, section);
  await tables
    .getByRole('button', { name: said('tables:acts-on', { number }), exact: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: said(`tables:${act}`) }).click();
}

/** The core of an organisation, on the convention's page. */
export function coreBlock(page: Page, organisation: string): Locator {
  return page.locator(`[data-section="${coreOf(organisation)}"]`);
}
