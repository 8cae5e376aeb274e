import type { Reason } from '../reasons.ts';
import type { Frozen, InForce, OrganisationId } from '../state.ts';

/** SIG-2: a signature is deliberate and final. A party signs once, in any order among the parties, and having signed no longer refuses. */
export function oneSignaturePerParty(state: Frozen | InForce, organisation: OrganisationId): readonly Reason[] {
  const signed = state.signatures.some((signature) => signature.organisation === organisation);
  return signed ? [{ code: 'already-signed', rule: 'SIG-2' }] : [];
}
