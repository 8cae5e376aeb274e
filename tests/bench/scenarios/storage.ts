/** 100,000 edits by five people, letter by letter: what they take on disk once each server has tidied up, and what it still knows. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { Authors } from '../clients/authors.ts';
import { fill } from '../clients/fill.ts';
import { RunningContender, realServers } from '../harness/contenders.ts';
import type { Circumstances, Measures, Scenario } from '../harness/scenario.ts';

const authors = 5;
/** What a round of 60 letters takes a person, with what they think between (ms). */
const roundMilliseconds = 45_000;

export const storage: Scenario = {
  title: 'Storage: 100,000 edits by five people',
  contenders: realServers,
  repetitions: () => 1,
  documents: () => 1,
  measure,
};

async function measure({ contender, prepared, isQuick, seed }: Circumstances): Promise<Measures> {
  const running = await RunningContender.start(contender, prepared);
  try {
    const before = bytesIn(running.folder);
    const tickets = await running.tickets(running.documents(1), authors + 1);
    const clientIds = tickets.slice(1).map(({ clientId }) => clientId);
    const text = new Authors(clientIds, { seed, stroke: 'key' });
    const began = performance.now();
    const edits = await fill({
      running,
      tickets,
      authors: text,
      edits: isQuick ? 10_000 : 100_000,
      beforeRound: async () => {
        if (contender === 'ours') await running.server.ask('advance', roundMilliseconds);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    // Hocuspocus stores two seconds after the last edit; ours tidies when the room is empty.
    await pause(3_000);
    await running.server.stop();
    const after = bytesIn(running.folder);
    return {
      edits,
      'on disk, MB': (after - before) / 1e6,
      'state, MB': Y.encodeStateAsUpdate(text.doc).length / 1e6,
      'edits/s while filling': edits / seconds,
    };
  } finally {
    await running.end();
  }
}

/** Bytes that a folder's files take on the disk. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : lstatSync(path).blocks * 512);
  }, 0);
}
