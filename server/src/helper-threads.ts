/**
 * On a single core the threads that V8 compiles with share it with the event loop. What they compile is wanted soon, an edit
 * now: they give way to it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';

const threads = '/proc/self/task';
const helperName = 'V8Worker';
/** A third of the event loop's share when both want the core; with 10 they compile so late that a busy server is slower. */
const niceness = 5;

/** Only Linux gives each thread a priority of its own (`setpriority(2)`, notes); elsewhere nothing is done. Throws where that is forbidden. */
export function letHelpersGiveWay(cores: number): void {
  if (cores > 1 || process.platform !== 'linux') return;
  for (const thread of readdirSync(threads)) {
    if (readFileSync(join(threads, thread, 'comm'), 'utf8').trim() === helperName)
      setPriority(Number(thread), niceness);
  }
}
