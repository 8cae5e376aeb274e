import type { TextFacts } from '../text/digest.ts';
import { approvalChecklist } from './checklist.ts';
import type { Reason } from './reasons.ts';
import { frozenTextNeverChanges } from './rules/frozen-text-never-changes.ts';
import type { Convention, Instant } from './state.ts';

/**
 * Everything that stands between this convention and its approval at that instant, whoever asks (APP-1); empty when a
 * party may approve now. The first is what the lock strip says.
 */
export function whatApprovalAwaits(state: Convention, at: Instant, facts: TextFacts): readonly Reason[] {
  if (state.stage === 'deleted') return [{ code: 'no-such-convention', rule: null }];
  if (state.stage !== 'negotiating') return frozenTextNeverChanges(state);
  return approvalChecklist(state, at, facts).flatMap(({ reasons }) => reasons);
}
