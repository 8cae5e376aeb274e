/** Looks into the log of a server that has stopped: what it keeps more than once. */
import { join } from 'node:path';
import { openDatabase } from '@entente/server/storage/database';
import { SqliteConventionStore } from '@entente/server/storage/sqlite-convention-store';
import * as Y from 'yjs';

/** How many pieces the log has, and which structs (`client:clock`) or deletions are in more than one of them. */
export async function logOf(
  folder: string,
  convention: string,
): Promise<{ readonly pieces: number; readonly twice: string[] }> {
  const database = await openDatabase(join(folder, 'entente.sqlite'));
  try {
    const log = await new SqliteConventionStore(database).textLog(convention);
    return { pieces: log.length, twice: storedTwice(log.map(({ bytes }) => bytes)) };
  } finally {
    await database.close();
  }
}

export function storedTwice(updates: readonly Uint8Array[]): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const note = (what: string) => (seen.has(what) ? twice.push(what) : seen.add(what));
  for (const update of updates) {
    const { structs, ds } = Y.decodeUpdate(update);
    for (const { id, length } of structs) {
      for (let at = id.clock; at < id.clock + length; at++) note(`${id.client}:${at}`);
    }
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) {
        for (let at = clock; at < clock + len; at++) note(`deletion of ${client}:${at}`);
      }
    }
  }
  return twice;
}
