import type { ConventionView } from '@entente/shared/http/views';
import type { Refusal } from '@entente/shared/negotiation/reasons';
import type { Frozen } from '@entente/shared/negotiation/state';
import { type Moment, whyNotAsk } from '../convention/why-not.ts';

/** Why my signature would be refused now, by the very rule that the server applies once the password is right (SIG-2). */
export function whyNotSign(view: ConventionView, { text }: Frozen, moment: Moment): Refusal | undefined {
  return whyNotAsk(view, { type: 'signConvention', digest: text.digest, proof: { kind: 'password' } }, moment);
}
