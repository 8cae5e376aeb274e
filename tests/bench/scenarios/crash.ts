/**
 * The server is killed while five people type, again and again on the same storage: which edits had somebody received, or was
 * their author shown as saved, that are gone after the restart? A crash of the program, not of the machine.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { textRoot } from '@entente/shared/sections/sections';
import { chance } from '../clients/chance.ts';
import { LetterFrames } from '../clients/letter-frames.ts';
import { PageClient } from '../clients/page-client.ts';
import { Typist } from '../clients/typist.ts';
import { readRanges } from '../clients/update-ranges.ts';
import { syncMessage } from '../clients/wire.ts';
import { RunningContender, realServers } from '../harness/contenders.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';

const writers = 5;
const editsPerSecond = 3_000;
/** After this long without a word (ms) a server has said what it kept. */
const silence = 1_500;
/** Milliseconds between two bursts of everybody's. */
const beat = 20;

export const crash: Scenario = {
  title: `Crash loss: killed under ${editsPerSecond.toLocaleString('en')} edits a second`,
  contenders: realServers,
  repetitions: () => 1,
  documents: () => 1,
  measure,
};

/** Somebody who typed, and what became known of it: clocks below which everything was received, or called saved. */
type Witnessed = { readonly typist: Typist; received: number; saved: number };

async function measure({ contender, prepared, isQuick, seed }: Circumstances): Promise<Measures> {
  const running = await RunningContender.start(contender, prepared);
  const random = chance(seed);
  const kills = isQuick ? 3 : 15;
  const total = { edits: 0, received: 0, lostReceived: 0, lostSaved: 0, killsWithLoss: 0 };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const witnessed = await typeUntilKilled(running, 500 + 1_500 * random());
      await running.restart();
      const kept = await keptBy(running);
      let isLost = false;
      for (const { typist, received, saved } of witnessed) {
        const has = kept.get(typist.clientId) ?? 0;
        total.edits += typist.clock;
        total.received += received;
        total.lostReceived += Math.max(0, received - has);
        total.lostSaved += Math.max(0, saved - has);
        isLost ||= has < Math.max(received, saved);
      }
      if (isLost) total.killsWithLoss += 1;
    }
    return {
      kills,
      'edits sent': total.edits,
      'edits received by somebody': total.received,
      'lost of those received': total.lostReceived,
      'lost of those shown as saved': total.lostSaved,
      'kills with a loss': total.killsWithLoss,
    };
  } finally {
    await running.end();
  }
}

async function typeUntilKilled(running: RunningContender, milliseconds: number): Promise<readonly Witnessed[]> {
  const tickets = await running.tickets(running.documents(1), writers + 1);
  const closed = () => undefined;
  const pages = await Promise.all(tickets.map((ticket) => PageClient.open(running.wire, ticket, { closed })));
  const [reader, ...writing] = pages;
  const witnessed = writing.map((page) => witness(page));
  const byClient = new Map(witnessed.map((each) => [each.typist.clientId, each]));
  if (!reader) throw new Error('nobody reads along');
  reader.handlers = {
    closed,
    update: (cursor) =>
      readRanges(cursor, (client, clock, length) => {
        const author = byClient.get(client);
        if (author) author.received = Math.max(author.received, clock + length);
      }),
  };
  const typing = setInterval(() => {
    for (const [at, page] of writing.entries()) typeSome(page, witnessed[at]);
  }, beat);
  await pause(milliseconds);
  await running.server.kill();
  clearInterval(typing);
  for (const page of pages) page.leave();
  return witnessed;
}

/** Begins a paragraph; from now on it is written down what the server says of its edits. */
function witness(page: PageClient): Witnessed {
  const typist = new Typist(page.ticket.clientId, textRoot('roles'));
  const witnessed = { typist, received: 0, saved: 0 };
  page.handlers = {
    closed: () => undefined,
    // The first message was the answer to the server's question, the second the paragraph with its first letter.
    saved: (count) => {
      if (count >= 2) witnessed.saved = firstClocks + count - 2;
    },
  };
  page.send(syncMessage(page.prefix, 2, typist.begin()));
  return witnessed;
}

/** Clocks that a paragraph with one letter takes. */
const firstClocks = 3;

function typeSome(page: PageClient, witnessed: Witnessed | undefined): void {
  if (!witnessed) return;
  const count = Math.round((editsPerSecond * beat) / 1000 / writers);
  const frames = new LetterFrames(page.ticket.clientId, page.prefix);
  page.sendFrames(frames.make(witnessed.typist.clock, count));
  witnessed.typist.clock += count;
}

/** What a newcomer finds: each author's clock. Some servers answer before they have read their storage: silence ends it. */
async function keptBy(running: RunningContender): Promise<Map<number, number>> {
  const kept = new Map<number, number>();
  let heardAt = performance.now();
  const update = (cursor: Parameters<typeof readRanges>[0]) => {
    heardAt = performance.now();
    readRanges(
      cursor,
      (client, clock, length) => void kept.set(client, Math.max(kept.get(client) ?? 0, clock + length)),
    );
  };
  const [ticket] = await running.tickets(running.documents(1), 1);
  if (!ticket) throw new Error('nobody looks');
  const page = await PageClient.open(running.wire, ticket, { update });
  heardAt = performance.now();
  while (performance.now() - heardAt < silence) await pause(50);
  page.leave();
  return kept;
}
