import type { EventOf, Fact } from '../events.ts';
import type { Existing } from '../state.ts';

/** The fact that pending approvals fall, for that cause; nothing when none is pending. A frozen text's approvals are settled. */
export function voidedApprovals(state: Existing, cause: EventOf<'ApprovalsVoided'>['cause']): readonly Fact[] {
  return state.stage === 'negotiating' && state.approvals.length > 0 ? [{ type: 'ApprovalsVoided', cause }] : [];
}
