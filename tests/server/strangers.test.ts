/** F-44, F-45: what belongs to others answers exactly as what does not exist. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
  Visitor,
} from '../support/server.ts';

let server: TestServer;
let insider: Team;
let stranger: Person;
let mine: string;
let theirs: string;

beforeAll(async () => {
  server = await startTestServer();
  insider = await createOrganisation(server, 'Les Tilleuls');
  const other = await createOrganisation(server, 'Ailleurs');
  stranger = other.director;
  theirs = await openWith(insider, [], { kind: 'template' });
  mine = await openWith(other, [], { kind: 'template' });
});
afterAll(() => server.close());

const anId = randomUUID();

/** Every route below a convention, with a body that would be accepted from a participant. */
type Route = { readonly method: string; readonly path: string; readonly body?: unknown };
const routes: readonly Route[] = [
  { method: 'GET', path: '' },
  { method: 'POST', path: '/commands', body: { command: { type: 'keepVersion', label: 'x' } } },
  { method: 'POST', path: '/commands', body: { command: { type: 'nameParticipant', person: anId, access: 'reads' } } },
  { method: 'POST', path: '/invitations', body: { as: 'party', label: 'x' } },
  { method: 'POST', path: '/signatures', body: { digest: '0'.repeat(64), password: 'x' } },
  { method: 'GET', path: '/journal' },
  { method: 'POST', path: '/pages', body: {} },
  { method: 'GET', path: '/text' },
  { method: 'GET', path: `/versions/${anId}` },
  { method: 'GET', path: '/threads' },
  { method: 'POST', path: '/threads', body: { section: 'values', from: {}, to: {}, text: 'x' } },
  { method: 'POST', path: `/threads/${anId}/replies`, body: { text: 'x' } },
  { method: 'PUT', path: `/threads/${anId}/status`, body: { status: 'resolved' } },
  { method: 'GET', path: '/convention.pdf' },
  { method: 'GET', path: `/meetings/${anId}/minutes.pdf` },
];

async function ask(person: Visitor, { method, path, body }: Route, convention: string) {
  const response = await person.fetch(`/api/conventions/${convention}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { 'content-length': length, date: _date, etag: _etag, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, body: await response.text(), length, headers };
}

test.each(routes)('F-44: a stranger asking $method $path of a convention learns nothing', async (route) => {
  const foreign = await ask(stranger, route, theirs);
  const unknown = await ask(stranger, route, randomUUID());
  expect(foreign.status).toBe(404);
  expect(foreign).toEqual(unknown);
});

test.each(routes)('F-44: nobody signed in asking $method $path is asked to sign in', async (route) => {
  const answer = await ask(new Visitor(server.url), route, theirs);
  expect(answer.status).toBe(401);
  expect(answer).toEqual(await ask(new Visitor(server.url), route, randomUUID()));
});

test('F-45: one’s own convention is no way to another’s threads, versions or minutes', async () => {
  const { state } = await insider.director.api.conventions.command({
    id: theirs,
    command: { type: 'keepVersion', label: 'x' },
  });
  const version = state.versions[0]?.id ?? '';
  expect((await insider.director.api.text.version({ id: theirs, version })).facts.digest).toMatch(/^[0-9a-f]{64}$/);
  expect((await stranger.fetch(`/api/conventions/${mine}/versions/${version}`)).status).toBe(404);
  const { db } = server.services;
  const thread = randomUUID();
  const at = server.clock.now().toISOString();
  await db
    .insertInto('thread')
    .values({
      id: thread,
      convention: theirs,
      section: 'values',
      quote: 'x',
      status: 'open',
      anchor: null,
      created_at: at,
    })
    .execute();
  await db
    .insertInto('reply')
    .values({ id: randomUUID(), thread, person: insider.director.id, at, text: 'secret' })
    .execute();
  expect((await stranger.post(`/api/conventions/${mine}/threads/${thread}/replies`, { text: 'x' })).status).toBe(404);
  const resolve = { method: 'PUT', body: '{"status":"resolved"}', headers: { 'content-type': 'application/json' } };
  expect((await stranger.fetch(`/api/conventions/${mine}/threads/${thread}/status`, resolve)).status).toBe(404);
  const threads = await insider.director.api.threads.list({ id: theirs });
  expect(threads).toMatchObject([{ status: 'open', replies: [{ text: 'secret' }] }]);
});

test('an unknown address below /api is a 404 in JSON', async () => {
  const response = await stranger.fetch('/api/nothing/here');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
});
