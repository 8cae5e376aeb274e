/** Who takes part, on the page of the parties. */
import { expect } from 'vitest';
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

type Invited = { readonly label: string; readonly as: 'party' | 'observer-comments' | 'observer-reads' };

export async function openParties({ page }: Visitor, convention: string): Promise<void> {
  await page.goto(`/conventions/${convention}/parties`);
  await page.getByRole('heading', { name: said('negotiation:parties.title'), level: 1 }).waitFor();
}

/** Makes a link for another organisation, and returns it. */
export async function inviteOrganisation({ page }: Visitor, { label, as }: Invited): Promise<string> {
  await page.getByLabel(said('negotiation:invitations.label')).fill(label);
  await page.getByLabel(said('negotiation:invitations.as')).selectOption(as);
  await page.getByRole('button', { name: said('negotiation:invitations.submit') }).click();
  const made = said('negotiation:invitations.made', { label, day: '' }).split(',')[0] ?? '';
  const link = await page.getByLabel(made).inputValue();
  // The form is ready for the next one.
  await expect.poll(() => page.getByLabel(said('negotiation:invitations.label')).inputValue()).toBe('');
  return link;
}

type Named = { readonly person: string; readonly access: 'writes' | 'comments' | 'reads' };

/** Names a colleague to take part. */
export async function nameColleague({ page }: Visitor, { person, access }: Named): Promise<void> {
  const who = page.getByLabel(said('negotiation:mine.who'));
  const option = who.locator('option', { hasText: person });
  await who.selectOption((await option.getAttribute('value')) ?? '');
  await page.getByLabel(said('negotiation:mine.access'), { exact: true }).selectOption(access);
  await page.getByRole('button', { name: said('negotiation:mine.add'), exact: true }).click();
  await page.getByLabel(said('negotiation:mine.access-of', { name: person })).waitFor();
}

type Voted = { readonly number: string; readonly date: string; readonly enforceableOn: string };

/** Records what one's own public body has voted. */
export async function recordDeliberation({ page }: Visitor, { number, date, enforceableOn }: Voted): Promise<void> {
  await page.getByLabel(said('negotiation:deliberation.number')).fill(number);
  await page.getByLabel(said('negotiation:deliberation.date')).fill(date);
  await page.getByLabel(said('negotiation:deliberation.enforceable-on')).fill(enforceableOn);
  await page.getByRole('button', { name: said('negotiation:deliberation.record') }).click();
  await page.getByText(number, { exact: false }).first().waitFor();
}
