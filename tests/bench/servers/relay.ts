/**
 * The least that a server can do: it hands what one socket sends to the others at the same address, and knows no document.
 * `RELAY=update`: one frame for each message. `RELAY=tick`: the messages of one turn of the event loop in one frame, the
 * same for everybody, one after another. `RELAY=durable`: the same, but sent only when they are on the disk; what comes
 * meanwhile goes together next. The least that any server does which sends nothing that could still be lost.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { DurableLog } from './durable-log.ts';
import { endWithParent, reportToParent } from './report.ts';

type Room = { readonly sockets: Set<WebSocket>; waiting: Uint8Array[]; isKeeping: boolean };

endWithParent();
const kind = process.env.RELAY;
const log = kind === 'durable' ? new DurableLog(`${process.env.DATA_DIR}/relay.sqlite`) : undefined;
const rooms = new Map<string, Room>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on('connection', (socket, request) => {
  const room = roomAt(request.url ?? '/');
  room.sockets.add(socket);
  socket.on('message', (data) => (kind === 'update' ? relay(room, socket, data) : batch(room, data)));
  socket.on('close', () => room.sockets.delete(socket));
  socket.on('error', () => socket.terminate());
});

function roomAt(url: string): Room {
  const room = rooms.get(url) ?? { sockets: new Set(), waiting: [], isKeeping: false };
  rooms.set(url, room);
  return room;
}

function relay({ sockets }: Room, from: WebSocket, data: RawData): void {
  for (const socket of sockets) if (socket !== from) socket.send(data as Buffer, { binary: true });
}

function batch(room: Room, data: RawData): void {
  room.waiting.push(data as Buffer);
  if (room.waiting.length > 1) return;
  if (log) void keepAndSend(room, log);
  else setImmediate(() => sendToAll(room, takeWaiting(room)));
}

async function keepAndSend(room: Room, log: DurableLog): Promise<void> {
  if (room.isKeeping) return;
  room.isKeeping = true;
  await nextTurn();
  while (room.waiting.length > 0) {
    const frame = takeWaiting(room);
    await log.keep(frame);
    sendToAll(room, frame);
  }
  room.isKeeping = false;
}

function takeWaiting(room: Room): Buffer {
  const frame = Buffer.concat(room.waiting);
  room.waiting = [];
  return frame;
}

function sendToAll({ sockets }: Room, frame: Buffer): void {
  for (const socket of sockets) socket.send(frame, { binary: true });
}

process.on('SIGTERM', () => process.exit(0));
server.listen(0, '127.0.0.1', () => reportToParent((server.address() as AddressInfo).port));
