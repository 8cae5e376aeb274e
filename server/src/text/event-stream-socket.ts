/**
 * The socket of a page whose network lets no WebSocket through: it hears by server-sent events and speaks by POST. To the
 * connection behind it, it is a socket like any other.
 */
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { eventText, readBatch } from '@entente/shared/wire/event-stream';
import type { RawData } from 'ws';
import type { PageSocket } from './page-socket.ts';
import { largestMessage } from './web-socket-transport.ts';

/** `repeated`: this POST was taken before, and its answer was lost. `gap`: the one before it never came. */
export type Taken = 'taken' | 'repeated' | 'gap' | 'malformed' | 'closed';

type Events = { message: [RawData, boolean]; pong: []; close: []; error: [Error] };

/** Codes of the WebSocket protocol. */
const protocolError = 1002;
const messageTooBig = 1009;

/** Some proxies hold back the first bytes of an answer until there are more: these say nothing. */
const padding = `:${' '.repeat(2_048)}\n`;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

export class EventStreamSocket extends EventEmitter<Events> implements PageSocket {
  readonly OPEN = 1;
  readonly #response: ServerResponse;
  #readyState: 1 | 2 | 3 = 1;
  #lastPost = 0;
  /** Settles when everything taken so far has been handed over. */
  #handedOver: Promise<void> = Promise.resolve();
  #resume: (() => void) | undefined;
  #paused: Promise<void> | undefined;

  /** `stream`: the secret by which POST requests name this socket. */
  constructor(response: ServerResponse, stream: string) {
    super();
    this.#response = response;
    response.on('close', () => this.#closed());
    response.on('error', (error) => this.emit('error', error));
    response.writeHead(200, headers);
    response.write(padding + eventText('open', stream));
  }

  get readyState(): 1 | 2 | 3 {
    return this.#readyState;
  }

  /** Bytes that the page has not fetched yet and that wait in this process. */
  get bufferedAmount(): number {
    return this.#response.writableLength;
  }

  send(frame: Uint8Array): void {
    if (this.#readyState !== this.OPEN) return;
    const { buffer, byteOffset, byteLength } = frame;
    this.#response.write(eventText(null, Buffer.from(buffer, byteOffset, byteLength).toString('base64')));
  }

  ping(): void {
    if (this.#readyState === this.OPEN) this.#response.write(eventText('ping', ''));
  }

  close(code: number, reason: string): void {
    if (this.#readyState !== this.OPEN) return;
    this.#readyState = 2;
    this.resume();
    this.#response.end(eventText('close', JSON.stringify({ code, reason })));
  }

  terminate(): void {
    this.#response.destroy();
  }

  /** Messages wait, and with them the answer to the POST that brought them: a page sends the next one after it. */
  pause(): void {
    this.#paused ??= new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#paused = undefined;
    this.#resume?.();
  }

  /** The page is alive: part of a long POST came over a slow line, and its answer to a ping has to wait behind it. */
  hears(): void {
    this.emit('pong');
  }

  /** True for a POST that came before. */
  isTaken(n: number): boolean {
    return n <= this.#lastPost;
  }

  /** Hands over the messages of POST number `n`, from 1, once. Resolves when they were, in their order. */
  async take(n: number, body: Uint8Array): Promise<Taken> {
    if (this.#readyState !== this.OPEN) return 'closed';
    this.hears();
    if (this.isTaken(n)) {
      await this.#handedOver;
      return 'repeated';
    }
    if (n !== this.#lastPost + 1) return this.#fail('gap');
    const messages = batchOf(body);
    if (!messages) return this.#fail('malformed');
    this.#lastPost = n;
    this.#handedOver = this.#handOver(messages, this.#handedOver);
    await this.#handedOver;
    return 'taken';
  }

  /** A POST that is too long to be read. */
  refuseTooBig(): void {
    this.close(messageTooBig, '');
  }

  async #handOver(messages: Iterable<Uint8Array>, before: Promise<void>): Promise<void> {
    await before;
    for (const message of messages) {
      while (this.#paused) await this.#paused;
      if (this.#readyState !== this.OPEN) return;
      if (message.byteLength > largestMessage) this.refuseTooBig();
      else this.emit('message', Buffer.from(message.buffer, message.byteOffset, message.byteLength), true);
    }
  }

  #fail(why: 'gap' | 'malformed'): Taken {
    this.close(protocolError, why);
    return why;
  }

  #closed(): void {
    this.#readyState = 3;
    this.resume();
    this.emit('close');
  }
}

function batchOf(body: Uint8Array): Iterable<Uint8Array> | undefined {
  try {
    return readBatch(body);
  } catch {
    // The reader stumbled: whoever wrote this does not speak the protocol.
    return undefined;
  }
}
