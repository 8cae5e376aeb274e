/** `/sync/<convention>?client=…&epoch=…&schema=…` by WebSocket: completes handshakes, and hands the sockets to the reception. */
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { withoutData } from '../log.ts';
import { FramedWebSocket } from './framed-web-socket.ts';
import { handshakeStatuses, lastGoodbyeMilliseconds, type Reception } from './reception.ts';
import { type SyncAddress, syncAddress } from './sync-address.ts';

type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };

/** One update of the largest size, and what the protocol adds to it. */
export const largestMessage = 2 * 1_048_576;

export class WebSocketTransport {
  readonly #reception: Reception;
  readonly #log: Logger;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    // Frames are shared by many sockets (`packet.ts`), which compression would not allow.
    perMessageDeflate: false,
    maxPayload: largestMessage,
    WebSocket: FramedWebSocket,
  });

  /** Answers every upgrade of that server. */
  constructor(reception: Reception, { server, log }: { readonly server: Server; readonly log: Logger }) {
    this.#reception = reception;
    this.#log = log;
    server.on('upgrade', (request, socket, head) => void this.#onUpgrade({ request, socket, head }));
  }

  /** Resolves when every socket is closed; those that don't answer are cut off. */
  async close(): Promise<void> {
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
    const turnedAway = this.#reception.turnsAway(request);
    if (turnedAway === 'stopping') refuseHandshake(socket, handshakeStatuses[turnedAway]);
    else if (!address) refuseHandshake(socket, 404);
    else if (turnedAway) refuseHandshake(socket, handshakeStatuses[turnedAway]);
    else await this.#receive(upgrade, address);
  }

  async #receive({ request, socket, head }: Upgrade, address: SyncAddress): Promise<void> {
    try {
      await this.#reception.receive({
        request,
        address,
        open: (then) => {
          if (!socket.destroyed) this.#sockets.handleUpgrade(request, socket, head, then);
        },
      });
    } catch (error) {
      this.#log.error({ convention: address.convention, err: withoutData(error) }, 'a page could not connect');
      refuseHandshake(socket, 500);
    }
  }
}

function refuseHandshake(socket: Duplex, status: number): void {
  if (socket.destroyed) return;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
