/** Pages that have documents open, some of which type at their pace; it knows when which edit arrived where. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { textRoot } from '@entente/shared/sections/sections';
import { chance } from '../clients/chance.ts';
import { Latencies } from '../clients/latencies.ts';
import type { PageClient } from '../clients/page-client.ts';
import { Typist } from '../clients/typist.ts';
import { readRanges } from '../clients/update-ranges.ts';
import { presenceMessage, syncMessage } from '../clients/wire.ts';

/** `times`: how many times as quickly as their pace. */
export type Typing = { readonly carets: boolean; readonly times?: number };

export type Pace = {
  readonly seed: number;
  /** In each document. */
  readonly writers: number;
  readonly lettersPerSecond: number;
};

type Group = { pages: number; writers: number };

type Writer = {
  readonly page: PageClient;
  readonly typist: Typist;
  readonly group: Group;
  /** When the letter of each clock left (ms); what was typed before the measurement has none. */
  sentAt: Map<number, number>;
  nextAt: number;
  presenceClock: number;
};

export class Audience {
  readonly #pace: Pace;
  readonly #chance: () => number;
  readonly #pages: PageClient[] = [];
  readonly #writers: Writer[] = [];
  /** By document. */
  readonly #groups = new Map<string, Group>();
  readonly #byClient = new Map<number, Writer>();
  readonly #latencies = new Latencies();
  #expected = 0;
  #arrived = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
    this.#chance = chance(pace.seed);
  }

  get size(): number {
    return this.#pages.length;
  }

  /** Pages that have just opened; the first of a document are those that write in it. */
  welcome(newcomers: readonly PageClient[]): void {
    for (const page of newcomers) {
      page.handlers = { update: (cursor) => this.#read(page, cursor) };
      this.#pages.push(page);
      const group = this.#groups.get(page.ticket.document) ?? { pages: 0, writers: 0 };
      this.#groups.set(page.ticket.document, group);
      group.pages += 1;
      if (group.writers < this.#pace.writers) this.#makeWriter(page, group);
    }
  }

  /** Everybody types for so long (ms), each at the pace, never at the same instant. */
  async type(milliseconds: number, { carets, times = 1 }: Typing): Promise<void> {
    const between = 1000 / (this.#pace.lettersPerSecond * times);
    const began = performance.now();
    for (const writer of this.#writers) writer.nextAt = began + between * this.#chance();
    for (;;) {
      const now = performance.now();
      if (now - began >= milliseconds) return;
      for (const writer of this.#writers) {
        if (writer.nextAt > now) continue;
        writer.nextAt += between * (0.5 + this.#chance());
        this.#typeLetter(writer, carets);
      }
      await pause(1);
    }
  }

  /** Waits until all that was typed has arrived everywhere, at most so long (ms). */
  async settled(atMost: number): Promise<void> {
    const deadline = performance.now() + atMost;
    while (this.#arrived < this.#expected && performance.now() < deadline) await pause(5);
  }

  /** What was typed so far does not count. */
  forget(): void {
    for (const writer of this.#writers) writer.sentAt = new Map();
    this.#latencies.clear();
    this.#expected = 0;
    this.#arrived = 0;
  }

  /** What has not arrived counts as if it arrived now. */
  figures(): { readonly deliveries: number; readonly missing: number; readonly p50: number; readonly p99: number } {
    const counted = this.#counted();
    const [p50 = Number.NaN, p99 = Number.NaN] = this.#latencies.at(0.5, 0.99);
    return { ...counted, p50, p99 };
  }

  /** Adds what was measured to what was measured before, and forgets it. What has not arrived counts as if it arrived now. */
  addTo(before: Latencies): { readonly deliveries: number; readonly missing: number } {
    const counted = this.#counted();
    before.addAll(this.#latencies);
    this.forget();
    return counted;
  }

  leave(): void {
    for (const page of this.#pages) page.leave();
  }

  #makeWriter(page: PageClient, group: Group): void {
    group.writers += 1;
    const typist = new Typist(page.ticket.clientId, textRoot('roles'));
    const writer = { page, typist, group, sentAt: new Map(), nextAt: 0, presenceClock: 0 };
    this.#writers.push(writer);
    this.#byClient.set(typist.clientId, writer);
    page.send(syncMessage(page.prefix, 2, typist.begin()));
  }

  #typeLetter(writer: Writer, carets: boolean): void {
    const { page, typist, group } = writer;
    writer.sentAt.set(typist.clock, performance.now());
    this.#expected += group.pages - 1;
    page.send(syncMessage(page.prefix, 2, typist.type()));
    if (!carets) return;
    writer.presenceClock += 1;
    const caret = typist.caret();
    const state = { user: shown, section: 'roles', cursor: { anchor: caret, head: caret } };
    page.send(presenceMessage(page.prefix, { clientId: typist.clientId, clock: writer.presenceClock, state }));
  }

  #read(page: PageClient, cursor: Parameters<typeof readRanges>[0]): void {
    const now = performance.now();
    readRanges(cursor, (client, clock, length) => {
      const writer = this.#byClient.get(client);
      if (!writer || writer.page === page) return;
      for (let each = clock; each < clock + length; each += 1) {
        const sentAt = writer.sentAt.get(each);
        if (sentAt === undefined) continue;
        this.#latencies.add(now - sentAt);
        this.#arrived += 1;
      }
    });
  }

  #counted() {
    const deliveries = this.#arrived;
    const missing = this.#expected - deliveries;
    if (missing > 0) this.#countMissing(missing);
    return { deliveries, missing };
  }

  #countMissing(missing: number): void {
    const now = performance.now();
    const sent = this.#writers
      .flatMap(({ sentAt, group }) => [...sentAt.values()].flatMap((at) => Array<number>(group.pages - 1).fill(at)))
      .sort((a, b) => a - b);
    // The last ones sent are those that have not arrived.
    const last = sent.slice(-missing);
    for (let at = 0; at < missing; at += 1) this.#latencies.add(now - (last[at % last.length] ?? now));
  }
}

/** What an editor says of its person; our server says it itself, and drops this. */
const shown = {
  id: '5f0c1f0e-6a0f-4d56-9e0b-7d1f4a1c2b3d',
  name: 'Direction, Les Tilleuls',
  organisation: '0b8d6a52-1c9e-4f7a-8a53-2f6e9d4c7b10',
  organisationName: 'Les Tilleuls',
  color: '#1f6f8b',
};
