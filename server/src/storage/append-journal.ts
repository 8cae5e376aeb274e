import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import { entryHash } from '@entente/shared/negotiation/journal';
import type { Transaction } from 'kysely';
import { insertUpdates } from './append-text.ts';
import type { AppendOutcome, JournalAppend } from './convention-store.ts';
import type { ConventionSummary } from './convention-summary.ts';
import { eraseConvention } from './erase-convention.ts';
import { insertKeptTexts } from './kept-text-rows.ts';
import type { Database } from './schema.ts';

/** An append as it goes to the thread: of the state that it leads to, only what is stored. */
export type JournalWrite = Omit<JournalAppend, 'after'> & { readonly after: ConventionSummary };

type Head = {
  readonly version: number;
  readonly hash: string | null;
  readonly textHead: number;
  readonly stage: string;
};

/**
 * Appends facts and what belongs to them when neither the journal nor the text has moved on. Throws for a deleted
 * convention, and for updates of a text that is not being negotiated: bugs, since `decide` refuses both.
 */
export async function appendJournal(transaction: Transaction<Database>, append: JournalWrite): Promise<AppendOutcome> {
  const { convention, expectedVersion, expectedTextHead, events, updates } = append;
  const head = await headOf(transaction, convention);
  if (head.version !== expectedVersion || head.textHead !== expectedTextHead) return { kind: 'conflict' };
  const [first] = events;
  if (!first) throw new Error(`nothing to append to the journal of ${convention}`);
  if (head.stage === 'deleted' || (updates.length > 0 && head.stage !== 'negotiating')) {
    throw new Error(`${convention} is ${head.stage}: this is not appended to it`);
  }
  if (expectedVersion === 0) await openConvention(transaction, convention, first.at);
  await appendEvents(transaction, append, head);
  await insertWords(transaction, append);
  await insertKeptTexts(transaction, convention, append.keptTexts);
  await insertUpdates(transaction, { convention, after: expectedTextHead, updates });
  await replaceParticipations(transaction, append);
  if (append.after.stage === 'deleted') await eraseConvention(transaction, convention);
  return { kind: 'appended', version: expectedVersion + events.length, textHead: expectedTextHead + updates.length };
}

async function headOf(transaction: Transaction<Database>, convention: string): Promise<Head> {
  const row = await transaction
    .selectFrom('convention')
    .select(['stage', 'journal_head', 'journal_hash', 'text_head'])
    .where('id', '=', convention)
    .executeTakeFirst();
  if (!row) return { version: 0, hash: null, textHead: 0, stage: 'negotiating' };
  return { version: row.journal_head, hash: row.journal_hash, textHead: row.text_head, stage: row.stage };
}

/** The row that everything refers to; `appendEvents` fills it within the same transaction. */
async function openConvention(transaction: Transaction<Database>, id: string, at: string): Promise<void> {
  await transaction
    .insertInto('convention')
    .values({
      id,
      title: '',
      stage: 'negotiating',
      journal_head: 0,
      journal_hash: '',
      text_head: 0,
      epoch: randomUUID(),
      created_at: at,
      updated_at: at,
    })
    .execute();
}

async function appendEvents(transaction: Transaction<Database>, append: JournalWrite, head: Head): Promise<void> {
  const { convention, events, after } = append;
  let { version, hash } = head;
  for (const event of events) {
    version += 1;
    hash = entryHash(hash, { convention, version, event });
    await transaction
      .insertInto('journal')
      .values({ convention, version, event: canonicalJson(event), hash })
      .execute();
  }
  // A refused try changes nothing: the convention doesn't climb in anybody's list for it.
  const change = events.findLast((event) => event.type !== 'CommandRefused');
  await transaction
    .updateTable('convention')
    .set({
      journal_head: version,
      journal_hash: hash ?? '',
      text_head: head.textHead + append.updates.length,
      title: after.title,
      stage: after.stage,
      ...(change ? { updated_at: change.at } : {}),
    })
    .where('id', '=', convention)
    .execute();
}

async function insertWords(transaction: Transaction<Database>, { convention, words }: JournalWrite): Promise<void> {
  for (const { id, person, salt, text } of words) {
    await transaction.insertInto('words').values({ id, convention, person, salt, text }).execute();
  }
}

async function replaceParticipations(
  transaction: Transaction<Database>,
  { convention, after }: JournalWrite,
): Promise<void> {
  await transaction.deleteFrom('participation').where('convention', '=', convention).execute();
  for (const { person, organisation, role, access } of after.participations) {
    await transaction.insertInto('participation').values({ convention, person, organisation, role, access }).execute();
  }
}
