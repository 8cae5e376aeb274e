/**
 * Deleting one's account. What goes: the name and the address, the password, the passkeys, every session, memberships, seats in
 * conventions, and one's own words around the texts (reasons and comments).
 *
 * What stays, and why: opaque identifiers in journals, since each entry's hash rests on the one before; the words of the
 * texts themselves and of the meetings' records (agendas, minutes), which belong to all parties; comments as empty replies, so that the answers of others keep their place;
 * and the name of who signed, in the conventions that were signed, with the statement and the passkey's public key that prove
 * it, since an act that binds names its signatories.
 */
import type { Refusal } from '@entente/shared/negotiation/reasons';
import { type Refused, refusedBecause, type TooMany, tooMany } from '../http/outcome.ts';
import { giveUpSeats } from '../organisations/members.ts';
import { isLastDirector, membershipsOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';
import type { SignedIn } from './accounts.ts';
import { addressOfRemovedAccount } from './removed-account.ts';

/** Refused for a wrong password, and for the only director of an organisation: another one must be named first. */
export async function removeAccount(
  services: Services,
  person: SignedIn,
  { password }: { password: string },
): Promise<Record<never, never> | Refused | Refusal | TooMany> {
  const { db, accounts } = services;
  const proof = await accounts.provePassword(person.id, password);
  if (proof === 'too-many') return tooMany;
  if (proof === 'wrong') return refusedBecause({ code: 'wrong-password' });
  const memberships = await membershipsOf(db, person.id);
  for (const { organisation } of memberships) {
    if (await isLastDirector(db, organisation.id, person.id)) {
      return refusedBecause({ code: 'last-director', organisation: organisation.id });
    }
  }
  for (const { organisation, rank } of memberships) {
    const refused = await giveUpSeats(services, { person: person.id, organisation: organisation.id, rank }, person.id);
    if (refused) return refused;
  }
  return eraseTraces(services, person);
}

async function eraseTraces(
  { db, store, accounts, clock }: Services,
  person: SignedIn,
): Promise<Record<never, never> | Refused> {
  const signed = await hasSigned(db, person.id);
  const refused = await db.transaction().execute(async (trx): Promise<Refused | undefined> => {
    for (const { organisation } of await membershipsOf(trx, person.id)) {
      if (await isLastDirector(trx, organisation.id, person.id)) {
        return refusedBecause({ code: 'last-director', organisation: organisation.id });
      }
    }
    await trx.deleteFrom('membership').where('person', '=', person.id).execute();
    await trx.deleteFrom('passkey').where('userId', '=', person.id).execute();
    await trx.deleteFrom('single_use').where('person', '=', person.id).execute();
    await trx.deleteFrom('signature_code').where('person', '=', person.id).execute();
    await trx.updateTable('reply').set({ text: '' }).where('person', '=', person.id).execute();
    await trx
      .updateTable('user')
      .set({
        email: addressOfRemovedAccount(person.id),
        name: signed ? person.name : '',
        updatedAt: clock().toISOString(),
      })
      .where('id', '=', person.id)
      .execute();
    return undefined;
  });
  if (refused) return refused;
  await accounts.close(person.id);
  await store.eraseWords(person.id);
  return {};
}

/** True when the person signed a text that was not set aside since: read from the journals, where it can't be denied. */
async function hasSigned(db: Services['db'], person: string): Promise<boolean> {
  const row = await db
    .selectFrom('journal')
    .select('convention')
    .where((where) =>
      where.and([where('event', 'like', '%"ConventionSigned"%'), where('event', 'like', `%"by":"${person}"%`)]),
    )
    .executeTakeFirst();
  return row !== undefined;
}
