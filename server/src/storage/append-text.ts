import type { Transaction } from 'kysely';
import type { AppendOutcome, TextAppend, TextUpdate } from './convention-store.ts';
import type { Database } from './schema.ts';
import { textChecksum } from './text-checksum.ts';

/** Appends admitted updates when neither the text nor the journal has moved on. Throws outside the negotiation: a bug. */
export async function appendText(transaction: Transaction<Database>, append: TextAppend): Promise<AppendOutcome> {
  const { convention, expectedTextHead, expectedVersion, updates } = append;
  const row = await transaction
    .selectFrom('convention')
    .select(['stage', 'journal_head', 'text_head'])
    .where('id', '=', convention)
    .executeTakeFirst();
  if (!row || row.text_head !== expectedTextHead || row.journal_head !== expectedVersion) return { kind: 'conflict' };
  const last = updates.at(-1);
  if (!last) return { kind: 'appended', version: expectedVersion, textHead: expectedTextHead };
  if (row.stage !== 'negotiating')
    throw new Error(`the text of ${convention} is ${row.stage}: nothing is appended to it`);
  await insertUpdates(transaction, { convention, after: expectedTextHead, updates });
  const textHead = expectedTextHead + updates.length;
  await transaction
    .updateTable('convention')
    .set({ text_head: textHead, updated_at: last.at })
    .where('id', '=', convention)
    .execute();
  return { kind: 'appended', version: expectedVersion, textHead };
}

type Updates = { readonly convention: string; readonly after: number; readonly updates: readonly TextUpdate[] };

/** Writes updates to the log, numbered from the one after `after`. The caller holds the convention's row. */
export async function insertUpdates(
  transaction: Transaction<Database>,
  { convention, after, updates }: Updates,
): Promise<void> {
  for (const [index, { person, organisation, connection, at, bytes }] of updates.entries()) {
    const stored = { seq: after + 1 + index, person, organisation, connection, at, bytes };
    await transaction
      .insertInto('text_update')
      .values({ convention, ...stored, checksum: textChecksum(convention, stored) })
      .execute();
  }
}
