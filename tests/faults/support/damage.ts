/** Bits that flip in what lies on the disk, and what a folder then still holds. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { LiveText } from '@entente/server/text/live-text';
import * as Y from 'yjs';
import { eventually } from '../../support/eventually.ts';
import type { Installation, ServingOptions } from './installation.ts';
import { Oracle } from './oracle.ts';
import { Promises } from './promises.ts';
import { withStored } from './stored-text.ts';

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

/** One digest of all that our own storage reads of a convention: journal, log, and the text as it is opened. */
export function storedDigest(folder: string, convention: string): Promise<string> {
  return withStored(folder, async ({ store }) => {
    const [loaded, log, text] = [
      await store.load(convention),
      await store.textLog(convention),
      await store.loadText(convention),
    ];
    const live = LiveText.load(text);
    const clocks = [...Y.decodeStateVector(Y.encodeStateVector(live.doc))].sort(([one], [other]) => one - other);
    const { digest } = live.facts();
    live.destroy();
    const read = JSON.stringify({ entries: loaded?.entries, log, clocks, digest });
    return createHash('sha256').update(read).digest('hex');
  });
}

/** Removes rows, as if they had never been made. */
export function without({ databaseFile }: Pick<Installation, 'databaseFile'>, table: string): void {
  const database = new DatabaseSync(databaseFile);
  database.exec(`delete from ${table}; pragma wal_checkpoint(truncate); pragma journal_mode = delete`);
  database.close();
}

/** The bit of a byte that {@link flip} flips. */
export const flippedBit = 2;

/** Flips one bit of the file, `at` bytes after where these bytes begin. They must be there once. Twice the same heals it. */
export function flip({ databaseFile }: Pick<Installation, 'databaseFile'>, needle: Uint8Array, at: number): number {
  const bytes = readFileSync(databaseFile);
  const found = bytes.indexOf(needle);
  if (found < 0) throw new Error('what is to be damaged is not in the file');
  if (bytes.indexOf(needle, found + 1) >= 0) throw new Error('what is to be damaged is in the file twice');
  flipAt(databaseFile, found + at, flippedBit);
  return found + at;
}

/** Where the file holds the beginnings of what texts and journals are made of: [position, length]. */
export function vitalParts({ databaseFile }: Pick<Installation, 'databaseFile'>): [number, number][] {
  const bytes = readFileSync(databaseFile);
  const columns = { text_update: 'bytes', text_segment: 'payload', text_snapshot: 'state', journal: 'event' };
  return Object.entries(columns).flatMap(([table, column]) =>
    rowsOf({ databaseFile }, table).flatMap((row): [number, number][] => {
      const value = row[column];
      const content = typeof value === 'string' ? Buffer.from(value) : (value as Uint8Array);
      const position = bytes.indexOf(content.subarray(0, 200));
      return position < 0 ? [] : [[position, Math.min(content.length, 200)]];
    }),
  );
}

export function flipAt(file: string, position: number, bit: number): void {
  const byte = (readFileSync(file)[position] ?? 0) ^ (1 << bit);
  const opened = openSync(file, 'r+');
  writeSync(opened, Uint8Array.of(byte), 0, 1, position);
  closeSync(opened);
}
