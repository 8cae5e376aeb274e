/** Commands that somebody who takes part gives for others, about others, or too late. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/answers.ts';
import { type CommandInput, commandTo, meet } from '../support/negotiated.ts';
import {
  createOrganisation,
  joinOrganisation,
  openWith,
  type Person,
  secretOf,
  startTestServer,
  type Team,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
let mine: Team;
let partner: Team;
let stranger: Team;
let observer: Person;
let practitioner: Person;
let id: string;
let planned: string;

beforeAll(async () => {
  server = await startTestServer();
  mine = await createOrganisation(server, 'Les Tilleuls');
  partner = await createOrganisation(server, 'Ville de Valmer', 'public-body');
  stranger = await createOrganisation(server, 'Ailleurs');
  const watching = await createOrganisation(server, 'Département');
  observer = watching.director;
  id = await openWith(mine, [partner], { kind: 'template' });
  const { url } = await mine.director.api.conventions.invite({ id, as: 'observer-comments', label: 'Département' });
  await observer.api.invitations.accept({ token: secretOf(url), organisation: watching.organisation });
  practitioner = await joinOrganisation(server, partner.director, {
    organisation: partner.organisation,
    rank: 'practitioner',
    name: 'Éducatrice',
  });
  await command(partner.director, { type: 'nameParticipant', person: practitioner.id, access: 'writes' });
  const place = { kind: 'remote' } as const;
  const plannedFor = server.clock.now().toISOString();
  const { state } = await command(mine.manager, { type: 'planMeeting', plannedFor, place, expected: [] });
  planned = state.meetings.at(-1)?.id ?? '';
});
afterAll(() => server.close());

const command = (person: Person, input: CommandInput) => commandTo(id)(person, input);

async function journal() {
  const entries = await mine.director.api.conventions.journal({ id });
  return entries.map(({ event }) => event as { readonly type: string; readonly by: string; readonly at: string });
}

/** Facts that the command would have made; a refused try may be written down. */
const facts = async () => (await journal()).filter(({ type }) => type !== 'CommandRefused');

async function changesNothing(person: Person, input: CommandInput): Promise<readonly string[]> {
  const before = await facts();
  const codes = await refusalOf(command(person, input));
  expect(codes.length).toBeGreaterThan(0);
  expect(await facts()).toEqual(before);
  return codes;
}

test('NEG-3: the chair passes to nobody outside one’s own party, and the answer is the same for whoever exists and whoever does not', async () => {
  const passes = (to: string) => changesNothing(mine.manager, { type: 'passChair', meeting: planned, to });
  const nobody = await passes(randomUUID());
  expect(await passes(stranger.director.id)).toEqual(nobody);
  expect(await passes(observer.id)).toContain('not-a-member');
  expect(await passes(partner.director.id)).toContain('not-a-member');
  expect(
    await changesNothing(partner.manager, { type: 'passChair', meeting: planned, to: partner.director.id }),
  ).not.toEqual([]);
  for (const who of [observer, practitioner])
    await changesNothing(who, { type: 'passChair', meeting: planned, to: mine.director.id });
});

test('NEG-3: only a director of one’s own is invited', async () => {
  const invites = (by: Person, person: string, chairs = true) =>
    changesNothing(by, { type: 'inviteDirector', meeting: planned, person, chairs });
  const nobody = await invites(mine.manager, randomUUID());
  expect(nobody).toContain('not-a-member');
  expect(await invites(mine.manager, stranger.director.id)).toEqual(nobody);
  expect(await invites(mine.manager, partner.director.id)).toContain('not-a-member');
  expect(await invites(mine.director, mine.manager.id)).toContain('not-a-director');
  await invites(partner.manager, practitioner.id, false);
  await invites(observer, observer.id, false);
  await invites(practitioner, partner.director.id, false);
});

test('NEG-2: advice is acknowledged by those who plan and open, for nobody, and when there is none nothing is recorded', async () => {
  const [place, plannedFor] = [{ kind: 'remote' } as const, server.clock.now().toISOString()];
  const expected = [
    { person: mine.director.id, organisation: mine.organisation },
    { person: partner.manager.id, organisation: partner.organisation },
  ];
  const plan = { type: 'planMeeting', plannedFor, place, expected } as const;
  expect(await refusalOf(command(mine.manager, plan))).toEqual(['advice-not-acknowledged']);
  expect(await refusalOf(command(mine.manager, { ...plan, acknowledges: ['host-without-lead-wish'] }))).toEqual([
    'advice-not-acknowledged',
  ]);
  for (const who of [observer, practitioner]) await changesNothing(who, { ...plan, acknowledges: ['outranked'] });
  const before = (await facts()).length;
  await command(mine.manager, { ...plan, expected: [], acknowledges: ['outranked', 'host-without-lead-wish'] });
  const since = (await facts()).slice(before);
  expect(since.map(({ type }) => type)).not.toContain('AdviceAcknowledged');
  await command(mine.manager, { ...plan, acknowledges: ['outranked'] });
  const acknowledged = (await facts()).filter(({ type }) => type === 'AdviceAcknowledged');
  expect(acknowledged).toMatchObject([{ advice: 'outranked', parties: [partner.organisation], by: mine.manager.id }]);
});

test('NEG-1: nothing is decided or withdrawn in a meeting that is not open, nor by those who are not bound', async () => {
  await changesNothing(mine.manager, { type: 'recordDecision', meeting: planned, text: 'Trop tôt.' });
  const meeting = await meet(server, { id, teams: [mine, partner] });
  await changesNothing(observer, { type: 'recordDecision', meeting, text: 'Un observateur décide.' });
  const { state } = await command(mine.manager, { type: 'recordDecision', meeting, text: 'Deux places.' });
  const [decision] = state.meetings.flatMap((one) => (one.status === 'open' ? one.decisions : []));
  expect(decision?.proposalFor).toEqual([mine.organisation, partner.organisation]);
  await changesNothing(observer, { type: 'withdrawDecision', meeting, decision: decision?.id ?? '' });
  await command(mine.manager, { type: 'writeMinutes', meeting, minutes: 'Chacun s’est présenté.' });
  await changesNothing(observer, { type: 'closeMeeting', meeting });
  await command(mine.manager, { type: 'closeMeeting', meeting });
  for (const late of [
    { type: 'recordDecision', meeting, text: 'Après coup.' },
    { type: 'withdrawDecision', meeting, decision: decision?.id ?? '' },
    { type: 'writeMinutes', meeting, minutes: 'Autre chose.' },
    { type: 'confirmAttendance', meeting, person: mine.director.id },
    { type: 'withdrawAttendance', meeting, person: mine.director.id },
    { type: 'passChair', meeting, to: mine.director.id },
    { type: 'inviteDirector', meeting, person: mine.director.id, chairs: true },
    { type: 'openMeeting', meeting },
    { type: 'closeMeeting', meeting },
  ] as const)
    await changesNothing(mine.manager, late);
});

describe('what a body says beside its command', () => {
  const smuggled = () => ({
    organisation: mine.organisation,
    by: { person: mine.director.id, organisation: mine.organisation, rank: 'director' },
    at: '2020-01-01T00:00:00.000Z',
    newId: '00000000-0000-4000-8000-000000000000',
    salt: '',
    rankOf: { [partner.manager.id]: { organisation: mine.organisation, rank: 'director' } },
    ['__proto__']: { rank: 'director' },
  });

  test.each([
    [{ type: 'stateLeadWish', wants: true }, 'LeadWishStated'],
    [
      { type: 'recordDeliberation', number: '2026-1', date: '2026-03-01', enforceableOn: '2026-03-02' },
      'DeliberationRecorded',
    ],
  ])('speaks for no other party: %s', async (input, type) => {
    const myParty = async () => (await mine.director.api.conventions.get({ id })).state.parties[0];
    const before = await myParty();
    const answer = await partner.director.post(`/api/conventions/${id}/commands`, {
      command: { ...input, ...smuggled() },
      ...smuggled(),
    });
    expect(answer.status, await answer.text()).toBe(200);
    expect((await facts()).filter((one) => one.type === type)).toMatchObject([
      { by: partner.director.id, organisation: partner.organisation, at: server.clock.now().toISOString() },
    ]);
    expect(await myParty()).toEqual(before);
  });

  test('SIG-1: a deliberation is recorded by those who speak for the party', async () => {
    const deliberation = {
      type: 'recordDeliberation',
      number: '1',
      date: '2026-03-01',
      enforceableOn: '2026-03-01',
    } as const;
    for (const who of [observer, practitioner]) await changesNothing(who, deliberation);
  });
});

test.each([
  {
    type: 'signConvention',
    digest: 'a'.repeat(64),
    statement: 'a'.repeat(64),
    head: { version: 1, hash: 'a'.repeat(64) },
    proof: { kind: 'password' },
  },
  { type: 'recordPresence', meeting: '00000000-0000-4000-8000-000000000000' },
  { type: 'recordPartyKind', kind: 'other' },
  { type: 'recordEdit', sections: ['budget'] },
  { type: 'acceptInvitation', invitation: '00000000-0000-4000-8000-000000000000' },
  {
    type: 'inviteOrganisation',
    invitation: '00000000-0000-4000-8000-000000000000',
    as: 'party',
    label: 'x',
    expiresAt: '2099-01-01T00:00:00.000Z',
  },
  { type: 'openConvention' },
  { type: '__proto__' },
  { type: 'constructor' },
])('what the server alone commands is no command of the API: $type', async (input) => {
  const before = await journal();
  const answer = await mine.director.post(`/api/conventions/${id}/commands`, { command: input });
  expect(answer.status, await answer.text()).toBe(400);
  expect(await journal()).toEqual(before);
});

test('F-54: no calendar file names an address of anybody', async () => {
  const answer = await partner.manager.fetch(`/api/conventions/${id}/meetings.ics`);
  const words = (await answer.text()).replaceAll('\r\n ', '');
  expect(words).toContain('BEGIN:VEVENT');
  for (const { email } of [mine.director, mine.manager, partner.director, observer]) expect(words).not.toContain(email);
  // Who organises is named, under the server's own address.
  expect(new Set(words.match(/mailto:[^\s";]*/gi))).toEqual(new Set(['mailto:no-reply@localhost']));
  expect(words).not.toMatch(/ATTENDEE/i);
});
