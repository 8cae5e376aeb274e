/** 100,000 edits by five people, letter by letter: what they take on disk once each server has tidied up, and what it still knows. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sectionIds, textRoot } from '@entente/shared/sections/sections';
import * as Y from 'yjs';
import { Authors } from '../clients/authors.ts';
import { fill } from '../clients/fill.ts';
import { RunningContender, realServers } from '../harness/contenders.ts';
import { readOurHistory } from '../harness/our-history.ts';
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
    // What is there without any text is measured as tidy as what comes after.
    await running.settle();
    const before = bytesIn(running.folder);
    await running.restart();
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
    await running.settle();
    const after = bytesIn(running.folder);
    const [document = ''] = running.documents(1);
    return {
      edits,
      ...(contender === 'ours' ? await historyOf(running.folder, document, text.doc) : {}),
      'on disk, MB': (after - before) / 1e6,
      'state, MB': Y.encodeStateAsUpdate(text.doc).length / 1e6,
      'edits/s while filling': edits / seconds,
    };
  } finally {
    await running.end();
  }
}

/** What our log still tells; throws when it does not lead to the text that was written. */
async function historyOf(folder: string, convention: string, written: Y.Doc): Promise<Measures> {
  const { steps, authors, seconds, doc } = await readOurHistory(folder, convention);
  for (const id of sectionIds) {
    // The convention began with an empty paragraph in each section.
    const kept = doc.getXmlFragment(textRoot(id)).toString().replaceAll('<paragraph></paragraph>', '');
    if (kept !== written.getXmlFragment(textRoot(id)).toString())
      throw new Error(`the log tells another text of ${id}`);
  }
  return { 'history: steps': steps, 'history: authors': authors, 'history: hours': seconds / 3600 };
}

/** Bytes that a folder's files take on the disk. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : lstatSync(path).blocks * 512);
  }, 0);
}
