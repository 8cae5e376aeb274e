/** F-40, F-41: the socket follows the session and the rights, at once. */
import { once } from 'node:events';
import { livingSessions } from '@entente/server/accounts/living-sessions';
import { closeCodes } from '@entente/shared/wire/messages';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  createOrganisation,
  openWith,
  startTestServer,
  type Team,
  type TestServer,
  Visitor,
} from '../support/server.ts';

let server: TestServer;
let host: Team;
let guest: Team;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  host = await createOrganisation(server, 'Les Tilleuls');
});
afterAll(() => server.close());
beforeEach(async () => {
  guest = await createOrganisation(server, 'Commune de Valmer', 'public-body');
  id = await openWith(host, [guest], { kind: 'template' });
});

async function syncAddress(person: Visitor): Promise<string> {
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id });
  return `${server.url.replace('http', 'ws')}/sync/${id}?client=${clientId}&epoch=${epoch}&schema=${schemaVersion}`;
}

async function connect(person: Visitor): Promise<WebSocket> {
  const socket = new WebSocket(await syncAddress(person), { headers: { cookie: person.cookie, origin: server.url } });
  // A page that was let in hears the server's sync step 1.
  await once(socket, 'message');
  return socket;
}

/** The close code that follows what is done. */
async function closing(socket: WebSocket, act: () => Promise<unknown>): Promise<number> {
  const [[code]] = await Promise.all([once(socket, 'close') as Promise<[number]>, act()]);
  return code;
}

test('F-41: a member who is removed is sent away', async () => {
  const socket = await connect(guest.manager);
  const removal = () =>
    guest.director.api.organisations.removeMember({ id: guest.organisation, person: guest.manager.id });
  const code = await closing(socket, removal);
  expect([closeCodes.accessChanged, closeCodes.notFound]).toContain(code);
});

test('F-41: signing out closes the socket as signed out', async () => {
  const { director } = guest;
  await director.post('/api/auth/revoke-other-sessions', {});
  const socket = await connect(director);
  expect(await closing(socket, () => director.post('/api/auth/sign-out', {}))).toBe(closeCodes.signedOut);
});

test('F-41: where another session goes on, its page is told to ask anew, and may', async () => {
  const { director } = guest;
  const elsewhere = new Visitor(server.url);
  await elsewhere.post('/api/auth/sign-in/email', { email: director.email, password: director.password });
  const socket = await connect(elsewhere);
  expect(await closing(socket, () => director.post('/api/auth/sign-out', {}))).toBe(closeCodes.accessChanged);
  const again = await connect(elsewhere);
  again.close();
});

test('F-41: a session that has run out is no longer among the living ones, which the sockets are asked for every minute', async () => {
  const { db } = server.services;
  const rows = await db
    .selectFrom('session')
    .select('id')
    .where('userId', 'in', [guest.manager.id, guest.director.id])
    .execute();
  const ids = rows.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(2);
  expect(await livingSessions(db, [...ids, 'never given'])).toEqual(new Set(ids));
  const expiresAt = new Date(Date.now() - 1_000).toISOString();
  await db.updateTable('session').set({ expiresAt }).where('userId', '=', guest.manager.id).execute();
  const left = await livingSessions(db, ids);
  expect(left.size).toBeGreaterThan(0);
  expect(left.size).toBeLessThan(ids.length);
});

test('F-41: deleting the account closes its sockets', async () => {
  const { manager } = guest;
  const socket = await connect(manager);
  const code = await closing(socket, () => manager.api.me.remove({ password: manager.password }));
  expect([closeCodes.accessChanged, closeCodes.signedOut, closeCodes.notFound]).toContain(code);
});

async function refusedAt(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url, { headers });
  const outcome = await Promise.race([
    once(socket, 'unexpected-response').then(
      ([, response]: unknown[]) => (response as { statusCode: number }).statusCode,
    ),
    once(socket, 'close').then(([code]: unknown[]) => code as number),
  ]);
  socket.on('error', () => undefined).terminate();
  return outcome;
}

test('F-40: another site’s page, and nobody, get no socket', async () => {
  const address = await syncAddress(guest.manager);
  const { cookie } = guest.manager;
  expect(await refusedAt(address, { cookie, origin: 'https://elsewhere.example' })).toBe(403);
  expect(await refusedAt(address, { origin: server.url })).toBe(closeCodes.signedOut);
  const stranger = await createOrganisation(server, 'Ailleurs');
  expect(await refusedAt(address, { cookie: stranger.director.cookie, origin: server.url })).toBe(closeCodes.notFound);
});
