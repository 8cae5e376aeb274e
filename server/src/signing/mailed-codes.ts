/**
 * Codes for signing without a passkey. A code leaves by mail and no other way, and is kept as a hash keyed with the server's
 * secret: who reads the database can't find the eight figures by trying. The last one mailed counts; it is good once, for one
 * person, convention and text.
 */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '@entente/shared/sha256';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../storage/schema.ts';

export const codeMinutes = 10;
const mostTries = 5;
const figures = 8;

export type CodeFor = { readonly person: string; readonly convention: string; readonly digest: string };

export type MailedCodes = {
  /** A new code; the one before is worth nothing from then on. */
  make(to: CodeFor): Promise<{ readonly code: string; readonly expiresAt: Date }>;
  /** Uses the code up when it is right. `over`: none was mailed for this text, or it was used, is too old, or was tried too often. */
  prove(to: CodeFor, code: string): Promise<'right' | 'wrong' | 'over'>;
  /** How the evidence names the address: SHA-256 of a salt that stays here, a line feed, and the address. */
  hashOfAddress(nonce: string, address: string): string;
};

type Setup = { readonly db: Kysely<Database>; readonly clock: Clock; readonly secret: string };

export function createMailedCodes({ db, clock, secret }: Setup): MailedCodes {
  const keyed = (...parts: readonly string[]) => createHmac('sha256', secret).update(parts.join('\n')).digest('hex');
  return {
    async make({ person, convention, digest }) {
      const code = String(randomInt(10 ** figures)).padStart(figures, '0');
      const salt = randomBytes(16).toString('hex');
      const expiresAt = new Date(clock().getTime() + codeMinutes * 60_000);
      const row = {
        digest,
        salt,
        hash: keyed('signature-code', salt, code),
        tries: 0,
        expires_at: expiresAt.toISOString(),
      };
      await db
        .insertInto('signature_code')
        .values({ person, convention, ...row })
        .onConflict((conflict) => conflict.columns(['person', 'convention']).doUpdateSet(row))
        .execute();
      return { code, expiresAt };
    },

    async prove({ person, convention, digest }, code) {
      const row = await db
        .updateTable('signature_code')
        .set((row) => ({ tries: row('tries', '+', 1) }))
        .where('person', '=', person)
        .where('convention', '=', convention)
        .where('digest', '=', digest)
        .where('tries', '<', mostTries)
        .where('expires_at', '>', clock().toISOString())
        .returning(['salt', 'hash'])
        .executeTakeFirst();
      if (!row) return 'over';
      if (!isSame(row.hash, keyed('signature-code', row.salt, code.replace(/\s/g, '')))) return 'wrong';
      const used = await db
        .deleteFrom('signature_code')
        .where('person', '=', person)
        .where('convention', '=', convention)
        .where('hash', '=', row.hash)
        .returning('person')
        .executeTakeFirst();
      return used ? 'right' : 'over';
    },

    hashOfAddress: (nonce, address) => sha256Hex(`${keyed('signature-address', nonce)}\n${address}`),
  };
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
