import { readConvention } from './read-convention.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { DamagedRecord } from './storage-errors.ts';
import { readTextLog } from './text-log/read-text.ts';

/**
 * Reads a whole database and believes nothing: SQLite's own structure, every journal, every text's log and the chain that
 * joins them. Returns how many conventions it holds. Throws `DamagedRecord` or `SqliteFailure`, which says where.
 */
export function verifyDatabase(file: string): number {
  const connection = new SqliteConnection(file, 'read');
  try {
    const found = connection.rows<{ integrity_check: string }>('pragma integrity_check', []);
    const complaint = found.find(({ integrity_check }) => integrity_check !== 'ok');
    if (complaint) throw new DamagedRecord(`${file}: ${complaint.integrity_check}`);
    const conventions = connection.rows<{ id: string }>('select id from convention', []);
    for (const { id } of conventions) {
      readConvention(connection, id);
      readTextLog(connection, id);
    }
    return conventions.length;
  } finally {
    connection.close();
  }
}
