import type { Rank } from '@entente/shared/negotiation/state';
import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { rankOf } from './memberships.ts';

/** A person in an organisation; `organisation` is the one for which the command names that person. */
export type NamedPerson = { readonly person: string; readonly organisation: string };

/** Ranks of people in the organisations for which they are named, from the member lists; who isn't a member is left out. */
export async function ranksOf(
  db: Kysely<Database>,
  named: readonly NamedPerson[],
): Promise<Readonly<Record<string, { organisation: string; rank: Rank }>>> {
  if (named.length === 0) return {};
  const rows = await db
    .selectFrom('membership')
    .select(['person', 'organisation', 'rank'])
    .where('person', 'in', [...new Set(named.map(({ person }) => person))])
    .execute();
  const wanted = new Set(named.map(({ person, organisation }) => `${person} ${organisation}`));
  return Object.fromEntries(
    rows
      .filter(({ person, organisation }) => wanted.has(`${person} ${organisation}`))
      .map(({ person, organisation, rank }) => [person, { organisation, rank: rankOf(rank) }]),
  );
}
