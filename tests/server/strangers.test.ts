/** F-45: what belongs to others answers exactly as what does not exist. Every route is tried in `matrix.test.ts`. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createOrganisation,
  openWith,
  type Person,
  startTestServer,
  type Team,
  type TestServer,
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
