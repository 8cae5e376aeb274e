import { crc32 } from 'node:zlib';
import type { TextSnapshot } from '../convention-store.ts';
import type { SqliteConnection } from '../sqlite-connection.ts';

type SnapshotRow = { seq: number; state: Uint8Array; threads: string; checksum: number };

/** An older one stands in for one that is damaged. */
const kept = 2;

const all = 'select seq, state, threads, checksum from text_snapshot where convention = ? order by seq desc';
const insert =
  'insert or replace into text_snapshot (convention, seq, state, threads, checksum) values (?, ?, ?, ?, ?)';
const dropOlder = `
  delete from text_snapshot where convention = ? and seq not in
  (select seq from text_snapshot where convention = ? order by seq desc limit ?)
`;

/** Over the whole row: a snapshot can't stand in for another text, or for another moment of this one. */
function checksumOf(convention: string, { seq, state, threads }: Omit<SnapshotRow, 'checksum'>): number {
  return crc32(state, crc32(JSON.stringify([convention, seq, threads])));
}

/** Writes a snapshot; of the older ones, all but one go. */
export function insertSnapshot(
  connection: SqliteConnection,
  convention: string,
  { seq, state, threads: marked }: TextSnapshot,
): void {
  const threads = JSON.stringify(marked);
  const checksum = checksumOf(convention, { seq, state, threads });
  connection.execute(insert, [convention, seq, state, threads, checksum]);
  connection.execute(dropOlder, [convention, convention, kept]);
}

export type FoundSnapshot = { readonly snapshot: TextSnapshot | null; readonly damaged: readonly string[] };

/** The newest good snapshot that is not beyond the text; `damaged` names those passed over. */
export function findSnapshot(connection: SqliteConnection, convention: string, textHead: number): FoundSnapshot {
  const damaged: string[] = [];
  for (const row of connection.rows<SnapshotRow>(all, [convention])) {
    const isGood = checksumOf(convention, row) === row.checksum && row.seq <= textHead;
    if (isGood) {
      const { seq, state, threads } = row;
      return { snapshot: { seq, state, threads: JSON.parse(threads) as readonly string[] }, damaged };
    }
    damaged.push(`snapshot ${row.seq} of convention ${convention} is damaged`);
  }
  return { snapshot: null, damaged };
}
