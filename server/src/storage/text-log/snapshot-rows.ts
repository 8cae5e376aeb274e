import { brotliCompressSync, brotliDecompressSync, constants, crc32 } from 'node:zlib';
import type { TextSnapshot } from '../convention-store.ts';
import type { SqliteConnection } from '../sqlite-connection.ts';

/** `state` is compressed. */
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

/** A snapshot as it is stored: compressed by whoever made it, so that the thread that writes need not. */
export type PackedSnapshot = Omit<TextSnapshot, 'state'> & { readonly packed: Uint8Array };

export function packSnapshot({ state, ...rest }: TextSnapshot): PackedSnapshot {
  const compressed = brotliCompressSync(state, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  // Its own bytes, not a piece of Node's pool: it goes to another thread.
  return { ...rest, packed: new Uint8Array(compressed) };
}

/** Writes a snapshot; of the older ones, all but one go. */
export function insertSnapshot(
  connection: SqliteConnection,
  convention: string,
  { seq, packed: state, threads: marked }: PackedSnapshot,
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
    const snapshot = row.seq <= textHead ? readRow(convention, row) : undefined;
    if (snapshot) return { snapshot, damaged };
    damaged.push(`snapshot ${row.seq} of convention ${convention} is damaged`);
  }
  return { snapshot: null, damaged };
}

/** `undefined` for a row that is not what was written, or that can't be read. */
function readRow(convention: string, row: SnapshotRow): TextSnapshot | undefined {
  if (checksumOf(convention, row) !== row.checksum) return undefined;
  try {
    const state = new Uint8Array(brotliDecompressSync(row.state));
    return { seq: row.seq, state, threads: JSON.parse(row.threads) as readonly string[] };
  } catch {
    return undefined;
  }
}
