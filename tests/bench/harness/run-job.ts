/** Has a job done in a process of its own, on the core of the load. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pinned } from './cores.ts';
import type { Job, JobResult } from './one-measurement.ts';

const worker = join(import.meta.dirname, 'one-measurement.ts');

/** Resolves to what it found; rejects when its process ends before. */
export function runJob(job: Job): Promise<JobResult> {
  const [program, args] = pinned('load', [worker]);
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let result: JobResult | undefined;
    child.on('message', (message) => {
      result = message as JobResult;
    });
    child.on('error', reject);
    // Everything of it has to be gone before the next begins: its server ends with it.
    child.on('exit', (code, signal) => {
      if (result !== undefined && code === 0) resolve(result);
      else reject(new Error(`a measurement failed (${signal ?? code}): its words are above`));
    });
    child.send(job);
  });
}
