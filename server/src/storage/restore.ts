import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './database.ts';
import { putInPlace } from './durable-files.ts';
import { verifyDatabase } from './verify-database.ts';

/** `keptAs`: where the database that was there is now; null when there was none. */
export type Restored = { readonly conventions: number; readonly keptAs: string | null };

/**
 * Puts a copy in a database's place; nobody may be using it. The copy is brought up to date and read whole beside before
 * anything is replaced; what it replaces is kept. Every convention gets a new epoch: an open page holds words that the
 * copy may lack, and has to start afresh instead of mixing the two.
 * Throws when the copy is damaged or no database of ours; then everything is as it was.
 */
export async function restore(copy: string, { file, now }: { file: string; now: Date }): Promise<Restored> {
  const beside = `${file}.restoring`;
  removeDatabase(beside);
  try {
    copyFileSync(copy, beside);
    await renewEpochs(beside);
    const conventions = verifyDatabase(beside);
    const keptAs = keep(file, `${file}.before-${now.toISOString().slice(0, 19).replaceAll(':', '-')}`);
    putInPlace(beside, file);
    return { conventions, keptAs };
  } finally {
    removeDatabase(beside);
  }
}

/** Opening applies the migrations that an older copy lacks. */
async function renewEpochs(file: string): Promise<void> {
  const database = await openDatabase(file);
  try {
    const { db } = database;
    for (const { id } of await db.selectFrom('convention').select('id').execute()) {
      await db.updateTable('convention').set({ epoch: randomUUID() }).where('id', '=', id).execute();
    }
  } finally {
    await database.close();
  }
}

/**
 * Gives a database a second name, under which it stays when another takes the first: there is never a moment without
 * one. Its write-ahead log, which may hold what a crash left there, goes along.
 */
function keep(file: string, keptAs: string): string | null {
  if (!existsSync(file)) return null;
  try {
    linkSync(file, keptAs);
  } catch {
    // Not every file system knows second names.
    copyFileSync(file, keptAs);
  }
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${keptAs}-wal`);
  rmSync(`${file}-shm`, { force: true });
  return keptAs;
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** True for a file that looks like a database of Entente. */
export function isOurs(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return database.prepare("select 1 from sqlite_master where name = 'convention'").get() !== undefined;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
