import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@entente/shared/canonical-json';
import { entryHash } from '@entente/shared/negotiation/journal';
import type { Kysely } from 'kysely';
import { insertUpdates, type WriteOutcome } from './append-text.ts';
import type { JournalAppend } from './convention-store.ts';
import type { ConventionSummary } from './convention-summary.ts';
import { eraseConvention } from './erase-convention.ts';
import { insertKeptTexts } from './insert-kept-texts.ts';
import type { PackedUpdates } from './packed-updates.ts';
import type { Database } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { sealText } from './text-log/seal-text.ts';

/** An append as it goes to the thread: of the state that it leads to, only what is stored. */
export type JournalWrite = Omit<JournalAppend, 'after' | 'updates'> & {
  readonly after: ConventionSummary;
  readonly updates: PackedUpdates;
};

/** The one connection, through which a transaction is open, and the queries on it. */
export type InTransaction = { readonly connection: SqliteConnection; readonly db: Kysely<Database> };

type Head = {
  readonly version: number;
  readonly hash: string | null;
  readonly textHead: number;
  readonly stage: string;
};

/**
 * Appends facts and what belongs to them when neither the journal nor the text has moved on. The text up to there is
 * sealed first, and the entries name it. Throws for a deleted convention, and for updates of a text that is not being
 * negotiated: bugs, since `decide` refuses both.
 */
export async function appendJournal({ connection, db }: InTransaction, append: JournalWrite): Promise<WriteOutcome> {
  const { convention, expectedVersion, expectedTextHead, events } = append;
  const updates = append.updates.by.length;
  const head = await headOf(db, convention);
  if (head.version !== expectedVersion || head.textHead !== expectedTextHead) return { kind: 'conflict' };
  const [first] = events;
  if (!first) throw new Error(`nothing to append to the journal of ${convention}`);
  if (head.stage === 'deleted' || (updates > 0 && head.stage !== 'negotiating')) {
    throw new Error(`${convention} is ${head.stage}: this is not appended to it`);
  }
  if (expectedVersion === 0) await openConvention(db, convention, first.at);
  const { segmentHash } = sealText(connection, convention);
  await appendEvents(db, append, { ...head, segmentHash });
  await insertWords(db, append);
  await insertKeptTexts(db, convention, append.keptTexts);
  insertUpdates(connection, { convention, after: expectedTextHead, updates: append.updates });
  await replaceParticipations(db, append);
  if (append.after.stage === 'deleted') await eraseConvention(db, convention);
  return {
    kind: 'appended',
    version: expectedVersion + events.length,
    textHead: expectedTextHead + updates,
    tail: updates,
  };
}

async function headOf(transaction: Kysely<Database>, convention: string): Promise<Head> {
  const row = await transaction
    .selectFrom('convention')
    .select(['stage', 'journal_head', 'journal_hash', 'text_head'])
    .where('id', '=', convention)
    .executeTakeFirst();
  if (!row) return { version: 0, hash: null, textHead: 0, stage: 'negotiating' };
  return { version: row.journal_head, hash: row.journal_hash, textHead: row.text_head, stage: row.stage };
}

/** The row that everything refers to; `appendEvents` fills it within the same transaction. */
async function openConvention(transaction: Kysely<Database>, id: string, at: string): Promise<void> {
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

async function appendEvents(
  transaction: Kysely<Database>,
  append: JournalWrite,
  head: Head & { readonly segmentHash: string | null },
): Promise<void> {
  const { convention, events, after } = append;
  let { version, hash } = head;
  for (const event of events) {
    version += 1;
    hash = entryHash(hash, { convention, version, event, text: head.segmentHash });
    await transaction
      .insertInto('journal')
      .values({ convention, version, event: canonicalJson(event), hash, text: head.segmentHash })
      .execute();
  }
  // A refused try changes nothing: the convention doesn't climb in anybody's list for it.
  const change = events.findLast((event) => event.type !== 'CommandRefused');
  await transaction
    .updateTable('convention')
    .set({
      journal_head: version,
      journal_hash: hash ?? '',
      text_head: head.textHead + append.updates.by.length,
      title: after.title,
      stage: after.stage,
      ...(change ? { updated_at: change.at } : {}),
    })
    .where('id', '=', convention)
    .execute();
}

async function insertWords(transaction: Kysely<Database>, { convention, words }: JournalWrite): Promise<void> {
  for (const { id, person, salt, text } of words) {
    await transaction.insertInto('words').values({ id, convention, person, salt, text }).execute();
  }
}

async function replaceParticipations(
  transaction: Kysely<Database>,
  { convention, after }: JournalWrite,
): Promise<void> {
  await transaction.deleteFrom('participation').where('convention', '=', convention).execute();
  for (const { person, organisation, role, access } of after.participations) {
    await transaction.insertInto('participation').values({ convention, person, organisation, role, access }).execute();
  }
}
