import type { StoredUpdate } from '../convention-store.ts';
import type { SqliteConnection } from '../sqlite-connection.ts';
import { DamagedRecord } from '../storage-errors.ts';
import { textChecksum } from '../text-checksum.ts';

type Span = { readonly after: number; readonly to: number; readonly atMost?: number };

const between = `
  select seq, person, organisation, connection, at, bytes, checksum
  from text_update where convention = ? and seq > ? and seq <= ? order by seq limit ?
`;

/**
 * The open rows after one update up to another, or the first so many of them. Throws `DamagedRecord` when one is missing
 * or fails its checksum.
 */
export function tailRows(
  connection: SqliteConnection,
  convention: string,
  { after, to, atMost = Number.MAX_SAFE_INTEGER }: Span,
): readonly StoredUpdate[] {
  const rows = connection.rows<StoredUpdate & { checksum: number }>(between, [convention, after, to, atMost]);
  const where = (seq: number) => `text of convention ${convention}: update ${seq}`;
  for (const [index, row] of rows.entries()) {
    const seq = after + 1 + index;
    if (row.seq !== seq) throw new DamagedRecord(`${where(seq)} is missing`);
    if (textChecksum(convention, row) !== row.checksum) throw new DamagedRecord(`${where(seq)} fails its checksum`);
  }
  if (rows.length < Math.min(atMost, to - after)) {
    throw new DamagedRecord(`${where(after + rows.length + 1)} does not fit the head ${to}`);
  }
  return rows.map(({ checksum: _, ...update }) => update);
}
