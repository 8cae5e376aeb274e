import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from './copy-database.ts';
import { putInPlace } from './durable-files.ts';
import { verifyDatabase } from './verify-database.ts';

export type BackUp = { readonly kind: 'made'; readonly place: string; readonly conventions: number };
export type NoBackUp = { readonly kind: 'taken'; readonly place: string };

/**
 * Copies a database as it is at one moment, whoever writes to it meanwhile, and reads the whole copy back before it gets its
 * name. A folder as the target gets a file named after the moment. Throws when the copy can't be made or isn't whole.
 */
export function backUp(file: string, { target, now }: { target: string; now: Date }): BackUp | NoBackUp {
  const place = existsSync(target) && statSync(target).isDirectory() ? join(target, nameAt(now)) : target;
  if (existsSync(place)) return { kind: 'taken', place };
  const unfinished = `${place}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    copyDatabase(file, unfinished);
    const conventions = verifyDatabase(unfinished);
    putInPlace(unfinished, place);
    return { kind: 'made', place, conventions };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function nameAt(now: Date): string {
  return `entente-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.sqlite`;
}
