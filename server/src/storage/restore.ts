import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { copyDatabase } from './copy-database.ts';
import { openDatabase } from './database.ts';
import { copyForGood, putInPlace } from './durable-files.ts';
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
    copyDatabase(copy, beside);
    await renewEpochs(beside);
    const conventions = verifyDatabase(beside);
    takeLogIn(beside);
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
 * Gives a database a second name, under which it stays when another takes the first: there is never a moment without one,
 * and what a crash left in its write-ahead log is in the file before.
 */
function keep(file: string, keptAs: string): string | null {
  if (!existsSync(file)) return null;
  takeLogIn(file);
  try {
    linkSync(file, keptAs);
  } catch (error) {
    if (existsSync(keptAs)) throw error;
    // Not every file system knows second names.
    copyForGood(file, keptAs);
  }
  // Beside a file that is no database any more: it must not be taken for the new one's.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${keptAs}-wal`);
  rmSync(`${file}-shm`, { force: true });
  return keptAs;
}

/** Without its log a database may be half of one moment and half of another: whatever is moved must be in one file. */
function takeLogIn(file: string): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    const found = database.prepare('pragma wal_checkpoint(truncate)').get();
    if (found?.busy !== 0) throw new Error(`another program is using ${file}`);
  } catch (error) {
    if (!isDamage(error)) throw error;
  } finally {
    database.close();
  }
}

/** SQLite's result codes for a file that is damaged, and for one that is no database. */
const damage = [11, 26];

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && damage.includes(Number(error.errcode) & 0xff);
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
