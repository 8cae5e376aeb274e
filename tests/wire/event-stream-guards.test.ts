/** The requests of the wire without WebSockets: who may make them, in which order, and what they cost. */

import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { largestPost, writeBatch } from '@entente/shared/wire/event-stream';
import { closeCodes, messageTypes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { personHeader, removeFolder, startEngine } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { director, manager } from '../support/people.ts';
import { syncMessage } from '../support/raw-socket.ts';
import { openStream, type RawStream } from '../support/raw-stream.ts';
import { wire } from '../support/wire.ts';

const on = wire();
const quick = wire({ keepAliveMilliseconds: 200 });
const nothing = writeBatch([]);
const question = syncMessage(0, Y.encodeStateVector(new Y.Doc()));

const messagesOf = ({ events }: RawStream) => events.filter(({ kind }) => kind === 'message');

test('F-24 a stream says that nobody may keep or collect it, and begins with a secret of its own', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const streams = [await openStream(story, manager('relais')), await openStream(story, manager('ville'))];
  for (const { status, headers } of streams) {
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
  }
  const secrets = await Promise.all(streams.map((each) => each.stream()));
  expect(new Set(secrets).size).toBe(2);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32}$/);
  for (const each of streams) each.leave();
});

test('F-40 F-53 requests that another site’s page makes are refused, with and without an Origin', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const own = await openStream(story, manager('relais'));
  for (const headers of [
    { origin: 'https://ailleurs.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]) {
    expect((await openStream(story, manager('relais'), headers)).status, JSON.stringify(headers)).toBe(403);
    expect(await own.post(1, nothing, { headers }), JSON.stringify(headers)).toBe(403);
  }
  expect(await own.post(1, nothing, { headers: { origin: 'https://entente.example' } })).toBe(204);
  own.leave();
});

test('F-43 F-45 a stream is its person’s own: to anybody else, elsewhere, or when it has ended, it does not exist', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const elsewhere = await EngineStory.twoParties(on.engine);
  const own = await openStream(story, manager('relais'));
  expect(await own.post(1, nothing, { headers: { [personHeader]: manager('ville').person } })).toBe(404);
  expect(await own.post(1, nothing, { convention: elsewhere.id })).toBe(404);
  expect(await own.post(1, nothing, { stream: randomBytes(24).toString('base64url') })).toBe(404);
  expect(await own.post(1, nothing, { stream: '' })).toBe(404);
  expect(await own.post(1, nothing)).toBe(204);
  own.leave();
  await eventually(async () => (await own.post(2, nothing)) === 404);
  const base = on.engine.syncUrl.replace(/^ws/, 'http');
  const anonymous = await fetch(`${base}/${story.id}/messages?stream=x&n=1`, { method: 'POST' });
  expect(anonymous.status).toBe(401);
  for (const [path, method, status] of [
    [`${story.id}/events`, 'POST', 405],
    [`${story.id}/messages`, 'GET', 405],
    ['x/events', 'GET', 404],
    [`${story.id}/others`, 'GET', 404],
  ] as const) {
    expect((await fetch(`${base}/${path}`, { method })).status, `${method} ${path}`).toBe(status);
  }
});

test('F-44 strangers and foreigners hear on the stream why they can’t stay', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const base = on.engine.syncUrl.replace(/^ws/, 'http');
  const heard = async (person?: string) => {
    const response = await fetch(`${base}/${story.id}/events`, person ? { headers: { [personHeader]: person } } : {});
    return /"code":(\d+)/.exec(await response.text())?.[1];
  };
  expect(await heard()).toBe(String(closeCodes.signedOut));
  expect(await heard('familles/manager')).toBe(String(closeCodes.notFound));
  expect(await heard('relais/manager')).toBe(String(closeCodes.stalePage));
});

test('F-15 a POST repeated is taken once; one that is missing ends the stream, and so do bytes that are no messages', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const own = await openStream(story, manager('relais'));
  await eventually(() => messagesOf(own).length >= 2);
  const before = messagesOf(own).length;
  expect(await own.post(1, writeBatch([question]))).toBe(204);
  await eventually(() => messagesOf(own).length === before + 1);
  expect(await own.post(1, writeBatch([question]))).toBe(204);
  expect(await own.post(2, writeBatch([question]))).toBe(204);
  await eventually(() => messagesOf(own).length === before + 2);
  for (const n of ['0', '-1', '1.5', 'x', '']) expect(await own.post(n, nothing), n).toBe(400);
  expect(await own.post(4, nothing)).toBe(409);
  expect(await own.closed()).toBe(1002);
  const broken = await openStream(story, manager('ville'));
  expect(await broken.post(1, new Uint8Array([200, 1, 2]))).toBe(400);
  expect(await broken.closed()).toBe(1002);
});

test('F-25 F-27 what is too long, of another type, or of no known kind ends the stream and nothing else', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const by = await on.page(story, manager('ville'));
  await by.synced();
  const long = await openStream(story, manager('relais'));
  expect(await long.post(1, new Uint8Array(largestPost + 1))).toBe(413);
  expect(await long.closed()).toBe(1009);
  const longMessage = await openStream(story, manager('relais'));
  expect(await longMessage.post(1, writeBatch([new Uint8Array(2 * 1_048_576 + 1)]))).toBe(204);
  expect(await longMessage.closed()).toBe(1009);
  const typed = await openStream(story, manager('relais'));
  expect(await typed.post(1, nothing, { headers: { 'content-type': 'text/plain' } })).toBe(415);
  expect(await typed.post(1, writeBatch([new Uint8Array([77])]))).toBe(204);
  expect(await typed.closed()).toBe(closeCodes.malformed);
  by.type('values', 'Les autres n’en savent rien.');
  await by.allSaved();
});

test('F-18 a reader that never reads is let go, and what waits for it is bounded', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const deaf = await openDeaf(story);
  const writer = await on.page(story, manager('ville'));
  await writer.synced();
  const before = on.engine.conventions.connections();
  let isGone = false;
  for (let sent = 0; sent < 60 && !isGone; sent++) {
    writer.type('project', 'x'.repeat(300_000));
    await writer.allSaved();
    isGone = on.engine.conventions.connections() < before;
  }
  expect(isGone).toBe(true);
  deaf.destroy();
});

/** Opens a stream, asks for the text, and never reads a byte of the answer. */
async function openDeaf(story: EngineStory): Promise<Socket> {
  const { clientId, epoch, schemaVersion } = await on.engine.conventions.openPage(story.id, director('relais'));
  const socket = connect(on.engine.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const query = new URLSearchParams({ client: String(clientId), epoch, schema: String(schemaVersion) });
  const head = `GET /sync/${story.id}/events?${query} HTTP/1.1\r\nhost: x\r\n${personHeader}: relais/director\r\n\r\n`;
  socket.write(head);
  const begun = await new Promise<string>((resolve) => socket.once('data', (piece) => resolve(String(piece))));
  socket.pause();
  const stream = /event: open\ndata: (\S+)/.exec(begun)?.[1] ?? '';
  const base = on.engine.syncUrl.replace(/^ws/, 'http');
  const posted = await fetch(`${base}/${story.id}/messages?${new URLSearchParams({ stream, n: '1' })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', [personHeader]: 'relais/director' },
    body: writeBatch([question]),
  });
  expect(posted.status).toBe(204);
  return socket;
}

test('F-17 a page that gives no sign of life when asked is let go; one that answers stays', async () => {
  const story = await EngineStory.twoParties(quick.engine);
  const [silent, lively] = [await openStream(story, manager('relais')), await openStream(story, manager('ville'))];
  let posts = 0;
  const answering = setInterval(() => {
    const asked = lively.events.filter(({ kind }) => kind === 'ping').length;
    if (asked > posts) void lively.post(++posts, nothing);
  }, 10);
  try {
    await eventually(() => silent.ended());
    expect(silent.events.some(({ kind }) => kind === 'ping')).toBe(true);
    const asked = () => lively.events.filter(({ kind }) => kind === 'ping').length;
    const before = asked();
    await eventually(() => asked() >= before + 3);
    expect(lively.ended()).toBe(false);
  } finally {
    clearInterval(answering);
    lively.leave();
  }
});

test('F-17 a page whose long POST comes over a slow line is not taken for dead', async () => {
  const story = await EngineStory.twoParties(quick.engine);
  const slow = await openStream(story, manager('relais'));
  const asked = () => slow.events.filter(({ kind }) => kind === 'ping').length;
  const bytes = [...writeBatch([question])];
  const pieces = new ReadableStream({
    async pull(controller) {
      const next = bytes.shift();
      if (next === undefined) {
        controller.close();
        return;
      }
      const before = asked();
      controller.enqueue(Uint8Array.of(next));
      await eventually(() => asked() > before || slow.ended());
    },
  });
  expect(await slow.post(1, pieces)).toBe(204);
  expect(asked()).toBeGreaterThan(3);
  expect(slow.ended()).toBe(false);
  slow.leave();
});

test('F-09 a server that stops tells streams to come back, and waits for none that doesn’t listen', async () => {
  const engine = await startEngine();
  const story = await EngineStory.twoParties(engine);
  const stream = await openStream(story, manager('relais'));
  expect(await stream.post(1, writeBatch([question]))).toBe(204);
  await eventually(() =>
    messagesOf(stream).some((event) => event.kind === 'message' && event.bytes[0] === messageTypes.sync),
  );
  await engine.stop();
  await removeFolder(engine.folder);
  expect(await stream.closed()).toBe(closeCodes.restarting);
});
