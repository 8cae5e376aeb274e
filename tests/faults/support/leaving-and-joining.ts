/**
 * Pages that relay each other: all leave as the next one joins, at a distance of milliseconds that the seed chooses. Whoever has
 * joined then shares the text with one more page: each must hear the other, which they don't in two rooms of one text.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { messageTypes } from '@entente/shared/wire/messages';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { syncMessage } from '../../support/raw-socket.ts';
import type { Installation } from './installation.ts';
import { momentOf } from './kills.ts';
import { Typing } from './typing.ts';

/** Around the time that an empty room is kept by `quick-idle.ts`. */
const between = [0, 12] as const;
const longestWait = 10_000;

/** By `clientID`, how far its clock is. */
type Clocks = Map<number, number>;

/** Throws when a page that joins lacks what an earlier one was told is saved, or when two don't hear each other. */
export async function joinWhileOthersLeave(
  installation: Installation,
  convention: string,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  const kept: Clocks = new Map();
  const addresses = (round: number) =>
    Promise.all([2 * round, 2 * round + 1].map((turn) => addressOf(installation, convention, turn)));
  let next = await addresses(from);
  for (let seed = from; seed < from + count; seed++) {
    const [first, second] = next as [Address, Address];
    const pages: Visit[] = [];
    try {
      // Somebody who asks and is gone before the page is there: the room must wait for the page all the same.
      const asked = addressOf(installation, convention, 2 * seed + 1);
      const [one, other] = [await joined(pages, first, kept), await joined(pages, second, kept)];
      await asked;
      await Promise.all([one.writes(kept), other.writes(kept)]);
      await Promise.all([one.shows(kept), other.shows(kept)]);
      // Asked for while somebody is there: asking opens the room as well, and would win the race beforehand.
      next = await addresses(seed + 1);
      // One commit is under way while everybody leaves, and another one is to follow. Nobody promised to keep these words.
      one.says();
      await pause(2);
      other.says();
    } catch (error) {
      throw new Error(`round ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      for (const page of pages) page.leave();
    }
    await pause(momentOf(seed, between));
  }
}

async function joined(pages: Visit[], address: Address, kept: Clocks): Promise<Visit> {
  const page = new Visit(address);
  pages.push(page);
  await page.shows(kept);
  return page;
}

type Address = { readonly url: string; readonly cookie: string; readonly clientId: number };

async function addressOf(installation: Installation, convention: string, turn: number): Promise<Address> {
  const person = installation.people[turn % installation.people.length];
  if (!person) throw new Error('nobody is there to join');
  const { clientId, epoch, schemaVersion } = await person.api.text.openPage({ id: convention });
  const query = `client=${clientId}&epoch=${epoch}&schema=${schemaVersion}`;
  return { url: `${installation.server.syncUrl}/${convention}?${query}`, cookie: person.cookie, clientId };
}

/** One page, from joining to leaving. It keeps no text: only how far each clock is in what it was given or wrote. */
class Visit {
  readonly #page: WebSocket;
  readonly #typing: Typing;
  readonly #there: Clocks = new Map();
  #isAnswered = false;
  #sent = 0;
  #saved = 0;

  constructor({ url, cookie, clientId }: Address) {
    this.#page = new WebSocket(url, { headers: { cookie } });
    this.#typing = new Typing(clientId);
    this.#page.on('open', () => this.#page.send(syncMessage(messageYjsSyncStep1, Uint8Array.of(0))));
    this.#page.on('message', (data: Buffer) => this.#hear(data));
    // The close event follows, for whoever waits.
    this.#page.on('error', () => undefined);
  }

  /** Resolves when it has everything up to these clocks: by the answer, or by what became durable meanwhile. */
  async shows(kept: Clocks): Promise<void> {
    const lacking = () => [...kept].filter(([client, end]) => (this.#there.get(client) ?? 0) < end);
    await this.#until(
      () => this.#isAnswered && lacking().length === 0,
      () => `lacking [clientID, clock]: ${JSON.stringify(lacking())}`,
    );
  }

  /** A word, which is noted in `kept` once it is called saved. */
  async writes(kept: Clocks): Promise<void> {
    const update = this.says();
    await this.#until(
      () => this.#saved === this.#sent,
      () => `${this.#saved} of ${this.#sent} are called saved`,
    );
    note(kept, update);
  }

  /** A word, whatever becomes of it. */
  says(): Uint8Array {
    const update = this.#typing.next();
    this.#sent += 1;
    this.#page.send(syncMessage(messageYjsUpdate, update));
    note(this.#there, update);
    return update;
  }

  leave(): void {
    this.#page.close();
  }

  #hear(data: Buffer): void {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === messageTypes.saved) this.#saved = decoding.readVarUint(decoder);
    if (type !== messageTypes.sync) return;
    const kind = decoding.readVarUint(decoder);
    this.#isAnswered ||= kind === messageYjsSyncStep2;
    if (kind === messageYjsSyncStep2 || kind === messageYjsUpdate)
      note(this.#there, decoding.readVarUint8Array(decoder));
  }

  /** Looks after each message; rejects when the page is closed, or waits for too long, with how it stands. */
  #until(isSo: () => boolean, standing: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        this.#page.off('message', look);
        this.#page.off('close', closed);
        settle();
      };
      const look = () => isSo() && end(resolve);
      const fail = (why: string) => end(() => reject(new Error(`${why}; ${standing()}`)));
      const closed = (code: number) => fail(`a page that joined was closed with ${code}`);
      const timer = setTimeout(() => fail('a page that joined waits'), longestWait);
      this.#page.on('message', look);
      this.#page.on('close', closed);
      look();
    });
  }
}

function note(clocks: Clocks, update: Uint8Array): void {
  for (const { id, length } of Y.decodeUpdate(update).structs)
    clocks.set(id.client, Math.max(clocks.get(id.client) ?? 0, id.clock + length));
}
