/** The installation's database: one SQLite file, opened, brought up to date, and closed. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import { ConnectionTurns } from './connection-turns.ts';
import { migrateToLatest } from './migrate.ts';
import type { Database } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { ProcedureArgument, ProcedureName, ProcedureResult } from './sqlite-procedures.ts';
import { SqliteThread } from './sqlite-thread.ts';

export type OpenDatabase = {
  /** For queries and short transactions. Inside a transaction use the transaction: using `db` there throws. */
  readonly db: Kysely<Database>;
  /** Runs a procedure in the SQLite thread, in its turn. */
  call<N extends ProcedureName>(name: N, argument: ProcedureArgument<N>): Promise<ProcedureResult<N>>;
  /** Throws inside an open transaction, where waiting for the connection would never end. */
  refuseInsideTransaction(): void;
  /** After words were erased: makes sure that no file of the database holds them any more. */
  emptyLog(): Promise<void>;
  /** Waits for what was asked before, then closes the file. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /**
   * A commit failed, the disk is full or the file damaged: nobody knows what is durable, so the process must end, and
   * is never to try again. Left out, the error is thrown as uncaught.
   */
  readonly onFatal?: (error: Error) => void;
};

/** Opens (or creates, with its folder) the database and applies the migrations that it lacks. */
export async function openDatabase(file: string, options: DatabaseOptions = {}): Promise<OpenDatabase> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const thread = new SqliteThread(options.onFatal ?? throwUncaught);
  const turns = new ConnectionTurns();
  const db = new Kysely<Database>({
    dialect: sqliteDialect((sql, parameters) => thread.execute(sql, parameters), turns),
  });
  try {
    await thread.open(file);
    await migrateToLatest(db);
  } catch (error) {
    await thread.stop();
    throw error;
  }
  return openedDatabase(db, thread, turns);
}

function openedDatabase(db: Kysely<Database>, thread: SqliteThread, turns: ConnectionTurns): OpenDatabase {
  const call = async <N extends ProcedureName>(
    name: N,
    argument: ProcedureArgument<N>,
  ): Promise<ProcedureResult<N>> => {
    const giveBack = await turns.take();
    try {
      return await thread.call(name, argument);
    } finally {
      giveBack();
    }
  };
  return {
    db,
    call,
    refuseInsideTransaction: () => turns.refuseInsideTransaction(),
    emptyLog: () => call('emptyLog', undefined),
    async close() {
      const giveBack = await turns.take();
      try {
        await db.destroy();
        await thread.close();
      } finally {
        giveBack();
      }
    },
  };
}

function throwUncaught(error: Error): void {
  queueMicrotask(() => {
    throw error;
  });
}
