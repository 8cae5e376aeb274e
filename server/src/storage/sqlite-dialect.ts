/** Kysely over one SQLite connection, wherever it lives: the same driver runs beside it and across a thread. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import type { ConnectionTurns } from './connection-turns.ts';
import type { SqlValue, StatementResult } from './sqlite-messages.ts';

export type ExecuteStatement = (sql: string, parameters: readonly SqlValue[]) => Promise<StatementResult>;

/** The dialect. `turns` is shared with everything else that uses the connection. */
export function sqliteDialect(execute: ExecuteStatement, turns: ConnectionTurns): Dialect {
  return {
    createAdapter: () => new OneConnectionAdapter(),
    createDriver: () => new OneConnectionDriver(execute, turns),
    createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => new SqliteIntrospector(db),
    createQueryCompiler: (): QueryCompiler => new SqliteQueryCompiler(),
  };
}

class OneConnectionAdapter extends SqliteAdapter {
  /** Kysely's own queue is left out: ours, in `ConnectionTurns`, also notices a wait that could never end. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
  /** SQLite rolls schema changes back like any other: a migration that fails half-way leaves nothing. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class OneConnectionDriver implements Driver {
  readonly #turns: ConnectionTurns;
  readonly #connection: OneConnection;
  #giveBack: () => void = () => {};
  #endTransaction: () => void = () => {};

  constructor(execute: ExecuteStatement, turns: ConnectionTurns) {
    this.#turns = turns;
    this.#connection = new OneConnection(execute);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#giveBack = await this.#turns.take();
    return this.#connection;
  }

  /** `immediate`: takes the write lock at once, so that what the transaction reads stays true until it commits. */
  beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    // Before anything is awaited: the mark must reach the caller's own context.
    this.#endTransaction = this.#turns.enterTransaction();
    return run(connection, accessMode === 'read only' ? 'begin' : 'begin immediate');
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'commit');
    this.#endTransaction();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await run(connection, 'rollback');
    this.#endTransaction();
  }

  savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    return run(connection, `savepoint ${quoted(name)}`);
  }

  rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    return run(connection, `rollback to ${quoted(name)}`);
  }

  releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    return run(connection, `release ${quoted(name)}`);
  }

  async releaseConnection(): Promise<void> {
    this.#endTransaction();
    this.#giveBack();
  }

  async destroy(): Promise<void> {}
}

async function run(connection: DatabaseConnection, sql: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(sql));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

class OneConnection implements DatabaseConnection {
  readonly #execute: ExecuteStatement;

  constructor(execute: ExecuteStatement) {
    this.#execute = execute;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes, lastId } = await this.#execute(query.sql, query.parameters as readonly SqlValue[]);
    return {
      rows: rows as R[],
      ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
      ...(lastId === undefined ? {} : { insertId: BigInt(lastId) }),
    };
  }

  /** All rows in one piece: the connection serves one request at a time. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}
