import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another program uses the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export type FolderLock = { release(): void };

/**
 * Takes the data folder for this program alone. The lock is the operating system's, on a file of its own: it goes with the
 * process, however that ends, and never has to be cleared by hand.
 * @param patience milliseconds to wait for a program that is just ending.
 * Throws `FolderInUse`.
 */
export function lockDataFolder(folder: string, patience: number): FolderLock {
  const database = new DatabaseSync(join(folder, 'in-use'), { timeout: patience });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === busy)) throw error;
    throw new FolderInUse(`Another Entente is using the folder ${folder}.`);
  }
  return { release: () => database.close() };
}

/** SQLite's result code for a lock that somebody else holds. */
const busy = 5;
