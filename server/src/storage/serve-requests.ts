/** A thread's end of its conversation with the main thread: one request after the other, each answered once. */
import { parentPort } from 'node:worker_threads';
import { assertNever } from '@entente/shared/assert-never';
import { Kysely } from 'kysely';
import { ConnectionTurns } from './connection-turns.ts';
import { buffersMovedWith } from './moved.ts';
import type { Database } from './schema.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Answer, Ask, Request } from './sqlite-messages.ts';
import { failureOf } from './storage-errors.ts';

/** The connection, and Kysely's queries on it. */
export type ProcedureContext = { readonly connection: SqliteConnection; readonly db: Kysely<Database> };

type Procedure = (context: ProcedureContext, argument: never) => unknown;

type Serving = {
  readonly purpose: 'write' | 'read';
  readonly procedures: Readonly<Record<string, Procedure>>;
};

/** Answers until the thread is ended. What a reader stumbles over was not harmed by it, and is never fatal. */
export function serveRequests({ purpose, procedures }: Serving): void {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread');
  let opened: ProcedureContext | undefined;
  let last: Promise<void> = Promise.resolve();

  const context = (): ProcedureContext => {
    if (!opened) throw new Error('the database is closed');
    return opened;
  };
  const answerTo = async (ask: Ask): Promise<unknown> => {
    switch (ask.kind) {
      case 'open':
        opened = open(ask.file, purpose);
        return undefined;
      case 'statement':
        return context().connection.execute(ask.sql, ask.parameters);
      case 'procedure':
        return procedureNamed(procedures, ask.name)(context(), ask.argument as never);
      case 'close':
        opened?.connection.close();
        opened = undefined;
        return undefined;
      default:
        return assertNever(ask);
    }
  };
  const answer = async ({ id, ask }: Request): Promise<void> => {
    let answered: Answer;
    try {
      answered = { id, kind: 'done', result: await answerTo(ask) };
    } catch (error) {
      const failure = failureOf(error);
      answered = { id, kind: 'failed', failure: { ...failure, fatal: failure.fatal && purpose === 'write' } };
    }
    port.postMessage(answered, answered.kind === 'done' ? buffersMovedWith(answered.result) : []);
  };
  port.on('message', (request: Request) => {
    last = last.then(() => answer(request));
  });
}

function open(file: string, purpose: 'write' | 'read'): ProcedureContext {
  const connection = new SqliteConnection(file, purpose);
  const dialect = sqliteDialect(async (sql, parameters) => connection.execute(sql, parameters), new ConnectionTurns());
  return { connection, db: new Kysely<Database>({ dialect }) };
}

function procedureNamed(procedures: Serving['procedures'], name: string): Procedure {
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  if (!procedure) throw new Error(`no procedure ${name}`);
  return procedure;
}
