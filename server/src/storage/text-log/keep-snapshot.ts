import type { SqliteConnection } from '../sqlite-connection.ts';
import { textHeads } from './segment-rows.ts';
import { insertSnapshot, type PackedSnapshot } from './snapshot-rows.ts';

type Making = { readonly convention: string; readonly snapshot: PackedSnapshot };

/** Keeps a snapshot that was made beside, unless the convention was deleted meanwhile. */
export function keepSnapshot(connection: SqliteConnection, { convention, snapshot }: Making): { kind: 'kept' } {
  const heads = textHeads(connection, convention);
  if (heads && heads.stage !== 'deleted') insertSnapshot(connection, convention, snapshot);
  return { kind: 'kept' };
}
