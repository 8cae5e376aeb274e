/** A thread's end of its conversation with the main thread: one request after the other, each answered once. */
import { parentPort } from 'node:worker_threads';
import { assertNever } from '@entente/shared/assert-never';
import { buffersMovedWith } from './moved.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import type { Answer, Ask } from './sqlite-messages.ts';
import { failureOf } from './storage-errors.ts';

type Procedure = (connection: SqliteConnection, argument: never) => unknown;

type Serving = {
  readonly purpose: 'write' | 'read';
  readonly procedures: Readonly<Record<string, Procedure>>;
};

/** Answers until the thread is ended. What a reader stumbles over was not harmed by it, and is never fatal. */
export function serveRequests({ purpose, procedures }: Serving): void {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread');
  let opened: SqliteConnection | undefined;
  let last: Promise<void> = Promise.resolve();

  const connection = (): SqliteConnection => {
    if (!opened) throw new Error('the database is closed');
    return opened;
  };
  const answerTo = async (ask: Ask): Promise<unknown> => {
    switch (ask.kind) {
      case 'open':
        opened = new SqliteConnection(ask.file, purpose);
        return undefined;
      case 'statement':
        return connection().execute(ask.sql, ask.parameters);
      case 'procedure':
        return procedureNamed(procedures, ask.name)(connection(), ask.argument as never);
      case 'close':
        opened?.close();
        opened = undefined;
        return undefined;
      default:
        return assertNever(ask);
    }
  };
  const answer = async (ask: Ask): Promise<void> => {
    let answered: Answer;
    try {
      answered = { kind: 'done', result: await answerTo(ask) };
    } catch (error) {
      const failure = failureOf(error);
      answered = { kind: 'failed', failure: { ...failure, fatal: failure.fatal && purpose === 'write' } };
    }
    port.postMessage(answered, answered.kind === 'done' ? buffersMovedWith(answered.result) : []);
  };
  port.on('message', (ask: Ask) => {
    last = last.then(() => answer(ask));
  });
}

function procedureNamed(procedures: Serving['procedures'], name: string): Procedure {
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  if (!procedure) throw new Error(`no procedure ${name}`);
  return procedure;
}
