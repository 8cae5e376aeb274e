/** How often a server of the tests read a text from its disk, as `note-loads.ts` writes it down. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ServingOptions } from './installation.ts';

/** Environment variable of `note-loads.ts`: the file that grows. */
export const loadsVariable = 'TEST_NOTE_LOADS';

export function serverNotingLoads(file: string, ...hooks: readonly string[]): ServingOptions {
  const preload = ['note-loads.ts', ...hooks].map((name) => join(import.meta.dirname, name));
  return { preload, environment: { [loadsVariable]: file } };
}

export function loadsOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
