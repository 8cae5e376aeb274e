/** What one flush to the disk takes here: the floor under everything that is durable before it is shown. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from './medians.ts';

const flushes = 200;

/** Median of appending a page (4 KiB) and flushing it (ms), in the folder in which the servers store. */
export function measureFsync(): number {
  const path = join(tmpdir(), 'fsync');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4_096, 'e');
  const durations: number[] = [];
  for (let flush = 0; flush < flushes; flush += 1) {
    writeSync(file, page);
    const began = performance.now();
    fdatasyncSync(file);
    durations.push(performance.now() - began);
  }
  closeSync(file);
  rmSync(path);
  return median(durations);
}
