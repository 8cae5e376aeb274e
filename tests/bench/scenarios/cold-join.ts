/**
 * A text of 200 pages, written in 60,000 operations by five people through the server's own wire; then the server starts anew.
 * How long until the first page that comes has the whole text, and, after another start, until the last of 100 that come at
 * once has it.
 */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { Authors } from '../clients/authors.ts';
import { fill } from '../clients/fill.ts';
import { PageClient, type Ticket } from '../clients/page-client.ts';
import { readRanges } from '../clients/update-ranges.ts';
import { RunningContender, realServers } from '../harness/contenders.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';

const authors = 5;
const storm = 100;

export const coldJoin: Scenario = {
  title: 'Cold join: 200 pages, 60,000 operations, by the first page after a start, and by 100 at once',
  contenders: realServers,
  repetitions: (asked) => asked,
  documents: () => 1,
  measure,
};

/** A text that a server has stored, and who may come for it. */
type Stored = {
  readonly tickets: readonly Ticket[];
  /** The whole text as an update (bytes). */
  readonly stateBytes: number;
  readonly clocks: readonly (readonly [clientId: number, clock: number])[];
};

async function measure(circumstances: Circumstances): Promise<Measures> {
  const { contender, prepared } = circumstances;
  const folder = `${prepared.folder}-cold-join-${contender}`;
  if (!existsSync(`${folder}.json`)) await store(circumstances, folder);
  const stored = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Stored;
  const running = await RunningContender.start(contender, prepared, folder);
  try {
    await pause(300);
    const alone = await join(running, running.moved(stored.tickets.slice(0, 1)), stored);
    await running.server.stop();
    await running.restart();
    await pause(300);
    const together = await join(running, running.moved(stored.tickets.slice(1, 1 + storm)), stored);
    return {
      'first join, ms': alone.last,
      'first join, bytes': alone.bytes,
      'last of 100 joins, ms': together.last,
      'state, bytes': stored.stateBytes,
    };
  } finally {
    await running.end();
  }
}

/** Has the text written, ends the server in order, and keeps what it stored. */
async function store({ contender, prepared, isQuick }: Circumstances, folder: string): Promise<void> {
  const running = await RunningContender.start(contender, prepared);
  try {
    const tickets = await running.tickets(running.documents(1), authors + 1);
    const [, ...writing] = tickets;
    const clientIds = writing.map(({ clientId }) => clientId);
    const text = new Authors(clientIds, { seed: 1, stroke: 'word' });
    await fill({ running, tickets, authors: text, edits: isQuick ? 6_000 : 60_000 });
    const joining = await running.tickets(running.documents(1), 1 + storm);
    await running.settle();
    cpSync(running.folder, folder, { recursive: true });
    const clocks = text.clocks().map((clock, at) => [clientIds[at] ?? 0, clock] as const);
    const stateBytes = Y.encodeStateAsUpdate(text.doc).length;
    writeFileSync(`${folder}.json`, JSON.stringify({ tickets: joining, stateBytes, clocks } satisfies Stored));
  } finally {
    await running.end();
  }
}

/** Resolves to when the last of them has the whole text (ms), and to the bytes that the first was sent, a second later. */
async function join(
  running: RunningContender,
  tickets: readonly Ticket[],
  { stateBytes, clocks }: Stored,
): Promise<{ readonly last: number; readonly bytes: number }> {
  const began = performance.now();
  const pages: PageClient[] = [];
  const durations = await Promise.all(
    tickets.map(async (ticket) => {
      const has = new Map<number, number>();
      let bytes = 0;
      let whole: (duration: number) => void = () => undefined;
      const done = new Promise<number>((resolve) => {
        whole = resolve;
      });
      const update = (cursor: Parameters<typeof readRanges>[0], length: number) => {
        bytes += length;
        const now = performance.now();
        // Reading is left until the text must be there: it is not the server's time.
        if (bytes < 0.9 * stateBytes && tickets.length > 1) return;
        if (tickets.length === 1) readRanges(cursor, (client, clock, count) => void has.set(client, clock + count));
        if (tickets.length > 1 || clocks.every(([client, clock]) => (has.get(client) ?? 0) >= clock))
          whole(now - began);
      };
      pages.push(await PageClient.open(running.wire, ticket, { update }));
      return done;
    }),
  );
  await pause(1_000);
  const bytes = pages[0]?.bytesReceived ?? 0;
  for (const page of pages) page.leave();
  return { last: Math.max(...durations), bytes };
}
