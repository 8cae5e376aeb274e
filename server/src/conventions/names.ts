import type { Organisation } from '@entente/shared/http/views';
import type { Existing } from '@entente/shared/negotiation/state';
import { sql } from 'kysely';
import { isRemovedAccount } from '../accounts/removed-account.ts';
import { organisationOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';

export type PersonName = { readonly id: string; readonly name: string | null; readonly organisation: string | null };

export type Names = { readonly people: readonly PersonName[]; readonly organisations: readonly Organisation[] };

/**
 * Names of everybody that the journal or the discussion of a convention mentions. A deleted account has none, unless the
 * person signed this convention: what binds keeps its signatories.
 */
export async function namesIn({ db }: Pick<Services, 'db'>, state: Existing): Promise<Names> {
  const mentions = await sql<{ person: string | null; by: string; organisation: string | null }>`
    select distinct
      json_extract(event, '$.person') as person,
      json_extract(event, '$.by') as by,
      json_extract(event, '$.organisation') as organisation
    from journal where convention = ${state.id}
  `.execute(db);
  const writers = await db
    .selectFrom('reply')
    .innerJoin('thread', 'thread.id', 'reply.thread')
    .select('reply.person')
    .distinct()
    .where('thread.convention', '=', state.id)
    .execute();
  const expected = state.meetings.flatMap((meeting) => meeting.expected.map(({ person }) => person));
  const people = new Set([
    ...mentions.rows.flatMap(({ person, by }) => [person, by]),
    ...writers.map(({ person }) => person),
    ...expected,
  ]);
  const organisations = new Set(mentions.rows.map(({ organisation }) => organisation));
  return {
    people: await peopleNamed(
      db,
      state,
      [...people].filter((id) => id !== null),
    ),
    organisations: await organisationsNamed(
      db,
      [...organisations].filter((id) => id !== null),
    ),
  };
}

async function peopleNamed(
  db: Services['db'],
  state: Existing,
  ids: readonly string[],
): Promise<readonly PersonName[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('user').select(['id', 'name', 'email']).where('id', 'in', ids).execute();
  const seats = new Map(
    [...state.parties, ...state.observers].flatMap(({ organisation, participants }) =>
      participants.map(({ person }) => [person, organisation] as const),
    ),
  );
  const signatories = new Set(state.stage === 'negotiating' ? [] : state.signatures.map(({ person }) => person));
  return rows.map(({ id, name, email }) => ({
    id,
    name: isRemovedAccount(email) && !signatories.has(id) ? null : name,
    organisation: seats.get(id) ?? null,
  }));
}

async function organisationsNamed(db: Services['db'], ids: readonly string[]): Promise<readonly Organisation[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('organisation').select(['id', 'name', 'kind']).where('id', 'in', ids).execute();
  return rows.map(organisationOf);
}
