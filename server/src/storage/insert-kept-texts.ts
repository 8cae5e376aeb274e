import { crc32 } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { KeptText } from './convention-store.ts';
import type { Database } from './schema.ts';

export async function insertKeptTexts(
  transaction: Kysely<Database>,
  convention: string,
  texts: readonly KeptText[],
): Promise<void> {
  for (const { id, at, digest, sections, state } of texts) {
    await transaction
      .insertInto('kept_text')
      .values({ id, convention, at, digest, sections, state, checksum: crc32(state) })
      .execute();
  }
}
