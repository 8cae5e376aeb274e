/** What one page, one person and one address may ask of the wire, and that asking for more costs nobody else anything. */
import { textRoot } from '@entente/shared/sections/sections';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { personHeader } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { element, handBuilt, run, words } from '../support/hand-built.ts';
import { director, manager } from '../support/people.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { wire } from '../support/wire.ts';

const patient = wire({ limits: { messagesPerSecond: 40, burstSeconds: 1 } });
const strict = wire({ limits: { messagesPerSecond: 100, burstSeconds: 1, slowedMilliseconds: 1_500 } });
const short = wire({ limits: { unreadBytes: 200_000, messagesPerSecond: 100_000 } });
const listening = wire({ limits: { messagesPerSecond: 40, burstSeconds: 1 }, keepAliveMilliseconds: 100 });
const few = wire({ limits: { pagesPerPerson: 2, pagesPerAddress: 4, strangersPerMinute: 3 }, trustedProxies: 1 });
const narrow = wire({ limits: { pendingPerAddress: 1 } });
const small = wire({ largestText: 60_000 });
const curt = wire({ limits: { messagesPerSecond: 100, burstSeconds: 1, slowedMilliseconds: 500 } });
const forgetful = wire({ sessionCheckMilliseconds: 100 });

/** Edits of about 700 bytes, one after the other: a paragraph and its words. */
function edits(clientId: number, count: number): Uint8Array[] {
  const padding = 'x'.repeat(650);
  return Array.from({ length: count }, (_, index) => {
    const clock = index * (2 + padding.length);
    const structs = [
      { parent: textRoot('project'), content: element('paragraph') },
      { parent: [clientId, clock] as const, content: run() },
      { parent: [clientId, clock + 1] as const, content: words(padding) },
    ];
    return handBuilt([{ client: clientId, clock, structs }]);
  });
}

test('a page that sends more than it may is made to wait, all of it arrives, and the others notice nothing', async () => {
  const story = await EngineStory.twoParties(patient.engine);
  const [quick, calm] = [await patient.raw(story, manager('relais')), await patient.page(story, manager('ville'))];
  await calm.synced();
  for (const edit of edits(quick.clientId, 200)) quick.sendSync(2, edit);
  await eventually(() => quick.saved() > 0);
  calm.edit('budget', 'Tranquille. ');
  await calm.allSaved();
  expect(quick.saved()).toBeLessThan(200);
  await eventually(() => quick.saved() === 200);
  expect(quick.socket.readyState).toBe(WebSocket.OPEN);
});

test('F-17 a page that is being made to wait is not taken for dead, though nobody reads that it lives', async () => {
  const story = await EngineStory.twoParties(listening.engine);
  const quick = await listening.raw(story, manager('relais'));
  for (const edit of edits(quick.clientId, 120)) quick.sendSync(2, edit);
  await eventually(() => quick.saved() === 120);
  expect(quick.socket.readyState).toBe(WebSocket.OPEN);
});

test('a page that goes on like that is sent away with 4529, and may come back', async () => {
  const story = await EngineStory.twoParties(strict.engine);
  const raw = await strict.raw(story, manager('relais'));
  const flood = setInterval(() => {
    for (let message = 0; message < 50; message++)
      if (raw.socket.readyState === WebSocket.OPEN) raw.send(Uint8Array.of(3));
  }, 50);
  expect(await raw.closed()).toBe(closeCodes.tooFast);
  clearInterval(flood);
  const again = await strict.raw(story, manager('relais'), { query: { client: String(raw.clientId) } });
  again.sendSync(2, edits(again.clientId, 1)[0] as Uint8Array);
  await eventually(() => again.saved() === 1);
});

test('who is sent away for it is sent away from every page, and has nothing judged there meanwhile', async () => {
  const story = await EngineStory.twoParties(strict.engine);
  const [hasty, calm] = await Promise.all([strict.raw(story, manager('relais')), strict.raw(story, manager('relais'))]);
  const [first, second] = edits(calm.clientId, 2) as [Uint8Array, Uint8Array];
  calm.sendSync(2, first);
  await eventually(() => calm.saved() === 1);
  for (let message = 0; message < 400; message++) hasty.send(Uint8Array.of(3));
  expect(await hasty.closed()).toBe(closeCodes.tooFast);
  calm.sendSync(2, second);
  expect(await calm.closed()).toBe(closeCodes.tooFast);
  expect(calm.saved()).toBe(1);
  const again = await strict.raw(story, manager('relais'), { query: { client: String(calm.clientId) } });
  again.sendSync(2, second);
  await eventually(() => again.saved() === 1);
});

test('asking who is here costs as much as the answer is long', async () => {
  const story = await EngineStory.twoParties(curt.engine);
  const asking = await curt.raw(story, manager('ville'));
  const asks = () => {
    for (let time = 0; time < 120; time++) asking.send(Uint8Array.of(3));
  };
  asks();
  await eventually(() => asking.received.length > 120);
  const others = await Promise.all(Array.from({ length: 60 }, () => curt.raw(story, manager('relais'))));
  const position = { item: { client: 4_000_000_000, clock: 1_000_000 }, type: null, tname: null, assoc: 0 };
  const cursor = { anchor: position, head: position };
  for (const other of others) other.sendPresence([[other.clientId, 1, { section: 'budget', cursor }]]);
  await eventually(() => asking.present().size === 60);
  // Long enough for all that it may send at once.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(asking.socket.readyState).toBe(WebSocket.OPEN);
  asks();
  expect(await asking.closed()).toBe(closeCodes.tooFast);
});

test('F-18 pings count like messages: whoever sends them without end, and reads no answer, is sent away', async () => {
  const story = await EngineStory.twoParties(strict.engine);
  const raw = await strict.raw(story, manager('relais'));
  const flood = setInterval(() => {
    for (let ping = 0; ping < 50; ping++) if (raw.socket.readyState === WebSocket.OPEN) raw.socket.ping();
  }, 50);
  expect(await raw.closed()).toBe(closeCodes.tooFast);
  clearInterval(flood);
});

test('a page that is being made to wait is closed all the same when its person signs out', async () => {
  const story = await EngineStory.twoParties(strict.engine);
  const raw = await strict.raw(story, director('ville'));
  for (const edit of edits(raw.clientId, 200)) raw.sendSync(2, edit);
  await eventually(() => raw.saved() > 0);
  strict.engine.conventions.disconnect(director('ville').person, 'signed-out');
  expect(await raw.closed()).toBe(closeCodes.signedOut);
});

test('F-18 a page that reads too slowly is told to come back (4513), and then has everything', async () => {
  const story = await EngineStory.twoParties(short.engine);
  const [slow, writer] = [await short.raw(story, manager('relais')), await short.page(story, manager('ville'))];
  slow.sendSync(0, Y.encodeStateVector(new Y.Doc()));
  await writer.synced();
  await eventually(() => slow.received.length > 2);
  slow.socket.pause();
  const before = short.engine.conventions.connections();
  // What the kernel's own buffers take comes on top of what the server lets wait.
  for (let sent = 0; sent < 40 && short.engine.conventions.connections() === before; sent++) {
    writer.type('project', 'x'.repeat(300_000));
    await writer.allSaved();
  }
  expect(short.engine.conventions.connections()).toBe(before - 1);
  slow.socket.resume();
  expect(await slow.closed()).toBe(closeCodes.fellBehind);
  expect(writer.closings).toEqual([]);
  const again = await short.page(story, manager('relais'));
  await again.synced();
  await eventually(() => again.words('project') === writer.words('project'));
});

test('F-18 a text longer than what may wait for a page reaches it all the same, and so does what follows at once', async () => {
  const story = await EngineStory.twoParties(short.engine);
  const writer = await short.page(story, manager('ville'));
  await writer.synced();
  for (let paragraph = 0; paragraph < 12; paragraph++) writer.type('project', 'y'.repeat(900_000));
  await writer.allSaved();
  const reader = await short.raw(story, manager('relais'));
  reader.socket.pause();
  reader.sendSync(0, Y.encodeStateVector(new Y.Doc()));
  reader.sendSync(2, Uint8Array.of(0, 0));
  writer.edit('budget', 'Pendant ce temps. ');
  await writer.allSaved();
  reader.socket.resume();
  await eventually(() => reader.saved() === 1);
  const updates = () => reader.received.filter((bytes) => bytes[0] === 0 && bytes[1] !== 0);
  await eventually(() => updates().length >= 2);
  expect(updates().some(({ byteLength }) => byteLength > 10_000_000)).toBe(true);
  expect(reader.socket.readyState).toBe(WebSocket.OPEN);
});

test('a person has so many pages open and no more (4530); who closes one may open another', async () => {
  const story = await EngineStory.twoParties(few.engine);
  const by = director('relais');
  const from = { options: { headers: { 'x-forwarded-for': '192.0.2.10' } } };
  const [first] = [await few.raw(story, by, from), await few.raw(story, by, from)];
  const third = await few.raw(story, by, from);
  expect(await third.closed()).toBe(closeCodes.tooManyPages);
  first?.socket.close();
  await first?.closed();
  await eventually(() => few.engine.conventions.connections() === 1);
  const fourth = await few.raw(story, by, from);
  await eventually(() => fourth.received.length > 0);
  expect(fourth.socket.readyState).toBe(WebSocket.OPEN);
});

/** The HTTP status of the handshake. */
function handshake(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode);
      socket.terminate();
    });
    socket.on('open', () => resolve(101));
    socket.on('close', () => resolve(101));
    socket.on('error', () => undefined);
  });
}

test('pages of one address are counted by what the trusted proxy says, whatever else is claimed; beyond, 429', async () => {
  const story = await EngineStory.twoParties(few.engine);
  const url = `${few.engine.syncUrl}/${story.id}`;
  const from = (forwarded: string) => ({ options: { headers: { 'x-forwarded-for': forwarded } } });
  const people = [manager('relais'), manager('ville'), director('ville'), manager('ville')];
  const open: RawSocket[] = [];
  for (const by of people) open.push(await few.raw(story, by, from(`198.51.100.${open.length}, 192.0.2.20`)));
  await eventually(() => open.every(({ received }) => received.length > 0));
  const person = { [personHeader]: director('ville').person };
  expect(await handshake(url, { ...person, 'x-forwarded-for': '203.0.113.9, 192.0.2.20' })).toBe(429);
  expect(await handshake(url, { ...person, 'x-forwarded-for': '192.0.2.20, 192.0.2.21' })).toBe(101);
});

test('F-43 strangers may knock a few times a minute, from each address; IPv6 counts by its network', async () => {
  const story = await EngineStory.twoParties(few.engine);
  const url = `${few.engine.syncUrl}/${story.id}`;
  const statuses: (number | undefined)[] = [];
  for (const host of ['1', '2', '3', '4']) {
    statuses.push(await handshake(url, { 'x-forwarded-for': `2001:db8:0:1::${host}` }));
  }
  expect(statuses).toEqual([101, 101, 101, 429]);
  expect(await handshake(url, { 'x-forwarded-for': '2001:db8:0:2::1' })).toBe(101);
});

test('handshakes that are being looked at are few for each address', async () => {
  // Whether there is such a convention is asked on the disk, for everybody who asks at this moment.
  const url = `${narrow.engine.syncUrl}/00000000-0000-4000-8000-000000000000`;
  const person = { [personHeader]: manager('relais').person };
  const statuses: (number | undefined)[] = [];
  // On a quick machine a look may be over before the next one knocks: crowds come until two meet at the door.
  for (let crowds = 0; crowds < 50 && !statuses.includes(429); crowds += 1) {
    statuses.push(...(await Promise.all(Array.from({ length: 30 }, () => handshake(url, person)))));
  }
  expect(statuses).toContain(429);
  expect(statuses).toContain(101);
  expect(await handshake(url, person)).toBe(101);
});

test('F-41 a session that runs out closes its pages, without anybody being told', async () => {
  const story = await EngineStory.twoParties(forgetful.engine);
  const [gone, stays] = [await forgetful.page(story, manager('relais')), await forgetful.page(story, manager('ville'))];
  await Promise.all([gone.synced(), stays.synced()]);
  forgetful.engine.expire(manager('relais').person);
  await eventually(() => gone.closings.length > 0);
  expect(gone.closings).toEqual([closeCodes.signedOut]);
  expect(stays.closings).toEqual([]);
});

test('a text of the largest size takes no more words, and lets some be removed; all pages agree', async () => {
  const story = await EngineStory.twoParties(small.engine);
  const [writer, reader] = [await small.page(story, manager('relais')), await small.page(story, manager('ville'))];
  await Promise.all([writer.synced(), reader.synced()]);
  writer.type('project', 'x'.repeat(60_000));
  await writer.allSaved();
  writer.type('project', 'De trop.');
  await eventually(() => writer.closings.length > 0);
  expect(writer.closings).toEqual([closeCodes.updateRefused]);
  expect(writer.refusals).toEqual([{ code: 'document-too-large', section: 'project' }]);
  const eraser = await small.page(story, manager('relais'));
  await eraser.synced();
  eraser.doc.getXmlFragment(textRoot('project')).delete(0, 1);
  await eraser.allSaved();
  expect(eraser.refusals).toEqual([]);
  await eventually(() => reader.words('project') === eraser.words('project'));
  expect(reader.closings).toEqual([]);
});

test('a text that is rewritten again and again gets no longer, but its history does, and that ends too: only deleting is left', async () => {
  const story = await EngineStory.twoParties(small.engine);
  const writer = await small.page(story, manager('relais'));
  await writer.synced();
  writer.type('project', 'x'.repeat(2_000));
  const section = writer.doc.getXmlFragment(textRoot('project'));
  const words = () => (section.get(section.length - 1) as Y.XmlElement).get(0) as Y.XmlText;
  await writer.allSaved();
  const { length } = words();
  expect(length).toBe(2_000);
  for (let round = 0; writer.closings.length === 0 && round < 20; round++) {
    writer.doc.transact(() => {
      for (let at = round % 2; at < length; at += 2) {
        words().delete(at, 1);
        words().insert(at, 'y');
      }
    });
    expect(words().length).toBe(length);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(writer.refusals).toEqual([{ code: 'document-too-large', section: 'project' }]);
  const eraser = await small.page(story, manager('ville'));
  await eraser.synced();
  eraser.doc.getXmlFragment(textRoot('project')).delete(0, 1);
  await eraser.allSaved();
  expect(eraser.refusals).toEqual([]);
});
