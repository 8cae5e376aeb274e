/** From an update's departure to `saved n` for it, on sockets without a browser and without a provider. */
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { syncMessage } from '../support/raw-socket.ts';
import type { Person } from '../support/server.ts';
import type { ServedSample } from './served-sample.ts';

/** A socket that sends one update per letter and knows when each was called durable. */
class Typist {
  readonly #socket: WebSocket;
  readonly #words: Y.XmlText;
  readonly #sentAt: number[] = [];
  readonly #taken: number[] = [];
  /** How many updates the server has called durable on this connection. */
  #acknowledged = 0;
  #update: Uint8Array | undefined;
  #told: () => void = () => {};

  private constructor(socket: WebSocket, doc: Y.Doc, words: Y.XmlText) {
    this.#socket = socket;
    this.#words = words;
    doc.on('update', (update: Uint8Array) => {
      this.#update = update;
    });
    socket.on('message', (bytes: Buffer) => this.#hear(bytes));
    socket.on('close', (code) => {
      if (code !== 1005) throw new Error(`the server closed a socket with ${code}`);
    });
  }

  /** Opens a page and a socket, and adds a paragraph of its own at the end of a section. */
  static async open({ url, convention }: ServedSample, person: Person, section: string): Promise<Typist> {
    const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id: convention });
    const parameters = new URLSearchParams({ client: String(clientId), epoch, schema: String(schemaVersion) });
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync/${convention}?${parameters}`, {
      headers: { cookie: person.cookie, origin: url },
    });
    await once(socket, 'open');
    const doc = new Y.Doc();
    doc.clientID = clientId;
    const words = new Y.XmlText();
    const typist = new Typist(socket, doc, words);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [words]);
    doc.getXmlFragment(section).insert(0, [paragraph]);
    await typist.#sendAndWait();
    typist.#taken.length = 0;
    return typist;
  }

  /** Types letters, each so long (ms) after the one before; resolves to how long each took (ms) to be durable. */
  async type(letters: number, pace: number): Promise<readonly number[]> {
    const before = this.#taken.length;
    for (let typed = 0; typed < letters; typed += 1) {
      this.#words.insert(this.#words.length, 'e');
      if (pace === 0) await this.#sendAndWait();
      else {
        this.#send();
        await pause(pace);
      }
    }
    while (this.#taken.length < before + letters) await this.#heard();
    return this.#taken.slice(before);
  }

  close(): void {
    this.#socket.close();
  }

  #send(): void {
    if (!this.#update) throw new Error('nothing was typed');
    const message = syncMessage(2, this.#update);
    this.#sentAt.push(performance.now());
    this.#socket.send(message);
  }

  async #sendAndWait(): Promise<void> {
    const before = this.#taken.length;
    this.#send();
    while (this.#taken.length === before) await this.#heard();
  }

  #heard(): Promise<void> {
    return new Promise((resolve) => {
      this.#told = resolve;
    });
  }

  #hear(bytes: Buffer): void {
    const now = performance.now();
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === messageTypes.refused) throw new Error(`an update was refused: ${decoding.readVarString(decoder)}`);
    if (type !== messageTypes.saved) return;
    const durable = decoding.readVarUint(decoder);
    // Times are taken out as they are acknowledged: what is left was sent after.
    const answered = durable - this.#acknowledged;
    this.#acknowledged = durable;
    for (const sent of this.#sentAt.splice(0, answered)) this.#taken.push(now - sent);
    this.#told();
  }
}

/** One writer who waits for each acknowledgement before the next letter. */
export async function oneWriter(sample: ServedSample, letters: number): Promise<readonly number[]> {
  const [person] = sample.writers;
  if (!person) throw new Error('nobody may write');
  const typist = await Typist.open(sample, person, textRoot('general'));
  const taken = await typist.type(letters, 0);
  typist.close();
  return taken;
}

/** Many writers at once, ten letters a second each, spread over the sections. */
export async function manyWriters(
  sample: ServedSample,
  { writers, letters }: { readonly writers: number; readonly letters: number },
): Promise<readonly number[]> {
  const typists: Typist[] = [];
  for (let at = 0; at < writers; at += 1) {
    const person = sample.writers[at % sample.writers.length];
    if (person)
      typists.push(await Typist.open(sample, person, textRoot(sectionIds[at % sectionIds.length] ?? 'general')));
  }
  const series = await Promise.all(
    typists.map(async (typist, at) => {
      // So that they don't all strike at the same instant.
      await pause((100 * at) / writers);
      return typist.type(letters, 100);
    }),
  );
  for (const typist of typists) typist.close();
  return series.flat();
}
