/**
 * `/sync/<convention>/events` and `/sync/<convention>/messages`: the wire for pages whose network lets no WebSocket through.
 * Same reception, same connection; `PROTOCOL.md` describes the requests.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { largestPost } from '@entente/shared/wire/event-stream';
import type { Logger } from 'pino';
import { readBody } from '../http/read-body.ts';
import { withoutData } from '../log.ts';
import { EventStreamSocket, type Taken } from './event-stream-socket.ts';
import { handshakeStatuses, lastGoodbyeMilliseconds, type Reception, type SignedIn } from './reception.ts';
import { type SyncAddress, syncAddress } from './sync-address.ts';

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };
type OpenStream = {
  readonly socket: EventStreamSocket;
  readonly convention: string;
  readonly owner: SignedIn;
  /** POST requests that wait for their answer: one, and at most its repetition. */
  posts: number;
};

const path = /^(\/sync\/[^/?]+)\/(events|messages)(\?.*)?$/;
const mostAtOnce = 2;

const statuses = {
  taken: 204,
  repeated: 204,
  malformed: 400,
  gap: 409,
  closed: 404,
} as const satisfies Record<Taken, number>;

export class EventStreamTransport {
  readonly #reception: Reception;
  readonly #log: Logger;
  readonly #streams = new Map<string, OpenStream>();

  constructor(reception: Reception, log: Logger) {
    this.#reception = reception;
    this.#log = log;
  }

  /** Answers a request of this transport; false when it is none. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const [, base = '', route, query = ''] = path.exec(request.url ?? '') ?? [];
    if (route === undefined) return false;
    const address = syncAddress(base + query);
    const exchange = { request, response };
    const answered = this.#answer(exchange, { address, route, query: new URLSearchParams(query) });
    answered.catch((error: unknown) => {
      // Whoever asked has gone in the middle of it.
      if (request.destroyed && !request.complete) return;
      this.#log.error({ convention: address?.convention, err: withoutData(error) }, 'a page could not be answered');
      refuse(response, 500);
    });
    return true;
  }

  /** Resolves when every stream is closed; those that don't take the closing are cut off. */
  async close(): Promise<void> {
    const open = [...this.#streams.values()].map(
      ({ socket }) => new Promise<void>((resolve) => void socket.on('close', resolve)),
    );
    const cut = setTimeout(() => {
      for (const { socket } of this.#streams.values()) socket.terminate();
    }, lastGoodbyeMilliseconds);
    await Promise.all(open);
    clearTimeout(cut);
  }

  async #answer(exchange: Exchange, asked: Asked): Promise<void> {
    const { request, response } = exchange;
    const { address, route, query } = asked;
    if (this.#reception.isForeign(request) || isFromAnotherSite(request)) refuse(response, 403);
    else if (!address) refuse(response, 404);
    else if (request.method !== (route === 'events' ? 'GET' : 'POST')) refuse(response, 405);
    else if (route === 'events') await this.#open(exchange, address);
    else await this.#take(exchange, { address, query });
  }

  async #open({ request, response }: Exchange, address: SyncAddress): Promise<void> {
    const turnedAway = this.#reception.turnsAway(request);
    if (turnedAway) return refuse(response, handshakeStatuses[turnedAway]);
    await this.#reception.receive({
      request,
      address,
      open: (then, owner) => {
        if (response.destroyed) return;
        const stream = randomBytes(24).toString('base64url');
        const socket = new EventStreamSocket(response, stream);
        if (owner) {
          this.#streams.set(stream, { socket, convention: address.convention, owner, posts: 0 });
          socket.on('close', () => this.#streams.delete(stream));
        }
        then(socket);
      },
    });
  }

  async #take({ request, response }: Exchange, { address, query }: Posted): Promise<void> {
    const signedIn = await this.#reception.signedIn(request);
    if (!signedIn) return refuse(response, 401);
    const open = this.#streams.get(query.get('stream') ?? '');
    // Somebody else's stream is no more there than one that never was.
    if (!open || open.convention !== address.convention || !isSame(open.owner, signedIn)) return refuse(response, 404);
    if (request.headers['content-type'] !== 'application/octet-stream') return refuse(response, 415);
    const n = numberOf(query.get('n'));
    if (n === undefined) return refuse(response, 400);
    if (response.destroyed) return;
    if (open.posts >= mostAtOnce) return refuse(response, 429);
    open.posts += 1;
    response.once('close', () => {
      open.posts -= 1;
    });
    // Of a repetition nothing is read, let alone kept.
    const { socket } = open;
    const body = socket.isTaken(n) ? new Uint8Array() : await readBody(request, largestPost, () => socket.hears());
    if (!body) socket.refuseTooBig();
    refuse(response, body ? statuses[await socket.take(n, body)] : 413);
  }
}

type Asked = { readonly address: SyncAddress | undefined; readonly route: string; readonly query: URLSearchParams };
type Posted = { readonly address: SyncAddress; readonly query: URLSearchParams };

/** A browser asks for a picture or a script of any site with that site's cookies, and without an `Origin`. */
function isFromAnotherSite({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin';
}

function isSame(a: SignedIn, b: SignedIn): boolean {
  return a.person === b.person && a.session === b.session;
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

/** Answers with a status and nothing else. */
function refuse(response: ServerResponse, status: number): void {
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  // What was not read of a refused body makes the connection useless for a next request.
  const rest = status < 400 ? {} : { connection: 'close' };
  response.writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...rest }).end();
}
