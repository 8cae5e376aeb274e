import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../storage/schema.ts';

/** Over how long attempts are counted. better-auth prunes rows older than its longest window, so both use this one. */
export const attemptWindowSeconds = 15 * 60;

/** Tells whether one more attempt is allowed. Counted in the database: a restart forgives nothing. */
export type Attempts = (key: string, max: number) => Promise<boolean>;

/**
 * Counts attempts per key in fixed windows, in one statement, so that simultaneous guesses can't all read an old count.
 * It shares better-auth's `rateLimit` table; the machine's clock is meant here, not the negotiation's.
 */
export function createAttempts(db: Kysely<Database>): Attempts {
  return async (key, max) => {
    const now = Date.now();
    const windowStart = now - attemptWindowSeconds * 1_000;
    const counted = await sql<{ count: number }>`
      insert into "rateLimit" ("id", "key", "count", "lastRequest") values (${randomUUID()}, ${key}, 1, ${now})
      on conflict ("key") do update set
        "count" = case when "rateLimit"."lastRequest" < ${windowStart} then 1 else "rateLimit"."count" + 1 end,
        "lastRequest" = case when "rateLimit"."lastRequest" < ${windowStart} then ${now} else "rateLimit"."lastRequest" end
      returning "count"
    `.execute(db);
    return Number(counted.rows[0]?.count) <= max;
  };
}
