/** A page without a document: it connects, synchronises, sends updates made beforehand, and hands on what it is sent. */
import { Cursor } from './cursor.ts';
import { FrameSocket, frameOf, type Target } from './frame-socket.ts';
import { syncMessage, type Wire } from './wire.ts';

export type Ticket = Target & {
  readonly document: string;
  /** The `clientID` under which it may write. */
  readonly clientId: number;
};

export type PageHandlers = {
  /** An update begins at the cursor; called for edits, and for the answer to step 1. */
  readonly update?: (cursor: Cursor, bytes: number) => void;
  /** So many of its update messages are called saved by the server. */
  readonly saved?: (count: number) => void;
  /** Left out, a closed socket is an error. */
  readonly closed?: () => void;
};

/** Message types; 4 and 8 are Hocuspocus's, those from 100 on Entente's. */
const types = { sync: 0, auth: 2, syncReply: 4, syncStatus: 8, saved: 100, refused: 101 } as const;
const emptyStateVector = Uint8Array.of(0);
const emptyUpdate = Uint8Array.of(0, 0);
/** Pages that have to say now and then that they are still there. */
const silentPages = new Set<PageClient>();
const sayingMilliseconds = 20_000;

setInterval(() => {
  for (const page of silentPages) page.sayStillHere();
}, sayingMilliseconds).unref();

/** One for all: messages are read one after another. */
const cursor = new Cursor();

export class PageClient {
  readonly ticket: Ticket;
  readonly prefix: Uint8Array;
  handlers: PageHandlers;
  readonly #wire: Wire;
  readonly #socket: FrameSocket;
  readonly #synced: Promise<void>;
  #settleSynced: (error?: Error) => void = () => undefined;
  #statuses = 0;
  #isLeaving = false;

  private constructor(wire: Wire, ticket: Ticket, handlers: PageHandlers) {
    this.#wire = wire;
    this.ticket = ticket;
    this.handlers = handlers;
    this.prefix = wire.prefix(ticket.document);
    this.#synced = new Promise((resolve, reject) => {
      this.#settleSynced = (error) => (error ? reject(error) : resolve());
    });
    this.#socket = new FrameSocket(ticket, {
      message: (bytes, from, to) => this.#hear(bytes, from, to),
      closed: (code) => this.#closed(code),
    });
  }

  /** Resolves when it is connected and has been sent the text. */
  static async open(wire: Wire, ticket: Ticket, handlers: PageHandlers = {}): Promise<PageClient> {
    const page = new PageClient(wire, ticket, handlers);
    await page.#socket.opened();
    for (const message of wire.introduction(ticket.document)) page.send(message);
    if (wire.stillHere) silentPages.add(page);
    if (!wire.syncs) return page;
    page.send(syncMessage(page.prefix, 0, emptyStateVector));
    await page.#synced;
    return page;
  }

  get bytesReceived(): number {
    return this.#socket.bytesReceived;
  }

  send(message: Uint8Array): void {
    this.#socket.write(frameOf(message));
  }

  /** Sends frames made beforehand, in one write. */
  sendFrames(frames: Uint8Array): void {
    this.#socket.write(frames);
  }

  sayStillHere(): void {
    const message = this.#wire.stillHere?.(this.ticket.document);
    if (message) this.send(message);
  }

  leave(): void {
    silentPages.delete(this);
    this.#isLeaving = true;
    this.#socket.destroy();
  }

  #closed(code: number | undefined): void {
    silentPages.delete(this);
    if (this.#isLeaving) return;
    const error = new Error(`the server closed a socket (${code ?? 'without a code'})`);
    this.#settleSynced(error);
    if (!this.handlers.closed) throw error;
    this.handlers.closed();
  }

  #hear(bytes: Uint8Array, from: number, to: number): void {
    let at = from;
    while (at < to) {
      cursor.set(bytes, at + this.prefix.length, to);
      at = this.#message();
      if (!this.#wire.packs) return;
    }
  }

  /** Reads one message; returns where it ends. */
  #message(): number {
    const type = cursor.uint();
    switch (type) {
      case types.sync:
      case types.syncReply:
        return this.#sync();
      case types.saved:
        this.handlers.saved?.(cursor.uint());
        return cursor.at;
      case types.syncStatus:
        this.#statuses += 1;
        this.handlers.saved?.(this.#statuses);
        return cursor.at + 1;
      case types.refused:
        throw new Error(`an update was refused: ${cursor.text()}`);
      case types.auth:
        if (cursor.uint() === 1) throw new Error(`the server lets nobody in: ${cursor.text()}`);
        return cursor.end;
      default:
        // Presence, announcements: counted in bytes, read by nobody.
        cursor.skipBytes();
        return cursor.at;
    }
  }

  #sync(): number {
    const kind = cursor.uint();
    const length = cursor.uint();
    const end = cursor.at + length;
    if (kind === 0) this.send(syncMessage(this.prefix, 1, emptyUpdate));
    else this.handlers.update?.(cursor, length);
    if (kind === 1) this.#settleSynced();
    return end;
  }
}
