import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

/** SQLite takes some 30,000 parameters, Postgres 65,000: both stay far away. */
const atOnce = 1_000;

/**
 * Those of the sessions that have neither ended nor run out. Sessions are better-auth's, which has the machine's clock and
 * prolongs those that are used: when one ends is known only by asking.
 */
export async function livingSessions(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const now = new Date().toISOString();
  const living = new Set<string>();
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce);
    const found = db.selectFrom('session').select('id').where('id', 'in', some).where('expiresAt', '>', now);
    for (const { id } of await found.execute()) living.add(id);
  }
  return living;
}
