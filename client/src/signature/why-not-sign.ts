import type { ConventionView } from '@entente/shared/http/views';
import { decide } from '@entente/shared/negotiation/decide';
import { isRefusal, type Refusal } from '@entente/shared/negotiation/reasons';
import type { Frozen } from '@entente/shared/negotiation/state';
import type { TextFacts } from '@entente/shared/text/digest';

/** Why my signature would be refused now, by the very rule that the server applies once the password is right (SIG-2). */
export function whyNotSign(
  { me }: Pick<ConventionView, 'me'>,
  state: Frozen,
  moment: { readonly facts: TextFacts; readonly at: string },
): Refusal | undefined {
  const { person, organisation, rank } = me;
  const outcome = decide(
    state,
    {
      type: 'signConvention',
      digest: state.text.digest,
      proof: { kind: 'password' },
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
