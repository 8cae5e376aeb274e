/** The installation's database: one SQLite file, opened, brought up to date, and closed. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import { ConnectionTurns } from './connection-turns.ts';
import { migrateToLatest } from './migrate.ts';
import type { ArgumentOf, ResultOf } from './procedures.ts';
import type { ReadProcedures } from './read-procedures.ts';
import type { Database } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { SqliteThread } from './sqlite-thread.ts';
import type { WriteProcedures } from './write-procedures.ts';

type Caller<P> = <N extends keyof P & string>(name: N, argument: ArgumentOf<P, N>) => Promise<ResultOf<P, N>>;

export type OpenDatabase = {
  /** Where the file is. */
  readonly folder: string;
  /** For queries and short transactions. Inside a transaction use the transaction: using `db` there throws. */
  readonly db: Kysely<Database>;
  /** Runs a procedure in the thread that writes, in its turn. */
  call: Caller<WriteProcedures>;
  /** Runs a procedure in the thread that reads: it sees what was committed before it was asked. */
  read: Caller<ReadProcedures>;
  /** Throws inside an open transaction, where waiting for the connection would never end. */
  refuseInsideTransaction(): void;
  /** What has to be finished before the file closes. */
  beforeClosing(finish: () => Promise<void>): void;
  /** Waits for what was asked before, then closes the file. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /**
   * A commit or a flush failed, or the file is damaged: nobody knows what is durable, so the process must end, and
   * is never to try again. Left out, the error is thrown as uncaught.
   */
  readonly onFatal?: (error: Error) => void;
};

type Threads = { readonly writer: SqliteThread<WriteProcedures>; readonly reader: SqliteThread<ReadProcedures> };

/** Opens (or creates, with its folder) the database and applies the migrations that it lacks. */
export async function openDatabase(file: string, options: DatabaseOptions = {}): Promise<OpenDatabase> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const onFatal = options.onFatal ?? throwUncaught;
  const threads: Threads = { writer: new SqliteThread('write', onFatal), reader: new SqliteThread('read', onFatal) };
  const turns = new ConnectionTurns();
  const db = new Kysely<Database>({
    dialect: sqliteDialect((sql, parameters) => threads.writer.execute(sql, parameters), turns),
  });
  try {
    await threads.writer.open(file);
    await threads.writer.call('prepareFile', undefined);
    await migrateToLatest(db);
    await threads.reader.open(file);
  } catch (error) {
    await Promise.all([threads.writer.stop(), threads.reader.stop()]);
    throw error;
  }
  return { ...openedDatabase(db, threads, turns), folder: dirname(file) };
}

function openedDatabase(
  db: Kysely<Database>,
  { writer, reader }: Threads,
  turns: ConnectionTurns,
): Omit<OpenDatabase, 'folder'> {
  const call: OpenDatabase['call'] = async (name, argument) => {
    const giveBack = await turns.take();
    try {
      return await writer.call(name, argument);
    } finally {
      giveBack();
    }
  };
  const toFinish: (() => Promise<void>)[] = [];
  return {
    db,
    call,
    read: async (name, argument) => {
      turns.refuseInsideTransaction();
      return reader.call(name, argument);
    },
    refuseInsideTransaction: () => turns.refuseInsideTransaction(),
    beforeClosing: (finish) => void toFinish.push(finish),
    async close() {
      await Promise.all(toFinish.splice(0).map((finish) => finish()));
      const giveBack = await turns.take();
      try {
        await db.destroy();
        await reader.close();
        await writer.close();
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
