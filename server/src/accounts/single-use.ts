/** What the server asked one person and takes one answer to: the answer has to come in time, and uses the question up. */
import { createHash } from 'node:crypto';
import type { Services } from '../services.ts';

export type Purpose = 'signature' | 'passkey';
type Place = Pick<Services, 'db' | 'clock'>;

export type Asked = {
  /** Unguessable; only its SHA-256 is kept. */
  readonly token: string;
  readonly purpose: Purpose;
  readonly person: string;
  /** What is needed when the answer comes. */
  readonly body: string;
  readonly expiresAt: Date;
};

/** Keeps a question until it is answered or over. */
export async function keepForOneUse({ db, clock }: Place, asked: Asked): Promise<void> {
  const { token, purpose, person, body, expiresAt } = asked;
  await db.deleteFrom('single_use').where('expires_at', '<=', clock().toISOString()).execute();
  await db
    .insertInto('single_use')
    .values({ token_hash: hashOf(token), purpose, person, body, expires_at: expiresAt.toISOString() })
    .execute();
}

/**
 * What was kept, to the first who asks with the token: it is gone then. `undefined` when it was used, is over, or belongs to
 * another person or purpose, which leaves it untouched.
 */
export async function takeForOneUse(
  { db, clock }: Place,
  { token, purpose, person }: Pick<Asked, 'token' | 'purpose' | 'person'>,
): Promise<string | undefined> {
  const taken = await db
    .deleteFrom('single_use')
    .where('token_hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('person', '=', person)
    .returning(['body', 'expires_at'])
    .executeTakeFirst();
  return taken && taken.expires_at > clock().toISOString() ? taken.body : undefined;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
