import type { Existing, OrganisationId, Signature } from '../state.ts';

/** NEG-5, « les signatures… communes à tous »: the parties whose signature is missing. The convention takes effect when there is none. */
export function inForceWhenAllHaveSigned(state: Existing, signatures: readonly Signature[]): readonly OrganisationId[] {
  const signed = new Set(signatures.map((signature) => signature.organisation));
  return state.parties.map((party) => party.organisation).filter((organisation) => !signed.has(organisation));
}
