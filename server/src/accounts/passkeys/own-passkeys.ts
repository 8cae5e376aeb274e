/** A person's passkeys: seen, renamed, removed. */
import type { Passkey } from '@entente/shared/accounts/passkey';
import { isKeyFromReset } from '@entente/shared/signing/key-added';
import { type Missing, missing, type Refused, refusedBecause, type TooMany, tooMany } from '../../http/outcome.ts';
import type { Services } from '../../services.ts';
import type { PasskeyTable } from '../../storage/schema.ts';
import type { SignedIn } from '../accounts.ts';
import { tellOfPasskey } from './tell-of-passkey.ts';

/** In the order in which they were added. */
export async function passkeysOf({ db }: Pick<Services, 'db'>, person: string): Promise<readonly PasskeyTable[]> {
  return db.selectFrom('passkey').selectAll().where('userId', '=', person).orderBy('createdAt').execute();
}

/** How many of them were added just after a link had set the password. */
export async function keysFromReset({ db }: Pick<Services, 'db'>, person: string): Promise<number> {
  const rows = await db
    .selectFrom('passkey_origin')
    .innerJoin('passkey', 'passkey.id', 'passkey_origin.passkey')
    .select(['added_at as at', 'password_reset_at as passwordReset'])
    .where('passkey.userId', '=', person)
    .execute();
  return rows.filter(isKeyFromReset).length;
}

export async function listPasskeys(services: Services, { id }: SignedIn): Promise<Passkey[]> {
  return (await passkeysOf(services, id)).map(presented);
}

export function presented({ id, name, createdAt, deviceType }: PasskeyTable): Passkey {
  return { id, name: name ?? '', createdAt: createdAt ?? '', synced: deviceType === 'multiDevice' };
}

export async function renamePasskey(
  { db }: Services,
  person: SignedIn,
  { id, name }: { id: string; name: string },
): Promise<Passkey | Missing> {
  const row = await db
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('userId', '=', person.id)
    .returningAll()
    .executeTakeFirst();
  return row ? presented(row) : missing;
}

/** Takes the password anew: whoever has only a stolen session can't drive its owner to the weaker proof. */
export async function removePasskey(
  services: Services,
  person: SignedIn,
  { id, password }: { id: string; password: string },
): Promise<Record<never, never> | Missing | Refused | TooMany> {
  const { db, accounts } = services;
  const proof = await accounts.provePassword(person.id, password);
  if (proof === 'too-many') return tooMany;
  if (proof === 'wrong') return refusedBecause({ code: 'wrong-password' });
  const row = await db
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('userId', '=', person.id)
    .returning('name')
    .executeTakeFirst();
  if (!row) return missing;
  tellOfPasskey(services, person, { what: 'removed', name: row.name ?? '' });
  return {};
}
