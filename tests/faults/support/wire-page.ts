/** Pages without a document, hundreds in one process: they count what they are sent, and keep nothing of it. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { textRoot } from '@entente/shared/sections/sections';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { element, handBuilt, run, words } from '../../support/hand-built.ts';
import { presenceMessage, syncMessage } from '../../support/raw-socket.ts';
import type { Person } from '../../support/server.ts';

/** Settings for a server that many pages of few people are to meet, all from this machine. */
export const roomy = {
  PAGES_PER_PERSON: '50000',
  PAGES_PER_ADDRESS: '50000',
  MESSAGES_PER_SECOND: '5000',
  LOG_LEVEL: 'error',
} as const;

export type Ticket = { readonly query: string; readonly clientId: number; readonly cookie: string };

/** Opens pages at the API, a few at a time, dealt out among people. */
export async function tickets(people: readonly Person[], convention: string, count: number): Promise<Ticket[]> {
  const made: Ticket[] = [];
  const next = async (): Promise<void> => {
    const by = people[made.length % people.length];
    if (!by || made.length >= count) return;
    const place = made.push({ query: '', clientId: 0, cookie: by.cookie }) - 1;
    const { clientId, epoch, schemaVersion } = await by.api.text.openPage({ id: convention });
    const query = `client=${clientId}&epoch=${epoch}&schema=${schemaVersion}`;
    made[place] = { query, clientId, cookie: by.cookie };
    await next();
  };
  await Promise.all(Array.from({ length: 16 }, next));
  return made;
}

/** What one page was sent, in frames and bytes, by the type of message. */
type Heard = { frames: number; bytes: number };

export class WirePage {
  readonly clientId: number;
  readonly edits: Heard = { frames: 0, bytes: 0 };
  readonly presence: Heard = { frames: 0, bytes: 0 };
  /** Presence messages without anybody in them: the server saying that it lives. */
  keepAlives = 0;
  sent = 0;
  saved = 0;
  closing: number | undefined;
  readonly socket: WebSocket;
  readonly #synced: Promise<void>;
  #clock = 0;

  private constructor(url: string, ticket: Ticket) {
    this.clientId = ticket.clientId;
    this.socket = new WebSocket(url, { headers: { cookie: ticket.cookie }, perMessageDeflate: false });
    this.#synced = new Promise((resolve, reject) => {
      this.socket.on('open', () => this.socket.send(syncMessage(messageYjsSyncStep1, Uint8Array.of(0))));
      this.socket.on('message', (data: Buffer) => {
        if (this.#hear(data)) resolve();
      });
      this.socket.on('close', (code) => {
        this.closing = code;
        reject(new Error(`closed with ${code} before the text had come`));
      });
      this.socket.on('error', reject);
    });
    this.#synced.catch(() => undefined);
  }

  /** Connected, and given the whole text. Rejects when the server does not let it in. */
  static async open(syncUrl: string, convention: string, ticket: Ticket): Promise<WirePage> {
    const page = new WirePage(`${syncUrl}/${convention}?${ticket.query}`, ticket);
    await page.#synced;
    return page;
  }

  /** Writes after its own last words, in a paragraph of its own. */
  type(said = 'mot '): void {
    const { clientId: client } = this;
    const isFirst = this.#clock === 0;
    const content = words(said);
    const first = [
      { parent: textRoot('project'), content: element('paragraph') },
      { parent: [client, 0] as const, content: run() },
      { parent: [client, 1] as const, content },
    ];
    const structs = isFirst ? first : [{ origin: [client, this.#clock - 1] as const, content }];
    this.#edit(handBuilt([{ client, clock: this.#clock, structs }]));
    this.#clock += said.length + (isFirst ? 2 : 0);
  }

  /** Erases so many of its last letters. */
  erase(length: number): void {
    this.#edit(handBuilt([], [{ client: this.clientId, clock: this.#clock - length, length }]));
  }

  /** Moves its caret; `state` is what the page says of itself. */
  show(clock: number, state: object): void {
    this.socket.send(presenceMessage([[this.clientId, clock, JSON.stringify(state)]]));
  }

  leave(): void {
    this.socket.terminate();
  }

  /** Resolves when the connection has ended. */
  async gone(): Promise<void> {
    if (this.closing === undefined) await once(this.socket, 'close');
  }

  #edit(update: Uint8Array): void {
    this.sent += 1;
    this.socket.send(syncMessage(messageYjsUpdate, update));
  }

  /** Returns true for the answer to the first question. */
  #hear(data: Buffer): boolean {
    const [type, kind] = data;
    if (type === messageTypes.sync) {
      if (kind === messageYjsSyncStep2) return true;
      if (kind === messageYjsUpdate) count(this.edits, data);
    } else if (type === messageTypes.awareness) {
      if (data.byteLength === 3) this.keepAlives += 1;
      else count(this.presence, data);
    } else if (type === messageTypes.saved) {
      const decoder = decoding.createDecoder(data);
      decoding.readVarUint(decoder);
      this.saved = decoding.readVarUint(decoder);
    }
    return false;
  }
}

function count(heard: Heard, data: Buffer): void {
  heard.frames += 1;
  heard.bytes += data.byteLength;
}

/** Connects pages, so many at a time. */
export async function openAll(
  { syncUrl, convention }: { readonly syncUrl: string; readonly convention: string },
  given: readonly Ticket[],
  atOnce = 50,
): Promise<WirePage[]> {
  const pages: WirePage[] = [];
  const left = [...given];
  const next = async (): Promise<void> => {
    const ticket = left.shift();
    if (!ticket) return;
    pages.push(await WirePage.open(syncUrl, convention, ticket));
    await next();
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return pages;
}

/** One page, as stubborn as a provider: it comes back until it is let in. Returns how many tries it took. */
export async function comeBack(
  { syncUrl, convention }: { readonly syncUrl: string; readonly convention: string },
  ticket: Ticket,
  wait: (attempt: number) => number,
): Promise<{ readonly page: WirePage; readonly tries: number }> {
  for (let tries = 1; ; tries++) {
    try {
      return { page: await WirePage.open(syncUrl, convention, ticket), tries };
    } catch (error) {
      if (tries >= 30) throw error;
      await pause(wait(tries));
    }
  }
}
