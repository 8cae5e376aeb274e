/**
 * One document, twenty pages, ten of which type as fast as what they type is delivered to all the others: in the first seconds
 * of a server, and when it is warm.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { textRoot } from '@entente/shared/sections/sections';
import { LetterFrames } from '../clients/letter-frames.ts';
import { PageClient } from '../clients/page-client.ts';
import { Typist } from '../clients/typist.ts';
import { readRanges } from '../clients/update-ranges.ts';
import { syncMessage } from '../clients/wire.ts';
import { contenderNames, RunningContender } from '../harness/contenders.ts';
import { during, type Window } from '../harness/load.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';

const crowd = { pages: 20, writers: 10 };
/** Letters of one writer that may be on their way. */
const window = 50;

export const throughput: Scenario = {
  title: 'Throughput: one document, 20 pages, 10 of which write as fast as it is delivered',
  contenders: contenderNames,
  repetitions: (asked) => asked,
  documents: () => 1,
  measure,
};

async function measure({ contender, prepared, isQuick }: Circumstances): Promise<Measures> {
  const running = await RunningContender.start(contender, prepared);
  try {
    const tickets = await running.tickets(running.documents(1), crowd.pages);
    const pages = await Promise.all(tickets.map((ticket) => PageClient.open(running.wire, ticket)));
    await running.server.ask('watchDelays');
    const flood = new Flood(pages);
    flood.begin();
    await pause(isQuick ? 500 : 1_500);
    const first = await flowed(running, flood, isQuick ? 500 : 4_000);
    await pause(isQuick ? 1_000 : 5_000);
    const { edits, used } = await flowed(running, flood, isQuick ? 1_500 : 4_000);
    flood.stop();
    return {
      'edits/s after the start': first.edits / first.used.seconds,
      'edits/s': edits / used.seconds,
      'CPU per edit, µs': used.serverMicroseconds / edits,
      'event-loop delay p50, ms': used.server.delay.p50,
      'event-loop delay p99, ms': used.server.delay.p99,
      'server, % of a core': used.serverPercent,
      'generator, % of a core': used.generatorPercent,
    };
  } finally {
    await running.end();
  }
}

/** Edits that reached everybody within so many milliseconds. */
async function flowed(
  running: RunningContender,
  flood: Flood,
  milliseconds: number,
): Promise<{ readonly edits: number; readonly used: Window }> {
  const before = flood.delivered;
  const used = await during(running.server, () => pause(milliseconds));
  return { edits: flood.delivered - before, used };
}

type Writer = {
  readonly page: PageClient;
  readonly typist: Typist;
  readonly frames: LetterFrames;
  acknowledged: number;
  readonly reached: Map<PageClient, number>;
};

class Flood {
  readonly #writers: readonly Writer[];
  readonly #byClient: Map<number, Writer>;
  readonly #due = new Set<Writer>();
  #isOver = false;
  /** Edits that every other page was sent. */
  delivered = 0;

  constructor(pages: readonly PageClient[]) {
    this.#writers = pages.slice(0, crowd.writers).map((page) => ({
      page,
      typist: new Typist(page.ticket.clientId, textRoot('roles')),
      frames: new LetterFrames(page.ticket.clientId, page.prefix),
      acknowledged: 0,
      reached: new Map(pages.filter((other) => other !== page).map((other) => [other, 0])),
    }));
    this.#byClient = new Map(this.#writers.map((writer) => [writer.typist.clientId, writer]));
    for (const page of pages) {
      page.handlers = {
        update: (cursor) => readRanges(cursor, (client, clock, length) => this.#received(page, client, clock + length)),
      };
    }
  }

  begin(): void {
    for (const { page, typist } of this.#writers) page.send(syncMessage(page.prefix, 2, typist.begin()));
  }

  stop(): void {
    this.#isOver = true;
    for (const { page, reached } of this.#writers) {
      page.leave();
      for (const other of reached.keys()) other.leave();
    }
  }

  #received(page: PageClient, client: number, reached: number): void {
    const writer = this.#byClient.get(client);
    const known = writer?.reached.get(page);
    if (!writer || known === undefined || reached <= known) return;
    writer.reached.set(page, reached);
    // Only who was the last can have moved what all have.
    if (known !== writer.acknowledged || this.#due.has(writer)) return;
    if (this.#due.size === 0) setImmediate(() => this.#typeOn());
    this.#due.add(writer);
  }

  #typeOn(): void {
    const due = [...this.#due];
    this.#due.clear();
    for (const writer of due) {
      const everywhere = Math.min(...writer.reached.values());
      this.delivered += everywhere - writer.acknowledged;
      writer.acknowledged = everywhere;
      if (everywhere > 0 && !this.#isOver) refill(writer);
    }
  }
}

/** Types until the window is full, in one write. */
function refill({ page, typist, frames, acknowledged }: Writer): void {
  const count = acknowledged + window - typist.clock;
  if (count <= 0) return;
  page.sendFrames(frames.make(typist.clock, count));
  typist.clock += count;
}
