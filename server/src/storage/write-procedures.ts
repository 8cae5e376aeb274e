/** What the thread that writes does in one request: many statements, one transaction, one way there and back. */
import { type BatchItem, type BatchOutcome, commitBatch } from './commit-batch.ts';
import type { ProcedureContext } from './serve-requests.ts';

export const writeProcedures = {
  async commitBatch(context: ProcedureContext, items: readonly BatchItem[]): Promise<readonly BatchOutcome[]> {
    const outcomes = await commitBatch(context, items);
    const isErased = items.some((item) => item.kind === 'journal' && item.append.after.stage === 'deleted');
    if (isErased) context.connection.emptyLog();
    return outcomes;
  },

  async emptyLog({ connection }: ProcedureContext): Promise<void> {
    connection.emptyLog();
  },

  /** Before anybody else uses the file, outside any transaction. */
  async prepareFile({ connection }: ProcedureContext): Promise<void> {
    connection.allowGivingBack();
  },

  async giveBackSpace({ connection }: ProcedureContext): Promise<boolean> {
    return connection.giveBackSpace();
  },
};

export type WriteProcedures = typeof writeProcedures;
