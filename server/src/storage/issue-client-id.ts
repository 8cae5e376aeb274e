import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

export type PageOpening = {
  readonly convention: string;
  readonly person: string;
  readonly organisation: string;
  readonly at: string;
};

const tries = 8;

/**
 * Issues a `clientID` that nobody has had in this convention: random, so that it tells nothing, and tried again in the
 * rare case that it is taken. Throws for a convention that doesn't exist or was deleted.
 */
export async function issueClientId(
  transaction: Kysely<Database>,
  { convention, person, organisation, at }: PageOpening,
): Promise<{ kind: 'issued'; clientId: number }> {
  const row = await transaction
    .selectFrom('convention')
    .select('stage')
    .where('id', '=', convention)
    .executeTakeFirst();
  if (!row || row.stage === 'deleted') throw new Error(`no page opens on ${convention}: it does not exist`);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const clientId = randomInt(1, 2 ** 32);
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('page')
      .values({ convention, client_id: clientId, person, organisation, opened_at: at })
      .onConflict((conflict) => conflict.columns(['convention', 'client_id']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return { kind: 'issued', clientId };
  }
  throw new Error(`no free clientID found in ${convention} after ${tries} tries`);
}
