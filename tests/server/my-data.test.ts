/** One's own data: all of it on request, and gone with the account, except what binds others. */
import { sectionIds } from '@entente/shared/sections/sections';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import { fillInAs } from '../support/fill-in.ts';
import { joinOrganisation, startTestServer, type Team, type TestServer } from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';
import { negotiation } from '../support/two-parties.ts';

let server: TestServer;
let host: Team;
let guest: Team;
let id: string;
beforeEach(async () => {
  server = await startTestServer();
  const told = await negotiation(server);
  [host, guest] = told.teams;
  id = told.id;
});
afterEach(() => server.close());

/** A stance with its reason: words that are their author's own. */
async function reserves(who: Team['manager'], reason: string): Promise<void> {
  const { facts } = await who.api.text.get({ id });
  const digest = facts.sections.budget.digest;
  const command = { type: 'takeStance', section: 'budget', position: 'reserve', digest, reason } as const;
  await who.api.conventions.command({ id, command });
}

test('the export holds everything about a person, and nothing secret', async () => {
  await reserves(guest.manager, 'Avant le vote du conseil');
  const response = await guest.manager.fetch('/api/me/export');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="entente.json"/);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({
    profile: { id: guest.manager.id, email: guest.manager.email, name: guest.manager.name },
    sessions: [{ id: expect.any(String) }, { id: expect.any(String) }],
    memberships: [{ organisation: guest.organisation, rank: 'manager' }],
    participations: [{ convention: id, access: 'writes' }],
    words: [{ convention: id, text: 'Avant le vote du conseil' }],
    journal: [{ convention: id, event: { type: 'StanceTaken' } }],
  });
  for (const secret of [guest.manager.password, guest.manager.cookie.split('=')[1] ?? '', host.director.email]) {
    expect(text).not.toContain(secret);
  }
  expect((await fetch(`${server.url}/api/me/export`)).status).toBe(401);
});

test('deleting the account takes the password, and takes name, address, words, comments, seats and sessions away', async () => {
  const { manager } = guest;
  await reserves(manager, 'Mots à effacer');
  await manager.api.conventions.command({ id, command: { type: 'keepVersion', label: 'Nom de la version' } });
  expect(await refusalOf(manager.api.me.remove({ password: 'not the password' }))).toEqual(['wrong-password']);
  await manager.api.me.remove({ password: manager.password });
  expect(await statusOf(manager.api.me.get())).toBe(401);
  expect((await manager.signIn()).status).toBe(401);
  const view = await guest.director.api.conventions.get({ id });
  expect(view.people.find(({ id: one }) => one === manager.id)).toEqual({
    id: manager.id,
    name: null,
    organisation: null,
  });
  expect(JSON.stringify(view)).not.toContain('Mots à effacer');
  // A version's name is the convention's record, as minutes are.
  expect(JSON.stringify(view)).toContain('Nom de la version');
  const party = view.state.parties.find(({ organisation }) => organisation === guest.organisation);
  expect(party?.participants.map(({ person }) => person)).toEqual([guest.director.id]);
  expect((await guest.director.api.organisations.get({ id: guest.organisation })).members).toHaveLength(1);
  const { db } = server.services;
  const everything = JSON.stringify(await db.selectFrom('user').selectAll().execute());
  expect(everything).not.toContain(manager.email);
  expect(everything).not.toContain(manager.name);
});

test('the address of a deleted account can be used again, by a new person', async () => {
  const { manager } = guest;
  await manager.api.me.remove({ password: manager.password });
  const body = { name: 'Nouvelle', email: manager.email, password: 'un mot de passe long' };
  const response = await manager.post('/api/auth/sign-up/email', body);
  expect(response.status).toBe(200);
  expect(((await response.json()) as { user: { id: string } }).user.id).not.toBe(manager.id);
});

test('nobody signs up with the address that a deleted account will get, and keeps it from being deleted', async () => {
  const { manager } = guest;
  for (const email of [`${manager.id}@removed.invalid`, ` ${manager.id.toUpperCase()}@Removed.Invalid`]) {
    const body = { name: 'Squatteuse', email, password: 'un mot de passe long' };
    expect((await host.director.post('/api/auth/sign-up/email', body)).status).toBe(400);
  }
  await manager.api.me.remove({ password: manager.password });
  expect((await manager.signIn()).status).toBe(401);
});

test('a leaving director hands the seat over to another one of the organisation', async () => {
  const second = await joinOrganisation(server, guest.director, {
    organisation: guest.organisation,
    rank: 'director',
    name: 'Directrice adjointe',
  });
  await guest.director.api.conventions.command({
    id,
    command: { type: 'removeParticipant', person: guest.manager.id },
  });
  await guest.director.api.me.remove({ password: guest.director.password });
  const { state } = await second.api.conventions.get({ id });
  const party = state.parties.find(({ organisation }) => organisation === guest.organisation);
  expect(party?.participants).toEqual([{ person: second.id, rank: 'director', access: 'writes' }]);
});

test('who signed a convention stays named in it, the address gone all the same', async () => {
  const second = await joinOrganisation(server, guest.director, {
    organisation: guest.organisation,
    rank: 'director',
    name: 'Directrice adjointe',
  });
  const command = (of: typeof host.director, what: Parameters<typeof of.api.conventions.command>[0]['command']) =>
    of.api.conventions.command({ id, command: what });
  const meet = async () => {
    const { state } = await command(host.manager, {
      type: 'planMeeting',
      plannedFor: server.clock.now().toISOString(),
      place: { kind: 'remote' },
      expected: [],
    });
    const meeting = state.meetings.at(-1)?.id ?? '';
    await command(host.manager, { type: 'openMeeting', meeting });
    for (const person of [host.director, guest.director])
      await command(person, { type: 'confirmAttendance', meeting, person: person.id });
    return meeting;
  };
  const first = await meet();
  await command(host.manager, { type: 'writeMinutes', meeting: first, minutes: 'Rencontre.' });
  await command(host.manager, { type: 'closeMeeting', meeting: first });
  await fillInAs(server, host.manager, { id, parties: [host.organisation, guest.organisation] });
  const { facts } = await host.manager.api.text.get({ id });
  for (const section of sectionIds) {
    for (const { manager } of [host, guest]) {
      await command(manager, {
        type: 'takeStance',
        section,
        position: 'agree',
        digest: facts.sections[section].digest,
      });
    }
  }
  server.clock.advance({ days: 1 });
  const meeting = await meet();
  for (const { director } of [host, guest])
    await command(director, { type: 'approveConvention', meeting, digest: facts.digest });
  const day = server.clock.now().toISOString().slice(0, 10);
  await command(guest.director, { type: 'recordDeliberation', number: '2026-17', date: day, enforceableOn: day });
  for (const { director } of [host, guest]) await signWith(await addPasskey(director), director, { id });
  const mine = await (await guest.director.fetch('/api/me/export')).json();
  expect(mine).toMatchObject({
    signatures: [{ convention: id, evidence: { statement: { person: guest.director.id } } }],
  });
  await guest.director.api.me.remove({ password: guest.director.password });
  await guest.manager.api.conventions.command({
    id,
    command: { type: 'nameParticipant', person: second.id, access: 'reads' },
  });
  const named = (await second.api.conventions.get({ id })).people.find(({ id: one }) => one === guest.director.id);
  expect(named?.name).toBe(guest.director.name);
  const everything = JSON.stringify(await server.services.db.selectFrom('user').selectAll().execute());
  expect(everything).not.toContain(guest.director.email);
});
