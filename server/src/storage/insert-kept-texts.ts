import { crc32 } from 'node:zlib';
import type { KeptText } from './convention-store.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const insert = `
  insert into kept_text (id, convention, at, digest, sections, state, checksum) values (?, ?, ?, ?, ?, ?, ?)
`;

export function insertKeptTexts(connection: SqliteConnection, convention: string, texts: readonly KeptText[]): void {
  for (const { id, at, digest, sections, state } of texts) {
    connection.execute(insert, [id, convention, at, digest, sections, state, crc32(state)]);
  }
}
