/** What the server's main thread and the thread that holds SQLite say to each other: each question has one answer, in the order of the questions. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** `rows` of a statement that reads or returns; else what a writing statement did. */
export type StatementResult = {
  readonly rows: readonly Record<string, SqlValue>[];
  readonly changes?: number | bigint;
  readonly lastId?: number | bigint;
};

export type Ask =
  | { readonly kind: 'open'; readonly file: string }
  | { readonly kind: 'statement'; readonly sql: string; readonly parameters: readonly SqlValue[] }
  | { readonly kind: 'procedure'; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'close' };

/** An error in a form that survives the way between threads. */
export type Failure = {
  readonly name: string;
  readonly message: string;
  /** SQLite's extended result code, when the error is SQLite's. */
  readonly sqliteCode: number | null;
  /** What is on disk can't be relied on any more: the process must end. */
  readonly fatal: boolean;
};

export type Answer =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure };
