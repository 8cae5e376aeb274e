import type { ConventionView } from '@entente/shared/http/views';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import type { InvitedAs } from '@entente/shared/negotiation/state';
import { type Moment, whyNotAsk } from '../convention/why-not.ts';

const aDay = 24 * 60 * 60 * 1000;

/** Why an invitation of mine would be refused now, whomever it is for. */
export function whyNotInvite(view: ConventionView, as: InvitedAs, moment: Moment): Refusal | undefined {
  const invitation = crypto.randomUUID();
  const expiresAt = new Date(Date.parse(moment.at) + aDay).toISOString();
  return whyNotAsk(view, { type: 'inviteOrganisation', invitation, as, label: '…', expiresAt }, moment);
}
