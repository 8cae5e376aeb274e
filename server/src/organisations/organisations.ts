/** Organisations and who belongs to them. Directors decide about people; managers may bring colleagues in. */
import { randomUUID } from 'node:crypto';
import type { Organisation, OrganisationPage } from '@entente/shared/http/views';
import type { Actor } from '@entente/shared/negotiation/commands';
import type { Rank } from '@entente/shared/negotiation/state';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Missing, missing, type Refused, refusedBecause } from '../http/outcome.ts';
import { expiryIn, hashOfSecret, invitationUrl, newInvitationSecret } from '../invitations/invitation-link.ts';
import { invitationLetter } from '../mail/invitation-letters.ts';
import type { Services } from '../services.ts';
import { membershipsOf, membersOf, organisationOf, rankIn, rankOf } from './memberships.ts';

type Kind = Organisation['kind'];

/** Makes an organisation of which the person is the first director. */
export async function createOrganisation(
  { db, clock }: Services,
  person: SignedIn,
  { name, kind }: { name: string; kind: Kind },
): Promise<Organisation> {
  const id = randomUUID();
  const at = clock().toISOString();
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('organisation').values({ id, name, kind, created_at: at }).execute();
    await trx
      .insertInto('membership')
      .values({ organisation: id, person: person.id, rank: 'director', joined_at: at })
      .execute();
  });
  return { id, name, kind };
}

/** The organisation as its members see it. Pending invitations are for those who may make and withdraw them. */
export async function organisationPage(
  { db, clock }: Services,
  person: SignedIn,
  id: string,
): Promise<OrganisationPage | Missing> {
  const rank = await rankIn(db, id, person.id);
  const row = rank && (await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst());
  if (!rank || !row) return missing;
  const invitations =
    rank === 'practitioner'
      ? []
      : await db
          .selectFrom('invitation')
          .select(['id', 'label', 'rank', 'expires_at as expiresAt'])
          .where('organisation', '=', id)
          .where('kind', '=', 'member')
          .where('used_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .where('expires_at', '>', clock().toISOString())
          .orderBy('created_at')
          .execute();
  return {
    organisation: organisationOf(row),
    members: await membersOf(db, id),
    invitations: invitations.map((one) => ({ ...one, rank: rankOf(one.rank ?? '') })),
  };
}

/** Corrects the organisation's name or kind. */
export async function changeOrganisation(
  services: Services,
  person: SignedIn,
  { id, ...wanted }: { id: string; name?: string | undefined; kind?: Kind | undefined },
): Promise<Organisation | Refused | Missing> {
  const { db } = services;
  const rank = await rankIn(db, id, person.id);
  if (!rank) return missing;
  if (rank !== 'director') return refusedBecause({ code: 'only-a-director-may' });
  const change = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  if (Object.keys(change).length > 0) {
    await db.updateTable('organisation').set(change).where('id', '=', id).execute();
  }
  if (wanted.kind) await recordKind(services, { person: person.id, organisation: id, rank }, wanted.kind);
  return organisationOf(await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

/** SIG-1: its conventions know what a party is. One whose text is frozen keeps what was approved. */
async function recordKind({ db, conventions }: Services, by: Actor, kind: Kind): Promise<void> {
  const rows = await db
    .selectFrom('participation')
    .select('convention')
    .distinct()
    .where('organisation', '=', by.organisation)
    .where('role', '=', 'party')
    .execute();
  for (const { convention } of rows) {
    const state = (await conventions.read(convention))?.state;
    const party = state?.stage === 'negotiating' && state.parties.find((one) => one.organisation === by.organisation);
    if (party && party.kind !== kind) await conventions.execute(convention, by, { type: 'recordPartyKind', kind });
  }
}

export type MemberInvitation = {
  readonly id: string;
  readonly label: string;
  readonly rank: Rank;
  readonly email?: string | undefined;
  readonly expiresInDays: number;
};

/** Makes a link by which one person joins with the given rank. Directors and managers invite; only a director invites a director. */
export async function inviteMember(
  { db, clock, publicUrl, mailer }: Services,
  person: SignedIn,
  { id: organisation, label, rank, email, expiresInDays }: MemberInvitation,
): Promise<{ id: string; url: string } | Refused | Missing> {
  const own = await rankIn(db, organisation, person.id);
  if (!own) return missing;
  if (own === 'practitioner') return refusedBecause({ code: 'only-director-or-manager-may' });
  if (rank === 'director' && own !== 'director') return refusedBecause({ code: 'only-a-director-may' });
  const id = randomUUID();
  const secret = newInvitationSecret();
  const expires_at = expiryIn(clock(), expiresInDays);
  const made = { kind: 'member', organisation, convention: null, rank, label, created_by: person.id };
  await db
    .insertInto('invitation')
    .values({
      id,
      token_hash: hashOfSecret(secret),
      ...made,
      created_at: clock().toISOString(),
      expires_at,
      used_at: null,
      used_by: null,
      withdrawn_at: null,
    })
    .execute();
  const url = invitationUrl(publicUrl, secret);
  if (email !== undefined && mailer) {
    const { name } = await db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisation)
      .executeTakeFirstOrThrow();
    mailer.send(
      invitationLetter({
        to: email,
        language: person.language,
        url,
        organisation: name,
        convention: null,
        as: 'member',
        expiresAt: new Date(expires_at),
      }),
    );
  }
  return { id, url };
}

/** Makes a pending invitation useless. An unknown one, or another organisation's, is missing. */
export async function withdrawMemberInvitation(
  { db, clock }: Services,
  person: SignedIn,
  { id, invitation }: { id: string; invitation: string },
): Promise<Record<never, never> | Refused | Missing> {
  const own = await rankIn(db, id, person.id);
  if (!own) return missing;
  if (own === 'practitioner') return refusedBecause({ code: 'only-director-or-manager-may' });
  const row = await db
    .selectFrom('invitation')
    .select(['used_at'])
    .where('id', '=', invitation)
    .where('organisation', '=', id)
    .where('kind', '=', 'member')
    .executeTakeFirst();
  if (!row) return missing;
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ withdrawn_at: clock().toISOString() })
    .where('id', '=', invitation)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? {} : refusedBecause({ code: 'invitation-used' });
}

/**
 * A link with which a member can choose a new password: where no mail goes out, a director hands it over. Whoever holds it
 * can become that person, so it is made only for people who belong to no organisation that the director doesn't direct.
 */
export async function resetLinkForMember(
  { db, accounts, mailer }: Services,
  person: SignedIn,
  { id, person: member }: { id: string; person: string },
): Promise<{ url: string } | Refused | Missing> {
  const own = await rankIn(db, id, person.id);
  if (!own) return missing;
  if (own !== 'director') return refusedBecause({ code: 'only-a-director-may' });
  if (mailer) return refusedBecause({ code: 'mail-is-configured' });
  if (!(await rankIn(db, id, member))) return refusedBecause({ code: 'not-a-member-here' });
  for (const { organisation } of await membershipsOf(db, member)) {
    const there = await rankIn(db, organisation.id, person.id);
    if (there !== 'director') return refusedBecause({ code: 'belongs-elsewhere-too' });
  }
  return { url: await accounts.makeResetLink(member) };
}
