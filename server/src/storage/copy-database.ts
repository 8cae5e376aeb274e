import { DatabaseSync } from 'node:sqlite';

/**
 * Copies a database as it is at one moment, what is still in its write-ahead log included. One transaction reads it all: those
 * who write go on, and none of it gets into the copy.
 */
export function copyDatabase(file: string, copy: string): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.prepare('vacuum into ?').run(copy);
  } finally {
    database.close();
  }
}
