/**
 * What a connection needs of the socket to its page: the part of `ws`'s `WebSocket` that it uses. Whatever carries the same
 * messages in the same order (server-sent events and POST, a simulation's wire) can stand in its place.
 */
import type { RawData, WebSocket } from 'ws';

export type PageSocket = Pick<
  WebSocket,
  'OPEN' | 'readyState' | 'bufferedAmount' | 'close' | 'terminate' | 'ping' | 'pause' | 'resume'
> & {
  send(frame: Uint8Array): void;
  /**
   * Sends messages that are framed for WebSocket already; a socket without it is sent each by itself. False when much of
   * what it was sent waits still.
   */
  sendFramed?(frames: Uint8Array): boolean;
  on(event: 'message', listener: (data: RawData, isBinary: boolean) => void): unknown;
  on(event: 'ping' | 'pong' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
};
