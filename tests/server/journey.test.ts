/** The whole negotiation by the typed API: from a Word file to a convention in force, with time in the test's hand. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyProposal, zImportProposal } from '@entente/shared/sections/import-proposal';
import { sectionIds } from '@entente/shared/sections/sections';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../support/answers.ts';
import { fillInAs } from '../support/fill-in.ts';
import { readPdf } from '../support/read-pdf.ts';
import {
  createOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
  testClock,
} from '../support/server.ts';
import { addPasskey, signWith } from '../support/signing.ts';

const sample = join(import.meta.dirname, '..', '..', 'server', 'src', 'demo', 'convention-repit.docx');

let server: TestServer;
let teams: readonly Team[];
let id: string;
let first: Team;
let second: Team;
let third: Team;

beforeAll(async () => {
  server = await startTestServer({ clock: testClock('2026-03-02T09:00:00.000Z') });
  first = await createOrganisation(server, 'Les Tilleuls');
  second = await createOrganisation(server, 'Commune de Valmer', 'public-body');
  third = await createOrganisation(server, 'Relais des Familles du Pays de Valmer');
  teams = [first, second, third];
});
afterAll(() => server.close());

const command = (person: Person, what: Parameters<Person['api']['conventions']['command']>[0]['command']) =>
  person.api.conventions.command({ id, command: what });

async function planAndOpen(): Promise<string> {
  const expected = teams.map(({ organisation, manager }) => ({ person: manager.id, organisation }));
  const planned = await command(first.manager, {
    type: 'planMeeting',
    plannedFor: server.clock.now().toISOString(),
    place: { kind: 'remote' },
    expected,
  });
  const meeting = planned.state.meetings.at(-1)?.id ?? '';
  await command(first.manager, { type: 'openMeeting', meeting });
  return meeting;
}

async function everybodyConfirms(meeting: string): Promise<void> {
  for (const person of [first.director, ...[second, third].flatMap(({ director, manager }) => [director, manager])]) {
    await command(person, { type: 'confirmAttendance', meeting, person: person.id });
  }
}

const download = async (path: string) => {
  const response = await second.manager.fetch(`/api/conventions/${id}/${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[ -~]+"; filename\*=UTF-8''\S+\.pdf$/,
  );
  return (await readPdf(new Uint8Array(await response.arrayBuffer()))).words;
};

test('the sample is read into a proposal and becomes the text of three parties', async () => {
  const response = await first.manager.fetch('/api/imports', {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
    body: new Uint8Array(await readFile(sample)),
  });
  expect(response.status).toBe(200);
  const proposal = zImportProposal.parse(await response.json());
  const sections = applyProposal(proposal, { sections: {}, refusedSplits: [] });
  const blocks = Object.fromEntries(
    Object.entries(sections).map(([section, list]) => [section, list.map((block) => ({ ...block }))]),
  );
  id = await openWith(first, [second, third], { kind: 'import', sections: blocks });
  await fillInAs(server, third.manager, { id, parties: teams.map(({ organisation }) => organisation) });
  const { facts } = await third.manager.api.text.get({ id });
  const written = sectionIds.filter((section) => !facts.sections[section].blank);
  expect(written).toEqual(expect.arrayContaining(['values', 'project', 'roles', 'budget', 'evaluation', 'risks']));
  expect((await third.manager.api.conventions.get({ id })).state.parties).toHaveLength(3);
});

test('NEG-1: at the first meeting approval is refused, and the convention prints as a draft', async () => {
  const meeting = await planAndOpen();
  await everybodyConfirms(meeting);
  const { facts } = await first.manager.api.text.get({ id });
  for (const section of sectionIds) {
    for (const { manager } of teams) {
      await command(manager, {
        type: 'takeStance',
        section,
        position: 'agree',
        digest: facts.sections[section].digest,
      });
    }
  }
  const approve = { type: 'approveConvention', meeting, digest: facts.digest } as const;
  expect(await refusalOf(command(first.director, approve))).toContain('no-earlier-meeting');
  await command(second.manager, { type: 'writeMinutes', meeting, minutes: 'Chacun s’est présenté.' });
  await command(first.manager, { type: 'closeMeeting', meeting });
  const minutes = await download(`meetings/${meeting}/minutes.pdf`);
  expect(minutes).toContain('Chacun s’est présenté');
  const draft = await download('convention.pdf');
  expect(draft).toMatch(/projet/i);
});

test('NEG-1: the same day, a second meeting approves nothing either', async () => {
  server.clock.advance({ hours: 2 });
  const meeting = await planAndOpen();
  await everybodyConfirms(meeting);
  const { facts } = await first.manager.api.text.get({ id });
  const refused = await refusalOf(
    command(first.director, { type: 'approveConvention', meeting, digest: facts.digest }),
  );
  expect(refused).toContain('reflection-not-over');
  await command(first.manager, { type: 'writeMinutes', meeting, minutes: 'Rien de plus aujourd’hui.' });
  await command(first.manager, { type: 'closeMeeting', meeting });
  const codes = (await first.director.api.conventions.journal({ id })).flatMap(({ event }) =>
    event.type === 'CommandRefused' ? event.codes : [],
  );
  expect(codes).toEqual(expect.arrayContaining(['no-earlier-meeting', 'reflection-not-over']));
});

test('the next day every party approves, and the text is frozen', async () => {
  server.clock.advance({ days: 1 });
  const meeting = await planAndOpen();
  await everybodyConfirms(meeting);
  const { facts } = await first.manager.api.text.get({ id });
  const approve = { type: 'approveConvention', meeting, digest: facts.digest } as const;
  const { awaiting } = await second.director.api.me.home();
  expect(awaiting.map(({ kind }) => kind)).toContain('approve');
  expect((await command(first.director, approve)).state.stage).toBe('negotiating');
  expect((await command(second.director, approve)).state.stage).toBe('negotiating');
  const { state } = await command(third.director, approve);
  expect(state).toMatchObject({ stage: 'frozen', text: { digest: facts.digest } });
  const frozen = await download('convention.pdf');
  expect(frozen.replace(/\s/g, '')).toContain(facts.digest.slice(0, 16));
  const reopen = { type: 'reopenSection', section: 'budget', reason: 'Une erreur' } as const;
  expect(await refusalOf(command(first.manager, reopen))).toContain('text-frozen');
});

test('SIG-2: each signs with a passkey, and the last signature puts the convention in force', async () => {
  const sign = async (person: Person) => signWith(await addPasskey(person), person, { id });
  expect(await refusalOf(first.manager.api.signing.statement({ id }))).toContain('may-not-commit');
  expect((await first.director.api.me.home()).awaiting.map(({ kind }) => kind)).toContain('sign');
  // SIG-1: the council's vote comes first; the others needn't wait for it.
  expect(await refusalOf(second.director.api.signing.statement({ id }))).toEqual(['deliberation-missing']);
  const day = server.clock.now().toISOString().slice(0, 10);
  const voted = { number: '2026-17', date: day, enforceableOn: day };
  await command(second.director, { type: 'recordDeliberation', ...voted });
  expect((await sign(second.director)).state.stage).toBe('frozen');
  const [kept] = Object.values(await server.services.store.signatureEvidence(id));
  expect(JSON.parse(kept ?? '')).toMatchObject({ statement: { deliberation: voted } });
  expect((await sign(first.director)).state.stage).toBe('frozen');
  expect(await refusalOf(sign(first.director))).toContain('already-signed');
  const { state } = await sign(third.director);
  expect(state.stage).toBe('inForce');
  expect((await third.director.api.me.home()).awaiting.map(({ kind }) => kind)).not.toContain('sign');
  const signed = await download('convention.pdf');
  expect(signed).toContain('Direction, Commune de Valmer');
});

test('a kept version is readable for ever, and the journal names every step', async () => {
  const { state } = await first.manager.api.conventions.get({ id });
  expect(state.versions.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['meeting', 'approval']));
  const version = state.versions[0];
  if (!version) throw new Error('a version was kept at the first meeting');
  expect((await third.manager.api.text.version({ id, version: version.id })).facts.digest).toBe(version.digest);
  const journal = await first.manager.api.conventions.journal({ id });
  expect(journal.map(({ version: at }) => at)).toEqual(journal.map((_, index) => index + 1));
  expect(journal.at(-1)?.event.type).toBe('ConventionEnteredIntoForce');
});
