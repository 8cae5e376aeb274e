import type { Reason } from '../reasons.ts';
import type { Negotiating, OrganisationId } from '../state.ts';

/** APP-1: one person approves for each party, once; the approval stands until something voids it. */
export function oneApprovalPerParty(state: Negotiating, organisation: OrganisationId): readonly Reason[] {
  const approved = state.approvals.some((approval) => approval.organisation === organisation);
  return approved ? [{ code: 'already-approved', rule: 'APP-1' }] : [];
}
