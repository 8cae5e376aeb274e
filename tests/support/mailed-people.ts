/** People of a server that sends mail: their addresses are verified by the letter that comes to them. */
import { randomUUID } from 'node:crypto';
import type { MailBox } from './mail-box.ts';
import { Person, secretOf, type Team, type TestServer, Visitor } from './server.ts';

export type MailingServer = { readonly server: TestServer; readonly box: MailBox };

/** Signs up, follows the link that came by mail, and signs in. */
export async function verifiedPerson({ server, box }: MailingServer, name: string): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const password = `mot de passe ${randomUUID()}`;
  const response = await new Visitor(server.url).post('/api/auth/sign-up/email', { name, email, password });
  const { user } = (await response.json()) as { user: { id: string } };
  const person = new Person(server.url, { id: user.id, name, email, password });
  await person.fetch(/http:\/\/\S+/.exec((await box.mailTo(email, /Confirmer/)).text)?.[0] ?? '');
  await person.signIn();
  return person;
}

/** An association with its director and a manager. */
export async function mailedTeam(mailing: MailingServer, name: string): Promise<Team> {
  const director = await verifiedPerson(mailing, `Direction, ${name}`);
  const manager = await verifiedPerson(mailing, `Cadre, ${name}`);
  const { id } = await director.api.organisations.create({ name, kind: 'association' });
  const { url } = await director.api.organisations.invite({ id, label: 'Cadre', rank: 'manager' });
  await manager.api.invitations.accept({ token: secretOf(url) });
  return { organisation: id, name, director, manager };
}

/** Asks for a reset by mail, and chooses that password by the link in the letter. Ends the person's sessions. */
export async function resetByMail({ server, box }: MailingServer, person: Person, newPassword: string): Promise<void> {
  await new Visitor(server.url).post('/api/auth/request-password-reset', { email: person.email });
  const { text } = await box.mailTo(person.email, /nouveau mot de passe/);
  const token = /token=([\w-]+)/.exec(text)?.[1];
  const response = await person.post('/api/auth/reset-password', { token, newPassword });
  if (response.status !== 200) throw new Error(`the password was not reset: ${response.status}`);
  await person.signIn(newPassword);
}
