/** Has authors write a text through a server's own wire, as fast as the server takes it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningContender } from '../harness/contenders.ts';
import type { Authors, Edit } from './authors.ts';
import { frameOf } from './frame-socket.ts';
import { PageClient, type Ticket } from './page-client.ts';
import { readRanges } from './update-ranges.ts';
import { syncMessage } from './wire.ts';

export type Filling = {
  readonly running: RunningContender;
  /** One for each author, and one for somebody who reads along. */
  readonly tickets: readonly Ticket[];
  readonly authors: Authors;
  readonly edits: number;
  /** Called before every round, the first included. */
  readonly beforeRound?: () => Promise<unknown>;
};

const editsOfOneRound = 60;
const longestWait = 30_000;

/** Resolves to how many edits were made, when a reader has been sent all of them. */
export async function fill({ running, tickets, authors, edits, beforeRound }: Filling): Promise<number> {
  const [reading, ...writing] = tickets;
  if (!reading) throw new Error('nobody reads along');
  const reader = await PageClient.open(running.wire, reading);
  const seen = new Map<number, number>();
  reader.handlers = {
    update: (cursor) => readRanges(cursor, (client, clock, length) => void seen.set(client, clock + length)),
  };
  const writers = await Promise.all(writing.map((ticket) => PageClient.open(running.wire, ticket)));
  let made = 0;
  while (made < edits) {
    await beforeRound?.();
    const round = authors.round(editsOfOneRound);
    for (const [author, page] of writers.entries()) page.sendFrames(framesOf(round, author, page));
    made += round.length;
    const clocks = authors.clocks();
    await until(() => writers.every(({ ticket }, at) => (seen.get(ticket.clientId) ?? 0) >= (clocks[at] ?? 0)));
  }
  for (const page of [reader, ...writers]) page.leave();
  return made;
}

function framesOf(round: readonly Edit[], author: number, page: PageClient): Buffer {
  const own = round.filter((edit) => edit.author === author);
  return Buffer.concat(own.map(({ update }) => frameOf(syncMessage(page.prefix, 2, update))));
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + longestWait;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('what was typed did not arrive');
    await pause(1);
  }
}
