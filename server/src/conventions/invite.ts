import { randomUUID } from 'node:crypto';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { InvitedAs } from '@entente/shared/negotiation/state';
import type { SignedIn } from '../accounts/accounts.ts';
import type { Missing } from '../http/outcome.ts';
import { expiryIn, hashOfSecret, invitationUrl, newInvitationSecret } from '../invitations/invitation-link.ts';
import { invitationLetter } from '../mail/invitation-letters.ts';
import type { Services } from '../services.ts';
import { type Seated, seatIn } from './seat.ts';

export type ConventionInvitation = {
  readonly id: string;
  readonly as: InvitedAs;
  readonly label: string;
  readonly email?: string | undefined;
  readonly expiresInDays: number;
};

/**
 * Invites another organisation to a convention by a link. The row with the hash is written first: a fact without a row
 * would be a link that nobody can use, a row without a fact opens nothing.
 */
export async function inviteToConvention(
  services: Services,
  person: SignedIn,
  wanted: ConventionInvitation,
): Promise<{ id: string; url: string } | Refusal | Missing> {
  const seated = await seatIn(services, wanted.id, person.id);
  if ('missing' in seated) return seated;
  const { db, clock, conventions, publicUrl } = services;
  const invitation = randomUUID();
  const secret = newInvitationSecret();
  const expiresAt = expiryIn(clock(), wanted.expiresInDays);
  await db
    .insertInto('invitation')
    .values({
      id: invitation,
      kind: wanted.as,
      token_hash: hashOfSecret(secret),
      organisation: seated.actor.organisation,
      convention: wanted.id,
      rank: null,
      // The label's words are kept with the convention, where they can be erased.
      label: '',
      created_by: person.id,
      created_at: clock().toISOString(),
      expires_at: expiresAt,
      used_at: null,
      used_by: null,
      withdrawn_at: null,
    })
    .execute();
  const { as, label } = wanted;
  const outcome = await conventions.execute(wanted.id, seated.actor, {
    type: 'inviteOrganisation',
    invitation,
    as,
    label,
    expiresAt,
  });
  if (isRefusal(outcome)) {
    await db.deleteFrom('invitation').where('id', '=', invitation).execute();
    return outcome;
  }
  const url = invitationUrl(publicUrl, secret);
  await mailInvitation(services, person, { wanted, seated, url, expiresAt });
  return { id: invitation, url };
}

type ToMail = {
  readonly wanted: ConventionInvitation;
  readonly seated: Seated;
  readonly url: string;
  readonly expiresAt: string;
};

async function mailInvitation({ db, mailer }: Services, person: SignedIn, { wanted, seated, url, expiresAt }: ToMail) {
  if (wanted.email === undefined || !mailer) return;
  const organisation = await db
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', seated.actor.organisation)
    .executeTakeFirstOrThrow();
  mailer.send(
    invitationLetter({
      to: wanted.email,
      language: person.language,
      url,
      organisation: organisation.name,
      convention: seated.state.title,
      as: wanted.as,
      expiresAt: new Date(expiresAt),
    }),
  );
}
