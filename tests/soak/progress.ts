/** How far a trial has come, kept in a file so that a run that was stopped can go on where it was. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A seed that found a fault, the sentence that says which, and the command that runs it again. */
export type FailedSeed = { readonly seed: number; readonly reason: string; readonly replay: string };

/** `next`: the first seed that is not settled yet. `counts` and `failures` are those of the seeds before it. */
export type Progress = {
  readonly trial: string;
  readonly from: number;
  readonly count: number;
  readonly next: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly FailedSeed[];
  readonly seconds: number;
};

export function freshProgress(trial: string, { from, count }: { from: number; count: number }): Progress {
  return { trial, from, count, next: from, counts: {}, failures: [], seconds: 0 };
}

/** What was kept, or undefined when nothing was. Throws when the file is none of ours. */
export function readProgress(path: string): Progress | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text) as Progress;
}

/** Replaces what was kept; a reader, or a run that is killed meanwhile, sees the old or the new. */
export function keepProgress(path: string, progress: Progress): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.next`, `${JSON.stringify(progress, undefined, 2)}\n`);
  renameSync(`${path}.next`, path);
}

export function added(
  counts: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = { ...counts };
  for (const [name, number] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + number;
  return sum;
}
