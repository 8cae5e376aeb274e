/** 10,000 pages that are open and silent, a hundred on each of a hundred documents: what each takes of the server's memory. */
import { setTimeout as pause } from 'node:timers/promises';
import { PageClient } from '../clients/page-client.ts';
import { contenderNames, RunningContender } from '../harness/contenders.ts';
import { inTurns } from '../harness/in-turns.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';

const pagesEach = 100;

export const idle: Scenario = {
  title: 'Idle: 10,000 pages open, nobody types',
  contenders: contenderNames,
  repetitions: (asked) => Math.min(asked, 2),
  documents: documentsFor,
  measure,
};

function documentsFor(isQuick: boolean): number {
  return isQuick ? 20 : 100;
}

async function measure({ contender, prepared, isQuick }: Circumstances): Promise<Measures> {
  const running = await RunningContender.start(contender, prepared);
  let pages: readonly PageClient[] = [];
  try {
    const documents = running.documents(documentsFor(isQuick));
    const issued = await running.tickets(documents, pagesEach);
    await running.server.stop();
    await running.restart();
    const [first, ...others] = spread(running.moved(issued));
    // The first page of each document brings the document: it is not counted.
    const openers = await inTurns(first ?? [], 100, (ticket) => PageClient.open(running.wire, ticket));
    const before = await running.server.collected();
    const began = performance.now();
    pages = await inTurns(others.flat(), 100, (ticket) => PageClient.open(running.wire, ticket));
    const seconds = (performance.now() - began) / 1000;
    await pause(1_000);
    const after = await running.server.collected();
    const counted = pages.length;
    pages = [...openers, ...pages];
    return {
      'memory per page, kB': (after.residentBytes - before.residentBytes) / counted / 1000,
      'heap per page, kB': (after.heapBytes - before.heapBytes) / counted / 1000,
      'pages opened, per s': counted / seconds,
    };
  } finally {
    for (const page of pages) page.leave();
    await running.end();
  }
}

/** The first page of every document, then the second of every one, and so on. */
function spread<T>(byDocument: readonly T[]): readonly T[][] {
  return Array.from({ length: pagesEach }, (_, nth) => byDocument.filter((_, at) => at % pagesEach === nth));
}
