/**
 * A WebSocket client that does as little as one can: one buffer for all that is read, no copy of a message that came whole
 * and one of a message that came in parts, no masking (the mask is zero, as the protocol allows). A library's client would take longer than the servers it measures.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type Target = {
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Own address to connect from (127.0.0.x). */
  readonly from?: string;
};

export type FrameHandlers = {
  /** A message, between two offsets of bytes that are used again afterwards. */
  message(bytes: Uint8Array, from: number, to: number): void;
  /** The socket closed; with the server's code when it said one. */
  closed(code: number | undefined): void;
};

const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);
const nothing = Buffer.alloc(0);
/** Bytes for what comes behind a message's end in the same read. */
const roomBehind = 4_096;
const endOfHead = Buffer.from('\r\n\r\n');

export class FrameSocket {
  readonly #socket: Socket;
  readonly #handlers: FrameHandlers;
  readonly #opened: Promise<void>;
  #settleOpening: ((error?: Error) => void) | undefined;
  /** What came of a message that is not whole yet, at the beginning of a buffer that is as long as its head says, or longer. */
  #rest: Buffer = nothing;
  #restBytes = 0;
  /** Bytes of the message that is not whole yet, as far as its head says. */
  #needed = 0;
  #code: number | undefined;
  bytesReceived = 0;

  constructor(target: Target, handlers: FrameHandlers) {
    this.#handlers = handlers;
    this.#opened = new Promise((resolve, reject) => {
      this.#settleOpening = (error) => (error ? reject(error) : resolve());
    });
    this.#socket = connect({
      port: target.port,
      host: '127.0.0.1',
      ...(target.from === undefined ? {} : { localAddress: target.from }),
      noDelay: true,
      onread: { buffer: readBuffer, callback: (length, buffer) => this.#read(buffer, length) },
    });
    this.#socket.on('connect', () => this.#socket.write(handshake(target)));
    this.#socket.on('error', (error) => this.#settleOpening?.(error));
    this.#socket.on('close', () => {
      this.#settleOpening?.(new Error('the server closed the socket before the handshake'));
      this.#handlers.closed(this.#code);
    });
  }

  /** Resolves when the handshake is answered. */
  opened(): Promise<void> {
    return this.#opened;
  }

  /** Sends bytes that `frameOf` made. */
  write(frames: Uint8Array): void {
    this.#socket.write(frames);
  }

  /** Gone at once, without a goodbye. */
  destroy(): void {
    this.#socket.destroy();
  }

  #read(buffer: Uint8Array, length: number): boolean {
    this.bytesReceived += length;
    if (this.#restBytes === 0) {
      this.#take(buffer, length);
      return true;
    }
    this.#keep(buffer, 0, length);
    if (this.#restBytes < this.#needed) return true;
    const [whole, wholeBytes] = [this.#rest, this.#restBytes];
    this.#rest = nothing;
    this.#restBytes = 0;
    this.#take(whole, wholeBytes);
    return true;
  }

  /** Puts a copy behind what came before. */
  #keep(bytes: Uint8Array, from: number, to: number): void {
    const needed = Math.max(this.#needed, this.#restBytes + to - from);
    if (this.#rest.length < needed) {
      const longer = Buffer.allocUnsafeSlow(needed + roomBehind);
      longer.set(this.#rest.subarray(0, this.#restBytes));
      this.#rest = longer;
    }
    this.#rest.set(bytes.subarray(from, to), this.#restBytes);
    this.#restBytes += to - from;
  }

  /** Reads what is whole; keeps a copy of the rest. */
  #take(bytes: Uint8Array, end: number): void {
    let at = this.#settleOpening ? this.#takeHead(bytes, end) : 0;
    this.#needed = 0;
    while (at < end) {
      const next = this.#frame(bytes, at, end);
      if (next === at) break;
      at = next;
    }
    if (at < end) this.#keep(bytes, at, end);
  }

  #takeHead(bytes: Uint8Array, end: number): number {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, end);
    const at = head.indexOf(endOfHead);
    if (at < 0) return 0;
    const first = head.toString('latin1', 0, head.indexOf('\r\n'));
    const settle = this.#settleOpening;
    this.#settleOpening = undefined;
    settle?.(first.includes(' 101 ') ? undefined : new Error(`the handshake was answered: ${first}`));
    return first.includes(' 101 ') ? at + endOfHead.length : end;
  }

  /** Handles the frame at `at` and returns where the next begins; `at` when it is not whole, with `needed` set if known. */
  #frame(bytes: Uint8Array, at: number, end: number): number {
    if (end - at < 2) return at;
    const first = bytes[at] ?? 0;
    const short = bytes[at + 1] ?? 0;
    const headLength = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (end - at < headLength) return at;
    const length = short < 126 ? short : longLength(bytes, at + 2, headLength - 2);
    const from = at + headLength;
    if (end < from + length) {
      this.#needed = headLength + length;
      return at;
    }
    if ((first & 128) === 0) throw new Error('a message came in pieces');
    const opcode = first & 15;
    if (opcode === opcodes.binary) this.#handlers.message(bytes, from, from + length);
    else this.#control(opcode, bytes.subarray(from, from + length));
    return from + length;
  }

  #control(opcode: number, payload: Uint8Array): void {
    if (opcode === opcodes.ping) this.write(frameOf(payload, opcodes.pong));
    if (opcode !== opcodes.close) return;
    this.#code = payload.length >= 2 ? ((payload[0] ?? 0) << 8) | (payload[1] ?? 0) : undefined;
    this.#socket.end(frameOf(payload, opcodes.close));
  }
}

/** A frame as a client sends it. */
export function frameOf(payload: Uint8Array, opcode: number = opcodes.binary): Buffer {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const headLength = 2 + lengthBytes + 4;
  const frame = Buffer.alloc(headLength + length);
  frame[0] = 128 | opcode;
  frame[1] = 128 | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127);
  if (lengthBytes === 2) frame.writeUInt16BE(length, 2);
  if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(payload, headLength);
  return frame;
}

function longLength(bytes: Uint8Array, at: number, width: number): number {
  let length = 0;
  for (let offset = 0; offset < width; offset += 1) length = length * 256 + (bytes[at + offset] ?? 0);
  return length;
}

function handshake({ port, path, headers = {} }: Target): string {
  const lines = {
    Host: `127.0.0.1:${port}`,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${head.join('')}\r\n`;
}
