/** Writers and readers on the raw wire, and a clerk at the API, who write down every promise before they do anything else. */
import { writeSync } from 'node:fs';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { syncMessage } from '../../support/raw-socket.ts';
import type { RecordLine } from './record.ts';
import { Typing } from './typing.ts';

export type CrowdOrder = {
  readonly url: string;
  readonly syncUrl: string;
  readonly convention: string;
  /** The people, by their cookies; pages are dealt out among them. */
  readonly cookies: readonly string[];
  readonly writers: number;
  readonly readers: number;
  /** Edits in a second, of all writers together. */
  readonly rate: number;
  /** A writer with this many unsaved updates waits. */
  readonly mostUnsaved: number;
  /** The clerk renames the convention again and again. */
  readonly clerk: boolean;
};

type WriterPage = {
  readonly socket: WebSocket;
  readonly index: number;
  readonly typing: Typing;
  sent: number;
  saved: number;
};

const tickMilliseconds = 4;
const nowRoundedUp = () => Date.now() + 1;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

export class Crowd {
  readonly #order: CrowdOrder;
  readonly #record: number;
  readonly #writers: WriterPage[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #seen = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  #due = 0;
  #turn = 0;
  #renamed = 0;

  constructor(order: CrowdOrder, record: number) {
    this.#order = order;
    this.#record = record;
  }

  /** Resolves when everybody is connected and typing has begun. */
  async begin(): Promise<void> {
    const { writers, readers, clerk } = this.#order;
    const joining = Array.from({ length: writers + readers }, (_, index) => this.#join(index, index < writers));
    await Promise.all(joining);
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#type(now - last);
      last = now;
    }, tickMilliseconds);
    if (clerk) void this.#rename();
  }

  /** Lets go at once; what was promised is written down already. */
  end(): { sent: number; saved: number; received: number } {
    this.#isOver = true;
    clearInterval(this.#timer);
    for (const socket of this.#sockets) socket.terminate();
    const sum = (of: (page: WriterPage) => number) => this.#writers.reduce((total, page) => total + of(page), 0);
    return { sent: sum(({ sent }) => sent), saved: sum(({ saved }) => saved), received: this.#seen.size };
  }

  async #join(index: number, writes: boolean): Promise<void> {
    const { url, syncUrl, convention, cookies } = this.#order;
    const cookie = cookies[index % cookies.length] ?? '';
    const answer = await fetch(`${url}/api/conventions/${convention}/pages`, this.#posted(cookie, {}));
    if (!answer.ok) throw new Error(`a page was answered ${answer.status}: ${await answer.text()}`);
    const page = (await answer.json()) as { clientId: number; epoch: string; schemaVersion: number };
    this.#write(['page', index, page.clientId, page.epoch]);
    const query = `client=${page.clientId}&epoch=${page.epoch}&schema=${page.schemaVersion}`;
    const socket = new WebSocket(`${syncUrl}/${convention}?${query}`, { headers: { cookie } });
    this.#sockets.push(socket);
    socket.on('close', (code) => {
      if (!this.#isOver) this.#write(['closed', index, code, nowRoundedUp()]);
    });
    if (writes) await this.#writer(socket, index, page.clientId);
    else await this.#reader(socket);
  }

  async #writer(socket: WebSocket, index: number, clientId: number): Promise<void> {
    const page: WriterPage = { socket, index, typing: new Typing(clientId), sent: 0, saved: 0 };
    socket.on('message', (data: Buffer) => {
      if (this.#isOver || (data[0] !== messageTypes.saved && data[0] !== messageTypes.refused)) return;
      const decoder = decoding.createDecoder(data);
      if (decoding.readVarUint(decoder) === messageTypes.refused) {
        this.#write(['refused', index, decoding.readVarString(decoder)]);
        return;
      }
      page.saved = decoding.readVarUint(decoder);
      this.#write(['saved', index, page.saved, nowRoundedUp()]);
    });
    await opened(socket);
    this.#writers.push(page);
  }

  async #reader(socket: WebSocket): Promise<void> {
    const isSynced = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        if (this.#isOver || data[0] !== messageTypes.sync) return;
        if (data[1] === messageYjsSyncStep2) resolve();
        if (data[1] === messageYjsUpdate || data[1] === messageYjsSyncStep2) this.#receive(data);
      });
    });
    await opened(socket);
    socket.send(syncMessage(messageYjsSyncStep1, Uint8Array.of(0)));
    await isSynced;
  }

  #receive(frame: Buffer): void {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const update = base64(decoding.readVarUint8Array(decoder));
    if (this.#seen.has(update)) return;
    this.#seen.add(update);
    this.#write(['received', update, nowRoundedUp()]);
  }

  /** As many edits as are due, one writer after the other. What is about to be sent is written down first. */
  #type(elapsed: number): void {
    const { rate, mostUnsaved } = this.#order;
    this.#due = Math.min(this.#due + (elapsed / 1_000) * rate, rate / 4);
    const lines: RecordLine[] = [];
    const frames: (readonly [WebSocket, Uint8Array])[] = [];
    let passed = 0;
    while (this.#due >= 1 && passed < this.#writers.length) {
      this.#turn = (this.#turn + 1) % this.#writers.length;
      const page = this.#writers[this.#turn];
      if (!page || page.socket.readyState !== WebSocket.OPEN || page.sent - page.saved >= mostUnsaved) {
        passed += 1;
        continue;
      }
      passed = 0;
      this.#due -= 1;
      page.sent += 1;
      const update = page.typing.next();
      lines.push(['sent', page.index, page.sent, base64(update)]);
      frames.push([page.socket, syncMessage(messageYjsUpdate, update)]);
    }
    if (lines.length > 0) this.#write(...lines);
    for (const [socket, frame] of frames) socket.send(frame);
  }

  /** Renames until it fails: then the server has gone, or the test will find why. */
  async #rename(): Promise<void> {
    const { url, convention, cookies } = this.#order;
    const [cookie = ''] = cookies;
    try {
      while (!this.#isOver) {
        this.#renamed += 1;
        const title = `Titre ${this.#renamed} de ${process.hrtime.bigint()}`;
        const command = { command: { type: 'renameConvention', title } };
        const answer = await fetch(`${url}/api/conventions/${convention}/commands`, this.#posted(cookie, command));
        if (!answer.ok) return;
        const { version } = (await answer.json()) as { version: number };
        this.#write(['renamed', version, title, nowRoundedUp()]);
      }
    } catch {
      // The connection was cut: nothing was promised.
    }
  }

  #posted(cookie: string, body: object): RequestInit {
    const headers = { cookie, origin: this.#order.url, 'content-type': 'application/json' };
    return { method: 'POST', headers, body: JSON.stringify(body) };
  }

  #write(...lines: readonly RecordLine[]): void {
    writeSync(this.#record, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
    // Afterwards an error is followed by the close event, which is written down.
    socket.on('error', () => undefined);
  });
}
