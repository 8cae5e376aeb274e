import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

/**
 * A WebSocket that takes frames made elsewhere, so that many sockets share one encoding and one write carries several
 * messages. They keep their order with what `ws` sends: without compression it writes at once and holds nothing back.
 */
export class FramedWebSocket extends WebSocket {
  /**
   * Messages with their frames around them, unmasked, as a server sends them. Counted in `bufferedAmount` like any other.
   * False when more waits to be written than the stream wants to hold.
   */
  sendFramed(frames: Uint8Array): boolean {
    // `ws` keeps the stream under this name; its types leave it out.
    const { _socket: stream } = this as unknown as { readonly _socket: Duplex };
    return this.readyState !== WebSocket.OPEN || stream.write(frames);
  }
}
