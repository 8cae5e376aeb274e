/**
 * Reads an uploaded Word file: bytes in, a proposal or a refusal out. Nothing is written to disk and nothing is fetched.
 *
 * The reading happens in a thread of its own, with a bounded heap and a time limit, and can be cancelled; what goes
 * wrong in it ends the thread and nothing else. Few files are read at once, so that uploads can't take the machine.
 */
import { Worker } from 'node:worker_threads';
import type { ImportProposal, ImportRefusal, ImportRefusalCode } from '@entente/shared/sections/import-proposal';
import { fileSignature } from './file-signature.ts';
import { largestWordFile, mostWaiting, readAtOnce, readingHeap, readingTimeout } from './limits.ts';
import { Turns } from './turns.ts';

export type ReadingOptions = {
  /** Ends the reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds and mebibytes, instead of the usual limits. */
  readonly timeout?: number;
  readonly heap?: number;
};

const turns = new Turns(readAtOnce, mostWaiting);

/** Reads one file. Rejects only when the signal says so. */
export async function readWordFile(
  bytes: Uint8Array,
  options: ReadingOptions = {},
): Promise<ImportProposal | ImportRefusal> {
  options.signal?.throwIfAborted();
  const refused = refusedAtSight(bytes);
  if (refused !== undefined) return { refused };
  const turn = await turns.take(options.signal);
  if (turn === 'too-many') return { refused: 'busy' };
  try {
    return await readInThread(bytes, options);
  } finally {
    turn.done();
  }
}

/** True for the refusal among the two answers of {@link readWordFile}. */
export function isImportRefusal(answer: ImportProposal | ImportRefusal): answer is ImportRefusal {
  return 'refused' in answer;
}

/** What the size and the first bytes say, before any thread is started. */
function refusedAtSight(bytes: Uint8Array): ImportRefusalCode | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > largestWordFile) return 'too-large';
  const signature = fileSignature(bytes);
  switch (signature) {
    case 'zip':
      return undefined;
    case 'encrypted-ole':
      return 'encrypted';
    case 'old-ole':
      return 'old-word-format';
    case 'other':
      return 'not-a-word-file';
  }
}

function readInThread(bytes: Uint8Array, options: ReadingOptions): Promise<ImportProposal | ImportRefusal> {
  const { promise, resolve, reject } = Promise.withResolvers<ImportProposal | ImportRefusal>();
  const copy = new Uint8Array(bytes);
  const thread = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: copy,
    transferList: [copy.buffer],
    resourceLimits: {
      maxOldGenerationSizeMb: options.heap ?? readingHeap,
      maxYoungGenerationSizeMb: 32,
      stackSizeMb: 4,
    },
    // The thread reads bytes and answers; it needs neither our environment nor our console.
    env: {},
    stdout: true,
    stderr: true,
  });
  const limit = setTimeout(() => resolve({ refused: 'timeout' }), options.timeout ?? readingTimeout);
  const cancel = () => reject(options.signal?.reason);
  options.signal?.addEventListener('abort', cancel);
  thread.once('message', (answer: ImportProposal | ImportRefusal) => resolve(answer));
  thread.once('error', (error) => resolve({ refused: refusalForDeath(error) }));
  thread.once('exit', () => resolve({ refused: 'unreadable' }));
  return promise.finally(async () => {
    clearTimeout(limit);
    options.signal?.removeEventListener('abort', cancel);
    await thread.terminate();
  });
}

/** A document that needs more memory than a long convention needs is too large, whatever its size on disk. */
function refusalForDeath(error: unknown): ImportRefusalCode {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory ? 'too-large' : 'unreadable';
}
