/**
 * The way for pages whose network lets no WebSocket through: what the server sends is a stream of server-sent events, what
 * the page sends are POST requests, each with one or several messages. The messages are those of `messages.ts`, unchanged.
 * `PROTOCOL.md` gives the bytes.
 */
import { fromBase64 } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';

export const eventStreamPaths = { events: 'events', messages: 'messages' } as const;

/** Bytes that one POST carries at most: a message of the largest size, and what is around it. */
export const largestPost = 2 * 1_048_576 + 1_024;

/** What a stream says, one server-sent event each. */
export type StreamEvent =
  /** The first one. `stream` is the secret that POST requests of this page name. */
  | { readonly kind: 'open'; readonly stream: string }
  | { readonly kind: 'message'; readonly bytes: Uint8Array }
  /** Asks the page for a sign of life: any POST. */
  | { readonly kind: 'ping' }
  /** The last one: the close code of the WebSocket protocol, and its reason. */
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

const zClose = z.object({ code: z.number().int(), reason: z.string() });

/** One event as the text of the stream. `data` holds no line break. */
export function eventText(event: 'open' | 'ping' | 'close' | null, data: string): string {
  return `${event === null ? '' : `event: ${event}\n`}data: ${data}\n\n`;
}

/** Reads a stream from pieces of its text, wherever they were cut. Throws on what is no event of ours. */
export class EventStreamReader {
  #line: string[] = [];
  #event = '';
  #data: string | undefined;

  /** The events that this piece completes. */
  read(piece: string): readonly StreamEvent[] {
    const [first = '', ...others] = piece.split('\n');
    const events: StreamEvent[] = [];
    this.#line.push(first);
    for (const start of others) {
      const event = this.#take(this.#line.join('').replace(/\r$/, ''));
      if (event) events.push(event);
      this.#line = [start];
    }
    return events;
  }

  #take(line: string): StreamEvent | undefined {
    if (line === '') return this.#complete();
    if (line.startsWith('event:')) this.#event = line.slice('event:'.length).trimStart();
    else if (line.startsWith('data:')) this.#data = line.slice('data:'.length).trimStart();
    // Anything else is a comment.
    return undefined;
  }

  #complete(): StreamEvent | undefined {
    const [event, data] = [this.#event, this.#data];
    this.#event = '';
    this.#data = undefined;
    return data === undefined ? undefined : streamEvent(event, data);
  }
}

function streamEvent(event: string, data: string): StreamEvent {
  switch (event) {
    case '':
      return { kind: 'message', bytes: fromBase64(data) };
    case 'open':
      return { kind: 'open', stream: data };
    case 'ping':
      return { kind: 'ping' };
    case 'close':
      return { kind: 'close', ...zClose.parse(JSON.parse(data)) };
    default:
      throw new RangeError(`unknown event ${event}`);
  }
}

/** The body of a POST: each message with its length before it. */
export function writeBatch(messages: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encoding.encode((encoder) => {
    for (const message of messages) encoding.writeVarUint8Array(encoder, message);
  }) as Uint8Array<ArrayBuffer>;
}

/**
 * The messages of a POST, each made when it is asked for: a body of millions of empty ones costs no more than its bytes.
 * Throws, at once, on bytes that are no such body.
 */
export function readBatch(body: Uint8Array): Iterable<Uint8Array> {
  const lengths = decoding.createDecoder(body);
  while (decoding.hasContent(lengths)) {
    const length = decoding.readVarUint(lengths);
    lengths.pos += length;
    if (lengths.pos > body.byteLength) throw new RangeError('a message is longer than what is there');
  }
  return messagesIn(body);
}

function* messagesIn(body: Uint8Array): Generator<Uint8Array> {
  const decoder = decoding.createDecoder(body);
  while (decoding.hasContent(decoder)) yield decoding.readVarUint8Array(decoder);
}
