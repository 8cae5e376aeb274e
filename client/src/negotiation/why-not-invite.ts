import type { ConventionView } from '@entente/shared/http/views';
import { decide } from '@entente/shared/negotiation/decide';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { InvitedAs } from '@entente/shared/negotiation/state';
import type { TextFacts } from '@entente/shared/text/digest';

const aDay = 24 * 60 * 60 * 1000;

/** Why an invitation of mine would be refused now, whomever it is for. */
export function whyNotInvite(
  { me, state }: ConventionView,
  as: InvitedAs,
  moment: { readonly facts: TextFacts; readonly at: string },
): Refusal | undefined {
  const { person, organisation, rank } = me;
  const outcome = decide(
    state,
    {
      type: 'inviteOrganisation',
      invitation: crypto.randomUUID(),
      as,
      label: '…',
      expiresAt: new Date(Date.parse(moment.at) + aDay).toISOString(),
      by: { person, organisation, rank },
      at: moment.at,
      newId: crypto.randomUUID(),
      salt: crypto.randomUUID().replaceAll('-', ''),
      rankOf: {},
    },
    moment.facts,
  );
  return isRefusal(outcome) ? outcome : undefined;
}
