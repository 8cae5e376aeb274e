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

/**
 * The disk has no room: what was to be written was rolled back, all of its transaction, and nobody was told that it is
 * kept. The same may be tried later.
 */
export class StorageFull extends SqliteFailure {
  constructor(message: string, code: number) {
    super(message, code, false);
    this.name = 'StorageFull';
  }
}

/**
 * SQLITE_FULL, and SQLITE_IOERR_SHMSIZE: a write that found no room. Both come before anything is flushed, so a commit that
 * ends so is known not to be durable; a failed flush has other codes.
 */
export function isNoRoom(code: number): boolean {
  return (code & 0xff) === 13 || code === 4874;
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
  if (failure.sqliteCode !== null && isNoRoom(failure.sqliteCode)) {
    return new StorageFull(failure.message, failure.sqliteCode);
  }
  if (failure.sqliteCode !== null) return new SqliteFailure(failure.message, failure.sqliteCode, failure.fatal);
  if (failure.name === 'DamagedRecord') return new DamagedRecord(failure.message);
  return new Error(failure.message);
}
