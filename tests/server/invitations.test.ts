import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import {
  createOrganisation,
  openWith,
  secretOf,
  signUp,
  startTestServer,
  type TestServer,
  Visitor,
} from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a link says what it is for without an account, and its secret is kept nowhere', async () => {
  const { organisation: id, director } = await createOrganisation(server, 'Les Tilleuls');
  const { url } = await director.api.organisations.invite({ id, label: 'La comptable', rank: 'manager' });
  expect(url.startsWith(`${server.url}/invitations/`)).toBe(true);
  const token = secretOf(url);
  expect(token).toHaveLength(43);
  const preview = await new Visitor(server.url).api.invitations.preview({ token });
  expect(preview).toMatchObject({
    kind: 'member',
    status: 'pending',
    organisation: 'Les Tilleuls',
    convention: null,
    rank: 'manager',
  });
  const rows = await server.services.db.selectFrom('invitation').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(server.logged()).not.toContain(token);
});

test('an unknown secret is missing, whoever asks', async () => {
  const token = 'x'.repeat(43);
  expect(await statusOf(new Visitor(server.url).api.invitations.preview({ token }))).toBe(404);
  const person = await signUp(server, 'Inconnue');
  expect(await statusOf(person.api.invitations.accept({ token }))).toBe(404);
});

test('F-46: a link works once, even when two people use it at the same moment', async () => {
  const { organisation: id, director } = await createOrganisation(server, 'Les Tilleuls');
  const { url } = await director.api.organisations.invite({ id, label: 'x', rank: 'practitioner' });
  const token = secretOf(url);
  const people = await Promise.all(['a', 'b', 'c'].map((name) => signUp(server, name)));
  const outcomes = await Promise.allSettled(people.map((person) => person.api.invitations.accept({ token })));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const late = people[outcomes.findIndex(({ status }) => status === 'rejected')];
  expect(await refusalOf(late?.api.invitations.accept({ token }) ?? Promise.resolve())).toEqual(['invitation-used']);
  expect((await director.api.organisations.get({ id })).members).toHaveLength(3);
});

test('F-46: an invitation to a convention raced by two organisations lets one in', async () => {
  const [host, one, other] = await Promise.all(
    ['Hôte', 'Une', 'Autre'].map((name) => createOrganisation(server, name)),
  );
  if (!host || !one || !other) throw new Error('three organisations were made');
  const id = await openWith(host, [], { kind: 'template' });
  const { url } = await host.director.api.conventions.invite({ id, as: 'party', label: 'Partenaire' });
  const token = secretOf(url);
  const outcomes = await Promise.allSettled(
    [one, other].map((team) => team.director.api.invitations.accept({ token, organisation: team.organisation })),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await host.director.api.conventions.get({ id })).state.parties).toHaveLength(2);
});

test('F-46: a withdrawn link and one that is over open nothing', async () => {
  const { organisation: id, director } = await createOrganisation(server, 'Les Tilleuls');
  const person = await signUp(server, 'Invitée');
  const withdrawn = await director.api.organisations.invite({ id, label: 'x', rank: 'practitioner' });
  await director.api.organisations.withdrawInvitation({ id, invitation: withdrawn.id });
  expect(await refusalOf(person.api.invitations.accept({ token: secretOf(withdrawn.url) }))).toEqual([
    'invitation-withdrawn',
  ]);
  const over = await director.api.organisations.invite({ id, label: 'x', rank: 'practitioner', expiresInDays: 2 });
  server.clock.advance({ days: 3 });
  expect(await refusalOf(person.api.invitations.accept({ token: secretOf(over.url) }))).toEqual(['invitation-over']);
  expect((await person.api.invitations.preview({ token: secretOf(over.url) })).status).toBe('expired');
  expect((await director.api.organisations.get({ id })).members).toHaveLength(2);
});

test('a convention’s invitation is withdrawn by command, and its link says so', async () => {
  const host = await createOrganisation(server, 'Hôte');
  const guest = await createOrganisation(server, 'Invité');
  const id = await openWith(host, [], { kind: 'empty' });
  const { id: invitation, url } = await host.director.api.conventions.invite({
    id,
    as: 'observer-comments',
    label: 'Financeur',
  });
  const token = secretOf(url);
  expect(await guest.director.api.invitations.preview({ token })).toMatchObject({
    kind: 'observer-comments',
    convention: 'Répit des aidants',
  });
  await host.director.api.conventions.command({ id, command: { type: 'withdrawInvitation', invitation } });
  expect((await guest.director.api.invitations.preview({ token })).status).toBe('withdrawn');
  expect(await refusalOf(guest.director.api.invitations.accept({ token, organisation: guest.organisation }))).toEqual([
    'invitation-withdrawn',
  ]);
});

test('a director or manager accepts for the organisation; a practitioner, or a stranger to it, can’t', async () => {
  const host = await createOrganisation(server, 'Hôte');
  const guest = await createOrganisation(server, 'Invité');
  const id = await openWith(host, [], { kind: 'empty' });
  const { url } = await host.director.api.conventions.invite({ id, as: 'observer-reads', label: 'Prescripteur' });
  const token = secretOf(url);
  const alone = await signUp(server, 'Sans organisation');
  expect(await refusalOf(alone.api.invitations.accept({ token }))).toEqual(['only-director-or-manager-may']);
  expect(await refusalOf(alone.api.invitations.accept({ token, organisation: guest.organisation }))).toEqual([
    'only-director-or-manager-may',
  ]);
  expect(await guest.manager.api.invitations.accept({ token })).toEqual({
    organisation: guest.organisation,
    convention: id,
  });
  expect((await guest.manager.api.conventions.get({ id })).me.access).toBe('reads');
  expect(await statusOf(guest.director.api.conventions.get({ id })), 'the organisation names its people').toBe(404);
});

test('nobody joins an organisation twice', async () => {
  const { organisation: id, director, manager } = await createOrganisation(server, 'Les Tilleuls');
  const { url } = await director.api.organisations.invite({ id, label: 'x', rank: 'director' });
  expect(await refusalOf(manager.api.invitations.accept({ token: secretOf(url) }))).toEqual(['already-a-member']);
});

test('F-46: a link goes with the member who made it: who was removed doesn’t come back by it', async () => {
  const { organisation: id, director, manager } = await createOrganisation(server, 'Les Tilleuls');
  const { url } = await manager.api.organisations.invite({ id, label: 'x', rank: 'manager' });
  const { url: other } = await director.api.organisations.invite({ id, label: 'y', rank: 'manager' });
  await director.api.organisations.removeMember({ id, person: manager.id });
  expect(await refusalOf(manager.api.invitations.accept({ token: secretOf(url) }))).toEqual(['invitation-withdrawn']);
  expect(await manager.api.invitations.accept({ token: secretOf(other) })).toEqual({
    organisation: id,
    convention: null,
  });
});

test('F-46: nor a link to a convention: it goes with the member who made it, and the journal says so', async () => {
  const host = await createOrganisation(server, 'Hôte');
  const guest = await createOrganisation(server, 'Invité');
  const id = await openWith(host, [], { kind: 'empty' });
  const { id: invitation, url } = await host.manager.api.conventions.invite({ id, as: 'party', label: 'Commune' });
  const { url: other } = await host.director.api.conventions.invite({ id, as: 'party', label: 'Commune' });
  await host.director.api.organisations.removeMember({ id: host.organisation, person: host.manager.id });
  const accept = (link: string) =>
    guest.director.api.invitations.accept({ token: secretOf(link), organisation: guest.organisation });
  expect(await refusalOf(accept(url))).toEqual(['invitation-withdrawn']);
  const journal = await host.director.api.conventions.journal({ id });
  expect(journal.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: 'InvitationWithdrawn', invitation, by: host.director.id }),
  );
  expect(await accept(other)).toMatchObject({ convention: id });
});
