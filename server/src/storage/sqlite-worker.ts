/** The thread that holds SQLite: answers one request after the other, so that the server's event loop never waits for a disk. */
import { parentPort } from 'node:worker_threads';
import { assertNever } from '@entente/shared/assert-never';
import { Kysely } from 'kysely';
import { ConnectionTurns } from './connection-turns.ts';
import type { Database } from './schema.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Answer, Ask, Request } from './sqlite-messages.ts';
import { type ProcedureContext, procedures } from './sqlite-procedures.ts';
import { failureOf } from './storage-errors.ts';

const port = parentPort;
if (!port) throw new Error('sqlite-worker.ts runs as a worker thread');

let opened: ProcedureContext | undefined;

port.on('message', async ({ id, ask }: Request) => {
  let answer: Answer;
  try {
    answer = { id, kind: 'done', result: await answerTo(ask) };
  } catch (error) {
    answer = { id, kind: 'failed', failure: failureOf(error) };
  }
  port.postMessage(answer);
});

async function answerTo(ask: Ask): Promise<unknown> {
  switch (ask.kind) {
    case 'open':
      opened = open(ask.file);
      return undefined;
    case 'statement':
      return context().connection.execute(ask.sql, ask.parameters);
    case 'procedure':
      return procedureNamed(ask.name)(context(), ask.argument as never);
    case 'close':
      context().connection.close();
      opened = undefined;
      return undefined;
    default:
      return assertNever(ask);
  }
}

function open(file: string): ProcedureContext {
  const connection = new SqliteConnection(file);
  const dialect = sqliteDialect(async (sql, parameters) => connection.execute(sql, parameters), new ConnectionTurns());
  return { connection, db: new Kysely<Database>({ dialect }) };
}

function context(): ProcedureContext {
  if (!opened) throw new Error('the database is closed');
  return opened;
}

function procedureNamed(name: string): (context: ProcedureContext, argument: never) => Promise<unknown> {
  if (!Object.hasOwn(procedures, name)) throw new Error(`no procedure ${name}`);
  return procedures[name as keyof typeof procedures];
}
