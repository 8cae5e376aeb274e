/** What many pages are sent in one write: made once, and for each exactly what it may see. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { FramedWebSocket } from '@entente/server/text/framed-web-socket';
import { updateFrame } from '@entente/server/text/frames';
import type { Member } from '@entente/server/text/member';
import { deliver } from '@entente/server/text/outbox';
import { Packet } from '@entente/server/text/packet';
import { PresenceNews } from '@entente/server/text/presence-news';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

type Sent = { readonly packet: Packet | undefined; readonly saved: number | undefined };

/** A page without a socket: keeps what it is sent. */
function page(clientId: number, isSynced = true) {
  const sent: Sent[] = [];
  const member: Member = {
    connection: `connection ${clientId}`,
    clientId,
    person: 'somebody',
    organisation: 'relais',
    access: 'writes',
    user: { id: '', name: '', organisation: '', organisationName: '', color: '#000000' },
    isSynced,
    isBarred: false,
    send: (frame) => sent.push({ packet: new Packet([frame]), saved: undefined }),
    deliver: (packet) => sent.push({ packet, saved: undefined }),
    acknowledge: (saved, packet) => sent.push({ packet, saved }),
    paysFor: () => undefined,
    refuse: () => undefined,
    close: () => undefined,
  };
  return { member, sent };
}

function entriesOf(frame: Uint8Array | undefined): [number, number, string][] {
  if (!frame) return [];
  const decoder = decoding.createDecoder(frame);
  expect(decoding.readVarUint(decoder)).toBe(messageTypes.awareness);
  const update = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  expect(decoding.hasContent(decoder)).toBe(false);
  const entries: [number, number, string][] = [];
  for (let left = decoding.readVarUint(update); left > 0; left--) {
    entries.push([decoding.readVarUint(update), decoding.readVarUint(update), decoding.readVarString(update)]);
  }
  expect(decoding.hasContent(update)).toBe(false);
  return entries;
}

const news = (...clientIds: number[]) =>
  new PresenceNews(clientIds.map((clientId) => ({ clientId, clock: 1_000 + clientId, state: `{"é":${clientId}}` })));

describe('a packet', () => {
  it('is read by a WebSocket as the messages that went in, whatever their lengths', async () => {
    const messages = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000].map((length) => new Uint8Array(length).fill(7));
    const server = new WebSocketServer({ port: 0, WebSocket: FramedWebSocket });
    server.on('connection', (socket) => {
      socket.send('before');
      socket.sendFramed(new Packet(messages).framed);
      socket.close(4000, 'after');
    });
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const received: Buffer[] = [];
    socket.on('message', (bytes: Buffer) => received.push(bytes));
    const [code] = await once(socket, 'close');
    server.close();
    expect(code).toBe(4000);
    expect(received.map(({ length }) => length)).toEqual([6, 0, 1, 125, 126, 127, 65_535, 65_536, 70_000]);
    expect(received.slice(1).every((bytes) => bytes.every((byte) => byte === 7))).toBe(true);
  });

  it('is framed once, and grows into another', () => {
    const packet = new Packet([Uint8Array.of(1)]);
    expect(packet.framed).toBe(packet.framed);
    expect([...packet.and(Uint8Array.of(2)).framed]).toEqual([0x82, 1, 1, 0x82, 1, 2]);
    expect(packet.messages).toHaveLength(1);
  });
});

describe('news of presence', () => {
  it('hold everybody, and for each page everybody but itself', () => {
    const all = news(5, 300, 4_000_000_000);
    const entry = (clientId: number) => [clientId, 1_000 + clientId, `{"é":${clientId}}`];
    expect(entriesOf(all.frame)).toEqual([entry(5), entry(300), entry(4_000_000_000)]);
    expect(entriesOf(all.frameWithout(5))).toEqual([entry(300), entry(4_000_000_000)]);
    expect(entriesOf(all.frameWithout(300))).toEqual([entry(5), entry(4_000_000_000)]);
    expect(entriesOf(all.frameWithout(4_000_000_000))).toEqual([entry(5), entry(300)]);
    expect(all.frameWithout(6)).toBe(all.frame);
    expect(news(5).frameWithout(5)).toBeUndefined();
  });

  it('F-21 of five hundred cursors cost each page no encoding: what it is sent is cut out of the common bytes', () => {
    const ids = Array.from({ length: 500 }, (_, index) => index + 1);
    const all = news(...ids);
    for (const id of [1, 250, 500]) {
      expect(entriesOf(all.frameWithout(id)).map(([clientId]) => clientId)).toEqual(
        ids.filter((other) => other !== id),
      );
    }
  });
});

describe('a turn of the room', () => {
  const text = Uint8Array.of(0, 0);
  const frame = updateFrame(text);

  it('is one write to each page, and the same one for all that are to be sent the same', () => {
    const [author, other, third, newcomer] = [page(1), page(2), page(3), page(4, false)];
    const members = [author, other, third, newcomer].map(({ member }) => member);
    const presence = news(1, 9);
    deliver({ members, text, textIsFrom: author.member, presence, saved: new Map([[author.member, 7]]) });
    expect(other.sent).toEqual([{ packet: new Packet([frame, presence.frame]), saved: undefined }]);
    expect(third.sent[0]?.packet).toBe(other.sent[0]?.packet);
    expect(author.sent).toEqual([{ packet: new Packet([presence.frameWithout(1) as Uint8Array]), saved: 7 }]);
    // It was sent no text that the update could lean on.
    expect(newcomer.sent).toEqual([{ packet: new Packet([presence.frame]), saved: undefined }]);
  });

  it('says to an author what others wrote in the same moment, and to nobody what does not concern them', () => {
    const [one, other] = [page(1), page(2, false)];
    const members = [one.member, other.member];
    deliver({ members, text, saved: new Map([[one.member, 3]]) });
    deliver({ members, saved: new Map([[one.member, 4]]) });
    expect(one.sent).toEqual([
      { packet: new Packet([frame]), saved: 3 },
      { packet: undefined, saved: 4 },
    ]);
    expect(other.sent).toEqual([]);
  });
});
