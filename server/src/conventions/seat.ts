import type { Actor } from '@entente/shared/negotiation/commands';
import type { Existing } from '@entente/shared/negotiation/state';
import { type Missing, missing } from '../http/outcome.ts';
import { rankIn, rankOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';

/** A person's way into a convention: who acts, and the convention as it stands. */
export type Seated = { readonly actor: Actor; readonly state: Existing; readonly version: number };

/**
 * Finds who acts when this person asks something of this convention. Only people named in it by an organisation to which
 * they still belong have a way in; to everyone else it is missing, exactly as an identifier that was never given.
 */
export async function seatIn(
  { db, conventions }: Services,
  convention: string,
  person: string,
): Promise<Seated | Missing> {
  const row = await db
    .selectFrom('participation')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.person', '=', 'participation.person')
        .onRef('membership.organisation', '=', 'participation.organisation'),
    )
    .select(['participation.organisation', 'membership.rank'])
    .where('participation.convention', '=', convention)
    .where('participation.person', '=', person)
    .executeTakeFirst();
  if (!row) return missing;
  return withState(conventions, convention, { person, organisation: row.organisation, rank: rankOf(row.rank) });
}

/**
 * The same for naming and removing people: a director answers for an organisation that takes part even without a seat,
 * so that an organisation whose last participant has left can name another.
 */
export async function seatOrDirectorshipIn(
  services: Services,
  convention: string,
  person: string,
): Promise<Seated | Missing> {
  const seated = await seatIn(services, convention, person);
  if (!('missing' in seated)) return seated;
  const { db, conventions } = services;
  const organisations = await db
    .selectFrom('participation')
    .select('organisation')
    .distinct()
    .where('convention', '=', convention)
    .execute();
  for (const { organisation } of organisations) {
    if ((await rankIn(db, organisation, person)) === 'director') {
      return withState(conventions, convention, { person, organisation, rank: 'director' });
    }
  }
  return missing;
}

async function withState(
  conventions: Services['conventions'],
  convention: string,
  actor: Actor,
): Promise<Seated | Missing> {
  const replayed = await conventions.read(convention);
  if (!replayed || replayed.state.stage === 'deleted') return missing;
  return { actor, state: replayed.state, version: replayed.version };
}
