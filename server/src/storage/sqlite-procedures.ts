/** What the SQLite thread does in one request: many statements, one transaction, one way there and back. */
import type { Kysely } from 'kysely';
import { type BatchItem, type BatchOutcome, commitBatch } from './commit-batch.ts';
import type { KeptText, Loaded, StoredUpdate } from './convention-store.ts';
import { readKeptText } from './kept-text-rows.ts';
import { readConvention, readText } from './read-convention.ts';
import type { Database } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

export type ProcedureContext = { readonly connection: SqliteConnection; readonly db: Kysely<Database> };

export const procedures = {
  async commitBatch(
    { connection, db }: ProcedureContext,
    items: readonly BatchItem[],
  ): Promise<readonly BatchOutcome[]> {
    const outcomes = await commitBatch(db, items);
    if (items.some((item) => item.kind === 'journal' && item.append.after.stage === 'deleted')) connection.emptyLog();
    return outcomes;
  },

  readConvention({ db }: ProcedureContext, convention: string): Promise<Loaded | undefined> {
    return readConvention(db, convention);
  },

  readText({ db }: ProcedureContext, convention: string): Promise<readonly StoredUpdate[]> {
    return readText(db, convention);
  },

  readKeptText(
    { db }: ProcedureContext,
    { convention, id }: { convention: string; id: string },
  ): Promise<KeptText | undefined> {
    return readKeptText(db, convention, id);
  },

  async emptyLog({ connection }: ProcedureContext): Promise<void> {
    connection.emptyLog();
  },
};

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
export type ProcedureArgument<N extends ProcedureName> = Parameters<Procedures[N]>[1];
export type ProcedureResult<N extends ProcedureName> = Awaited<ReturnType<Procedures[N]>>;
