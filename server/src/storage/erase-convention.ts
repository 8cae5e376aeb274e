import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Erases everything of a deleted convention, save its row and its journal's last entry, which say that it was deleted. */
export async function eraseConvention(transaction: Kysely<Database>, convention: string): Promise<void> {
  for (const table of [
    'text_update',
    'text_segment',
    'text_snapshot',
    'page',
    'kept_text',
    'words',
    'thread',
    'participation',
    'invitation',
  ] as const) {
    await transaction.deleteFrom(table).where('convention', '=', convention).execute();
  }
  await transaction
    .deleteFrom('journal')
    .where('convention', '=', convention)
    .where('version', '<', (eb) =>
      eb.selectFrom('convention').select('journal_head').where('convention.id', '=', convention),
    )
    .execute();
}
