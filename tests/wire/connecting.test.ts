import { Room } from '@entente/server/conventions/room';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import { schemaVersion } from '@entente/shared/text/schema';
import { closeCodes } from '@entente/shared/wire/messages';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { personHeader } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { director, manager } from '../support/people.ts';
import { wire } from '../support/wire.ts';

const on = wire();
const quick = wire({ keepAliveMilliseconds: 150 });

afterEach(() => vi.restoreAllMocks());

/** The HTTP status with which a handshake was refused. */
function handshakeStatus(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode);
      socket.terminate();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

test('F-40 a foreign Origin is refused at the handshake; our own, or none, is not', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const url = `${on.engine.syncUrl}/${story.id}`;
  const person = { [personHeader]: manager('relais').person };
  expect(await handshakeStatus(url, { ...person, origin: 'https://ailleurs.example' })).toBe(403);
  expect(await handshakeStatus(url, { ...person, origin: 'null' })).toBe(403);
  expect(await handshakeStatus(url, { ...person, origin: `http://127.0.0.1:${on.engine.port}.ailleurs.example` })).toBe(
    403,
  );
  expect(await handshakeStatus(url, { ...person, origin: 'https://entente.example' })).toBe(101);
  expect(await handshakeStatus(url, { ...person, origin: `http://127.0.0.1:${on.engine.port}` })).toBe(101);
  expect(await handshakeStatus(url, person)).toBe(101);
});

test('F-44 other addresses than a convention answer 404 at the handshake', async () => {
  for (const path of ['', '/', '/x', '/..%2f', '/00000000-0000-4000-8000-000000000000/more']) {
    expect(await handshakeStatus(on.engine.syncUrl + path, { [personHeader]: 'relais/manager' }), path).toBe(404);
  }
});

test('F-44 nobody signed in: 4401; an unknown convention and a foreign one: the same 4404', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const anonymous = new WebSocket(`${on.engine.syncUrl}/${story.id}`);
  const codes = await Promise.all([
    new Promise((resolve) => anonymous.on('close', resolve)),
    closingOf(story.id, 'familles/manager'),
    closingOf('00000000-0000-4000-8000-000000000000', 'relais/manager'),
  ]);
  expect(codes).toEqual([closeCodes.signedOut, closeCodes.notFound, closeCodes.notFound]);
});

function closingOf(convention: string, person: string): Promise<number> {
  const socket = new WebSocket(`${on.engine.syncUrl}/${convention}`, { headers: { [personHeader]: person } });
  return new Promise((resolve) => socket.on('close', resolve));
}

test("F-10 F-30 another epoch, another schema, a clientID that is missing, another's or invented: 4410", async () => {
  const story = await EngineStory.twoParties(on.engine);
  const foreign = await on.engine.conventions.openPage(story.id, director('relais'));
  for (const query of [
    { epoch: 'of an older copy' },
    { schema: String(schemaVersion + 1) },
    { client: '' },
    { client: '0' },
    { client: String(foreign.clientId) },
    { client: '123' },
  ]) {
    const raw = await on.raw(story, manager('relais'), { query });
    expect(await raw.closed(), JSON.stringify(query)).toBe(closeCodes.stalePage);
  }
});

test('two connections of one page: the older one ends', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const first = await on.raw(story, manager('relais'));
  const second = await on.raw(story, manager('relais'), { query: { client: String(first.clientId) } });
  expect(await first.closed()).toBe(closeCodes.stalePage);
  expect(second.socket.readyState).toBe(second.socket.OPEN);
});

test('F-41 signing out and losing access end the connections within a second', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const elsewhere = await EngineStory.twoParties(on.engine);
  const pages = [await on.page(story, manager('relais')), await on.page(elsewhere, manager('relais'))];
  const other = await on.page(story, manager('ville'));
  await Promise.all([...pages, other].map((page) => page.synced()));
  on.engine.conventions.disconnect(manager('relais').person, 'access-changed', story.id);
  await eventually(() => pages[0]?.closings[0] === closeCodes.accessChanged, 1_000);
  expect(pages[1]?.closings).toEqual([]);
  on.engine.conventions.disconnect(manager('relais').person, 'signed-out');
  await eventually(() => pages[1]?.closings[0] === closeCodes.signedOut, 1_000);
  expect(other.closings).toEqual([]);
});

test('F-18 a page that never reads is cut off, and costs the others nothing', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const [deaf, writer] = [await on.raw(story, manager('relais')), await on.page(story, manager('ville'))];
  deaf.sendSync(0, Y.encodeStateVector(new Y.Doc()));
  await writer.synced();
  deaf.socket.pause();
  const before = on.engine.conventions.connections();
  let isGone = false;
  for (let sent = 0; sent < 60 && !isGone; sent++) {
    writer.type('project', 'x'.repeat(500_000));
    await writer.allSaved();
    isGone = on.engine.conventions.connections() < before;
  }
  expect(isGone).toBe(true);
  expect(writer.closings).toEqual([]);
});

test('a page that says nothing hears something before a stock provider gives it up; one that died is let go', async () => {
  const story = await EngineStory.twoParties(quick.engine);
  const [silent, dead] = [
    await quick.raw(story, manager('relais')),
    await quick.raw(story, manager('ville'), { options: { autoPong: false } }),
  ];
  await eventually(() => silent.received.length >= 4);
  expect([...(silent.received.at(-1) ?? [])]).toEqual([1, 1, 0]);
  expect(await dead.closed()).toBe(1006);
  expect(silent.socket.readyState).toBe(silent.socket.OPEN);
});

test('who comes while the room fails is sent back at once, not let into a room that takes nothing any more', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const writer = await on.page(story, manager('ville'));
  await writer.synced();
  const { userOf } = Room.prototype;
  const failed = Promise.withResolvers<void>();
  vi.spyOn(Room.prototype, 'userOf').mockImplementationOnce(async function (this: Room, person) {
    await failed.promise;
    return userOf.call(this, person);
  });
  const coming = on.raw(story, manager('relais'));
  await eventually(() => vi.mocked(Room.prototype.userOf).mock.calls.length > 0);
  vi.spyOn(SqliteConventionStore.prototype, 'appendText').mockRejectedValueOnce(new Error('the disk is gone'));
  writer.edit('project', 'Perdu de mémoire, pas de la page. ');
  await eventually(() => writer.closings.includes(1011));
  failed.resolve();
  expect(await (await coming).closed()).toBe(closeCodes.restarting);
  await writer.allSaved();
});
