import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Acknowledged = { readonly version: number; readonly textHead: number };

export type AppendingProcess = {
  readonly process: ChildProcess;
  /** The last heads that the process was told, of each convention. Whole once the process has ended. */
  readonly acknowledged: ReadonlyMap<string, Acknowledged>;
  /** Resolves after so many acknowledged appends; rejects when the process ends before. */
  after(appends: number): Promise<void>;
  /** Resolves when the process has ended and all its lines are read: its exit code or signal, and what it complained of. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly complaint: string }>;
};

/** Starts `append-for-ever.ts`, or `insert-for-ever.ts`, on a file; `blocks`: the largest file it may write, in units of 512 bytes. */
export function startAppending(
  file: string,
  { script = 'append-for-ever.ts', blocks }: { script?: string; blocks?: number } = {},
): AppendingProcess {
  // A write beyond the limit must fail, as on a failing disk, not kill the process by SIGXFSZ.
  const limit = blocks === undefined ? '' : `trap '' XFSZ; ulimit -f ${blocks};`;
  const process_ = spawn(
    'sh',
    ['-c', `${limit} exec "$0" "$@"`, process.execPath, join(import.meta.dirname, script), file],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const acknowledged = new Map<string, Acknowledged>();
  const waiting: { readonly appends: number; readonly resolve: () => void }[] = [];
  let lines = 0;
  createInterface({ input: process_.stdout }).on('line', (line) => {
    const [convention = '', version, textHead] = line.split(' ');
    acknowledged.set(convention, { version: Number(version), textHead: Number(textHead) });
    lines += 1;
    for (const { appends, resolve } of waiting) if (lines >= appends) resolve();
  });
  let complaint = '';
  process_.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = once(process_, 'close').then(([code, signal]) => ({ code, signal, complaint }));
  return {
    process: process_,
    acknowledged,
    after: (appends) =>
      Promise.race([
        new Promise<void>((resolve) => {
          waiting.push({ appends, resolve });
        }),
        ended.then(() => Promise.reject(new Error(`it ended after ${lines} appends: ${complaint}`))),
      ]),
    ended,
  };
}
