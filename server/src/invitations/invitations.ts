/** What the holder of a link sees and may do. The secret is looked up by its hash, so its comparison leaks no timing. */

import { assertNever } from '@entente/shared/assert-never';
import type { InvitationPreview } from '@entente/shared/http/views';
import { speaksForOrganisation } from '@entente/shared/negotiation/permissions';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import { ORPCError } from '@orpc/server';
import type { SignedIn } from '../accounts/accounts.ts';
import { type Missing, missing, type Refused, refusedBecause } from '../http/outcome.ts';
import { type Membership, membershipsOf, rankIn, rankOf } from '../organisations/memberships.ts';
import type { Services } from '../services.ts';
import type { InvitationTable } from '../storage/schema.ts';
import { hashOfSecret } from './invitation-link.ts';
import { statusOf } from './invitation-status.ts';

type Invitation = {
  readonly row: InvitationTable;
  readonly status: InvitationPreview['status'];
  readonly title: string | null;
};
type Joined = { readonly organisation: string; readonly convention: string | null };

async function findInvitation({ db, conventions, clock }: Services, secret: string): Promise<Invitation | Missing> {
  const row = await db
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', hashOfSecret(secret))
    .executeTakeFirst();
  if (!row) return missing;
  const state = row.convention === null ? undefined : (await conventions.read(row.convention))?.state;
  if (row.convention !== null && (!state || state.stage === 'deleted')) return missing;
  const title = state && state.stage !== 'deleted' ? state.title : null;
  return { row, status: statusOf(row, clock(), state), title };
}

/** What the link is for, for whoever holds it, signed in or not. */
export async function previewInvitation(services: Services, secret: string): Promise<InvitationPreview | Missing> {
  const found = await findInvitation(services, secret);
  if ('missing' in found) return found;
  const { row, status, title } = found;
  const organisation = await services.db
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', row.organisation)
    .executeTakeFirstOrThrow();
  return {
    kind: kindOf(row),
    status,
    organisation: organisation.name,
    convention: title,
    rank: row.rank === null ? null : rankOf(row.rank),
    expiresAt: row.expires_at,
  };
}

function kindOf({ kind }: InvitationTable): InvitationPreview['kind'] {
  const known = (['member', 'party', 'observer-comments', 'observer-reads'] as const).find((one) => one === kind);
  if (known === undefined) throw new Error(`The database holds an unknown kind of invitation: ${kind}.`);
  return known;
}

/** Uses the link up: joins the organisation that invites, or brings one of the person's own into the convention. */
export async function acceptInvitation(
  services: Services,
  person: SignedIn,
  { token, organisation }: { token: string; organisation?: string | undefined },
): Promise<Joined | Refused | Refusal | Missing> {
  const found = await findInvitation(services, token);
  if ('missing' in found) return found;
  switch (found.status) {
    case 'used':
      return refusedBecause({ code: 'invitation-used' });
    case 'withdrawn':
      return refusedBecause({ code: 'invitation-withdrawn' });
    case 'expired':
      return refusedBecause({ code: 'invitation-over' });
    case 'pending':
      return kindOf(found.row) === 'member'
        ? joinOrganisation(services, person, found.row)
        : joinConvention(services, person, { row: found.row, organisation });
    default:
      return assertNever(found.status);
  }
}

/** In one transaction, so that two people with the same link can't both get in. */
async function joinOrganisation(
  { db, clock }: Services,
  person: SignedIn,
  row: InvitationTable,
): Promise<Joined | Refused> {
  const at = clock().toISOString();
  return db.transaction().execute(async (trx): Promise<Joined | Refused> => {
    if (await rankIn(trx, row.organisation, person.id)) return refusedBecause({ code: 'already-a-member' });
    const { numUpdatedRows } = await trx
      .updateTable('invitation')
      .set({ used_at: at, used_by: person.id })
      .where('id', '=', row.id)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return refusedBecause({ code: 'invitation-used' });
    const membership = {
      organisation: row.organisation,
      person: person.id,
      rank: rankOf(row.rank ?? ''),
      joined_at: at,
    };
    await trx.insertInto('membership').values(membership).execute();
    return { organisation: row.organisation, convention: null };
  });
}

/** The convention's room decides one command at a time: of two people with the same link, the second is refused there. */
async function joinConvention(
  services: Services,
  person: SignedIn,
  { row, organisation: chosen }: { row: InvitationTable; organisation?: string | undefined },
): Promise<Joined | Refused | Refusal> {
  const { db, clock, conventions } = services;
  const mine = eligible(await membershipsOf(db, person.id));
  if (chosen === undefined && mine.length > 1)
    throw new ORPCError('BAD_REQUEST', { message: 'Say for which organisation.' });
  const membership = chosen === undefined ? mine[0] : mine.find((one) => one.organisation.id === chosen);
  if (!membership) return refusedBecause({ code: 'only-director-or-manager-may' });
  const { organisation, rank } = membership;
  const convention = row.convention ?? '';
  const by = { person: person.id, organisation: organisation.id, rank };
  const outcome = await conventions.execute(convention, by, {
    type: 'acceptInvitation',
    invitation: row.id,
    kind: organisation.kind,
  });
  if (isRefusal(outcome)) return outcome;
  await db
    .updateTable('invitation')
    .set({ used_at: clock().toISOString(), used_by: person.id })
    .where('id', '=', row.id)
    .execute();
  return { organisation: organisation.id, convention };
}

function eligible(memberships: readonly Membership[]) {
  return memberships.filter(({ rank }) => speaksForOrganisation(rank));
}
