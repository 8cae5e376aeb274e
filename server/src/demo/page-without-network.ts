/**
 * A page in the same process: it comes in by the reception, speaks the wire's protocol and is judged like any other. With it the
 * demo's people write before anything listens.
 */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Actor } from '@entente/shared/negotiation/commands';
import type { ConventionId } from '@entente/shared/negotiation/state';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { ConventionsEngine } from '../conventions/create-conventions.ts';
import { syncStep1Frame, updateFrame } from '../text/frames.ts';
import type { PageSocket } from '../text/page-socket.ts';
import type { Reception } from '../text/reception.ts';

/** The header by which {@link receptionOf} knows who comes; no request from outside ever gets there. */
const personHeader = 'x-person';

export type Desk = { readonly engine: Pick<ConventionsEngine, 'openPage'>; readonly reception: Reception };

/** A reception for pages of this process alone. */
export function receptionOf(engine: ConventionsEngine): Reception {
  return engine.attachReception({
    allowedOrigins: [],
    authenticate: async ({ headers }) => ({ person: String(headers[personHeader]), session: 'this-process' }),
  });
}

/** Opens a page for that person, changes the text in one update, and leaves when it is durable. Throws when it is refused. */
export async function writeAsPage(
  { engine, reception }: Desk,
  { id, by }: { readonly id: ConventionId; readonly by: Actor },
  change: (doc: Y.Doc) => void,
): Promise<void> {
  const { clientId, epoch, schemaVersion } = await engine.openPage(id, by);
  const request = new IncomingMessage(new Socket());
  request.headers[personHeader] = by.person;
  const written = Promise.withResolvers<void>();
  const page = new Page(clientId, change, written);
  const address = { convention: id, clientId, epoch, schema: schemaVersion };
  await reception.receive({ request, address, open: (then) => page.open(then) });
  try {
    await written.promise;
  } finally {
    page.leave();
  }
}

type Written = Pick<PromiseWithResolvers<void>, 'resolve' | 'reject'>;
type Listeners = {
  message: ((data: Buffer, isBinary: boolean) => void)[];
  close: (() => void)[];
};

class Page {
  readonly #doc = new Y.Doc();
  readonly #change: (doc: Y.Doc) => void;
  readonly #written: Written;
  readonly #listeners: Listeners = { message: [], close: [] };
  #state: 1 | 3 = 1;
  #hasWritten = false;

  constructor(clientId: number, change: (doc: Y.Doc) => void, written: Written) {
    this.#doc.clientID = clientId;
    this.#change = change;
    this.#written = written;
  }

  open(then: (socket: PageSocket) => void): void {
    then(this.#socket());
    this.#say(syncStep1Frame(Y.encodeStateVector(this.#doc)));
  }

  leave(): void {
    if (this.#state === 3) return;
    this.#state = 3;
    for (const listener of this.#listeners.close) listener();
    this.#doc.destroy();
  }

  #socket(): PageSocket {
    const page = this;
    const gone = (code?: number, reason?: string | Buffer) => {
      page.#written.reject(new Error(`the page was sent away: ${code} ${reason ?? ''}`));
      page.leave();
    };
    return {
      OPEN: 1,
      get readyState() {
        return page.#state;
      },
      bufferedAmount: 0,
      send: (frame) => page.#hear(frame),
      close: gone,
      terminate: gone,
      ping: () => undefined,
      pause: () => undefined,
      resume: () => undefined,
      on: (event: string, listener: never) => {
        if (event === 'message' || event === 'close') page.#listeners[event].push(listener);
      },
    };
  }

  /** Later, as from a network: nobody is called back in the middle of a sentence. */
  #say(frame: Uint8Array): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners.message) listener(Buffer.from(frame), true);
    });
  }

  #hear(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    switch (decoding.readVarUint(decoder)) {
      case messageTypes.sync:
        // The server's own question needs no answer: a page that was just opened has nothing that it lacks.
        if (decoding.readVarUint(decoder) !== messageYjsSyncStep1) this.#learn(decoding.readVarUint8Array(decoder));
        break;
      case messageTypes.saved:
        if (decoding.readVarUint(decoder) > 0) this.#written.resolve();
        break;
      case messageTypes.refused:
        this.#written.reject(new Error(`the page's words were refused: ${decoding.readVarString(decoder)}`));
        break;
    }
  }

  #learn(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update);
    if (this.#hasWritten) return;
    this.#hasWritten = true;
    const before = Y.encodeStateVector(this.#doc);
    this.#doc.transact(() => this.#change(this.#doc));
    this.#say(updateFrame(Y.encodeStateAsUpdate(this.#doc, before)));
  }
}
