/**
 * `/sync/<convention>?client=…&epoch=…&schema=…`: who may connect, and as whom. A refused page still gets its handshake,
 * and is then closed with a code that says why: a stock provider retries for ever when the handshake itself fails.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { ConventionId, PersonId } from '@entente/shared/negotiation/state';
import { schemaVersion } from '@entente/shared/text/schema';
import { closeCodes } from '@entente/shared/wire/messages';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EngineParts } from '../conventions/engine-parts.ts';
import type { Room } from '../conventions/room.ts';
import type { Rooms } from '../conventions/rooms.ts';
import { withoutData } from '../log.ts';
import { Connection } from './connection.ts';
import type { CloseReason } from './member.ts';
import { isOwnOrigin } from './own-origin.ts';
import { type SyncAddress, syncAddress } from './sync-address.ts';

export type SyncOptions = {
  readonly server: Server;
  /** The person whose session the request carries, checked against the database; `undefined` when nobody is signed in. */
  readonly authenticate: (request: IncomingMessage) => Promise<{ readonly person: PersonId } | undefined>;
  /** Origins of our own pages (`https://host`), besides the one that the request itself was sent to. */
  readonly allowedOrigins: readonly string[];
  /** How often every page hears something; a stock provider gives up after 30 s of silence. */
  readonly keepAliveMilliseconds?: number;
};

type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };
type Refusal = 'signedOut' | 'notFound' | 'stalePage' | 'restarting';
type Guest = Omit<ConstructorParameters<typeof Connection>[0], 'socket' | 'onGone'>;

/** One update of the largest size, and what the protocol adds to it. */
const largestMessage = 2 * 1_048_576;
const usualKeepAliveMilliseconds = 15_000;
const lastGoodbyeMilliseconds = 3_000;

export class SyncEndpoint {
  readonly #parts: EngineParts;
  readonly #rooms: Rooms;
  readonly #options: SyncOptions;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: largestMessage });
  readonly #connections = new Map<Connection, ConventionId>();
  readonly #keepAlive: NodeJS.Timeout;
  #isAccepting = true;
  #disconnections = 0;

  constructor(parts: EngineParts, rooms: Rooms, options: SyncOptions) {
    this.#parts = parts;
    this.#rooms = rooms;
    this.#options = options;
    options.server.on('upgrade', (request, socket, head) => void this.#onUpgrade({ request, socket, head }));
    this.#keepAlive = setInterval(() => {
      for (const connection of this.#connections.keys()) connection.keepAlive();
    }, options.keepAliveMilliseconds ?? usualKeepAliveMilliseconds).unref();
  }

  /** How many pages are connected. */
  get size(): number {
    return this.#connections.size;
  }

  disconnect(person: PersonId, reason: CloseReason, convention?: ConventionId): void {
    this.#disconnections += 1;
    for (const [connection, id] of [...this.#connections]) {
      if (connection.person === person && (convention === undefined || convention === id)) connection.close(reason);
    }
  }

  stopAccepting(): void {
    this.#isAccepting = false;
  }

  /** Resolves when every socket is closed; those that don't answer are cut off. */
  async close(): Promise<void> {
    clearInterval(this.#keepAlive);
    for (const connection of [...this.#connections.keys()]) connection.close('restarting');
    const cut = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
    }, lastGoodbyeMilliseconds);
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
    clearTimeout(cut);
  }

  async #onUpgrade(upgrade: Upgrade): Promise<void> {
    const { request, socket } = upgrade;
    // A socket that breaks meanwhile is noticed when it is written to.
    socket.on('error', () => socket.destroy());
    const address = syncAddress(request.url ?? '');
    if (!this.#isAccepting) refuseHandshake(socket, '503 Service Unavailable');
    else if (!address) refuseHandshake(socket, '404 Not Found');
    else if (!isOwnOrigin(request, this.#options.allowedOrigins)) refuseHandshake(socket, '403 Forbidden');
    else {
      try {
        await this.#receive(upgrade, address);
      } catch (error) {
        this.#parts.log.error({ convention: address.convention, err: withoutData(error) }, 'a page could not connect');
        refuseHandshake(socket, '500 Internal Server Error');
      }
    }
  }

  async #receive(upgrade: Upgrade, address: SyncAddress): Promise<void> {
    // A stranger opens no room.
    if (!(await this.#options.authenticate(upgrade.request))) {
      this.#complete(upgrade, (socket) => dismiss(socket, 'signedOut'));
      return;
    }
    await this.#rooms.use(address.convention, async (room) => {
      const guest = await this.#guest(upgrade.request, address, room);
      this.#complete(upgrade, (socket) => {
        if (typeof guest === 'string') dismiss(socket, guest);
        else if (this.#isAccepting) this.#welcome(socket, guest, address.convention);
        else dismiss(socket, 'restarting');
      });
    });
  }

  #complete({ request, socket, head }: Upgrade, then: (socket: WebSocket) => void): void {
    if (!socket.destroyed) this.#sockets.handleUpgrade(request, socket, head, then);
  }

  #welcome(socket: WebSocket, guest: Guest, convention: ConventionId): void {
    const connection: Connection = new Connection({
      ...guest,
      socket,
      onGone: () => {
        if (this.#connections.delete(connection)) this.#rooms.released(convention);
      },
    });
    this.#connections.set(connection, convention);
    connection.start();
  }

  /** Who comes, or why not. Asked again when somebody was sent away meanwhile: it may have been this person. */
  async #guest(request: IncomingMessage, address: SyncAddress, room: Room | undefined): Promise<Guest | Refusal> {
    for (;;) {
      const before = this.#disconnections;
      const guest = await this.#admitted(request, address, room);
      if (before === this.#disconnections) return guest;
    }
  }

  async #admitted(request: IncomingMessage, address: SyncAddress, room: Room | undefined): Promise<Guest | Refusal> {
    const session = await this.#options.authenticate(request);
    if (!session) return 'signedOut';
    const { person } = session;
    if (!room || accessOf(room.state, person) === undefined) return 'notFound';
    const { clientId, epoch, schema } = address;
    const isCurrent = epoch === room.epoch && schema === schemaVersion && (await room.isIssued(clientId, person));
    if (!isCurrent) return 'stalePage';
    const [flow, user] = await Promise.all([room.flow(), room.userOf(person)]);
    // Read last, and with nothing awaited after it: rights may have changed meanwhile.
    const access = accessOf(room.state, person);
    const organisation = seatOf(room.state, person)?.organisation.organisation;
    if (!user || access === undefined || organisation === undefined) return 'notFound';
    return { room, flow, clientId, person, organisation, access, user };
  }
}

function dismiss(socket: WebSocket, refusal: Refusal): void {
  socket.on('error', () => undefined);
  socket.close(closeCodes[refusal], refusal);
  setTimeout(() => socket.terminate(), lastGoodbyeMilliseconds).unref();
}

function refuseHandshake(socket: Duplex, status: string): void {
  if (socket.destroyed) return;
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
