/**
 * The least that a server can do: it hands what one socket sends to the others at the same address, and knows no document.
 * `RELAY=update`: one frame for each message. `RELAY=tick`: the messages of one turn of the event loop in one frame, the
 * same for everybody, one after another.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { endWithParent, reportToParent } from './report.ts';

type Room = { readonly sockets: Set<WebSocket>; waiting: Uint8Array[] };

endWithParent();
const isBatching = process.env.RELAY === 'tick';
const rooms = new Map<string, Room>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on('connection', (socket, request) => {
  const room = roomAt(request.url ?? '/');
  room.sockets.add(socket);
  socket.on('message', (data) => (isBatching ? batch(room, data) : relay(room, socket, data)));
  socket.on('close', () => room.sockets.delete(socket));
  socket.on('error', () => socket.terminate());
});

function roomAt(url: string): Room {
  const room = rooms.get(url) ?? { sockets: new Set(), waiting: [] };
  rooms.set(url, room);
  return room;
}

function relay({ sockets }: Room, from: WebSocket, data: RawData): void {
  for (const socket of sockets) if (socket !== from) socket.send(data as Buffer, { binary: true });
}

function batch(room: Room, data: RawData): void {
  room.waiting.push(data as Buffer);
  if (room.waiting.length > 1) return;
  setImmediate(() => {
    const frame = Buffer.concat(room.waiting);
    room.waiting = [];
    for (const socket of room.sockets) socket.send(frame, { binary: true });
  });
}

process.on('SIGTERM', () => process.exit(0));
server.listen(0, '127.0.0.1', () => reportToParent((server.address() as AddressInfo).port));
