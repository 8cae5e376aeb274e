/**
 * Messages that many pages are sent in one write: encoded once, and framed for WebSocket once. What a message costs is the
 * write, so a page gets what a turn has for it (text, presence, what is saved) in a single one.
 */

import { isAnswer } from './frames.ts';

export class Packet {
  readonly messages: readonly Uint8Array[];
  /** Bytes of it all when an answer to sync step 1 is in it, else 0. */
  readonly answerLength: number;
  #framed: Uint8Array | undefined;

  constructor(messages: readonly Uint8Array[]) {
    this.messages = messages;
    this.answerLength = messages.some(isAnswer) ? lengthOf(messages) : 0;
  }

  /** The same bytes for every socket: a server masks nothing, and compression isn't offered. */
  get framed(): Uint8Array {
    this.#framed ??= framed(this.messages);
    return this.#framed;
  }

  /** This, and then that. */
  and(message: Uint8Array): Packet {
    return new Packet([...this.messages, message]);
  }
}

function lengthOf(messages: readonly Uint8Array[]): number {
  return messages.reduce((sum, { length }) => sum + length, 0);
}

/** A final frame with binary data (RFC 6455, 5.2). */
const finalBinary = 0x82;

function framed(messages: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(messages.reduce((sum, { length }) => sum + headLength(length) + length, 0));
  let at = 0;
  for (const message of messages) {
    at = writeHead(bytes, at, message.length);
    bytes.set(message, at);
    at += message.length;
  }
  return bytes;
}

function headLength(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}

/** Returns where the message begins. */
function writeHead(bytes: Buffer, at: number, length: number): number {
  bytes[at] = finalBinary;
  if (length < 126) {
    bytes[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    bytes[at + 1] = 126;
    bytes.writeUInt16BE(length, at + 2);
    return at + 4;
  }
  bytes[at + 1] = 127;
  bytes.writeBigUInt64BE(BigInt(length), at + 2);
  return at + 10;
}
