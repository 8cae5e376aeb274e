/** A device that holds passkeys, as Chromium plays one (CDP `WebAuthn`), and what its owner does with it. */
import { said } from './sentences.ts';
import type { Visitor } from './visitor.ts';

/** Gives the visitor's page a device that makes sure who is there, and always finds that it is its owner. */
export async function giveDevice({ context, page }: Visitor): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Adds a passkey on the account's page; the password is asked anew. */
export async function addPasskey({ page, password }: Visitor, name: string): Promise<void> {
  await page.goto('/account');
  await page.getByRole('button', { name: said('account:passkeys.add') }).click();
  const form = page.getByRole('form', { name: said('account:passkeys.add') });
  await form.getByLabel(said('account:passkeys.name')).fill(name);
  await form.getByRole('textbox', { name: said('account:passkeys.password') }).fill(password);
  await form.getByRole('button', { name: said('account:passkeys.create') }).click();
  await form.waitFor({ state: 'hidden' });
  await page.getByText(name, { exact: true }).waitFor();
}
