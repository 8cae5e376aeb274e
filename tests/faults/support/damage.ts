/** Bits that flip in what lies on the disk, and what a folder then still holds. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import type { Installation, ServingOptions } from './installation.ts';
import { Oracle } from './oracle.ts';
import { Promises } from './promises.ts';

const quickIdle: ServingOptions = { preload: [join(import.meta.dirname, 'quick-idle.ts')] };

/** Two conventions: one with everything that can be damaged (segments, a snapshot, open rows), and its neighbour. */
export type Worn = { readonly convention: string; readonly neighbour: string; readonly promises: Promises };

/** Has people type until there is something of every kind on the disk. Nothing runs before or after. */
export async function wearIn(installation: Installation): Promise<Worn> {
  const record = `${installation.folder}.record`;
  const oracle = new Oracle(record);
  try {
    await installation.start(quickIdle);
    const convention = await installation.openConvention();
    const neighbour = await installation.openConvention();
    const promises = new Promises(record);
    const type = async (rate: number, promised: number) => {
      const before = promises.count;
      await oracle.begin(installation, { convention, rate, clerk: false });
      await eventually(() => promises.read().count >= before + promised, 30_000);
      await oracle.end();
    };
    await type(800, 700);
    // Everybody has left: what was typed is sealed, and a snapshot is made.
    await eventually(() => rowsOf(installation, 'text_snapshot').length > 0, 20_000);
    await pause(100);
    await type(100, 10);
    await installation.stop();
    return { convention, neighbour, promises: promises.read() };
  } finally {
    await oracle.leave();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** The rows of a table, in the order in which they were made. */
export function rowsOf({ databaseFile }: Pick<Installation, 'databaseFile'>, table: string): Row[] {
  const database = new DatabaseSync(databaseFile, { readOnly: true });
  try {
    return database.prepare(`select * from ${table}`).all();
  } finally {
    database.close();
  }
}

/** One digest of everything that is kept of conventions. */
export function digestOfConventions(installation: Pick<Installation, 'databaseFile'>): string {
  const hash = createHash('sha256');
  for (const table of ['convention', 'journal', 'text_update', 'text_segment', 'text_snapshot', 'words']) {
    hash.update(`${table}\n`);
    for (const row of rowsOf(installation, table)) hash.update(`${JSON.stringify(row)}\n`);
  }
  return hash.digest('hex');
}

/** Removes rows, as if they had never been made. */
export function without({ databaseFile }: Pick<Installation, 'databaseFile'>, table: string): void {
  const database = new DatabaseSync(databaseFile);
  database.exec(`delete from ${table}; pragma wal_checkpoint(truncate); pragma journal_mode = delete`);
  database.close();
}

/** Flips one bit of the file, `at` bytes after where these bytes begin. They must be there once. Twice the same heals it. */
export function flip({ databaseFile }: Pick<Installation, 'databaseFile'>, needle: Uint8Array, at: number): number {
  const bytes = readFileSync(databaseFile);
  const found = bytes.indexOf(needle);
  if (found < 0) throw new Error('what is to be damaged is not in the file');
  if (bytes.indexOf(needle, found + 1) >= 0) throw new Error('what is to be damaged is in the file twice');
  flipAt(databaseFile, found + at, 2);
  return found + at;
}

export function flipAt(file: string, position: number, bit: number): void {
  const byte = (readFileSync(file)[position] ?? 0) ^ (1 << bit);
  const opened = openSync(file, 'r+');
  writeSync(opened, Uint8Array.of(byte), 0, 1, position);
  closeSync(opened);
}
