/** A wire that can be cut without either end being told, as a network does it: nothing arrives, and nothing says so. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

type Pair = { readonly near: Socket; readonly far: Socket; hasLost: boolean };

export class SilentProxy {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #state: 'open' | 'held' | 'lost' = 'open';

  private constructor(server: Server) {
    this.#server = server;
  }

  /** In front of a port of this machine. */
  static async before(port: number): Promise<SilentProxy> {
    const server = createServer({ allowHalfOpen: true });
    const proxy = new SilentProxy(server);
    server.on('connection', (near) => proxy.#join(near, connect({ port, host: '127.0.0.1', allowHalfOpen: true })));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** `ws://…/sync` through it. */
  get syncUrl(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sync`;
  }

  /** A short cut: TCP sends everything again once it is over. */
  hold(): void {
    this.#state = 'held';
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.pause();
  }

  /** A long cut: what is sent is gone, and connections that lost something are reset once it is over. */
  lose(): void {
    this.#state = 'lost';
  }

  heal(): void {
    this.#state = 'open';
    for (const pair of this.#pairs) {
      const { near, far } = pair;
      if (pair.hasLost) this.#reset(pair);
      else for (const socket of [near, far]) socket.resume();
    }
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) this.#reset(pair);
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket, far: Socket): void {
    const pair: Pair = { near, far, hasLost: false };
    this.#pairs.add(pair);
    this.#pipe(pair, near, far);
    this.#pipe(pair, far, near);
    if (this.#state === 'held') for (const socket of [near, far]) socket.pause();
  }

  #pipe(pair: Pair, from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (this.#state === 'lost') pair.hasLost = true;
      else to.write(bytes);
    });
    // An end that nobody hears of is one more thing that was lost.
    from.on('end', () => {
      if (this.#state === 'open') to.end();
      else pair.hasLost = true;
    });
    from.on('close', () => {
      if (this.#state === 'open') this.#reset(pair);
      else pair.hasLost = true;
    });
    from.on('error', () => undefined);
  }

  #reset(pair: Pair): void {
    this.#pairs.delete(pair);
    for (const socket of [pair.near, pair.far]) if (!socket.destroyed) socket.resetAndDestroy();
  }
}
