import type { ConventionSummary, ConventionView } from '@entente/shared/http/views';
import { accessOf } from '@entente/shared/negotiation/permissions';
import type { Access, Existing } from '@entente/shared/negotiation/state';
import { type Missing, missing } from '../http/outcome.ts';
import { membersOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';
import { namesIn } from './names.ts';
import { type Seated, seatIn } from './seat.ts';

/** What a named person sees of a convention besides its text. */
export async function conventionView(
  services: Services,
  convention: string,
  person: string,
): Promise<ConventionView | Missing> {
  const seated = await seatIn(services, convention, person);
  if ('missing' in seated) return seated;
  const access = accessOf(seated.state, person);
  return access === undefined ? missing : viewOf(services, seated, access);
}

async function viewOf(
  services: Services,
  { actor, state, version }: Seated,
  access: Access,
): Promise<ConventionView | Missing> {
  const hash = await hashOf(services, state.id, version);
  // Deleted meanwhile.
  if (hash === undefined) return missing;
  const { people, organisations } = await namesIn(services, state);
  const members = await membersOf(services.db, actor.organisation);
  return {
    state,
    version,
    hash,
    words: { ...(await services.conventions.words(state.id)) },
    people: [...people],
    organisations: [...organisations],
    colleagues: members.map(({ person, name, rank }) => ({ person, name, rank })),
    me: { ...actor, access },
    now: services.clock().toISOString(),
  };
}

/** The hash of a journal's entry. */
async function hashOf({ db }: Services, convention: string, version: number): Promise<string | undefined> {
  const entry = await db
    .selectFrom('journal')
    .select('hash')
    .where('convention', '=', convention)
    .where('version', '=', version)
    .executeTakeFirst();
  return entry?.hash;
}

/** A convention in a list; `updatedAt` is when its journal or its text last moved. */
export async function summaryOf(services: Services, { actor, state }: Seated): Promise<ConventionSummary> {
  const row = await services.db
    .selectFrom('convention')
    .select('updated_at')
    .where('id', '=', state.id)
    .executeTakeFirstOrThrow();
  return {
    id: state.id,
    title: state.title,
    stage: state.stage,
    organisation: actor.organisation,
    access: accessOf(state, actor.person) ?? 'reads',
    parties: await partiesOf(services, state),
    updatedAt: row.updated_at,
  };
}

async function partiesOf({ db }: Services, state: Existing): Promise<ConventionSummary['parties']> {
  const ids = state.parties.map(({ organisation }) => organisation);
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return state.parties.map(({ organisation, mark }) => ({ organisation, name: names.get(organisation) ?? '', mark }));
}

/** Every convention in which the person has a seat. */
export async function seatsOf(services: Services, person: string): Promise<readonly Seated[]> {
  const rows = await services.db
    .selectFrom('participation')
    .innerJoin('convention', 'convention.id', 'participation.convention')
    .select('participation.convention')
    .where('participation.person', '=', person)
    .orderBy('convention.updated_at', 'desc')
    .execute();
  const seats: Seated[] = [];
  for (const { convention } of rows) {
    const seated = await seatIn(services, convention, person);
    if (!('missing' in seated)) seats.push(seated);
  }
  return seats;
}
