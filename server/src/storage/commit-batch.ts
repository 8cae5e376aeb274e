/**
 * The writes of a batch, in one transaction: one wait for the disk, whatever their number. Each has a savepoint and an
 * outcome of its own, so that one that conflicts or breaks a constraint undoes nothing but itself.
 */

import { assertNever } from '@entente/shared/assert-never';
import type { ControlledTransaction, Kysely, Transaction } from 'kysely';
import { appendJournal, type JournalWrite } from './append-journal.ts';
import { appendText } from './append-text.ts';
import type { AppendOutcome, TextAppend } from './convention-store.ts';
import { issueClientId, type PageOpening } from './issue-client-id.ts';
import type { Database } from './schema.ts';
import type { Failure } from './sqlite-messages.ts';
import { failureOf } from './storage-errors.ts';

export type BatchItem =
  | { readonly kind: 'journal'; readonly append: JournalWrite }
  | { readonly kind: 'text'; readonly append: TextAppend }
  | { readonly kind: 'page'; readonly page: PageOpening };

/** What an item resolves to. */
export type BatchResult = AppendOutcome | { readonly kind: 'issued'; readonly clientId: number };

export type BatchOutcome = BatchResult | { readonly kind: 'failed'; readonly failure: Failure };

/** Commits the items in their order. Resolves once all of it is durable; rejects when nothing of it is. */
export async function commitBatch(db: Kysely<Database>, items: readonly BatchItem[]): Promise<readonly BatchOutcome[]> {
  const transaction = await db.startTransaction().execute();
  try {
    const outcomes: BatchOutcome[] = [];
    for (const item of items) outcomes.push(await writeApart(transaction, item));
    await transaction.commit().execute();
    return outcomes;
  } catch (error) {
    // After a fatal one the process ends; SQLite may have rolled back by itself, and would complain.
    if (!failureOf(error).fatal) await transaction.rollback().execute();
    throw error;
  }
}

async function writeApart(transaction: ControlledTransaction<Database>, item: BatchItem): Promise<BatchOutcome> {
  const savepoint = await transaction.savepoint('item').execute();
  try {
    const result = await write(savepoint, item);
    await savepoint.releaseSavepoint('item').execute();
    return result;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.fatal) throw error;
    await savepoint.rollbackToSavepoint('item').execute();
    await savepoint.releaseSavepoint('item').execute();
    return { kind: 'failed', failure };
  }
}

function write(transaction: Transaction<Database>, item: BatchItem): Promise<BatchResult> {
  switch (item.kind) {
    case 'journal':
      return appendJournal(transaction, item.append);
    case 'text':
      return appendText(transaction, item.append);
    case 'page':
      return issueClientId(transaction, item.page);
    default:
      return assertNever(item);
  }
}
