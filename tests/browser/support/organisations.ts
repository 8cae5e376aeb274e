import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

type NewOrganisation = { readonly name: string; readonly kind: 'association' | 'public-body' | 'other' };

/** Fills in the page that creates an organisation. */
export async function createOrganisation({ page }: Visitor, { name, kind }: NewOrganisation): Promise<void> {
  await page.getByLabel(said('organisations:name')).fill(name);
  await page.getByRole('radio', { name: said(`common:organisation-kind.${kind}`) }).check();
  await page.getByRole('button', { name: said('organisations:new.submit') }).click();
}

type NewMember = { readonly label: string; readonly rank: 'director' | 'manager' | 'practitioner' };

/** On the organisation's page: makes a link for a colleague, and returns it. */
export async function inviteMember({ page }: Visitor, { label, rank }: NewMember): Promise<string> {
  await page.getByLabel(said('organisations:invite.label')).fill(label);
  await page.getByLabel(said('organisations:members.rank'), { exact: true }).selectOption(rank);
  await page.getByRole('button', { name: said('organisations:invite.submit') }).click();
  return page.getByLabel(said('organisations:invite.made', { label })).inputValue();
}

/** From an invitation's link without an account: the account first, then an organisation where one is needed. */
export async function answerInvitation(visitor: Visitor, link: string): Promise<void> {
  await visitor.page.goto(link);
  await visitor.page.getByRole('link', { name: said('invitations:sign-up') }).click();
}

export async function acceptInvitation({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: said('invitations:accept') }).click();
}
