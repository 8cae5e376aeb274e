import type { ConventionView } from '@entente/shared/http/views';
import { type Refusal, refuse } from '@entente/shared/negotiation/reasons';
import { whySigningIsRefused } from '@entente/shared/negotiation/signing/sign-convention';
import type { Frozen } from '@entente/shared/negotiation/state';
import type { Moment } from '../convention/why-not.ts';

/** Why my signature would be refused now, by the very rule that the server applies once the proof is right (SIG-2). */
export function whyNotSign({ me }: ConventionView, state: Frozen, { facts, at }: Moment): Refusal | undefined {
  const [first, ...others] = whySigningIsRefused(state, { by: me, at, facts });
  return first && refuse(first, ...others);
}
