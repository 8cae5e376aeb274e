/** What the thread that writes does in one request: many statements, one transaction, one way there and back. */
import { type BatchItem, type BatchOutcome, commitBatch } from './commit-batch.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

export const writeProcedures = {
  commitBatch(connection: SqliteConnection, items: readonly BatchItem[]): readonly BatchOutcome[] {
    return commitBatch(connection, items);
  },

  emptyLog(connection: SqliteConnection): boolean {
    return connection.emptyLog();
  },

  /** Before anybody else uses the file, outside any transaction. */
  prepareFile(connection: SqliteConnection): void {
    connection.allowGivingBack();
  },

  giveBackSpace(connection: SqliteConnection): boolean {
    return connection.giveBackSpace();
  },
};

export type WriteProcedures = typeof writeProcedures;
