import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

type NamesById = Readonly<Record<string, string>>;

/** Names of people by identifier; an unknown identifier is left out. */
export async function namesOfPeople(db: Kysely<Database>, ids: readonly string[]): Promise<NamesById> {
  if (ids.length === 0) return {};
  const rows = await db.selectFrom('user').select(['id', 'name']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Names of organisations by identifier; an unknown identifier is left out. */
export async function namesOfOrganisations(db: Kysely<Database>, ids: readonly string[]): Promise<NamesById> {
  if (ids.length === 0) return {};
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
