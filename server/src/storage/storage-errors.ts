/** What can go wrong in storage, in a form that code can tell apart. */
import type { Failure } from './sqlite-messages.ts';

/** SQLite said no. `code` is its extended result code (https://sqlite.org/rescode.html). */
export class SqliteFailure extends Error {
  readonly code: number;
  readonly fatal: boolean;

  constructor(message: string, code: number, fatal: boolean) {
    super(message);
    this.name = 'SqliteFailure';
    this.code = code;
    this.fatal = fatal;
  }
}

/** A stored row is not what was written: the message names it. */
export class DamagedRecord extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'DamagedRecord';
  }
}

/** The error as data, to cross threads. */
export function failureOf(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return error instanceof SqliteFailure
    ? { name, message, sqliteCode: error.code, fatal: error.fatal }
    : { name, message, sqliteCode: null, fatal: false };
}

/** The error again, on the other side, with that side's stack. */
export function errorOf(failure: Failure): Error {
  if (failure.sqliteCode !== null) return new SqliteFailure(failure.message, failure.sqliteCode, failure.fatal);
  if (failure.name === 'DamagedRecord') return new DamagedRecord(failure.message);
  return new Error(failure.message);
}
