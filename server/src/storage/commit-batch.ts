/**
 * The writes of a batch, in one transaction: one wait for the disk, whatever their number. Each has a savepoint and an
 * outcome of its own, so that one that conflicts or breaks a constraint undoes nothing but itself.
 */

import { assertNever } from '@entente/shared/assert-never';
import { appendJournal, type JournalWrite } from './append-journal.ts';
import { appendText, type TextWrite, type WriteOutcome } from './append-text.ts';
import { issueClientId, type PageOpening } from './issue-client-id.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { Failure } from './sqlite-messages.ts';
import { failureOf, StorageFull } from './storage-errors.ts';
import { keepSnapshot } from './text-log/keep-snapshot.ts';
import { keepSegment, type Sealed } from './text-log/seal-text.ts';
import type { Segment } from './text-log/segment-chain.ts';
import type { PackedSnapshot } from './text-log/snapshot-rows.ts';

export type BatchItem =
  | { readonly kind: 'journal'; readonly append: JournalWrite }
  | { readonly kind: 'text'; readonly append: TextWrite }
  | { readonly kind: 'page'; readonly page: PageOpening }
  | { readonly kind: 'seal'; readonly convention: string; readonly segment: Segment }
  | { readonly kind: 'snapshot'; readonly convention: string; readonly snapshot: PackedSnapshot };

/** What an item resolves to. */
export type BatchResult =
  | WriteOutcome
  | { readonly kind: 'issued'; readonly clientId: number }
  | Sealed
  | { readonly kind: 'kept' };

export type BatchOutcome = BatchResult | { readonly kind: 'failed'; readonly failure: Failure };

/** Commits the items in their order. All of it is durable when it returns; none of it when it throws. */
export function commitBatch(connection: SqliteConnection, items: readonly BatchItem[]): readonly BatchOutcome[] {
  connection.execute('begin immediate', []);
  try {
    const outcomes = items.map((item) => writeApart(connection, item));
    connection.execute('commit', []);
    return outcomes;
  } catch (error) {
    // After a fatal one the process ends. On a full disk SQLite has often rolled back by itself, and would complain.
    if (!failureOf(error).fatal && connection.isInTransaction) connection.execute('rollback', []);
    throw error;
  }
}

function writeApart(connection: SqliteConnection, item: BatchItem): BatchOutcome {
  connection.execute('savepoint item', []);
  try {
    const result = write(connection, item);
    connection.execute('release item', []);
    return result;
  } catch (error) {
    const failure = failureOf(error);
    // On a full disk nothing of the whole transaction is left to go on with.
    if (failure.fatal || error instanceof StorageFull) throw error;
    connection.execute('rollback to item', []);
    connection.execute('release item', []);
    return { kind: 'failed', failure };
  }
}

function write(connection: SqliteConnection, item: BatchItem): BatchResult {
  switch (item.kind) {
    case 'journal':
      return appendJournal(connection, item.append);
    case 'text':
      return appendText(connection, item.append);
    case 'page':
      return issueClientId(connection, item.page);
    case 'seal':
      return keepSegment(connection, item);
    case 'snapshot':
      return keepSnapshot(connection, item);
    default:
      return assertNever(item);
  }
}
