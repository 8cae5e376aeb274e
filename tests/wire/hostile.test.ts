/**
 * Attacks that somebody entitled to write can make with a program of their own, on the real wire: each refused with its
 * code, after which the pages of the others work on and agree with one that opens now.
 */
import { connect } from 'node:net';
import { textRoot } from '@entente/shared/sections/sections';
import { closeCodes } from '@entente/shared/wire/messages';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { personHeader } from '../support/engine.ts';
import { EngineStory } from '../support/engine-story.ts';
import { eventually } from '../support/eventually.ts';
import { element, handBuilt, type Id, words } from '../support/hand-built.ts';
import { firstText, type Page } from '../support/page.ts';
import { manager } from '../support/people.ts';
import { presenceMessage, type RawSocket, syncMessage } from '../support/raw-socket.ts';
import { wire } from '../support/wire.ts';

const on = wire();

/** A page that has nothing which the server lacks says so first, as every provider does. */
const nothing = Uint8Array.of(0, 0);

type Scene = { readonly attacker: number; readonly victim: Page };
type Attack = {
  readonly name: string;
  readonly code: string;
  readonly section: string | null;
  readonly update: (scene: Scene) => Uint8Array;
};

const idOf = (text: Y.XmlText | Y.XmlElement | null): Id => {
  const id = text?._item?.id;
  if (!id) throw new Error('nothing there');
  return [id.client, id.clock];
};
const paragraph = (client: number, clock = 0) =>
  handBuilt([{ client, clock, structs: [{ parent: textRoot('project'), content: element('paragraph') }] }]);

const attacks: readonly Attack[] = [
  {
    name: 'F-30 a forged clientID, with which replicas would differ for ever',
    code: 'foreign-client-id',
    section: null,
    update: ({ victim }) => paragraph(victim.clientId, Y.getState(victim.doc.store, victim.clientId)),
  },
  {
    name: 'F-33 fifteen bytes of garbage under the clientID of a victim, whose every later edit would be silenced',
    code: 'foreign-client-id',
    section: null,
    update: ({ victim }) => {
      const clock = Y.getState(victim.doc.store, victim.clientId);
      const update = handBuilt([{ client: victim.clientId, clock, structs: [{ garbage: 100_000 }] }]);
      expect(update.byteLength).toBeLessThanOrEqual(15);
      return update;
    },
  },
  {
    name: 'F-34 text that names no parent, only what it follows, in a closed section',
    code: 'section-closed',
    section: 'budget',
    update: ({ attacker, victim }) => {
      const [client, clock] = idOf(firstText(victim.doc, 'budget'));
      return handBuilt([
        { client: attacker, clock: 0, structs: [{ origin: [client, clock + 3], content: words('glissé') }] },
      ]);
    },
  },
  {
    name: 'F-34 a deletion, which names no author, of words in a closed section',
    code: 'section-closed',
    section: 'budget',
    update: ({ victim }) => {
      const [client, clock] = idOf(firstText(victim.doc, 'budget'));
      return handBuilt([], [{ client, clock: clock + 1, length: 4 }]);
    },
  },
  {
    name: 'F-34 deleting one ancestor, and with it all that stands in it in a closed section',
    code: 'section-closed',
    section: 'budget',
    update: ({ victim }) => {
      const [client, clock] = idOf(firstText(victim.doc, 'budget').parent as Y.XmlElement);
      return handBuilt([], [{ client, clock, length: 1 }]);
    },
  },
  {
    name: 'F-32 an update that waits for a missing one, to be applied later and unchecked',
    code: 'missing-dependency',
    section: null,
    update: ({ attacker }) => paragraph(attacker, 7),
  },
];

/** Everybody types once more; then all of them and a page that opens now have one text. */
async function allAgree(story: EngineStory, pages: readonly Page[]): Promise<void> {
  for (const [index, page] of pages.entries()) page.edit('project', `${index} `);
  await Promise.all(pages.map((page) => page.allSaved()));
  const fresh = await on.page(story, manager('ville'));
  await fresh.synced();
  const sections = ['project', 'budget'] as const;
  const read = (page: Page) => sections.map((section) => page.doc.getXmlFragment(textRoot(section)).toString()).join();
  await eventually(() => pages.every((page) => read(page) === read(fresh)));
  for (const [index, page] of pages.entries()) {
    expect(page.closings).toEqual([]);
    expect(fresh.words('project')).toContain(`${index} `);
  }
  expect(fresh.words('budget')).toBe('Texte de budget.');
}

async function victims(story: EngineStory): Promise<readonly [Page, Page]> {
  const pages = [await on.page(story, manager('ville')), await on.page(story, manager('ville'))] as const;
  await Promise.all(pages.map((page) => page.synced()));
  return pages;
}

async function refusal(raw: RawSocket): Promise<unknown> {
  expect(await raw.closed()).toBe(closeCodes.updateRefused);
  return raw.refusal();
}

test.each(attacks)('$name', async ({ update, code, section }) => {
  const story = await EngineStory.twoParties(on.engine);
  const pages = await victims(story);
  pages[0].edit('project', 'À moi. ');
  await pages[0].allSaved();
  await story.closes('budget');
  const raw = await on.raw(story, manager('relais'));
  raw.sendSync(1, nothing);
  raw.sendSync(2, update({ attacker: raw.clientId, victim: pages[0] }));
  expect(await refusal(raw)).toEqual({ code, section });
  await allAgree(story, pages);
});

test('F-35 a refused update, which would wedge every later one of that clientID, ends the page; a new one goes on', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const pages = await victims(story);
  await story.closes('budget');
  const raw = await on.raw(story, manager('relais'));
  const [client, clock] = idOf(firstText(pages[0].doc, 'budget'));
  raw.sendSync(1, nothing);
  raw.sendSync(
    2,
    handBuilt([{ client: raw.clientId, clock: 0, structs: [{ origin: [client, clock + 1], content: words('x') }] }]),
  );
  raw.sendSync(2, paragraph(raw.clientId, 1));
  expect(await refusal(raw)).toMatchObject({ code: 'section-closed' });
  // The same clientID, from the clock that the server has: nothing of it was taken, so nothing is missing.
  const again = await on.raw(story, manager('relais'), { query: { client: String(raw.clientId) } });
  again.sendSync(1, nothing);
  again.sendSync(2, paragraph(again.clientId));
  await eventually(() => again.saved() === 2);
  await allAgree(story, pages);
});

test('F-26 no message cut short is taken for a whole one, wherever it is cut', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const pages = await victims(story);
  const whole = syncMessage(2, paragraph(1_000_000));
  for (let length = 0; length < whole.byteLength; length++) {
    const raw = await on.raw(story, manager('relais'));
    raw.send(whole.subarray(0, length));
    expect(await raw.closed(), `${length} bytes`).toBe(closeCodes.malformed);
  }
  await allAgree(story, pages);
});

test('F-27 a frame that announces 100 MB ends the connection before any of it is kept; so does one in many pieces', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const pages = await victims(story);
  const giant = await on.raw(story, manager('relais'));
  const header = Buffer.from([0x82, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
  header.writeBigUInt64BE(100_000_000n, 2);
  (giant.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(header);
  expect(await giant.closed()).toBe(1009);
  const pieces = await on.raw(story, manager('relais'));
  for (let piece = 0; piece < 30; piece++) pieces.socket.send(Buffer.alloc(100_000), { fin: false });
  expect(await pieces.closed()).toBe(1009);
  await allAgree(story, pages);
});

test('F-25 compressed frames, which were not agreed on, and frames without a mask end the connection', async () => {
  const story = await EngineStory.twoParties(on.engine);
  for (const bytes of [
    [0xc2, 0x80, 1, 2, 3, 4],
    [0x82, 0x01, 3],
  ]) {
    const raw = await on.raw(story, manager('relais'));
    (raw.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from(bytes));
    expect(await raw.closed()).toBe(1002);
  }
});

/** Asks for the upgrade and sends a message in the same breath; resolves to everything that comes back. */
function knock(story: EngineStory, query: string, headers: string): Promise<Buffer> {
  const message = syncMessage(2, paragraph(1_000_000));
  const frame = Buffer.from([0x82, 0x80 | message.byteLength, 0, 0, 0, 0, ...message]);
  const request = [
    `GET /sync/${story.id}${query} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    `${headers}\r\n\r\n`,
  ].join('\r\n');
  return new Promise((resolve) => {
    const socket = connect(story.engine.port, '127.0.0.1', () =>
      socket.write(Buffer.concat([Buffer.from(request), frame])),
    );
    const received: Buffer[] = [];
    socket.on('data', (bytes) => {
      received.push(bytes);
      // The head of a closing frame: nothing in an HTTP answer is like it.
      if (bytes.includes(0x88)) socket.end();
    });
    socket.on('close', () => resolve(Buffer.concat(received)));
    socket.on('error', () => undefined);
  });
}

/** A closing frame as the server sends it. */
const closing = (code: number, reason: string) =>
  Buffer.from([0x88, 2 + reason.length, code >> 8, code & 255, ...Buffer.from(reason)]);

test('F-43 what is sent before it is known who sends it is heard of nobody', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const pages = await victims(story);
  const stranger = await knock(story, '?client=1000000', 'X-Nobody: here');
  expect(stranger.includes(closing(closeCodes.signedOut, 'signedOut'))).toBe(true);
  const outsider = await knock(story, '?client=1000000', `${personHeader}: familles/manager`);
  expect(outsider.includes(closing(closeCodes.notFound, 'notFound'))).toBe(true);
  const stale = await knock(story, '?client=1000000', `${personHeader}: relais/manager`);
  expect(stale.includes(closing(closeCodes.stalePage, 'stalePage'))).toBe(true);
  await allAgree(story, pages);
});

test('F-37 a page shows itself only by speaking, disappears when it empties its state or dies, and a crowd of entries is none', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const witness = await on.raw(story, manager('ville'));
  const raw = await on.raw(story, manager('relais'));
  const seen = () => witness.present().get(raw.clientId);
  raw.sendPresence([[raw.clientId, 1, { section: 'project' }]]);
  await eventually(() => Boolean(seen()));
  raw.sendPresence([[raw.clientId, 2, null]]);
  await eventually(() => seen() === null);
  raw.sendPresence([[raw.clientId, 3, { section: 'values' }]]);
  await eventually(() => Boolean(seen()));
  raw.socket.terminate();
  await eventually(() => seen() === null);
  const crowd = await on.raw(story, manager('relais'));
  crowd.send(presenceMessage(Array.from({ length: 10_001 }, (_, index) => [index, 1, 'null'] as const)));
  expect(await crowd.closed()).toBe(closeCodes.malformed);
  expect(witness.present().has(crowd.clientId)).toBe(false);
});

test('F-54 whatever is refused, broken or shown, no word of it reaches the log', async () => {
  const story = await EngineStory.twoParties(on.engine);
  const secret = 'secretissime';
  const page = await on.page(story, manager('ville'));
  await page.synced();
  page.edit('project', `${secret} `);
  await page.allSaved();
  const bytes = new TextEncoder().encode(secret);
  const sent: readonly ((raw: RawSocket) => void)[] = [
    (raw) => raw.send(bytes),
    (raw) => raw.socket.send(secret),
    (raw) => raw.sendSync(2, bytes),
    (raw) =>
      raw.sendSync(
        2,
        handBuilt([{ client: raw.clientId, clock: 0, structs: [{ parent: secret, content: words(secret) }] }]),
      ),
    (raw) => raw.send(presenceMessage([[raw.clientId, 1, `{"section":"${secret}`]])),
    (raw) => raw.send(Uint8Array.from([104, bytes.byteLength, ...bytes])),
  ];
  for (const send of sent) {
    const raw = await on.raw(story, manager('relais'));
    send(raw);
    await raw.closed();
  }
  const diverged = await on.raw(story, manager('relais'));
  diverged.send(Uint8Array.from([104, 64, ...new TextEncoder().encode('a'.repeat(64))]));
  expect(await diverged.closed()).toBe(closeCodes.stalePage);
  expect(on.engine.logged()).toContain(story.id);
  expect(on.engine.logged()).not.toContain(secret);
});
