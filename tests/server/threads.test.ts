import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, statusOf } from '../support/answers.ts';
import { firstWords } from '../support/first-words.ts';
import { createOrganisation, secretOf, startTestServer, type Team, type TestServer } from '../support/server.ts';
import { negotiation } from '../support/two-parties.ts';

let server: TestServer;
let host: Team;
let guest: Team;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  const told = await negotiation(server);
  [host, guest] = told.teams;
  id = told.id;
});
afterAll(() => server.close());

test('a thread keeps its words, its answers and its state; the text’s digest does not see it', async () => {
  const before = await host.director.api.text.get({ id });
  const range = (await firstWords(server, id, 'values')).range(11);
  const thread = await guest.manager.api.threads.start({ id, section: 'values', ...range, text: 'Qui le dit ?' });
  expect(thread).toMatchObject({ section: 'values', quote: 'Les parties', status: 'open', anchor: null });
  await host.director.api.threads.reply({ id, thread: thread.id, text: 'Nous tous.' });
  await host.manager.api.threads.setStatus({ id, thread: thread.id, status: 'resolved' });
  const [listed] = await guest.director.api.threads.list({ id });
  expect(listed).toMatchObject({ id: thread.id, status: 'resolved' });
  expect(listed?.replies.map(({ person, text }) => [person, text])).toEqual([
    [guest.manager.id, 'Qui le dit ?'],
    [host.director.id, 'Nous tous.'],
  ]);
  expect((await host.director.api.text.get({ id })).facts).toEqual(before.facts);
  const updates = await server.services.store.textLog(id);
  const log = updates.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('');
  expect(log, 'the mark is in the text').toContain(thread.id);
  expect(log, 'no word of a comment is').not.toContain('Qui le dit');
});

test('who may only read reads threads too, and starts, answers and resolves none', async () => {
  const observer = await createOrganisation(server, 'Financeur', 'other');
  const { url } = await host.director.api.conventions.invite({ id, as: 'observer-reads', label: 'Financeur' });
  await observer.director.api.invitations.accept({ token: secretOf(url), organisation: observer.organisation });
  const [thread] = await observer.director.api.threads.list({ id });
  const range = (await firstWords(server, id, 'values')).range(11);
  const { threads } = observer.director.api;
  expect(await refusalOf(threads.start({ id, section: 'values', ...range, text: 'x' }))).toEqual(['access-too-narrow']);
  expect(await refusalOf(threads.reply({ id, thread: thread?.id ?? '', text: 'x' }))).toEqual(['access-too-narrow']);
  expect(await refusalOf(threads.setStatus({ id, thread: thread?.id ?? '', status: 'open' }))).toEqual([
    'access-too-narrow',
  ]);
});

test('who may comment and not write comments all the same', async () => {
  await guest.director.api.conventions.command({
    id,
    command: { type: 'nameParticipant', person: guest.manager.id, access: 'comments' },
  });
  const range = (await firstWords(server, id, 'project')).range(5);
  const thread = await guest.manager.api.threads.start({ id, section: 'project', ...range, text: 'Combien ?' });
  expect(thread.quote).toBe('Objec');
});

test('in a closed section the anchor is kept beside the text', async () => {
  const { facts } = await host.director.api.text.get({ id });
  const command = {
    type: 'takeStance',
    section: 'means',
    position: 'agree',
    digest: facts.sections.means.digest,
  } as const;
  await host.manager.api.conventions.command({ id, command });
  await guest.director.api.conventions.command({ id, command });
  const range = (await firstWords(server, id, 'means')).range(6);
  const thread = await host.manager.api.threads.start({ id, section: 'means', ...range, text: 'Rappel' });
  expect(thread.quote).toBe('Moyens');
  expect(thread.anchor).toMatchObject({ from: expect.anything(), to: expect.anything() });
});

test('positions that name no words of the section are a malformed request', async () => {
  const range = (await firstWords(server, id, 'values')).range(5);
  const { threads } = host.director.api;
  expect(await statusOf(threads.start({ id, section: 'budget', ...range, text: 'x' }))).toBe(400);
  expect(await statusOf(threads.start({ id, section: 'values', from: { nothing: 1 }, to: null, text: 'x' }))).toBe(400);
  expect(await statusOf(threads.start({ id, section: 'values', from: range.from, to: range.from, text: 'x' }))).toBe(
    400,
  );
});
