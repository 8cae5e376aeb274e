import type { SqliteConnection } from './sqlite-connection.ts';

const tables = [
  'text_update',
  'text_segment',
  'text_snapshot',
  'page',
  'kept_text',
  'words',
  'thread',
  'participation',
  'invitation',
  'signature_evidence',
  'issued_document',
  'signature_code',
];
const dropJournal = `
  delete from journal where convention = ? and version < (select journal_head from convention where id = ?)
`;

/** Erases everything of a deleted convention, save its row and its journal's last entry, which say that it was deleted. */
export function eraseConvention(connection: SqliteConnection, convention: string): void {
  for (const table of tables) connection.execute(`delete from ${table} where convention = ?`, [convention]);
  connection.execute(dropJournal, [convention, convention]);
}
