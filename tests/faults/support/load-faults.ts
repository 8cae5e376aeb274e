/** Load that is put on a running server, as the short tests and the long trials share it. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import type { Installation, ServingOptions } from './installation.ts';
import { type Memory, megabytes, memoryOf } from './memory.ts';
import { comeBack, openAll, type Ticket, tickets, WirePage } from './wire-page.ts';

/** Where a sentence about what was measured goes. */
export type Say = (sentence: string) => void;

export type IdleFound = {
  /** Bytes of memory in use by the server for each socket, garbage collected. */
  readonly perSocket: number;
  /** How often every idle socket heard that the server lives, at least. */
  readonly keepAlives: number;
  /** Milliseconds until an edit beside them was durable, at worst. */
  readonly slowest: number;
};

/** So many pages that only listen, and one convention beside them in which somebody writes meanwhile. */
export async function idleSockets(
  installation: Installation,
  { convention, given, milliseconds }: { convention: string; given: readonly Ticket[]; milliseconds: number },
  say: Say = console.log,
): Promise<IdleFound> {
  const { server, people } = installation;
  const { syncUrl } = server;
  const beside = await installation.openConvention();
  const [ticket] = await tickets(people, beside, 1);
  assert(ticket);
  const count = given.length;
  const busy = await WirePage.open(syncUrl, beside, ticket);
  const before = await memoryOf(server);
  const idle = await openAll({ syncUrl, convention }, given);
  try {
    const after = await memoryOf(server);
    const perSocket = (inUse(after) - inUse(before)) / count;
    const resident = (after.rss - before.rss) / count;
    for (const page of idle) page.keepAlives = 0;
    let slowest = 0;
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      const sentAt = performance.now();
      busy.type();
      await eventually(() => busy.saved === busy.sent);
      slowest = Math.max(slowest, performance.now() - sentAt);
      await pause(20);
    }
    const gone = idle.filter(({ closing }) => closing !== undefined).length;
    assert(gone === 0, `${gone} of ${count} were closed`);
    const keepAlives = Math.min(...idle.map((page) => page.keepAlives));
    say(
      `${count} idle sockets: ${(perSocket / 1_024).toFixed(1)} kB in use for each, ${(resident / 1_024).toFixed(1)} kB resident; ` +
        `an edit beside them was durable within ${slowest.toFixed(0)} ms; each heard ${keepAlives} times that the server lives`,
    );
    return { perSocket, keepAlives, slowest };
  } finally {
    for (const page of [...idle, busy]) page.leave();
  }
}

/** What is left once the garbage is collected; resident memory also holds what the collector keeps for later. */
function inUse({ heapUsed, external }: Memory): number {
  return heapUsed + external;
}

export type CursorsFound = {
  /** Presence messages that one page was sent in a second, at most. */
  readonly framesPerSecond: number;
  /** Bytes of presence that one page was sent in a second, at most. */
  readonly bytesPerSecond: number;
  /** Milliseconds until an edit among them had reached somebody else, at worst. */
  readonly slowest: number;
};

/** So many people in one text, each of whom moves the caret so often in a second; two of them also write. */
export async function movingCursors(
  installation: Installation,
  wish: { convention: string; count: number; movesPerSecond: number; milliseconds: number },
  say: Say = console.log,
): Promise<CursorsFound> {
  const { server, people } = installation;
  const { convention, count, movesPerSecond, milliseconds } = wish;
  const pages = await openAll({ syncUrl: server.syncUrl, convention }, await tickets(people, convention, count));
  try {
    const [writer, reader] = pages;
    assert(writer && reader);
    for (const page of pages) page.presence.frames = page.presence.bytes = 0;
    const began = Date.now();
    let moves = 0;
    const timer = setInterval(() => {
      // As many as are due, one page after the other, so that a slow machine asks for no less.
      const due = ((Date.now() - began) / 1_000) * movesPerSecond * count;
      for (; moves < due; moves++) pages[moves % count]?.show(moves, caretAt(moves));
    }, 5);
    let slowest = 0;
    while (Date.now() - began < milliseconds) {
      const heard = reader.edits.frames;
      const sentAt = performance.now();
      writer.type();
      await eventually(() => reader.edits.frames > heard);
      slowest = Math.max(slowest, performance.now() - sentAt);
      await pause(25);
    }
    clearInterval(timer);
    const seconds = (Date.now() - began) / 1_000;
    const gone = pages.filter(({ closing }) => closing !== undefined).length;
    assert(gone === 0, `${gone} of ${count} were closed`);
    assert(
      pages.every(({ presence }) => presence.frames > 0),
      'somebody saw no caret move',
    );
    const framesPerSecond = Math.max(...pages.map(({ presence }) => presence.frames)) / seconds;
    const bytesPerSecond = Math.max(...pages.map(({ presence }) => presence.bytes)) / seconds;
    say(
      `${count} carets, ${moves} moves in ${seconds.toFixed(1)} s: at most ${framesPerSecond.toFixed(1)} messages and ` +
        `${(bytesPerSecond / 1_024).toFixed(0)} kB a second for one page; an edit reached the next page within ${slowest.toFixed(0)} ms`,
    );
    return { framesPerSecond, bytesPerSecond, slowest };
  } finally {
    for (const page of pages) page.leave();
  }
}

/** A caret in the root of a section: all that a page says of itself when it moves. */
function caretAt(move: number): object {
  const position = { type: null, tname: 'text:project', item: null, assoc: move % 2 };
  return { section: 'project', cursor: { anchor: position, head: position } };
}

/** How many come to one text at the same time. */
const lanes = 4;

export type BackFound = {
  /** Bytes by which the server grew while everybody came back, as the kernel counts and as its heap does. */
  readonly rss: number;
  readonly heap: number;
  /** Milliseconds until the last was in. */
  readonly took: number;
};

/** The server is killed and comes back, and so do all its pages, at the same instant. */
export async function allComeBack(
  installation: Installation,
  { convention, given, serving }: { convention: string; given: readonly Ticket[]; serving: ServingOptions },
  say: Say = console.log,
): Promise<BackFound> {
  await installation.kill();
  const server = await installation.start(serving);
  const { syncUrl } = server;
  const before = await memoryOf(server);
  const began = performance.now();
  // All at the same instant, as no page of ours would: the server must not lean on their jitter.
  const back = await Promise.all(given.map((ticket) => comeBack({ syncUrl, convention }, ticket, () => 100)));
  const took = performance.now() - began;
  const pages = back.map(({ page }) => page);
  try {
    const after = await memoryOf(server);
    const [rss, heap] = [after.rss - before.rss, after.heapUsed - before.heapUsed];
    const tries = Math.max(...back.map((one) => one.tries));
    say(
      `${pages.length} pages back in ${took.toFixed(0)} ms, with at most ${tries} tries; the server uses ` +
        `${megabytes(rss)} more, ${megabytes(heap)} of it in its heap`,
    );
    const [first, ...others] = pages;
    first?.type();
    await eventually(() => first?.saved === 1 && others.every(({ edits }) => edits.frames === 1));
    return { rss, heap, took };
  } finally {
    for (const page of pages) page.leave();
  }
}

export type ComingsFound = {
  /** Bytes of heap in use after each part of the comings and goings, garbage collected. */
  readonly heap: readonly number[];
  /** Bytes by which the heap grew for each page that came and went, from the first part to the last. */
  readonly perComing: number;
};

/** Pages that come, look, show themselves and go, in several texts, over and over. */
export async function comingsAndGoings(
  installation: Installation,
  { parts, perPart }: { parts: number; perPart: number },
  say: Say = console.log,
): Promise<ComingsFound> {
  const { server, people } = installation;
  const { syncUrl } = server;
  const rooms: Room[] = [];
  for (let room = 0; room < 4; room++) {
    const convention = await installation.openConvention();
    rooms.push({ convention, given: await tickets(people, convention, 16) });
  }
  const heap: number[] = [];
  for (let part = 0; part < parts; part++) {
    await Promise.all(rooms.map((room) => comeAndGo(syncUrl, room, perPart / rooms.length)));
    // Whoever left last is still being seen off.
    await pause(300);
    heap.push((await memoryOf(server)).heapUsed);
  }
  const [first = 0, last = 0] = [heap[1], heap.at(-1)];
  const perComing = (last - first) / ((parts - 2) * perPart);
  say(
    `${parts * perPart} comings and goings: heap ${heap.map(megabytes).join(', ')}; ${perComing.toFixed(0)} bytes for each`,
  );
  return { heap, perComing };
}

type Room = { readonly convention: string; readonly given: readonly Ticket[] };

async function comeAndGo(syncUrl: string, { convention, given }: Room, times: number): Promise<void> {
  const lane = async (first: number): Promise<void> => {
    for (let time = first; time < times; time += lanes) {
      // Neighbouring lanes take different pages: the same one twice at once would end the other.
      const ticket = given[(time % lanes) + lanes * (Math.floor(time / lanes) % (given.length / lanes))];
      if (!ticket) throw new Error('nobody comes');
      const page = await WirePage.open(syncUrl, convention, ticket);
      page.show(time, caretAt(time));
      page.socket.close();
      await page.gone();
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
}
