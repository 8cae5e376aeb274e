/** The thread in which one Word file is read; see `read-word-file.ts`, which starts it and ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportProposal, ImportRefusal } from '@entente/shared/sections/import-proposal';
import { readDocument } from './read-document.ts';
import { FileRefused } from './refuse-file.ts';

const answer = await readDocument(workerData as Uint8Array).catch(refusalFrom);
parentPort?.postMessage(answer satisfies ImportProposal | ImportRefusal);

/** A parser that stumbles, or a document nested so deep that the stack ends, is an unreadable file. */
function refusalFrom(error: unknown): ImportRefusal {
  return { refused: error instanceof FileRefused ? error.code : 'unreadable' };
}
