import type { Me } from '@entente/shared/http/views';
import { membershipsOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';
import type { SignedIn } from './accounts.ts';
import { keysFromReset, passkeysOf } from './passkeys/own-passkeys.ts';
import { relyingPartyOf } from './passkeys/relying-party.ts';

/** The signed-in person and where that person belongs. */
export async function meOf(services: Services, { id, name, email, language }: SignedIn): Promise<Me> {
  const { db, mailer, publicUrl } = services;
  const { length: count } = await passkeysOf(services, id);
  const fromReset = await keysFromReset(services, id);
  return {
    person: { id, name, email, language },
    memberships: [...(await membershipsOf(db, id))],
    mail: mailer !== null,
    passkeys: { possible: relyingPartyOf(publicUrl) !== null, count, fromReset },
  };
}

/** Changes one's own name or language. Pages of the conventions where one takes part show the new name at once. */
export async function changeMe(
  services: Services,
  person: SignedIn,
  {
    name = person.name,
    language = person.language,
  }: { name?: string | undefined; language?: SignedIn['language'] | undefined },
): Promise<Me> {
  const { db, clock, conventions } = services;
  await db
    .updateTable('user')
    .set({ name, language, updatedAt: clock().toISOString() })
    .where('id', '=', person.id)
    .execute();
  const rows = await db.selectFrom('participation').select('convention').where('person', '=', person.id).execute();
  for (const { convention } of rows) conventions.announce(convention, 'people');
  return meOf(services, { ...person, name, language });
}
