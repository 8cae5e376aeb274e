/** The connection to the file, in the thread that holds it. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlValue, StatementResult } from './sqlite-messages.ts';
import { SqliteFailure } from './storage-errors.ts';

/** Another process may hold the write lock for this long, in milliseconds. */
const busyTimeout = 10_000;
const cachedStatements = 300;

/** `synchronous=full`: in WAL mode every commit is on the disk when it returns. `secure_delete`: erased words are overwritten. */
const settings = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma trusted_schema = off;
  pragma cache_size = -16000;
`;

type Prepared = { readonly statement: StatementSync; readonly reads: boolean };

export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  /** Opens or creates the file. Throws `SqliteFailure` when it is no database or can't be written. */
  constructor(file: string) {
    try {
      this.#database = new DatabaseSync(file, { timeout: busyTimeout });
      this.#database.exec(settings);
    } catch (error) {
      throw sqliteFailure(error, `open ${file}`);
    }
  }

  execute(sql: string, parameters: readonly SqlValue[]): StatementResult {
    try {
      const { statement, reads } = this.#prepare(sql);
      if (reads) return { rows: statement.all(...parameters) as Record<string, SqlValue>[] };
      const { changes, lastInsertRowid } = statement.run(...parameters);
      return { rows: [], changes, lastId: lastInsertRowid };
    } catch (error) {
      throw sqliteFailure(error, sql);
    }
  }

  /** Empties the write-ahead log into the file, so that what was erased is in neither. Waits for other processes' readers. */
  emptyLog(): void {
    this.execute('pragma wal_checkpoint(truncate)', []);
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  /** The least recently used statement makes room. */
  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) this.#prepared.delete(sql);
    const prepared = known ?? this.#compile(sql);
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > cachedStatements) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }

  #compile(sql: string): Prepared {
    const statement = this.#database.prepare(sql);
    return { statement, reads: statement.columns().length > 0 };
  }
}

/** Primary result codes after which the disk, or what we know of it, is not to be trusted. */
const fatalCodes = new Set([
  7 /* NOMEM */, 8 /* READONLY */, 10 /* IOERR */, 11 /* CORRUPT */, 13 /* FULL */, 14 /* CANTOPEN */, 26 /* NOTADB */,
]);
const constraint = 19;

/** A failed commit is fatal whatever its code, save a broken constraint: the data may or may not be on the disk. */
function sqliteFailure(error: unknown, sql: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const primary = error.errcode & 0xff;
  const fatal = fatalCodes.has(primary) || (sql === 'commit' && primary !== constraint);
  return new SqliteFailure(`${error.message} (SQLite ${error.errcode}): ${sql}`, error.errcode, fatal);
}
