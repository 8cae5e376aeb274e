/** A wire that understands WebSockets, and loses, doubles and swaps their messages by a seed. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

/** What happens to a message: an empty list loses it, two entries double it; `later` swaps it with the next one. */
export type Fate = 'pass' | 'lose' | 'double' | 'later';
export type Direction = 'to server' | 'to page';
export type Mischief = (direction: Direction, message: Uint8Array) => Fate;

export class FrameProxy {
  readonly #http: Server = createServer();
  readonly #near = new WebSocketServer({ server: this.#http, perMessageDeflate: false });
  readonly #pairs = new Set<readonly [WebSocket, WebSocket]>();
  /** What was done, by its name. */
  readonly done: Record<Fate, number> = { pass: 0, lose: 0, double: 0, later: 0 };
  mischief: Mischief = () => 'pass';

  private constructor(upstream: string) {
    this.#near.on('connection', (near, { url = '', headers }) => {
      const path = url.replace(/^\/sync/, '');
      const far = new WebSocket(upstream + path, { headers: { cookie: headers.cookie ?? '' } });
      this.#join(near, far);
    });
  }

  /** In front of `ws://…/sync`. */
  static async before(syncUrl: string): Promise<FrameProxy> {
    const proxy = new FrameProxy(syncUrl);
    proxy.#http.listen(0, '127.0.0.1');
    await once(proxy.#http, 'listening');
    return proxy;
  }

  get syncUrl(): string {
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}/sync`;
  }

  /** Cuts every connection. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.terminate();
  }

  async close(): Promise<void> {
    this.cut();
    this.#near.close();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #join(near: WebSocket, far: WebSocket): void {
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    this.#relay('to server', near, far);
    this.#relay('to page', far, near);
    near.on('close', () => far.terminate());
    far.on('close', (code, reason) => {
      this.#pairs.delete(pair);
      if (code === 1005 || code === 1006) near.terminate();
      else near.close(code, reason);
    });
  }

  #relay(direction: Direction, from: WebSocket, to: WebSocket): void {
    const early: Uint8Array[] = [];
    let swapped: Uint8Array | undefined;
    const send = (...messages: Uint8Array[]) => {
      if (to.readyState === WebSocket.OPEN) for (const message of messages) to.send(message);
      else if (to.readyState === WebSocket.CONNECTING) early.push(...messages);
    };
    to.on('open', () => send(...early.splice(0)));
    from.on('error', () => undefined);
    from.on('message', (data: RawData) => {
      const message = data as Buffer;
      const fate = this.mischief(direction, message);
      this.done[fate] += 1;
      const before = swapped === undefined ? [] : [swapped];
      if (fate === 'later' && swapped === undefined) {
        swapped = message;
        return;
      }
      swapped = undefined;
      if (fate === 'lose') send(...before);
      else if (fate === 'double') send(message, ...before, message);
      else send(message, ...before);
    });
  }
}
