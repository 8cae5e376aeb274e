/**
 * 500, then 2,000 documents that three pages each have open, in each of which somebody types a letter every two seconds: what
 * an open document takes of memory, and how long an edit is on its way while servers store what was typed.
 */
import { PageClient, type Ticket } from '../clients/page-client.ts';
import { RunningContender } from '../harness/contenders.ts';
import { inTurns } from '../harness/in-turns.ts';
import { during } from '../harness/load.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';
import { Audience } from './audience.ts';

const pagesEach = 3;
const pace = { writers: 1, lettersPerSecond: 0.5 };

export const manyDocuments: Scenario = {
  title: 'Many documents: 3 pages each, a letter every 2 s in each',
  contenders: ['ours', 'hocuspocus', 'y-websocket', 'relay'],
  repetitions: (asked) => Math.min(asked, 3),
  documents: (isQuick) => Math.max(...sizes(isQuick)),
  measure,
};

function sizes(isQuick: boolean): readonly number[] {
  return isQuick ? [500] : [500, 2_000];
}

async function measure({ contender, prepared, isQuick, seed }: Circumstances): Promise<Measures> {
  const running = await RunningContender.start(contender, prepared);
  const audience = new Audience({ ...pace, seed });
  const measures: Record<string, number> = {};
  try {
    const documents = running.documents(Math.max(...sizes(isQuick)));
    const issued = await running.tickets(documents, pagesEach);
    // What opening pages took is not what open documents take: the server starts anew, and has to read them from its disk.
    await running.server.stop();
    await running.restart();
    const tickets = running.moved(issued);
    // Nor is what is loaded once, with the first document.
    audience.welcome(await open(running, tickets.slice(0, pagesEach)));
    const before = await running.server.collected();
    for (const size of sizes(isQuick)) {
      audience.welcome(await open(running, tickets.slice(audience.size, size * pagesEach)));
      await audience.type(isQuick ? 1_000 : 8_000, { carets: false });
      await audience.settled(5_000);
      audience.forget();
      const used = await during(running.server, async () => {
        // Long enough for the whole heap to be collected as often as it is in a day: in six seconds it was once, or not at all.
        await audience.type(isQuick ? 2_500 : 20_000, { carets: false });
        await audience.settled(5_000);
      });
      const { p50, p99 } = audience.figures();
      // Afterwards: a collection that was asked for leaves V8 with little room above, and the next one comes within a second.
      const opened = await running.server.collected();
      measures[`${size}: p50, ms`] = p50;
      measures[`${size}: p99, ms`] = p99;
      measures[`${size}: memory per document, kB`] = (opened.residentBytes - before.residentBytes) / (size - 1) / 1000;
      measures[`${size}: heap per document, kB`] = (opened.heapBytes - before.heapBytes) / (size - 1) / 1000;
      measures[`${size}: server, % of a core`] = used.serverPercent;
      measures[`${size}: generator, % of a core`] = used.generatorPercent;
    }
    return measures;
  } finally {
    audience.leave();
    await running.end();
  }
}

function open(running: RunningContender, tickets: readonly Ticket[]): Promise<readonly PageClient[]> {
  return inTurns(tickets, 100, (ticket) => PageClient.open(running.wire, ticket));
}
