/** The connection to the file, in the thread that holds it. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlValue, StatementResult } from './sqlite-messages.ts';
import { isNoRoom, SqliteFailure, StorageFull } from './storage-errors.ts';

/** Another process may hold the write lock for this long, in milliseconds. */
const busyTimeout = 10_000;
const cachedStatements = 300;

/** Pages of 4 KiB. */
const toleratedFreePages = 16;
const pagesAtOnce = 256;

/**
 * `synchronous=full`: in WAL mode every commit is on the disk when it returns. `secure_delete`: erased words are overwritten.
 * `auto_vacuum=incremental`: the file can give back what sealing frees. It must come before the first table.
 */
const writing = `
  pragma auto_vacuum = incremental;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma trusted_schema = off;
  pragma cache_size = -16000;
  pragma wal_autocheckpoint = 2000;
  pragma journal_size_limit = 1048576;
`;
const reading = `
  pragma query_only = on;
  pragma trusted_schema = off;
  pragma cache_size = -16000;
`;

type Prepared = { readonly statement: StatementSync; readonly reads: boolean };

export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  /**
   * To write, opens or creates the file; to read, opens one that is there. Throws `SqliteFailure` when it is no database, or
   * can't be opened so.
   */
  constructor(file: string, purpose: 'write' | 'read' = 'write') {
    try {
      this.#database = new DatabaseSync(file, { timeout: busyTimeout, readOnly: purpose === 'read' });
      this.#database.exec(purpose === 'write' ? writing : reading);
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

  /** The rows of a statement that reads. The caller knows their shape. */
  rows<Row>(sql: string, parameters: readonly SqlValue[]): readonly Row[] {
    return this.execute(sql, parameters).rows as readonly Row[];
  }

  /** Reads everything from the same moment, whatever is written meanwhile. */
  atOneMoment<T>(reading: () => T): T {
    this.execute('begin', []);
    try {
      return reading();
    } finally {
      this.execute('rollback', []);
    }
  }

  /**
   * Gives back to the file system what was freed: some pages at a time, so that nobody waits long, then the write-ahead
   * log. Returns whether there is more to do: pages to give back, or a log that somebody is reading just now.
   */
  giveBackSpace(): boolean {
    const [free] = this.rows<{ freelist_count: number }>('pragma freelist_count', []);
    if (free && free.freelist_count > toleratedFreePages) {
      this.#script(`pragma incremental_vacuum(${pagesAtOnce})`);
      return true;
    }
    return !this.emptyLog();
  }

  /** A file from before it could give back space is written anew, once. */
  allowGivingBack(): void {
    const [mode] = this.rows<{ auto_vacuum: number }>('pragma auto_vacuum', []);
    if (mode?.auto_vacuum === 0) this.#script('pragma auto_vacuum = incremental; vacuum;');
  }

  /**
   * Empties the write-ahead log into the file, so that what was erased is in neither. Returns whether it is empty: whoever
   * reads just now is not waited for.
   */
  emptyLog(): boolean {
    this.#script('pragma busy_timeout = 0');
    try {
      const [done] = this.rows<{ busy: number }>('pragma wal_checkpoint(truncate)', []);
      return done?.busy === 0;
    } finally {
      this.#script(`pragma busy_timeout = ${busyTimeout}`);
    }
  }

  /** False as well when SQLite has rolled back by itself. */
  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #script(sql: string): void {
    try {
      this.#database.exec(sql);
    } catch (error) {
      throw sqliteFailure(error, sql);
    }
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
  7 /* NOMEM */, 8 /* READONLY */, 10 /* IOERR */, 11 /* CORRUPT */, 14 /* CANTOPEN */, 26 /* NOTADB */,
]);
const constraint = 19;

/**
 * A failed commit is fatal whatever its code, since the data may or may not be on the disk; save a broken constraint, and a
 * disk without room.
 */
function sqliteFailure(error: unknown, sql: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  if (isNoRoom(error.errcode))
    return new StorageFull(`${error.message} (SQLite ${error.errcode}): ${sql}`, error.errcode);
  const primary = error.errcode & 0xff;
  const fatal = fatalCodes.has(primary) || (sql === 'commit' && primary !== constraint);
  return new SqliteFailure(`${error.message} (SQLite ${error.errcode}): ${sql}`, error.errcode, fatal);
}
