import type { Organisation } from '@entente/shared/http/views';
import { organisationKinds } from '@entente/shared/http/views';
import type { Rank } from '@entente/shared/negotiation/state';
import { ranks } from '@entente/shared/negotiation/state';
import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

/** A rank as it stands in the database, where only ours are ever written. */
export function rankOf(value: string): Rank {
  const rank = ranks.find((one) => one === value);
  if (rank === undefined) throw new Error(`The database holds an unknown rank: ${value}.`);
  return rank;
}

export function organisationOf(row: { id: string; name: string; kind: string }): Organisation {
  const kind = organisationKinds.find((one) => one === row.kind);
  if (kind === undefined) throw new Error(`The database holds an unknown kind of organisation: ${row.kind}.`);
  return { id: row.id, name: row.name, kind };
}

/** The person's rank in that organisation; `undefined` for who isn't a member. */
export async function rankIn(db: Kysely<Database>, organisation: string, person: string): Promise<Rank | undefined> {
  const row = await db
    .selectFrom('membership')
    .select('rank')
    .where('organisation', '=', organisation)
    .where('person', '=', person)
    .executeTakeFirst();
  return row && rankOf(row.rank);
}

export type Membership = { readonly organisation: Organisation; readonly rank: Rank };

/** The organisations of a person, in joining order. */
export async function membershipsOf(db: Kysely<Database>, person: string): Promise<readonly Membership[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation')
    .select(['organisation.id', 'organisation.name', 'organisation.kind', 'membership.rank'])
    .where('membership.person', '=', person)
    .orderBy('membership.joined_at')
    .orderBy('organisation.id')
    .execute();
  return rows.map((row) => ({ organisation: organisationOf(row), rank: rankOf(row.rank) }));
}

/** The members of an organisation, highest rank first. */
export async function membersOf(db: Kysely<Database>, organisation: string) {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.person')
    .select(['user.id as person', 'user.name', 'user.email', 'membership.rank', 'membership.joined_at as joinedAt'])
    .where('membership.organisation', '=', organisation)
    .orderBy('membership.joined_at')
    .execute();
  return rows
    .map((row) => ({ ...row, rank: rankOf(row.rank) }))
    .sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || a.name.localeCompare(b.name));
}

/** True when nobody else is director there: that person can't leave, be demoted or be removed. */
export async function isLastDirector(db: Kysely<Database>, organisation: string, person: string): Promise<boolean> {
  const directors = await db
    .selectFrom('membership')
    .select('person')
    .where('organisation', '=', organisation)
    .where('rank', '=', 'director')
    .execute();
  return directors.length === 1 && directors[0]?.person === person;
}
