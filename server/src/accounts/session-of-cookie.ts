/**
 * Whose session a request's cookie carries, by one look at the database. Sessions are better-auth's; its own question takes
 * a millisecond of the server, which is nothing for a click and much when hundreds of pages come back at once. It is asked
 * all the same about every cookie that doesn't lead to a session here. Who comes while one look is under way waits for the
 * next one, and that is for all of them: none is answered with what was so before it came.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { inRounds } from './in-rounds.ts';

export type SessionOfCookie = (
  cookies: string | undefined,
) => Promise<{ readonly person: string; readonly session: string } | undefined>;

type Setup = {
  readonly db: Kysely<Database>;
  /** The secret that signs session cookies. */
  readonly secret: string;
  /** Name of the cookie. */
  readonly name: string;
};

/** Finds sessions that have neither ended nor run out; `undefined` where better-auth has to be asked. */
export function sessionOfCookie({ db, secret, name }: Setup): SessionOfCookie {
  const lookUp = inRounds((tokens) => sessionsOf(db, tokens));
  return async (cookies) => {
    const token = tokenIn(cookies, name, secret);
    if (token === undefined) return undefined;
    const row = (await lookUp(token)).get(token);
    return row && { person: row.userId, session: row.id };
  };
}

type SessionRow = { readonly id: string; readonly userId: string; readonly token: string };

async function sessionsOf(db: Kysely<Database>, tokens: readonly string[]): Promise<ReadonlyMap<string, SessionRow>> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'userId', 'token'])
    .where('token', 'in', [...new Set(tokens)])
    .where('expiresAt', '>', new Date().toISOString())
    .execute();
  return new Map(rows.map((row) => [row.token, row]));
}

/** The cookie's value is `token.signature`: HMAC-SHA-256 of the token, in base64. */
function tokenIn(cookies: string | undefined, name: string, secret: string): string | undefined {
  const value = cookies
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  const decoded = value && decodedOrNot(value);
  if (!decoded) return undefined;
  const end = decoded.lastIndexOf('.');
  if (end < 1) return undefined;
  const token = decoded.slice(0, end);
  const given = Buffer.from(decoded.slice(end + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

function decodedOrNot(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    // A stray percent sign: no cookie of ours.
    return undefined;
  }
}
