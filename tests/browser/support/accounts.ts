import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** Fills in the page that creates an account, wherever the visitor was sent to it. */
export async function signUp({ page, name, email, password }: Visitor): Promise<void> {
  await page.getByLabel(said('account:name')).fill(name);
  await page.getByLabel(said('account:email')).fill(email);
  await page.getByRole('textbox', { name: said('account:password') }).fill(password);
  await page.getByRole('button', { name: said('account:sign-up.submit') }).click();
}

export async function signIn({ page, email, password }: Visitor): Promise<void> {
  await page.getByLabel(said('account:email')).fill(email);
  await page.getByRole('textbox', { name: said('account:password') }).fill(password);
  await page.getByRole('button', { name: said('account:sign-in.submit') }).click();
}

/** From the menu of one's account, on any page. */
export async function signOut({ page, name }: Visitor): Promise<void> {
  await page.getByRole('button', { name: said('common:account-menu', { name }) }).click();
  await page.getByRole('menuitem', { name: said('common:sign-out') }).click();
  await page.getByRole('heading', { name: said('account:sign-in.title') }).waitFor();
}
