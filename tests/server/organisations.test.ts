import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import {
  createOrganisation,
  joinOrganisation,
  openWith,
  type Person,
  secretOf,
  signUp,
  startTestServer,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('who makes an organisation is its director, and it is nobody else’s business', async () => {
  const { organisation, director } = await createOrganisation(server, 'Les Tilleuls');
  const page = await director.api.organisations.get({ id: organisation });
  expect(page.organisation).toEqual({ id: organisation, name: 'Les Tilleuls', kind: 'association' });
  expect(page.members.map(({ rank }) => rank)).toEqual(['director', 'manager']);
  const stranger = await signUp(server, 'Inconnue');
  expect(await statusOf(stranger.api.organisations.get({ id: organisation }))).toBe(404);
  expect(await statusOf(stranger.api.organisations.change({ id: organisation, name: 'Prise' }))).toBe(404);
});

test('directors decide about people; managers bring in all but directors; practitioners nobody', async () => {
  const { organisation: id, director, manager } = await createOrganisation(server, 'Les Tilleuls');
  const practitioner = await joinOrganisation(server, manager, {
    organisation: id,
    rank: 'practitioner',
    name: 'Éducatrice',
  });
  expect(await refusalOf(manager.api.organisations.invite({ id, label: 'x', rank: 'director' }))).toEqual([
    'only-a-director-may',
  ]);
  expect(await refusalOf(practitioner.api.organisations.invite({ id, label: 'x', rank: 'practitioner' }))).toEqual([
    'only-director-or-manager-may',
  ]);
  expect(
    await refusalOf(manager.api.organisations.changeRank({ id, person: practitioner.id, rank: 'manager' })),
  ).toEqual(['only-a-director-may']);
  expect(await refusalOf(manager.api.organisations.removeMember({ id, person: practitioner.id }))).toEqual([
    'only-a-director-may',
  ]);
  expect(await refusalOf(manager.api.organisations.change({ id, name: 'Autre' }))).toEqual(['only-a-director-may']);
  await director.api.organisations.changeRank({ id, person: practitioner.id, rank: 'manager' });
  const { members } = await director.api.organisations.get({ id });
  expect(members.find(({ person }) => person === practitioner.id)?.rank).toBe('manager');
});

test('the only director can’t leave, be demoted or delete the account before naming another', async () => {
  const { organisation: id, director, manager } = await createOrganisation(server, 'Les Tilleuls');
  expect(await refusalOf(director.api.organisations.removeMember({ id, person: director.id }))).toEqual([
    'last-director',
  ]);
  expect(await refusalOf(director.api.organisations.changeRank({ id, person: director.id, rank: 'manager' }))).toEqual([
    'last-director',
  ]);
  expect(await refusalOf(director.api.me.remove({ password: director.password }))).toEqual(['last-director']);
  await director.api.organisations.changeRank({ id, person: manager.id, rank: 'director' });
  await director.api.organisations.removeMember({ id, person: director.id });
  expect(await statusOf(director.api.organisations.get({ id }))).toBe(404);
  expect((await manager.api.organisations.get({ id })).members).toHaveLength(1);
});

test('two directors who demote each other at once leave one', async () => {
  const { organisation: id, director, manager } = await createOrganisation(server, 'Les Tilleuls');
  await director.api.organisations.changeRank({ id, person: manager.id, rank: 'director' });
  await Promise.allSettled([
    director.api.organisations.changeRank({ id, person: manager.id, rank: 'practitioner' }),
    manager.api.organisations.changeRank({ id, person: director.id, rank: 'practitioner' }),
  ]);
  const { members } = await director.api.organisations.get({ id });
  expect(members.filter(({ rank }) => rank === 'director')).toHaveLength(1);
});

test('a removed member loses the organisation’s conventions at once', async () => {
  const tilleuls = await createOrganisation(server, 'Les Tilleuls');
  const valmer = await createOrganisation(server, 'Commune de Valmer', 'public-body');
  const id = await openWith(tilleuls, [valmer], { kind: 'template' });
  expect((await valmer.manager.api.conventions.get({ id })).me.access).toBe('writes');
  await valmer.director.api.organisations.removeMember({ id: valmer.organisation, person: valmer.manager.id });
  expect(await statusOf(valmer.manager.api.conventions.get({ id }))).toBe(404);
  expect(await valmer.manager.api.conventions.list()).toEqual([]);
  const { state } = await valmer.director.api.conventions.get({ id });
  const party = state.parties.find(({ organisation }) => organisation === valmer.organisation);
  expect(party?.participants.map(({ person }) => person)).toEqual([valmer.director.id]);
});

test('where the one who goes was the last to speak for a party, a director is named first', async () => {
  const tilleuls = await createOrganisation(server, 'Les Tilleuls');
  const valmer = await createOrganisation(server, 'Commune de Valmer', 'public-body');
  const id = await openWith(tilleuls, [valmer], { kind: 'template' });
  await leaveSeat(valmer.director, id);
  await valmer.director.api.organisations.removeMember({ id: valmer.organisation, person: valmer.manager.id });
  const { state, me } = await valmer.director.api.conventions.get({ id });
  expect(me).toMatchObject({ rank: 'director', access: 'writes' });
  const party = state.parties.find(({ organisation }) => organisation === valmer.organisation);
  expect(party?.participants.map(({ person }) => person)).toEqual([valmer.director.id]);
});

test('a new rank reaches the conventions', async () => {
  const tilleuls = await createOrganisation(server, 'Les Tilleuls');
  const id = await openWith(tilleuls, [], { kind: 'empty' });
  await tilleuls.director.api.organisations.changeRank({
    id: tilleuls.organisation,
    person: tilleuls.manager.id,
    rank: 'practitioner',
  });
  const { state, me } = await tilleuls.manager.api.conventions.get({ id });
  expect(me.rank).toBe('practitioner');
  expect(state.parties[0]?.participants.find(({ person }) => person === tilleuls.manager.id)?.rank).toBe(
    'practitioner',
  );
});

test('a director without a seat can still name somebody for the organisation, and nothing else', async () => {
  const tilleuls = await createOrganisation(server, 'Les Tilleuls');
  const valmer = await createOrganisation(server, 'Commune de Valmer', 'public-body');
  const id = await openWith(tilleuls, [valmer], { kind: 'template' });
  await leaveSeat(valmer.director, id);
  expect(
    await statusOf(valmer.director.api.conventions.command({ id, command: { type: 'keepVersion', label: 'x' } })),
  ).toBe(404);
  const view = await valmer.director.api.conventions.command({
    id,
    command: { type: 'nameParticipant', person: valmer.director.id, access: 'writes' },
  });
  expect(view.me.person).toBe(valmer.director.id);
  const stranger = await createOrganisation(server, 'Ailleurs');
  const intrusion = { type: 'nameParticipant', person: stranger.director.id, access: 'reads' } as const;
  expect(await statusOf(stranger.director.api.conventions.command({ id, command: intrusion }))).toBe(404);
});

test('a reset link is made by a director, for a member, who belongs nowhere else', async () => {
  const tilleuls = await createOrganisation(server, 'Les Tilleuls');
  const valmer = await createOrganisation(server, 'Commune de Valmer', 'public-body');
  const { organisation: id, director, manager } = tilleuls;
  expect(await refusalOf(manager.api.organisations.resetLink({ id, person: director.id }))).toEqual([
    'only-a-director-may',
  ]);
  expect(await refusalOf(director.api.organisations.resetLink({ id, person: valmer.manager.id }))).toEqual([
    'not-a-member-here',
  ]);
  expect(await statusOf(valmer.director.api.organisations.resetLink({ id, person: manager.id }))).toBe(404);
  const { url } = await director.api.organisations.resetLink({ id, person: manager.id });
  const token = new URL(url).searchParams.get('token');
  const reset = await manager.post('/api/auth/reset-password', { token, newPassword: 'un nouveau mot' });
  expect(reset.status).toBe(200);
  expect((await manager.signIn('un nouveau mot')).status).toBe(200);
  // The link makes whoever holds it that person, everywhere: a stranger's director must not get one by inviting.
  const invited = await director.api.organisations.invite({ id, label: 'x', rank: 'practitioner' });
  await valmer.manager.api.invitations.accept({ token: secretOf(invited.url) });
  expect(await refusalOf(director.api.organisations.resetLink({ id, person: valmer.manager.id }))).toEqual([
    'belongs-elsewhere-too',
  ]);
});

/** A participant takes leave of a convention: from then on there is nothing to see. */
async function leaveSeat(person: Person, id: string): Promise<void> {
  const command = { type: 'removeParticipant', person: person.id } as const;
  expect(await statusOf(person.api.conventions.command({ id, command }))).toBe(404);
  expect(await statusOf(person.api.conventions.get({ id }))).toBe(404);
}
