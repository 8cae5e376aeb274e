import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../support/answers.ts';
import { type MailBox, openMailBox } from '../support/mail-box.ts';
import { Person, secretOf, startTestServer, type TestServer, Visitor } from '../support/server.ts';

let box: MailBox;
let server: TestServer;
beforeAll(async () => {
  box = await openMailBox();
  server = await startTestServer({ environment: { SMTP_URL: box.url, MAIL_FROM: 'Entente <entente@example.org>' } });
});
afterAll(async () => {
  await server.close();
  await box.close();
});

const linkIn = (text: string) => /http:\/\/\S+/.exec(text)?.[0] ?? '';

/** Signs up, follows the link that came by mail, and signs in. */
async function verifiedPerson(name: string, language: 'fr' | 'en' = 'fr'): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const password = 'un mot de passe long';
  const response = await new Visitor(server.url).post('/api/auth/sign-up/email', { name, email, password, language });
  const { user } = (await response.json()) as { user: { id: string } };
  const person = new Person(server.url, { id: user.id, name, email, password });
  const { text } = await box.mailTo(email, language === 'fr' ? /Confirmer/ : /Confirm/);
  expect((await person.fetch(linkIn(text))).status).toBe(302);
  expect((await person.signIn()).status).toBe(200);
  return person;
}

test('an address is verified before its account can be used', async () => {
  const email = `${randomUUID()}@example.org`;
  const visitor = new Visitor(server.url);
  await visitor.post('/api/auth/sign-up/email', { name: 'Directrice', email, password: 'un mot de passe long' });
  const early = await visitor.post('/api/auth/sign-in/email', { email, password: 'un mot de passe long' });
  expect(early.status).toBe(403);
  const person = await verifiedPerson('Directrice');
  expect(await person.api.me.get()).toMatchObject({ mail: true });
});

test('an address that has an account is not betrayed by signing up with it again', async () => {
  const person = await verifiedPerson('Directrice');
  const again = (email: string) =>
    new Visitor(server.url).post('/api/auth/sign-up/email', { name: 'X', email, password: 'un mot de passe long' });
  const known = await again(person.email);
  const unknown = await again(`${randomUUID()}@example.org`);
  expect(known.status).toBe(unknown.status);
  expect(Object.keys((await known.json()) as object)).toEqual(Object.keys((await unknown.json()) as object));
});

test('a reset goes by mail, in the person’s language, and directors make no links any more', async () => {
  const person = await verifiedPerson('Director', 'en');
  await new Visitor(server.url).post('/api/auth/request-password-reset', { email: person.email });
  const { text } = await box.mailTo(person.email, /Choose a new password/);
  const token = new URL(linkIn(text)).searchParams.get('token');
  expect((await person.post('/api/auth/reset-password', { token, newPassword: 'chosen anew by me' })).status).toBe(200);
  expect((await person.signIn('chosen anew by me')).status).toBe(200);
  expect(server.toldOperator).toEqual([]);
  const { id } = await person.api.organisations.create({ name: 'Les Tilleuls', kind: 'association' });
  expect(await refusalOf(person.api.organisations.resetLink({ id, person: person.id }))).toEqual([
    'mail-is-configured',
  ]);
});

test('invitations and what becomes of a convention go by mail to the others, a meeting with its calendar file', async () => {
  const host = await verifiedPerson('Directrice');
  const guest = await verifiedPerson('Director', 'en');
  const { id: organisation } = await host.api.organisations.create({ name: 'Les Tilleuls', kind: 'association' });
  const other = await guest.api.organisations.create({ name: 'Commune de Valmer', kind: 'public-body' });
  const { id } = await host.api.conventions.open({
    organisation,
    title: 'Répit des aidants',
    language: 'fr',
    timeZone: 'Europe/Paris',
    start: { kind: 'template' },
  });
  const address = `${randomUUID()}@example.org`;
  const { url } = await host.api.conventions.invite({ id, as: 'party', label: 'La commune', email: address });
  const invitation = await box.mailTo(address, /Invitation/);
  expect(linkIn(invitation.text)).toBe(url);
  await guest.api.invitations.accept({ token: secretOf(url), organisation: other.id });
  const { state } = await host.api.conventions.command({
    id,
    command: {
      type: 'planMeeting',
      plannedFor: '2026-03-12T13:30:00.000Z',
      place: { kind: 'remote' },
      expected: [
        { person: host.id, organisation },
        { person: guest.id, organisation: other.id },
      ],
    },
  });
  const planned = await box.mailTo(guest.email, /Meeting planned/);
  expect(planned.text).toContain('14:30');
  expect(planned.text).toContain('Europe/Paris');
  expect(planned.text).toMatch(/BEGIN:VCALENDAR[\s\S]*DTSTART:20260312T133000Z[\s\S]*END:VCALENDAR/);
  await host.api.conventions.command({ id, command: { type: 'cancelMeeting', meeting: state.meetings[0]?.id ?? '' } });
  expect((await box.mailTo(guest.email, /Meeting cancelled/)).text).toContain('STATUS:CANCELLED');
  expect(box.mails.filter(({ to, subject }) => to.includes(host.email) && /Rencontre/.test(subject))).toEqual([]);
});

test('a mail server that is down is logged, and nothing is undone', async () => {
  const silent = await openMailBox();
  await silent.close();
  const deaf = await startTestServer({ environment: { SMTP_URL: silent.url, MAIL_FROM: 'entente@example.org' } });
  const email = `${randomUUID()}@example.org`;
  const response = await new Visitor(deaf.url).post('/api/auth/sign-up/email', {
    name: 'X',
    email,
    password: 'un mot de passe long',
  });
  expect(response.status).toBe(200);
  await deaf.close();
  expect(deaf.logged()).toContain('a letter could not be sent');
  expect(deaf.logged()).not.toContain(email);
});
