/** Changing a member's rank and ending a membership, carried into every convention where that member takes part. */

import type { Actor } from '@entente/shared/negotiation/commands';
import { partyOf, seatOf, speaksForOrganisation } from '@entente/shared/negotiation/permissions';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { Convention, Rank } from '@entente/shared/negotiation/state';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Missing, missing, type Refused, refusedBecause } from '../http/outcome.ts';
import type { Services } from '../services.ts';
import { isLastDirector, rankIn } from './memberships.ts';

type Done = Record<never, never>;
type OnMember = { readonly id: string; readonly person: string };

/** Gives a member another rank (directors only), here and in every convention where that member takes part. */
export async function changeRank(
  services: Services,
  by: SignedIn,
  { id: organisation, person, rank }: OnMember & { rank: Rank },
): Promise<Done | Refused | Missing> {
  const own = await rankIn(services.db, organisation, by.id);
  if (!own) return missing;
  if (own !== 'director') return refusedBecause({ code: 'only-a-director-may' });
  const refused = await services.db.transaction().execute(async (trx): Promise<Refused | undefined> => {
    if (!(await rankIn(trx, organisation, person))) return refusedBecause({ code: 'not-a-member-here' });
    if (rank !== 'director' && (await isLastDirector(trx, organisation, person))) {
      return refusedBecause({ code: 'last-director', organisation });
    }
    await trx
      .updateTable('membership')
      .set({ rank })
      .where('organisation', '=', organisation)
      .where('person', '=', person)
      .execute();
    return undefined;
  });
  if (refused) return refused;
  // Who gives up the rank of director does so as a director.
  await carryRank(services, { person: by.id, organisation, rank: own }, { person, rank });
  return {};
}

/** Names the person again in each convention, with the access it had: that records the new rank. */
async function carryRank(
  { conventions, db, log }: Services,
  actor: Actor,
  { person, rank }: { person: string; rank: Rank },
): Promise<void> {
  for (const convention of await conventionsOf(db, actor.organisation, person)) {
    const replayed = await conventions.read(convention);
    const named = replayed && seatOf(replayed.state, person)?.participant;
    if (!named || named.rank === rank) continue;
    const { access } = named;
    const outcome = await conventions.execute(convention, actor, { type: 'nameParticipant', person, access });
    if (isRefusal(outcome))
      log.error({ convention, codes: outcome.reasons.map(({ code }) => code) }, 'a new rank was not recorded');
    conventions.disconnect(person, 'access-changed', convention);
  }
}

/**
 * Ends a membership: a director removes a member, or people leave by themselves. Their seats in conventions go first, so
 * that a rule that says no leaves the membership whole.
 */
export async function removeMember(
  services: Services,
  by: SignedIn,
  { id: organisation, person }: OnMember,
): Promise<Done | Refused | Refusal | Missing> {
  const { db } = services;
  const own = await rankIn(db, organisation, by.id);
  if (!own) return missing;
  if (own !== 'director' && by.id !== person) return refusedBecause({ code: 'only-a-director-may' });
  if (!(await rankIn(db, organisation, person))) return refusedBecause({ code: 'not-a-member-here' });
  if (await isLastDirector(db, organisation, person)) return refusedBecause({ code: 'last-director', organisation });
  const refused = await giveUpSeats(services, { person: by.id, organisation, rank: own }, person);
  return refused ?? (await endMembership(services, organisation, person));
}

async function endMembership(
  { db, conventions, clock }: Services,
  organisation: string,
  person: string,
): Promise<Done | Refused> {
  const refused = await db.transaction().execute(async (trx): Promise<Refused | undefined> => {
    if (await isLastDirector(trx, organisation, person)) return refusedBecause({ code: 'last-director', organisation });
    await trx.deleteFrom('membership').where('organisation', '=', organisation).where('person', '=', person).execute();
    // A link that the person made, and kept, would be a way back in.
    await trx
      .updateTable('invitation')
      .set({ withdrawn_at: clock().toISOString() })
      .where('organisation', '=', organisation)
      .where('kind', '=', 'member')
      .where('created_by', '=', person)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    return undefined;
  });
  if (refused) return refused;
  conventions.disconnect(person, 'access-changed');
  return {};
}

/**
 * Takes a person out of the organisation's conventions, and closes the links to conventions that the person made for it: kept, they
 * would be a way back in. Where nobody else speaks for the party, a director is named
 * first: the one who acts, or another when it is the person itself who leaves.
 */
export async function giveUpSeats(services: Services, actor: Actor, person: string): Promise<Refusal | undefined> {
  const { db, conventions } = services;
  await withdrawLinks(services, actor, person);
  for (const convention of await conventionsOf(db, actor.organisation, person)) {
    const replayed = await conventions.read(convention);
    if (!replayed || !seatOf(replayed.state, person)) continue;
    if (isLastSpeaker(replayed.state, person)) await nameADirector(services, actor, { convention, leaving: person });
    const outcome = await conventions.execute(convention, actor, { type: 'removeParticipant', person });
    if (isRefusal(outcome)) return outcome;
    conventions.disconnect(person, 'access-changed', convention);
  }
  return undefined;
}

/** The link is closed whatever the journal says; it says so where whoever acts may say it. */
async function withdrawLinks({ db, conventions, clock }: Services, actor: Actor, person: string): Promise<void> {
  const links = await db
    .updateTable('invitation')
    .set({ withdrawn_at: clock().toISOString() })
    .where('organisation', '=', actor.organisation)
    .where('convention', 'is not', null)
    .where('created_by', '=', person)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'convention'])
    .execute();
  for (const { id, convention } of links) {
    if (convention !== null)
      await conventions.execute(convention, actor, { type: 'withdrawInvitation', invitation: id });
  }
}

function isLastSpeaker(state: Convention, person: string): boolean {
  const speakers = partyOf(state, person)?.participants.filter(({ rank }) => speaksForOrganisation(rank)) ?? [];
  return speakers.length === 1 && speakers[0]?.person === person;
}

/** Names the first director of the organisation who can take a seat there, the acting one before the others. */
async function nameADirector(
  { db, conventions }: Services,
  actor: Actor,
  { convention, leaving }: { convention: string; leaving: string },
): Promise<void> {
  const directors = await db
    .selectFrom('membership')
    .select('person')
    .where('organisation', '=', actor.organisation)
    .where('rank', '=', 'director')
    .where('person', '!=', leaving)
    .orderBy('joined_at')
    .execute();
  const inOrder = directors
    .map(({ person }) => person)
    .sort((a, b) => Number(b === actor.person) - Number(a === actor.person));
  for (const person of inOrder) {
    const outcome = await conventions.execute(convention, actor, { type: 'nameParticipant', person, access: 'writes' });
    if (!isRefusal(outcome)) return;
  }
}

async function conventionsOf(db: Services['db'], organisation: string, person: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('participation')
    .select('convention')
    .where('organisation', '=', organisation)
    .where('person', '=', person)
    .orderBy('convention')
    .execute();
  return rows.map(({ convention }) => convention);
}
