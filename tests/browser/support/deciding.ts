/** Stances, approval and signature, as a director gives them. */
import { type SectionId, sectionIds } from '@entente/shared/sections/sections';
import type { Locator } from 'playwright-core';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** My organisation's buttons under a section. */
export function stanceOn({ page }: Visitor, section: SectionId): Locator {
  return page.getByRole('group', { name: said('negotiation:stance-on', { section: said(`sections:${section}`) }) });
}

export async function agree(visitor: Visitor, section: SectionId): Promise<void> {
  const buttons = stanceOn(visitor, section);
  await buttons.scrollIntoViewIfNeeded();
  const button = buttons.getByRole('button', { name: said('negotiation:take.agree'), exact: true });
  await button.click();
  // Either my stance is marked, or it was the last one and the section is closed.
  const closed = visitor.page.locator(`[data-section="${section}"][data-lock="section-closed"]`);
  await button.and(visitor.page.locator('[aria-pressed="true"]')).or(closed).first().waitFor();
}

export async function agreeToEverything(visitor: Visitor): Promise<void> {
  for (const section of sectionIds) await agree(visitor, section);
}

/** Says why my organisation can't accept a section as it is. */
export async function reserve(visitor: Visitor, section: SectionId, reason: string): Promise<void> {
  await stanceOn(visitor, section)
    .getByRole('button', { name: said('negotiation:take.reserve'), exact: true })
    .click();
  const dialog = visitor.page.getByRole('dialog');
  await dialog.getByLabel(said('negotiation:reason-label')).fill(reason);
  await dialog.getByRole('button', { name: said('negotiation:take.reserve'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The strip that says what the approval still waits for. */
export function lockStrip({ page }: Visitor): Locator {
  return page.getByRole('region', { name: said('negotiation:strip.label') });
}

export function approveButton({ page }: Visitor): Locator {
  return page.getByRole('button', { name: said('negotiation:approve.button'), exact: true });
}

/** Approves on the meeting's page. */
export async function approve(visitor: Visitor, meeting: string): Promise<void> {
  await visitor.page.goto(meeting);
  await approveButton(visitor).click();
  const dialog = visitor.page.getByRole('dialog', { name: said('negotiation:approve.title') });
  await dialog.getByRole('button', { name: said('negotiation:approve.button'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Signs on the signature page, where the visitor already is: the visitor's device does the rest. */
export async function sign({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: said('signature:sign.button') }).click();
}

/** Refuses to sign, on the signature page, with a reason for all. */
export async function refuseToSign({ page }: Visitor, reason: string): Promise<void> {
  await page.getByRole('button', { name: said('signature:refuse.button') }).click();
  const dialog = page.getByRole('dialog', { name: said('signature:refuse.button') });
  await dialog.getByLabel(said('signature:refuse.label')).fill(reason);
  await dialog.getByRole('button', { name: said('signature:refuse.button') }).click();
  await dialog.waitFor({ state: 'hidden' });
}
